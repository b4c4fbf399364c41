/** Which of what may be copies are: told by the definitions themselves. */

import { throwIfCancelled } from '../../model/errors';
import type { SymbolPlace } from '../../search/searchIndex';
import { likeness, shingleSet } from '../../text/sketch';
import { readDefinitions } from '../definitions';
import type { OpenVault, OpenVaults } from '../openVaults';

/** What is less alike is code that does the like, and no copy. */
export const leastOfCopy = 0.75;
/** Definitions read at once. */
const atOnce = 16;

/** Of the places those that are copies of what has these shingles, with how like they are: 0.75 to 1. */
export async function copiesAmong(
  vaults: OpenVaults,
  vault: OpenVault,
  places: readonly SymbolPlace[],
  wanted: ReadonlySet<number>,
  signal: AbortSignal,
): Promise<{ readonly place: SymbolPlace; readonly likeness: number }[]> {
  const read = await readDefinitions(vaults, vault, places, signal);
  const copies: { readonly place: SymbolPlace; readonly likeness: number }[] = [];
  for (let at = 0; at < places.length; at += atOnce) {
    throwIfCancelled(signal);
    const batch = places.slice(at, at + atOnce);
    const definitions = await Promise.all(batch.map(read));
    batch.forEach((place, i) => {
      const alike = definitions[i] === undefined ? 0 : likeness(wanted, shingleSet(definitions[i]));
      if (alike >= leastOfCopy) copies.push({ place, likeness: alike });
    });
  }
  return copies;
}

/** `96 %`; what is not wholly alike is never shown as if it were. */
export function percent(share: number): string {
  return `${share === 1 ? 100 : Math.min(99, Math.round(share * 100))} %`;
}
