/** Which of what may be copies are: told by the definitions themselves. */

import { throwIfCancelled } from '../../model/errors';
import type { RankedHit, SymbolPlace } from '../../search/searchIndex';
import { likeness, shingleSet } from '../../text/sketch';
import { definitionIn, readDefinitions } from '../definitions';
import type { OpenVault, OpenVaults } from '../openVaults';

/** What is less alike is code that does the like, and no copy. */
export const leastOfCopy = 0.75;
/** Definitions read at once. */
const atOnce = 16;

/** Answers with the shingles of a symbol's definition, unsaved text included; undefined where it cannot be read. */
export async function shingleReader(
  vaults: OpenVaults,
  vault: OpenVault,
  places: readonly SymbolPlace[],
  signal: AbortSignal,
): Promise<(place: SymbolPlace) => Promise<ReadonlySet<number> | undefined>> {
  const unsaved = new Map(vault.index.unsaved().map((file) => [file.fileId, file]));
  const hits = new Map(places.filter(({ fileId }) => fileId >= 0).map((place) => [place, asHit(place)]));
  const read = await readDefinitions(vaults, vault, [...hits.values()], signal);
  return async (place) => {
    const file = unsaved.get(place.fileId);
    const symbol = file?.entries[place.ordinal]?.symbol;
    const hit = hits.get(place);
    const text =
      file !== undefined && symbol !== undefined ? definitionIn(file.text, symbol) : hit && (await read(hit));
    return text === undefined ? undefined : shingleSet(text);
  };
}

function asHit({ fileId, ordinal }: SymbolPlace): RankedHit {
  return { fileId, ordinal, score: 0, reasons: [] };
}

/** Of the places those that are copies of what has these shingles, with how like they are: 0.75 to 1. */
export async function copiesAmong(
  vaults: OpenVaults,
  vault: OpenVault,
  places: readonly SymbolPlace[],
  wanted: ReadonlySet<number>,
  signal: AbortSignal,
): Promise<{ readonly place: SymbolPlace; readonly likeness: number }[]> {
  const read = await shingleReader(vaults, vault, places, signal);
  const copies: { readonly place: SymbolPlace; readonly likeness: number }[] = [];
  for (let at = 0; at < places.length; at += atOnce) {
    throwIfCancelled(signal);
    const batch = places.slice(at, at + atOnce);
    const sets = await Promise.all(batch.map(read));
    batch.forEach((place, i) => {
      const alike = sets[i] === undefined ? 0 : likeness(wanted, sets[i]);
      if (alike >= leastOfCopy) copies.push({ place, likeness: alike });
    });
  }
  return copies;
}

/** `96 %`; what is not wholly alike is never shown as if it were. */
export function percent(share: number): string {
  return `${share === 1 ? 100 : Math.min(99, Math.round(share * 100))} %`;
}
