/** Members of C++ that redefine virtual ones of a base: by name, parameters and whether the object stays as it is. */

import type { ListedSymbol } from '../../parser/code/listing';
import type { Target } from '../inference/inference';
import type { ListedFile, ListedProject } from './project';

export interface Overrides {
  /** Of a member the nearest virtual ones that it redefines, one on each way up at most. */
  of(member: Target): readonly Target[];
}

const deepest = 20;

export function createOverrides(
  project: ListedProject,
  ownerOf: (file: ListedFile, symbol: number) => Target | undefined,
  basesOf: (type: Target) => readonly Target[],
): Overrides {
  const known = new Map<string, readonly Target[]>();

  function of(member: Target, depth = 0): readonly Target[] {
    const key = `${member.unit}:${member.symbol}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, []);
    const type = typeOf(member);
    const targets = type === undefined ? [] : above(type, project.symbol(member), depth);
    known.set(key, targets);
    return targets;
  }

  /** The type that a member is one of, whether it stands in it or not. */
  function typeOf({ unit, symbol }: Target): Target | undefined {
    const file = project.unit(unit)!;
    const { container, owner } = file.listing.symbols[symbol]!;
    return owner === '' ? { unit, symbol: container } : ownerOf(file, symbol);
  }

  function above(type: Target, member: ListedSymbol, depth: number): Target[] {
    if (depth > deepest) return [];
    const found = basesOf(type).flatMap((base) => {
      const own = declaredIn(base, member);
      if (own === undefined) return above(base, member, depth + 1);
      return project.symbol(own).isVirtual || of(own, depth + 1).length > 0 ? [own] : [];
    });
    const keys = found.map(({ unit, symbol }) => `${unit}:${symbol}`);
    return found.filter((_, index) => keys.indexOf(keys[index]!) === index);
  }

  /** As it stands in the type itself, not where it is defined outside of it. */
  function declaredIn(base: Target, member: ListedSymbol): Target | undefined {
    const family = project.unit(base.unit)!.family;
    const named = project.namedIn(family, project.fullName(base), member.name).filter((target) => {
      const { owner, isStatic, isConst, parameters } = project.symbol(target);
      return (
        owner === '' && !isStatic && isConst === member.isConst && parameters?.length === member.parameters?.length
      );
    });
    const same = named.find((target) => listOf(project.symbol(target)) === listOf(member));
    // What says that it overrides may write a type otherwise.
    return same ?? (named.length === 1 && member.overrides ? named[0] : undefined);
  }

  return { of };
}

function listOf({ parameters = [] }: ListedSymbol): string {
  return parameters.map((each) => each.replace(/=$|\b(?:struct|class|typename) |\b\w+::|\s/g, '')).join();
}
