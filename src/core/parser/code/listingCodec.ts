/** A listing as bytes: one that marks the form, then deflated JSON. */

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { LociError } from '../../model/errors';
import type { SymbolKind } from '../../model/symbol';
import { visibilities } from '../../model/symbol';
import { withScopes } from './listedScopes';
import type { ListedSymbol, Listing } from './listing';

/** The first byte of declarations in this form. */
const listingMark = 2;
const longestForm = 64 * 1024 * 1024;

export function isListing(bytes: Uint8Array): boolean {
  return bytes[0] === listingMark;
}

type PlainSymbol = [
  string,
  SymbolKind,
  string,
  number,
  string,
  [string, string][],
  string,
  (string[] | 0)?,
  number?,
  string[]?,
];
type PlainBase = [number, string, string, string[]?, string?];
/** Around, locals, named, inside. */
type PlainScope = [number, [string, string][], number[], number[]];
type Plain = [string, PlainSymbol[], [string, string, string, number?][], PlainBase[], PlainScope[]?];

const flags = { isStatic: 1, hidden: 2, isVirtual: 4, overrides: 8, isConst: 16, isApart: 32 } as const;
const flagNames = Object.keys(flags) as (keyof typeof flags)[];
/** Above the flags two bits say who sees it, then how many type parameters there are. */
const seenBits = 6;
const flagBits = 8;

export function encodeListing(listing: Listing): Uint8Array {
  const plain: Plain = [
    listing.package,
    listing.symbols.map(encodeSymbol),
    listing.imports.map(({ module, name, alias, from }) =>
      from === 0 ? [module, name, alias] : [module, name, alias, from],
    ),
    listing.bases.map(({ symbol, name, qualifier, arguments: given, by }) => {
      const base: PlainBase = [symbol, name, qualifier];
      if (given.length > 0 || by !== '') base.push([...given]);
      if (by !== '') base.push(by);
      return base;
    }),
  ];
  if (listing.scopes.length > 0) {
    plain.push(
      listing.scopes.map(({ around, locals, named, inside }): PlainScope => [
        around,
        locals.map(([local, of]) => [local, of]),
        [...named],
        [...inside],
      ]),
    );
  }
  return Buffer.concat([Uint8Array.of(listingMark), deflateRawSync(JSON.stringify(plain), { level: 1 })]);
}

/** Last what few have: parameters, flags, the names of type parameters. */
function encodeSymbol(symbol: ListedSymbol): PlainSymbol {
  const { name, kind, nativeKind = '', container, type, locals, owner, parameters, generics } = symbol;
  const named = locals.map(([local, of]): [string, string] => [local, of]);
  const plain: PlainSymbol = [name, kind, nativeKind, container, type, named, owner];
  const marks = flagNames.reduce((sum, flag) => sum | (symbol[flag] ? flags[flag] : 0), 0);
  const flagged = marks | (visibilities.indexOf(symbol.visibility) << seenBits) | (symbol.typeParameters << flagBits);
  if (parameters === undefined && flagged === 0 && generics.length === 0) return plain;
  plain.push(parameters === undefined ? 0 : [...parameters]);
  if (flagged > 0 || generics.length > 0) plain.push(flagged);
  if (generics.length > 0) plain.push([...generics]);
  return plain;
}

/** Throws LociError `corrupt` if the bytes are not a listing. */
export function decodeListing(bytes: Uint8Array): Listing {
  try {
    const text = inflateRawSync(bytes.subarray(1), { maxOutputLength: longestForm }).toString('utf8');
    const [name, symbols, imports, bases, scopes = []] = JSON.parse(text) as Plain;
    const listed = scopes.map(([around, locals, named, inside]) => ({ around, locals, named, inside }));
    return {
      package: name,
      ...withScopes(symbols.length, listed),
      symbols: symbols.map(decodeSymbol),
      imports: imports.map(([module, imported, alias, from = 0]) => ({ module, name: imported, alias, from })),
      bases: bases.map(([symbol, base, qualifier, given = [], by = '']) => {
        return { symbol, name: base, qualifier, arguments: given, by };
      }),
    };
  } catch (error) {
    throw new LociError('corrupt', 'stored facts of a file cannot be read', 'run loci index with --rebuild', {
      cause: error,
    });
  }
}

function decodeSymbol(plain: PlainSymbol): ListedSymbol {
  const [name, kind, native, container, type, locals, owner, taken = 0, flagged = 0, generics = []] = plain;
  // One form and no spreading: it is made for every symbol of a folder.
  return {
    name,
    kind,
    nativeKind: native === '' ? undefined : native,
    container,
    owner,
    type,
    locals,
    parameters: taken === 0 ? undefined : taken,
    isStatic: (flagged & flags.isStatic) > 0,
    hidden: (flagged & flags.hidden) > 0,
    isVirtual: (flagged & flags.isVirtual) > 0,
    overrides: (flagged & flags.overrides) > 0,
    isConst: (flagged & flags.isConst) > 0,
    isApart: (flagged & flags.isApart) > 0,
    visibility: visibilities[(flagged >>> seenBits) & 3]!,
    typeParameters: flagged >>> flagBits,
    generics,
  };
}
