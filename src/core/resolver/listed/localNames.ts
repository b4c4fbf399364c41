/** Local names, from the innermost block outward. */

import { isType } from '../../languages/language';
import { typeParameterSign } from '../../parser/code/blocks';
import { localAt, placeAround, scopeAt } from '../../parser/code/listedScopes';
import type { Target } from '../inference/inference';
import type { ListedFile } from './project';
import type { Wanted } from './wanted';

/** A type or an expression, and where it is written: a place of its file. */
export interface Written {
  readonly file: ListedFile;
  readonly from: number;
  readonly text: string;
  /** Told of what is asked of an object or called: type parameters in it stand for what is not known there. */
  readonly isGiven?: boolean;
}

/** The type of a local name as written, '' for what is not told; a field of a type that stands between hides it. */
export function localNamed(file: ListedFile, from: number, name: string): Written | undefined {
  const { listing, family, byName } = file;
  for (let at = from; at > 0; at = placeAround(listing, at)) {
    const text = localAt(listing, at, name);
    if (text !== undefined) {
      // `cart := cart.next()`: the one of a block is made of the one around.
      const place = at >= listing.symbols.length && hasWord(text, name) ? placeAround(listing, at) : at;
      return { file, from: place, text };
    }
    const isAround = family.seesMembers && at < listing.symbols.length && isType(listing.symbols[at]!.kind);
    if (isAround && byName.get(name)?.some((each) => listing.symbols[each]!.container === at) === true)
      return undefined;
  }
  return undefined;
}

/** Whether a place itself has a local name, which hides what has it elsewhere: a type parameter hides types. */
export function isLocal({ listing, family }: ListedFile, place: number, name: string, { as }: Wanted): boolean {
  const asType = as === 'type' || as === 'any';
  if (asType && localAt(listing, place, `${typeParameterSign}${name}`) !== undefined) return true;
  return as !== 'type' && family.hidesNames && localAt(listing, place, name) !== undefined;
}

/** What a type parameter must be, '' where that is not told; undefined for what is none. */
export function typeParameterNamed(file: ListedFile, from: number, name: string): Written | undefined {
  return localNamed(file, from, `${typeParameterSign}${name}`);
}

/** Whether the first part of a path is a local name, and no package or type of that name then. */
export function hidesFirst(file: ListedFile, from: number, first: string): boolean {
  if (!/^\w+$/.test(first)) return false;
  // `log::write(log)` of C++: what stands before `::` is no variable.
  if (file.family.hidesNames && !file.family.hasAliases && localNamed(file, from, first) !== undefined) return true;
  return typeParameterNamed(file, from, first) !== undefined;
}

/** A function that a local name is set to. */
export function functionInScope(
  { listing, unit }: ListedFile,
  place: number,
  name: string,
  { as }: Wanted,
): Target | undefined {
  const symbol = scopeAt(listing, place)?.named.find((each) => listing.symbols[each]!.name === name);
  return symbol === undefined || as === 'type' ? undefined : { unit: unit.id, symbol };
}

function hasWord(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  const words: readonly string[] = text.match(/(?<!\.)[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
  return words.includes(name);
}
