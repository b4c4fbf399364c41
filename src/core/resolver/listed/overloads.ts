/** Which of several definitions of one name a call means: by how many arguments it gives, then by their types. */

import { isCallable } from '../../languages/language';
import { symbolAt } from '../../parser/code/listedScopes';
import type { Target } from '../inference/inference';
import type { Argument, ArgumentTypes } from './argumentTypes';
import type { Family } from './families';
import type { ListedProject } from './project';
import type { CallSite } from './wanted';

export interface Overloads {
  /** Those that the call may mean: one, if that can be told. What is no function is left as it is. */
  fitting(targets: readonly Target[], site: CallSite): readonly Target[];
  /** How many of its name a call may mean, which the arguments do not tell apart. */
  meant(family: Family, target: Target, site: CallSite | undefined): number;
}

const overloaded = new Set(['jvm', 'csharp', 'c']);
const deepestCalls = 3;
/** Of Kotlin: a function that is written behind the brackets, which the last parameter takes. */
const lambda = '{}';

export function createOverloads(project: ListedProject, types: ArgumentTypes): Overloads {
  /** Arguments are calls, which have overloads themselves: what stands deeper is told apart by its count alone. */
  let depth = 0;
  const parametersOf = (target: Target): readonly string[] | undefined => project.symbol(target).parameters;

  function costsOf(target: Target, given: readonly Argument[]): readonly Cost[] {
    const parameters = parametersOf(target) ?? [];
    const file = project.unit(target.unit)!;
    return given.map((argument, index) => {
      const parameter = (argument.text === lambda ? undefined : parameters[index]) ?? parameters.at(-1) ?? '';
      return types.cost({ file, from: target.symbol, text: parameter }, argument);
    });
  }

  function rated(targets: readonly Target[], site: CallSite): readonly Target[] {
    depth++;
    try {
      return byTypes(targets, site);
    } finally {
      depth--;
    }
  }

  function byTypes(targets: readonly Target[], site: CallSite): readonly Target[] {
    const given = site.arguments.map((text) => types.argument({ ...site, text }));
    const all = targets.map((target) => ({
      ...{ target, costs: costsOf(target, given), parameters: parametersOf(target) ?? [] },
      isLong: parametersOf(target)?.some((each) => each.endsWith('...')) === true,
    }));
    const possible = withoutLong(
      all.filter(({ costs }) => !costs.includes(impossible)),
      given,
    );
    const best = possible.find((one) => possible.every((other) => one === other || isBetter(one, other)));
    const meant = possible.filter((one) => !possible.some((other) => one !== other && isBetter(other, one)));
    return (best === undefined ? meant : [best]).map(({ target }) => target);
  }

  /** Where a declaration of C++ is meant, its definitions as well: they do not tell what may be left out. */
  function withDefinitions(meant: readonly Target[], all: readonly Target[]): readonly Target[] {
    const declared = meant.filter((target) => project.symbol(target).nativeKind === 'declaration');
    if (declared.length === 0) return meant;
    const lists = new Set(declared.map(listOf));
    return all.filter((target) => meant.includes(target) || lists.has(listOf(target)));
  }

  function listOf(target: Target): string {
    return (parametersOf(target) ?? []).map((each) => each.replace(/=$/, '')).join();
  }

  /** Type arguments that are written are as many as are asked for. */
  function isGeneric(target: Target, { typeArguments }: CallSite): boolean {
    return typeArguments === undefined || project.symbol(target).typeParameters === typeArguments;
  }

  /** Whether they are several, and not one that is declared and defined. */
  function areSeveral(targets: readonly Target[]): boolean {
    if (new Set(targets.map(listOf)).size > 1) return true;
    // What takes the same in Kotlin is expected in one place and there in others.
    const defined = targets.filter((target) => project.symbol(target).nativeKind !== 'declaration');
    return defined.length > 1 && project.unit(targets[0]!.unit)?.family.isPackaged === false;
  }

  function possible(targets: readonly Target[], site: CallSite): readonly Target[] {
    const callable = targets.filter((target) => isCallable(project.symbol(target).kind));
    if (callable.length === 0) return targets;
    const counted = callable.filter((target) => isGeneric(target, site) && takes(parametersOf(target), site.arguments));
    const meant = counted.length < 2 || depth >= deepestCalls ? counted : rated(counted, site);
    return meant.length === 0 ? meant : withDefinitions(meant, callable);
  }

  return {
    fitting: (targets, site) => withoutCaller(possible(targets, site), site),
    meant(family, target, site) {
      if (!overloaded.has(family.id) || !isCallable(project.symbol(target).kind))
        return project.isRedefined(target) ? 2 : 1;
      const named = project.named(family, project.fullName(target));
      const known = named.length > 0 ? named : project.siblings(target);
      const all = known.filter((each) => isCallable(project.symbol(each).kind));
      const meant = site === undefined ? all : possible(all, site);
      const isTold = meant.length < 2 || (family.id === 'c' && site === undefined) || !areSeveral(meant);
      return isTold ? 1 : meant.length;
    },
  };
}

