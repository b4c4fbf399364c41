/** Members that redefine those of a base: by name, parameters and what their language says of either. */

import type { Reference } from '../../model/reference';
import type { ListedSymbol } from '../../parser/code/listing';
import type { Target } from '../inference/inference';
import type { Ancestry, Base, Bases } from './bases';
import type { Way } from './overriding';
import { ruleOf } from './overriding';
import type { ListedFile, ListedProject } from './project';
import { same, substitutionFor } from './sameParameters';

export interface Overrides {
  /** Of a member the nearest ones that it redefines, one on each way up at most. */
  of(file: ListedFile, reference: Reference): readonly Target[];
  /** What the answer rests on, whatever it is. */
  above(file: ListedFile, reference: Reference): readonly Ancestry[];
}

const deepest = 20;

export function createOverrides(
  project: ListedProject,
  bases: Bases,
  ownerOf: (file: ListedFile, symbol: number) => Target | undefined,
): Overrides {
  const known = new Map<string, readonly Target[]>();

  /** Of C++, where what overrides what is virtual is virtual itself. */
  function redefinesAny(member: Target): boolean {
    const key = `${member.unit}:${member.symbol}`;
    const found = known.get(key);
    if (found !== undefined) return found.length > 0;
    known.set(key, []);
    const file = project.unit(member.unit)!;
    known.set(key, nearest(file, member, basesAround(file, member.symbol, undefined), false));
    return redefinesAny(member);
  }

  function nearest(file: ListedFile, member: Target, from: readonly Base[], isForOne: boolean): readonly Target[] {
    const { listing, unit } = file;
    const symbol = listing.symbols[member.symbol]!;
    const around = listing.symbols[symbol.container]!;
    const isTold = unit.language === 'cpp' && symbol.overrides;
    const way = { file, symbol, around, isForOne, redefinesAny };
    const found = distinct(up({ ...way, isTold, seen: new Set() }, from, new Map(), 0));
    if (found.length > 0 || !symbol.overrides || isOfAll(symbol) || !isWhole(from)) return found;
    const told = distinct(up({ ...way, isTold: true, seen: new Set() }, from, new Map(), 0));
    return told.length === 1 ? told : [];
  }

  function distinct(found: readonly Target[]): readonly Target[] {
    return found.filter((each, index) => found.findIndex((other) => project.isSame(each, other)) === index);
  }

  /** Whether all that is above is of the project. */
  function isWhole(from: readonly Base[]): boolean {
    return from.every(({ target }) => target !== undefined && bases.above(target).isWhole);
  }

  function up(
    way: Way,
    from: readonly Base[],
    given: ReadonlyMap<string, string>,
    depth: number,
    below?: Target,
  ): Target[] {
    if (depth > deepest) return [];
    const rule = ruleOf(way.file.unit.language);
    return from.flatMap(({ target: base, arguments: written, by }) => {
      if (base === undefined) return [];
      const type = project.symbol(base);
      if (!rule.enters(way, type, below && project.symbol(below), by)) return [];
      const stands = substitutionFor(type.generics, written, given);
      const key = [base.unit, base.symbol, ...stands.values()].join(' ');
      if (way.seen.has(key)) return [];
      way.seen.add(key);
      const own = declaredIn(way, base, stands);
      if (own === undefined) return up(way, basesOf(base), stands, depth + 1, base);
      return rule.isRedefined(way, own, project.symbol(own)) ? [own] : [];
    });
  }

  function declaredIn(way: Way, base: Target, stands: ReadonlyMap<string, string>): Target | undefined {
    const { language } = way.file.unit;
    for (const part of project.partsOf(base)) {
      const file = project.unit(part.unit)!;
      const named = namesakesIn(way, file, part).filter((target) =>
        ruleOf(language).fits(way, project.symbol(target), { file, type: project.symbol(base), stands }),
      );
      const found = same(
        language,
        way.symbol,
        named.map((each) => project.symbol(each)),
        { stands, isTold: way.isTold },
      );
      if (found !== undefined) return named[found];
    }
    return undefined;
  }

  /** As they stand in the type itself, not where they are defined outside of it. */
  function namesakesIn({ symbol }: Way, file: ListedFile, type: Target): readonly Target[] {
    const { family, names, byName, listing, unit } = file;
    // A type of C++ may stand in several files, each for a case of its own; one of Ruby is in all that add to it.
    if (family.id === 'c' || family.id === 'ruby') return project.namedIn(family, names[type.symbol]!, symbol.name);
    const named = (byName.get(symbol.name) ?? []).filter((each) => listing.symbols[each]!.container === type.symbol);
    return named.map((each) => ({ unit: unit.id, symbol: each }));
  }

  function basesOf(type: Target): readonly Base[] {
    return project.unit(type.unit)!.unit.language === 'kotlin' ? bases.ofPart(type) : bases.of(type);
  }

  function basesAround(file: ListedFile, member: number, written: string | undefined): readonly Base[] {
    if (written !== undefined) return written.split(' & ').map((each) => bases.written(file, member, each));
    const type = typeAround(file, member);
    if (type === undefined) return [];
    return isConstant(type) ? [{ name: '', target: enumOf(type), arguments: [], by: '' }] : basesOf(type);
  }

  /** A constant of an enumeration with a body is a type of its own. */
  function isConstant(type: Target): boolean {
    return project.symbol(type).nativeKind === 'enum member';
  }

  function enumOf({ unit, symbol }: Target): Target {
    return { unit, symbol: project.symbol({ unit, symbol }).container };
  }

  /** The type that a member is one of, whether it stands in it or not. */
  function typeAround(file: ListedFile, member: number): Target | undefined {
    const { container, owner, nativeKind } = file.listing.symbols[member]!;
    return owner === '' || nativeKind === 'extension'
      ? { unit: file.unit.id, symbol: container }
      : ownerOf(file, member);
  }

  return {
    of(file, { from, qualifier }) {
      const above = basesAround(file, from, qualifier);
      const isForOne = file.unit.language === 'csharp' && qualifier !== undefined;
      return nearest(file, { unit: file.unit.id, symbol: from }, above, isForOne);
    },
    above(file, { from, qualifier }) {
      const type = typeAround(file, from);
      if (type === undefined) return [];
      if (qualifier === undefined) return [bases.above(isConstant(type) ? enumOf(type) : type)];
      return basesAround(file, from, qualifier).map(({ name, target }) =>
        target === undefined ? { units: new Set(), missing: new Set([name]), isWhole: false } : bases.above(target),
      );
    },
  };
}

/** What every object has, though no base of the project says so. */
function isOfAll({ name }: ListedSymbol): boolean {
  return name === 'equals' || name === 'Equals';
}
