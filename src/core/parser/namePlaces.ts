/** Where the names stand that a file's stored facts tell of, in whichever form its language has them. */

import type { Range } from '../model/range';
import { decodePlaces } from './code/decode';
import { isListing } from './code/listingCodec';
import { decodeReferences } from './referenceCodec';

/** In no order, and maybe more than once. Throws LociError `corrupt` for facts that cannot be read. */
export function namePlaces(facts: { readonly declarations: Uint8Array; readonly references: Uint8Array }): Range[] {
  const { declarations, references } = facts;
  if (declarations.length === 0 || isListing(declarations))
    return decodeReferences(references).map(({ range }) => range);
  return decodePlaces(declarations, references).map(({ line, character, length }) => ({
    start: { line, character },
    end: { line, character: character + length },
  }));
}
