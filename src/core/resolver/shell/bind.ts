/** What the names in a script of a shell are bound to: functions, variables and files. */

import { isCallable } from '../../languages/language';
import type { Reference } from '../../model/reference';
import type { ListedSymbol, Listing } from '../../parser/code/listing';
import type { Target } from '../inference/inference';
import type { ListedAnswer, ListedBinding } from '../listed/bind';
import type { Family } from '../listed/families';
import type { Found } from '../listed/lookup';
import type { ListedFile, ListedProject } from '../listed/project';
import { basename } from '../modules/paths';
import type { Sourced } from './sources';
import { createSources, isTest } from './sources';

export interface ShellLookup {
  bind(file: ListedFile, references: readonly Reference[]): ListedAnswer;
  /** Files that read what changed may be what a file is read by: their names stand for them. */
  readNames(file: ListedFile): string[];
}

type Fits = (symbol: ListedSymbol) => boolean;

/** Several: it cannot be told which. */
type Named = Target | 'several' | undefined;

export function createShellLookup(
  project: ListedProject,
  family: Family,
  unitOf: (path: string) => number | undefined,
): ShellLookup {
  const sources = createSources(project, family, unitOf);
  let defined: Map<string, Target[]> | undefined;

  /** In all files, but for what stands in a test: each runs by itself. */
  function named(name: string): readonly Target[] {
    if (defined === undefined) {
      defined = new Map();
      for (const { unit, byName, listing } of project.filesOf(family)) {
        for (const [each, symbols] of byName) {
          const known = defined.get(each) ?? [];
          for (const symbol of symbols) if (!isInTest(listing, symbol)) known.push({ unit: unit.id, symbol });
          defined.set(each, known);
        }
      }
    }
    return defined.get(name) ?? [];
  }

  /** What a function around defines comes before what the file does, and that before what other functions define. */
  function inFile({ listing, byName, unit }: ListedFile, from: number, name: string, fits: Fits): Named {
    const own = (byName.get(name) ?? []).filter((symbol) => symbol > 0 && fits(listing.symbols[symbol]!));
    if (own.length === 0) return undefined;
    for (let at = from; at >= 0; at = listing.symbols[at]!.container) {
      const inner = own.filter((symbol) => listing.symbols[symbol]!.container === at);
      if (inner.length > 0) return inner.length === 1 ? { unit: unit.id, symbol: inner[0]! } : 'several';
    }
    const [inner, ...others] = own.filter((symbol) => !isInTest(listing, symbol));
    return inner === undefined ? undefined : others.length === 0 ? { unit: unit.id, symbol: inner } : 'several';
  }

  /** Whether some script has a function of that name. What none has is a program, for which tests may have functions. */
  function isDefined(file: ListedFile, name: string): boolean {
    return named(name).some(
      (target) => aFunction.shared(project.symbol(target)) && (isTest(file) || !isTest(project.unit(target.unit)!)),
    );
  }

  function among(units: ReadonlySet<number>, name: string, fits: Fits): Named {
    const found = named(name).filter((target) => units.has(target.unit) && fits(project.symbol(target)));
    return found.length > 1 ? 'several' : found[0];
  }

  function find(file: ListedFile, from: number, name: string, { fits, shared }: Wanted): Found | undefined {
    const own = inFile(file, from, name, fits);
    if (own !== undefined) return own === 'several' ? undefined : { target: own, how: 'scope' };
    const read = among(sources.closureOf(file), name, fits);
    if (read !== undefined) return read === 'several' ? undefined : { target: read, how: 'import' };
    const beside = among(sources.contextOf(file), name, shared);
    return beside === undefined || beside === 'several' ? undefined : { target: beside, how: 'package' };
  }

  function bindName(file: ListedFile, reference: Reference): ListedBinding | undefined {
    const { role, qualifier, from } = reference;
    if (role === 'call' && qualifier !== undefined && !file.unit.path.endsWith('.bats')) return undefined;
    const isVariable = role === 'value' && qualifier === undefined;
    const name = reference.name.replace(/^\\/, '');
    const type = role === 'call' ? 'calls' : 'references';
    const found = find(file, from, name, isVariable ? aVariable : aFunction);
    if (found !== undefined) return { reference, type, external: undefined, ...found };
    return !isVariable && isDefined(file, name)
      ? { reference, type, target: undefined, external: undefined, how: 'scope' }
      : undefined;
  }

  return {
    bind(file, references) {
      const bindings: ListedBinding[] = [];
      const missing = new Set([basename(file.unit.path)]);
      for (const reference of references.flatMap(handlers)) {
        const { role, name, qualifier: module = '', from } = reference;
        if (role !== 'import') {
          const binding = bindName(file, reference);
          if (binding !== undefined) bindings.push(binding);
          if (binding?.target === undefined) missing.add(name);
        } else if (name !== 'load' || /\.(?:bats|bash)$/.test(file.unit.path)) {
          const sourced = sources.sourced(file, { module, name, alias: name, from });
          bindings.push(...bindSource(reference, sourced));
          missing.add(sourced.awaited);
        }
      }
      return { bindings, missing: [...missing], restsOn: sources.contextOf(file) };
    },
    readNames: (file) => [...sources.closureOf(file)].map((unit) => stem(project.unit(unit)!.unit.path)),
  };
}

function bindSource(reference: Reference, { units, byEnding, external }: Sourced): ListedBinding[] {
  const how = byEnding === true ? 'package' : 'import';
  const targets = units.length === 0 ? [undefined] : units.map((unit) => ({ unit, symbol: 0 }));
  return targets.map((target) => ({ reference, type: 'imports', target, external, how }));
}

/** Of what `trap` is given, which may be several commands, the words that may be functions. */
function handlers(reference: Reference): readonly Reference[] {
  const { name, range, qualifier } = reference;
  if (qualifier !== 'trap' || !/\s|[;&]/.test(name)) return [reference];
  const { start, end } = range;
  // Where blanks were folded it is not known what stands where.
  const quote = (end.character - start.character - name.length) / 2;
  if (start.line !== end.line || quote !== 1) return [];
  return [...name.matchAll(/(?<=^\s*|[;&|]\s*)[\w:.-]+(?=\s|[;&|]|$)/g)].map(({ 0: word, index }) => {
    const character = start.character + quote + index;
    const place = { line: start.line, character };
    return { ...reference, name: word, range: { start: place, end: { ...place, character: character + word.length } } };
  });
}

interface Wanted {
  readonly fits: Fits;
  /** What the files that read a file may define for it. */
  readonly shared: Fits;
}

const isFunction: Fits = ({ kind, nativeKind }) => isCallable(kind) && nativeKind !== 'alias' && nativeKind !== 'test';
const isKept: Fits = ({ kind, container }) => container === 0 && (kind === 'variable' || kind === 'constant');

const aFunction: Wanted = { fits: isFunction, shared: (symbol) => isFunction(symbol) && symbol.container === 0 };
/** Any script may set a variable: what another has made a constant is meant. */
const aVariable: Wanted = { fits: isKept, shared: ({ kind, container }) => container === 0 && kind === 'constant' };

function isInTest({ symbols }: Listing, symbol: number): boolean {
  for (let at = symbol; at > 0; at = symbols[at]!.container) if (symbols[at]!.nativeKind === 'test') return true;
  return false;
}

function stem(path: string): string {
  const name = basename(path);
  const dot = name.indexOf('.', 1);
  return dot < 0 ? name : name.slice(0, dot);
}
