/** Files of the shell that read each other: `source`, `.`, `load` of bats; and what is known in each by that. */

import type { ListedImport } from '../../parser/code/listing';
import type { Family } from '../listed/families';
import type { ListedFile, ListedProject } from '../listed/project';
import { basename, dirname, join } from '../modules/paths';
import { isPattern, matchesPattern } from './pattern';
import { evaluateWord, root, unknown } from './words';

export interface Sourced {
  /** Several where a loop goes over all that a pattern names. */
  readonly units: readonly number[];
  /** It stands below what is not known, and no other file of the folder ends so. */
  readonly byEnding?: boolean;
  /** A path outside of the folder. */
  readonly external?: string;
  /** The file, or of a pattern the folder, that may come to be what is read. */
  readonly awaited: string;
}

export interface Sources {
  sourced(file: ListedFile, written: ListedImport): Sourced;
  /** All that a file reads, however far; itself among them. */
  closureOf(file: ListedFile): ReadonlySet<number>;
  /** All that is read together with a file, by whatever reads it; tests count for tests only. */
  contextOf(file: ListedFile): ReadonlySet<number>;
}

const mostFiles = 2000;

export function createSources(
  project: ListedProject,
  family: Family,
  unitOf: (path: string) => number | undefined,
): Sources {
  const targets = new Map<number, readonly number[]>();
  const closures = new Map<number, ReadonlySet<number>>();
  const contexts = new Map<number, ReadonlySet<number>>();
  let readers: Map<number, number[]> | undefined;

  function shellUnit(path: string | undefined): number | undefined {
    const unit = path === undefined ? undefined : unitOf(path);
    return unit !== undefined && project.unit(unit)?.family === family ? unit : undefined;
  }

  /** Beside the file or, failing that, from the root of the folder: scripts are run from either. */
  function unitsAt(file: ListedFile, path: string): readonly number[] | undefined {
    if (path.startsWith(root)) return unitsOf(join('', path.slice(root.length)));
    return unitsOf(join(dirname(file.unit.path), path)) ?? unitsOf(join('', path));
  }

  /** Of a path, or of a pattern of the shell. Undefined if there is none. */
  function unitsOf(path: string | undefined): readonly number[] | undefined {
    if (path === undefined || !isPattern(path)) return oneOrNone(shellUnit(path));
    const found = project.filesOf(family).flatMap(({ unit }) => (matchesPattern(path, unit.path) ? [unit.id] : []));
    return found.length === 0 ? undefined : found;
  }

  /** The only file of the folder that ends like it, by its folder, too, unless it stands at the root. */
  function byEnding(ending: string): readonly number[] {
    const isLong = ending.indexOf('/', 1) > 0;
    const found = project.byFileName(basename(ending)).flatMap((path) => {
      const isEnded = isLong ? `/${path}`.endsWith(ending) : `/${path}` === ending;
      return isEnded ? (shellUnit(path) ?? []) : [];
    });
    return found.length === 1 ? found : [];
  }

  function sourced(file: ListedFile, { module, name, from }: ListedImport): Sourced {
    const path = evaluateWord(module, {
      path: file.unit.path,
      valuesOf: (variable) => valuesOf(file, from, variable),
    });
    const awaited = isPattern(path) ? dirname(path) : path;
    const nothing: Sourced = { units: [], awaited };
    if (/[\s[\]{}<>()]/.test(path) || path === '') return nothing;
    if (name === 'load') return { awaited, units: unitsAt(file, `${path}.bash`) ?? unitsAt(file, path) ?? [] };
    const last = path.lastIndexOf(unknown);
    if (last >= 0) {
      const ending = path.slice(last + 1);
      return /^\/[\w.][^*?]*$/.test(ending) ? { awaited, units: byEnding(ending), byEnding: true } : nothing;
    }
    if (path.startsWith('/')) return { ...nothing, external: path };
    return path.startsWith('~') ? nothing : { awaited, units: unitsAt(file, path) ?? [] };
  }

  function targetsOf(file: ListedFile): readonly number[] {
    let found = targets.get(file.unit.id);
    if (found === undefined) {
      found = file.listing.imports.flatMap((each) => sourced(file, each).units);
      targets.set(file.unit.id, found);
    }
    return found;
  }

  function closureOf(file: ListedFile): ReadonlySet<number> {
    let found = closures.get(file.unit.id);
    if (found === undefined) {
      found = reachedFrom([file.unit.id], (unit) => targetsOf(project.unit(unit)!));
      closures.set(file.unit.id, found);
    }
    return found;
  }

  function readersOf(unit: number): readonly number[] {
    if (readers === undefined) {
      readers = new Map();
      for (const file of project.filesOf(family)) {
        for (const each of targetsOf(file)) readers.set(each, [...(readers.get(each) ?? []), file.unit.id]);
      }
    }
    return readers.get(unit) ?? [];
  }

  function contextOf(file: ListedFile): ReadonlySet<number> {
    let found = contexts.get(file.unit.id);
    if (found === undefined) {
      const withTests = isTest(file);
      const above = reachedFrom([file.unit.id], (unit) =>
        readersOf(unit).filter((each) => withTests || !isTest(project.unit(each)!)),
      );
      found = reachedFrom([...above], (unit) => targetsOf(project.unit(unit)!));
      contexts.set(file.unit.id, found);
    }
    return found;
  }

  return { sourced, closureOf, contextOf };
}

const testPath = /(?:^|\/)(?:tests?|specs?|bats|fixtures|mocks?)\/|\.bats$|[._-]tests?\.\w+$/;

export function isTest({ unit }: ListedFile): boolean {
  return testPath.test(unit.path);
}

function oneOrNone(unit: number | undefined): readonly number[] | undefined {
  return unit === undefined ? undefined : [unit];
}

function reachedFrom(starts: readonly number[], next: (unit: number) => readonly number[]): ReadonlySet<number> {
  const found = new Set(starts);
  for (const unit of found) {
    if (found.size >= mostFiles) break;
    for (const each of next(unit)) found.add(each);
  }
  return found;
}

/** What a variable is assigned: in the function around, else in the file. */
function valuesOf({ listing, byName }: ListedFile, from: number, variable: string): string[] {
  const localsAt = (symbol: number): string[] =>
    listing.symbols[symbol]!.locals.flatMap(([name, value]) => (name === variable && value !== '' ? [value] : []));
  for (let at = from; at > 0; at = listing.symbols[at]!.container) {
    const values = localsAt(at);
    if (values.length > 0) return values;
  }
  const symbols = (byName.get(variable) ?? []).map((symbol) => listing.symbols[symbol]!.type);
  return [...symbols, ...localsAt(0)].filter((value) => value !== '');
}
