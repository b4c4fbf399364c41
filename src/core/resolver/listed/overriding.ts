/** What languages say of members and of those that they redefine. */

import { isCallable } from '../../languages/language';
import type { ListedSymbol } from '../../parser/code/listing';
import type { LanguageId } from '../../model/ids';
import type { Target } from '../inference/inference';
import type { ListedFile } from './project';
import { givesSame } from './sameParameters';

/** A member that looks up for what it redefines. */
export interface Way {
  readonly file: ListedFile;
  readonly symbol: ListedSymbol;
  /** What it stands in. */
  readonly around: ListedSymbol;
  /** Of C#: told to be for one interface, which is named. */
  readonly isForOne: boolean;
  /** What is meant is known to be above: the only one that takes as many will do. */
  readonly isTold: boolean;
  /** Bases that were looked into, with what stands for their type parameters. */
  readonly seen: Set<string>;
  readonly redefinesAny: (member: Target) => boolean;
}

/** Where a namesake stands. */
export interface Where {
  readonly file: ListedFile;
  readonly type: ListedSymbol;
  /** What stands there for the type's parameters. */
  readonly stands: ReadonlyMap<string, string>;
}

export interface Rule {
  /** Whether a base is looked into; `below` is the type whose base it is, undefined for the member's own. */
  enters(way: Way, base: ListedSymbol, below: ListedSymbol | undefined, by: string): boolean;
  /** Whether a namesake may be redefined at all. */
  fits(way: Way, namesake: ListedSymbol, where: Where): boolean;
  /** Whether one that has the same parameters is; if not, nothing above it is either. */
  isRedefined(way: Way, target: Target, found: ListedSymbol): boolean;
}

const everywhere: Rule = {
  enters: () => true,
  fits: ({ symbol }, namesake) => areAlike(symbol, namesake) && namesake.visibility !== 'private' && !namesake.isApart,
  isRedefined: () => true,
};

const rules: Readonly<Record<string, Rule>> = {
  kotlin: {
    ...everywhere,
    fits: (way, namesake, where) => everywhere.fits(way, namesake, where) && namesake.owner === way.symbol.owner,
  },
  java: {
    ...everywhere,
    fits(way, namesake, where) {
      const { visibility, isStatic, nativeKind } = namesake;
      if (isStatic || nativeKind === 'constructor' || !everywhere.fits(way, namesake, where)) return false;
      return visibility !== 'internal' || where.file.package === way.file.package;
    },
  },
  csharp: {
    ...everywhere,
    // A class need not do again what its base does for an interface; an interface only hides what is above it.
    enters({ symbol, around, isForOne }, base, below) {
      if (isForOne) return base.kind === 'interface';
      if (below !== undefined) return (below.kind === 'interface') === (base.kind === 'interface');
      if (base.kind !== 'interface') return symbol.overrides;
      return symbol.visibility === 'public' && around.kind !== 'interface';
    },
    fits(way, namesake, { type, stands }) {
      const { nativeKind, isVirtual, overrides, typeParameters, isStatic, isApart } = namesake;
      if (nativeKind === 'constructor' || isStatic || isApart) return false;
      if (typeParameters !== way.symbol.typeParameters || !areAlike(way.symbol, namesake)) return false;
      if (type.kind === 'interface') return way.isForOne || givesSame(way.symbol, namesake, stands);
      // What hides another is no override, and is none to be overridden.
      return isVirtual || overrides;
    },
  },
  php: {
    ...everywhere,
    fits(way, namesake, where) {
      if (namesake.isStatic !== way.symbol.isStatic || !everywhere.fits(way, namesake, where)) return false;
      const isDeclared = namesake.isVirtual || (where.type.kind === 'interface' && where.type.nativeKind !== 'trait');
      return namesake.nativeKind !== 'constructor' || isDeclared;
    },
  },
  ruby: {
    ...everywhere,
    // What is put before the type itself comes before its members, too.
    enters({ symbol: { isStatic } }, _base, below, by) {
      if (below?.kind === 'namespace') return by === 'include';
      return by === '' || by === (isStatic ? 'extend' : 'include');
    },
    // A module lends its objects' methods to either side.
    fits: ({ symbol }, namesake, { type }) =>
      isCallable(namesake.kind) && namesake.isStatic === (symbol.isStatic && type.kind === 'class'),
  },
  cpp: {
    ...everywhere,
    fits: ({ symbol }, { owner, isStatic, isConst }) => owner === '' && !isStatic && isConst === symbol.isConst,
    isRedefined: ({ redefinesAny }, target, { isVirtual }) => isVirtual || redefinesAny(target),
  },
};

export function ruleOf(language: LanguageId): Rule {
  return Object.hasOwn(rules, language) ? rules[language]! : everywhere;
}

/** Whether both are functions, or neither. */
function areAlike(one: ListedSymbol, other: ListedSymbol): boolean {
  return isCallable(one.kind) === isCallable(other.kind);
}
