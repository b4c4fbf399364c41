/** What the files of such languages say of themselves, decoded: true of a file as it was set, whatever others say. */

import type { Listing } from '../../parser/code/listing';
import { decodeListing } from '../../parser/code/listingCodec';
import type { Unit } from '../program';

export interface DecodedListing {
  readonly listing: Listing;
  /** Its symbols by their plain names. */
  readonly byName: ReadonlyMap<string, readonly number[]>;
}

export interface Listings {
  of(unit: Unit): DecodedListing;
}

/** Outlives the states of a project: a file that is set again is another unit, and the one before it is let go of. */
export function createListings(): Listings {
  const decoded = new WeakMap<Unit, DecodedListing>();
  return {
    of(unit) {
      let found = decoded.get(unit);
      if (found === undefined) {
        const listing = decodeListing(unit.declarations);
        decoded.set(unit, (found = { listing, byName: indexNames(listing) }));
      }
      return found;
    },
  };
}

function indexNames({ symbols }: Listing): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  symbols.forEach(({ name }, symbol) => {
    const known = found.get(name);
    if (known === undefined) found.set(name, [symbol]);
    else known.push(symbol);
  });
  return found;
}
