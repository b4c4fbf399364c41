/** The names of members that may redefine one of a base: references to whatever that is. */

import { isCallable, isType } from '../../languages/language';
import type { Reference } from '../../model/reference';
import type { ParsedSymbol } from '../../model/symbol';
import type { Lines } from '../lines';
import { cut, fold } from '../wording';
import type { ListedSymbol, Listing } from './listing';

export interface OverridingText {
  readonly language: string;
  readonly lines: Lines;
  /** The types that members of nameless types and of one interface alone are of, by start of the member's name. */
  readonly members: ReadonlyMap<number, readonly string[]>;
}

interface Asked {
  readonly symbol: ParsedSymbol;
  /** The same, as it is listed. */
  readonly listed: ListedSymbol;
  readonly around: ParsedSymbol;
  /** Whether what stands around it is told to have bases. */
  readonly hasBases: boolean;
}

/** UTF-16 units of the types of one member. */
const longestTypes = 400;
const unnamed = new Set(['constructor', 'destructor', 'operator']);

const questions: Readonly<Record<string, (asked: Asked) => boolean>> = {
  cpp({ symbol: { name, kind, isStatic, descriptor }, around, hasBases }) {
    if (!isCallable(kind) || isStatic || name.startsWith('~')) return false;
    // `void Cart::add() { … }` stands outside of its type, whose bases are told elsewhere.
    const isOutside = descriptor.slice(around.descriptor.length).includes('#');
    return isOutside || (isType(around.kind) && hasBases && name !== around.name);
  },
  java({ symbol: { kind, isStatic, nativeKind, visibility }, around, hasBases }) {
    if (!isCallable(kind) || isStatic || nativeKind === 'constructor' || visibility === 'private') return false;
    return hasBases || isConstant(around);
  },
  kotlin: ({ listed: { overrides }, around }) => overrides && (isType(around.kind) || isConstant(around)),
  csharp({ symbol: { kind, nativeKind = '', isStatic, visibility }, listed: { overrides }, around, hasBases }) {
    const isMember = isCallable(kind) ? !unnamed.has(nativeKind) : kind === 'property';
    if (!isMember || isStatic || !isType(around.kind)) return false;
    // Another part of the type may have the bases.
    const mayHave = hasBases || /(?:^| )partial /.test(around.signature ?? '');
    return overrides || (visibility === 'public' && around.kind !== 'interface' && mayHave);
  },
  ruby: ({ symbol: { kind, nativeKind = '' }, hasBases }) =>
    kind === 'method' && hasBases && nativeKind !== 'constructor' && nativeKind !== 'alias',
  php: ({ symbol: { kind, visibility }, hasBases }) => kind === 'method' && visibility !== 'private' && hasBases,
};

/** Of an enumeration: one with a body has members that redefine those around it. */
function isConstant({ nativeKind }: ParsedSymbol): boolean {
  return nativeKind === 'enum member';
}

/** In the order of the document. */
export function withOverrides(
  references: readonly Reference[],
  symbols: readonly ParsedSymbol[],
  listing: Listing,
  { language, lines, members }: OverridingText,
): readonly Reference[] {
  const asks = questions[language];
  if (asks === undefined) return references;
  const based = new Set(listing.bases.map(({ symbol }) => symbol));
  const names = symbols.flatMap((symbol, from): Reference[] => {
    const { name, nameRange: range, container } = symbol;
    const around = symbols[container];
    if (around === undefined) return [];
    const of = members.get(lines.startOf(range.start.line) + range.start.character);
    if (of !== undefined)
      return [{ name, role: 'overrides', range, from, qualifier: cut(of.map(fold).join(' & '), longestTypes) }];
    const isAsked = asks({ symbol, listed: listing.symbols[from]!, around, hasBases: based.has(container) });
    return isAsked ? [{ name, role: 'overrides', range, from }] : [];
  });
  if (names.length === 0) return references;
  return [...references, ...names].sort(
    ({ range: { start: one } }, { range: { start: other } }) =>
      one.line - other.line || one.character - other.character,
  );
}
