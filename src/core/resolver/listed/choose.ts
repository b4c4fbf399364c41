/** Which of several of one name is meant. */

import type { Target } from '../inference/inference';
import { kindsFit } from './families';
import type { Includes } from './includes';
import type { Overloads } from './overloads';
import { sharedFolders } from './paths';
import type { ListedFile, ListedProject } from './project';
import { sideFits } from './sides';
import type { Wanted } from './wanted';

/** Macros of the headers of C itself: a project defines one for where there is none. */
const ofLibrary = new Set(['assert', 'static_assert', 'errno', 'NULL', 'offsetof', 'va_copy', 'bool', 'true', 'false']);

/**
 * Of several of one name: one that is seen from the file and fits, its own first, a definition before a declaration and
 * before what stands for some arguments of a template only.
 */
export function createChoice(
  project: ListedProject,
  includes: Includes,
  overloads: Overloads,
): (file: ListedFile, targets: readonly Target[], wanted: Wanted) => Target | undefined {
  function fits({ family, unit }: ListedFile, target: Target, wanted: Wanted): boolean {
    const symbol = project.symbol(target);
    if (symbol.visibility === 'private' && family.id === 'jvm' && target.unit !== unit.id) return false;
    return kindsFit(symbol, wanted.as, family) && (wanted.side === undefined || sideFits(project, target, wanted.side));
  }

  /** Parts of a repository may define one name each: what stands in the fewest folders away is meant. */
  function nearest({ unit: { path }, family }: ListedFile, targets: readonly Target[]): Target | undefined {
    if (targets.length < 2 || !family.isPackaged) return targets[0];
    const shared = targets.map(({ unit }) => sharedFolders(path, project.unit(unit)!.unit.path));
    return targets[shared.indexOf(Math.max(...shared))];
  }

  function isDefined(target: Target): boolean {
    return project.symbol(target).nativeKind !== 'declaration';
  }

  function isSpecial(target: Target): boolean {
    return project.symbol(target).nativeKind === 'specialization';
  }

  function isSeen(file: ListedFile, target: Target): boolean {
    const symbol = project.symbol(target);
    if (symbol.nativeKind === 'macro' && ofLibrary.has(symbol.name)) return false;
    if (!file.family.needsInclude(symbol) || target.unit === file.unit.id) return true;
    const { included, sources } = includes.closureOf(file);
    return included.has(target.unit) || (sources.has(target.unit) && !symbol.hidden && symbol.nativeKind !== 'macro');
  }

  return (file, targets, wanted) => {
    if (targets.length === 0) return undefined;
    const near = targets.filter((target) => fits(file, target, wanted) && isSeen(file, target));
    if (near.length === 0) return undefined;
    const fitting = wanted.site === undefined ? near : overloads.fitting(near, wanted.site);
    const general = fitting.filter((target) => !isSpecial(target));
    // A base `Formatter<Cart>` is what stands for all arguments, in whatever file, and none of those for some.
    const seen = general.length > 0 || wanted.as === 'type' ? general : fitting;
    const own = seen.filter(({ unit }) => unit === file.unit.id);
    return own.find(isDefined) ?? own[0] ?? nearest(file, seen.filter(isDefined)) ?? seen[0];
  };
}

/** Of those that are asked in turn, the first answer. */
export function firstOf<Asked, Answer>(
  all: readonly Asked[],
  ask: (each: Asked) => Answer | undefined,
): Answer | undefined {
  for (const each of all) {
    const found = ask(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
