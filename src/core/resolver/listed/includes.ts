/** Files that name each other: `#include`, `require`. What a file includes it sees. */

import { isType } from '../../languages/language';
import type { FilePath } from '../../model/ids';
import type { Target } from '../inference/inference';
import { basename, dirname, join } from '../modules/paths';
import type { ListedFile, ListedProject } from './project';

export interface Includes {
  /** The unit that an include or a require names. */
  included(file: ListedFile, module: string): number | undefined;
  closureOf(file: ListedFile): Closure;
  /** The only type of a name among what a file includes, in whatever namespace. */
  readonly typeSeen: (file: ListedFile, name: string) => Target | undefined;
}

export interface Closure {
  /** All that a file includes, however far; itself among them. */
  readonly included: ReadonlySet<number>;
  /** The sources that go with those headers. */
  readonly sources: ReadonlySet<number>;
}

const mostFiles = 2000;
const header = /\.(?:h|hh|hpp|hxx)$/;
const sourceEndings = ['.c', '.cc', '.cpp', '.cxx'];

export function createIncludes(project: ListedProject, unitOf: (path: string) => number | undefined): Includes {
  const closures = new Map<number, Closure>();

  function included(file: ListedFile, module: string): number | undefined {
    const plain = module.replace(/^[<"']|[>"']$/g, '');
    const beside = join(dirname(file.unit.path), plain);
    for (const ending of file.family.endings) {
      const own = beside === undefined ? undefined : unitOf(beside + ending);
      if (own !== undefined) return own;
      const same = endingIn(project.byFileName(basename(plain) + ending), `/${plain}${ending}`);
      if (same.length === 1) return unitOf(same[0]!);
    }
    return undefined;
  }

  function sourcesOf(unit: number): number[] {
    const path = project.unit(unit)?.unit.path ?? '';
    if (!header.test(path)) return [];
    const stem = basename(path).replace(/\.[^.]+$/, '');
    const named = sourceEndings.flatMap((ending) => project.byFileName(stem + ending));
    const beside = named.filter((each) => dirname(each) === dirname(path));
    // Far apart, one name may stand for several things.
    const meant = beside.length > 0 ? beside : named.length === 1 ? named : [];
    return meant.flatMap((each) => unitOf(each) ?? []);
  }

  function typeSeen(file: ListedFile, name: string): Target | undefined {
    const found = [...closureOf(file).included].flatMap((id): Target[] => {
      const { byName, listing } = project.unit(id)!;
      return (byName.get(name) ?? []).flatMap((symbol) => {
        const { kind, nativeKind } = listing.symbols[symbol]!;
        return isType(kind) && nativeKind !== 'specialization' ? [{ unit: id, symbol }] : [];
      });
    });
    return new Set(found.map((target) => project.fullName(target))).size === 1 ? found[0] : undefined;
  }

  function closureOf(file: ListedFile): Closure {
    const known = closures.get(file.unit.id);
    if (known !== undefined) return known;
    const found = new Set<number>([file.unit.id]);
    const waiting = [file];
    for (let next = waiting.pop(); next !== undefined && found.size < mostFiles; next = waiting.pop()) {
      for (const { module } of next.listing.imports) {
        const unit = included(next, module);
        const more = unit === undefined || found.has(unit) ? undefined : project.unit(unit);
        if (more === undefined) continue;
        found.add(more.unit.id);
        waiting.push(more);
      }
    }
    const sources = new Set([...found].flatMap(sourcesOf).filter((unit) => !found.has(unit)));
    const closure = { included: found, sources };
    closures.set(file.unit.id, closure);
    return closure;
  }

  return { included, closureOf, typeSeen };
}

function endingIn(paths: readonly FilePath[], ending: string): FilePath[] {
  return paths.filter((path) => `/${path}`.endsWith(ending));
}
