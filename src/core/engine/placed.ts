/** What stands at the places that a question names: it comes first, whatever else the question says. */

import { isAbsolute } from 'node:path';
import type { AskedPlace, SearchQuery } from '../model/search';
import type { RankedHit, SearchIndex } from '../search/searchIndex';
import { tiers } from '../search/weights';
import type { Queryable } from '../store/database';
import { symbolsOnLines } from '../store/places';
import type { LineSymbol } from '../store/places';
import { pathBelow } from '../workspace/folder';
import type { OpenVault } from './openVaults';

interface Candidate {
  readonly place: AskedPlace;
  readonly fileId: number;
}

/** In the order of the places; each symbol once. Those of files that are not in the index are left out. */
export async function placedHits(
  db: Queryable,
  vault: OpenVault,
  index: SearchIndex,
  query: SearchQuery,
): Promise<RankedHit[]> {
  const candidates = query.places.flatMap((place): Candidate[] =>
    index.filesNamed(insideOf(vault.stored.folder, place.path)).map((fileId) => ({ place, fileId })),
  );
  if (candidates.length === 0) return [];
  const onDisk = candidates.filter(({ fileId, place }) => fileId >= 0 && place.line !== undefined);
  const lines = onDisk.map(({ fileId, place }) => ({ fileId, line: place.line! }));
  const stored = await symbolsOnLines(db, lines);
  const around = new Map(onDisk.map((candidate, at) => [candidate, stored[at]!]));
  const inEditor = new Map(
    vault.index.unsaved().map(({ fileId, entries }) => [fileId, entries.map(({ symbol }) => symbol)]),
  );
  const accept = index.filter(query);
  const hits = new Map<string, RankedHit>();
  for (const candidate of candidates) {
    const { fileId, place } = candidate;
    const symbols = around.get(candidate) ?? linesOf(inEditor.get(fileId) ?? [], place.line);
    const ordinal = bestAt(
      place,
      symbols.filter((symbol) => accept(fileId, symbol.ordinal)),
    );
    if (ordinal === undefined && !accept(fileId, 0)) continue;
    const hit = { fileId, ordinal: ordinal ?? 0 };
    const key = `${hit.fileId} ${hit.ordinal}`;
    if (hits.has(key)) continue;
    const rank = hits.size + 1;
    const score = tiers.place - rank;
    const detail = place.line === undefined ? 'the file' : `line ${place.line}`;
    hits.set(key, { ...hit, score, reasons: [{ source: 'place', rank, score, detail }] });
  }
  return [...hits.values()];
}

function insideOf(folder: string, path: string): string {
  return (isAbsolute(path) ? pathBelow(folder, path) : undefined) ?? path;
}

/** Placed hits first, then the others without those. */
export function placedFirst<Hit extends RankedHit>(placed: readonly Hit[], others: readonly Hit[]): Hit[] {
  const known = new Set(placed.map(({ fileId, ordinal }) => `${fileId} ${ordinal}`));
  return [...placed, ...others.filter(({ fileId, ordinal }) => !known.has(`${fileId} ${ordinal}`))];
}

function linesOf(
  symbols: readonly { readonly name: string; readonly range: { start: { line: number }; end: { line: number } } }[],
  line: number | undefined,
): LineSymbol[] {
  if (line === undefined) return [];
  return symbols
    .map(({ name, range }, ordinal) => ({ ordinal, name, start: range.start.line + 1, end: range.end.line + 1 }))
    .filter(({ ordinal, start, end }) => ordinal > 0 && start <= line && line <= end);
}

/**
 * Of the symbols on a line, outermost first: the innermost with the name that the frame gives; else what begins there,
 * the outermost of several; else the innermost around.
 */
function bestAt({ line, name }: AskedPlace, symbols: readonly LineSymbol[]): number | undefined {
  const told = name?.match(/[\p{L}\p{N}_$]+(?=[^\p{L}\p{N}_$]*$)/u)?.[0];
  const named = told === undefined ? undefined : symbols.findLast((symbol) => symbol.name === told);
  return (named ?? symbols.find(({ start }) => start === line) ?? symbols.at(-1))?.ordinal;
}
