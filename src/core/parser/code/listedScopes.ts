/**
 * Blocks of which it counts that names are known in them alone: those whose names have another meaning elsewhere in the
 * same definition. All other local names stand with the definition itself.
 */

import type { ListedSymbol } from './listing';

export interface ListedScope {
  /** The place around it. */
  readonly around: number;
  /** As a symbol's. */
  readonly locals: ListedSymbol['locals'];
  /** Symbols that are known in it alone: functions that a local name is set to. */
  readonly named: readonly number[];
  /** Symbols that stand in it, in no other scope in it. */
  readonly inside: readonly number[];
}

/** A place is the index of a symbol, or of a scope behind all symbols. */
export interface Places {
  readonly symbols: readonly ListedSymbol[];
  readonly scopes: readonly ListedScope[];
  /** Of symbols that stand in a scope the place of that. */
  readonly aroundOf: ReadonlyMap<number, number>;
  /** Symbols that are known in a scope alone. */
  readonly scoped: ReadonlySet<number>;
}

const nothing: Pick<Places, 'scopes' | 'aroundOf' | 'scoped'> = {
  scopes: [],
  aroundOf: new Map<number, number>(),
  scoped: new Set<number>(),
};

export function withScopes(symbols: number, scopes: readonly ListedScope[]): typeof nothing {
  if (scopes.length === 0) return nothing;
  const aroundOf = new Map(scopes.flatMap(({ inside }, at) => inside.map((symbol) => [symbol, symbols + at] as const)));
  return { scopes, aroundOf, scoped: new Set(scopes.flatMap(({ named }) => named)) };
}

/** -1 for that of the file. */
export function placeAround({ symbols, scopes, aroundOf }: Places, place: number): number {
  return aroundOf.get(place) ?? symbols[place]?.container ?? scopes[place - symbols.length]?.around ?? -1;
}

/** Itself, or what a scope stands in. */
export function symbolAt(places: Places, place: number): number {
  let at = place;
  while (at >= places.symbols.length) at = placeAround(places, at);
  return at;
}

export function scopeAt({ symbols, scopes }: Places, place: number): ListedScope | undefined {
  return place < symbols.length ? undefined : scopes[place - symbols.length];
}

/** Undefined where a name is no local one of the place itself. */
export function localAt(places: Places, place: number, name: string): string | undefined {
  const { locals } = scopeAt(places, place) ?? places.symbols[place]!;
  return locals.find(([local]) => local === name)?.[1];
}