/** How far an argument is from what is asked for; undefined if that is not known. */
export type Cost = number | undefined;
export const impossible = Infinity;

interface Rated {
  readonly target: Target;
  readonly costs: readonly Cost[];
  readonly parameters: readonly string[];
  readonly isLong: boolean;
}

/** Of several, one that calls its own name calls another: `total(all)` is told by `total(list)`. */
function withoutCaller(meant: readonly Target[], { file, from }: CallSite): readonly Target[] {
  if (meant.length < 2) return meant;
  const caller = symbolAt(file.listing, from);
  return meant.filter(({ unit, symbol }) => unit !== file.unit.id || symbol !== caller);
}

/** What takes any number is not asked where another takes what is given. */
function withoutLong(possible: readonly Rated[], given: readonly Argument[]): readonly Rated[] {
  const last = given.at(-1)?.given;
  // A list is what it takes as well.
  if (last === undefined || last.lists > 0 || last.name === 'null') return possible;
  const fixed = possible.filter(({ isLong }) => !isLong);
  const isSure = ({ costs }: Rated): boolean =>
    costs.every((cost, index) => cost !== undefined || given[index]!.given?.name === '->');
  return fixed.some(isSure) ? fixed : possible;
}

/** Nowhere worse and somewhere better. What takes any number of arguments yields to what takes just these. */
function isBetter(one: Rated, other: Rated): boolean {
  let isBetterSomewhere = (!one.isLong && other.isLong) || (one.isLong === other.isLong && isShorter(one, other));
  for (const [index, cost] of one.costs.entries()) {
    const others = other.costs[index];
    if (cost === others && (cost !== undefined || one.parameters[index] === other.parameters[index])) continue;
    if (cost === undefined || (others === undefined && cost > 0) || (others !== undefined && cost > others))
      return false;
    isBetterSomewhere = true;
  }
  return isBetterSomewhere;
}

/** Nothing is left out for it that is left out for the other, which stands beside it. */
function isShorter(one: Rated, other: Rated): boolean {
  return one.target.unit === other.target.unit && one.parameters.length < other.parameters.length;
}

function takes(parameters: readonly string[] | undefined, given: readonly string[]): boolean {
  if (parameters === undefined || given.some((each) => each.startsWith('*'))) return true;
  if (given.at(-1) === lambda) return parameters.length > 0 && takes(parameters.slice(0, -1), given.slice(0, -1));
  const isLong = parameters.some((each) => each.endsWith('...'));
  const least = parameters.filter((each) => !/(?:\.\.\.|=)$/.test(each)).length;
  const most = isLong ? Infinity : parameters.length;
  const isReceiver = parameters[0]?.startsWith('this ') === true;
  return given.length >= least - Number(isReceiver) && given.length <= most;
}
