/** `like:<symbol>`: copies of it first, then what is alike in meaning by the stored vectors. */

import { throwIfCancelled } from '../../model/errors';
import type { SearchQuery } from '../../model/search';
import type { CodeSymbol } from '../../model/symbol';
import type { RankedHit, SearchIndex, SymbolPlace } from '../../search/searchIndex';
import type { Sketch } from '../../search/sketches';
import { tiers } from '../../search/weights';
import { symbolOrdinal } from '../../store/places';
import { modelOfVault } from '../../store/vectors';
import type { StoredModel } from '../../store/vectors';
import { shingleSet } from '../../text/sketch';
import { neighbours } from '../meaning';
import type { OpenVault, OpenVaults } from '../openVaults';
import { findSymbol } from '../symbols';
import { copiesAmong, percent } from './copies';

/** Symbols of one name beyond these are not compared with. */
const mostSeeds = 5;
/** What may be copies and is read to be sure. */
const mostCopies = 60;

/** A symbol that hits are to be like. */
export interface Seed {
  readonly symbol: CodeSymbol;
  readonly vault: OpenVault;
  readonly place: SymbolPlace;
  /** Undefined if the definition cannot be read or is too small. */
  readonly shingles?: ReadonlySet<number>;
  readonly sketch?: Sketch;
  /** Of its vector; 0 for none. */
  readonly vector: number;
}

/** What the names in `like:` stand for, found as `loci symbol` finds it. */
export async function seedsOf(
  vaults: OpenVaults,
  query: SearchQuery,
  folder: string | undefined,
  signal: AbortSignal,
  notices: string[],
): Promise<Seed[]> {
  const seeds: Seed[] = [];
  for (const symbol of query.like) {
    throwIfCancelled(signal);
    const details = await findSymbol(vaults, { symbol, limit: mostSeeds, ...(folder !== undefined && { folder }) });
    if (details.length === 0) notices.push(`no symbol is called ${symbol}`);
    if (details.length > 1) {
      const count = details.length === mostSeeds ? `${mostSeeds} or more` : `${details.length}`;
      notices.push(`${count} symbols are called ${symbol}: these are like any of them; an id tells one`);
    }
    for (const detail of details) {
      const vault = await vaults.find(detail.folder);
      const seed = vault === undefined ? undefined : await seedIn(vaults, vault, detail.symbol);
      if (seed === undefined) continue;
      const shingles = detail.definition === undefined ? {} : { shingles: shingleSet(detail.definition) };
      seeds.push({ ...seed, ...shingles });
    }
  }
  return seeds;
}

async function seedIn(vaults: OpenVaults, vault: OpenVault, symbol: CodeSymbol): Promise<Seed | undefined> {
  const index = await vault.index.ready();
  const unsaved = vault.index.unsavedAt(symbol.path);
  const fileId = index.filesNamed(symbol.path)[0];
  if (fileId === undefined) return undefined;
  const ordinal =
    unsaved === undefined
      ? await symbolOrdinal(vaults.db, fileId, symbol.descriptor)
      : unsaved.entries.findIndex((entry) => entry.symbol.descriptor === symbol.descriptor);
  if (ordinal === undefined || ordinal < 0) return undefined;
  const place = { fileId, ordinal };
  const sketch = index.sketchOf(place);
  return { symbol, vault, place, vector: index.vectorOf(place), ...(sketch !== undefined && { sketch }) };
}

/** Best first; neither the seeds themselves, nor what is around them or in them. */
export async function alikeHits(
  vaults: OpenVaults,
  vault: OpenVault,
  index: SearchIndex,
  query: SearchQuery,
  seeds: readonly Seed[],
  signal: AbortSignal,
  notices: string[],
): Promise<RankedHit[]> {
  const hits = new Map<string, RankedHit>();
  const keep = (hit: RankedHit): void => {
    const key = `${hit.fileId} ${hit.ordinal}`;
    const known = hits.get(key);
    if (known === undefined || known.score < hit.score) hits.set(key, hit);
  };
  const model = await loadedModel(vaults, vault, notices);
  for (const seed of seeds) {
    const { shingles, sketch } = seed;
    if (shingles !== undefined && sketch !== undefined) {
      const isFile = seed.place.ordinal === 0;
      const candidates = index
        .copies(query, sketch, mostCopies)
        // A file is like files: one that holds nothing else than a copy is told by that copy.
        .filter(({ ordinal }) => (ordinal === 0) === isFile);
      const copies = await copiesAmong(vaults, vault, candidates, shingles, signal);
      for (const { place, likeness } of copies) {
        const score = tiers.copy * (1 + likeness);
        keep({ ...place, score, reasons: [{ source: 'copy', rank: 1, score: likeness, detail: percent(likeness) }] });
      }
    }
    if (model === undefined || seed.vector === 0 || seed.vault.index.model?.key !== model.key) continue;
    for (const { similarity, ...place } of await neighbours({ db: vaults.db, model, index, query }, seed.vector)) {
      const score = tiers.copy * similarity;
      keep({ ...place, score, reasons: [{ source: 'alike in meaning', rank: 1, score: similarity }] });
    }
  }
  for (const { place, vault: own } of seeds) if (own === vault) hits.delete(`${place.fileId} ${place.ordinal}`);
  const ranked = [...hits.values()].sort((a, b) => b.score - a.score);
  return ranked.map((hit, at) => ({ ...hit, reasons: hit.reasons.map((reason) => ({ ...reason, rank: at + 1 })) }));
}

/** The model whose vectors the index has, all of them; if they are still to be loaded that is seen to, and said. */
async function loadedModel(
  { db }: OpenVaults,
  { index, stored }: OpenVault,
  notices: string[],
): Promise<StoredModel | undefined> {
  const model = await modelOfVault(db, stored);
  if (model === undefined || index.model?.key === model.key) return model;
  // Who searches by meaning is told of what fails: here copies are an answer.
  index.useModel(model).catch(() => undefined);
  notices.push(`${stored.folder} was searched for copies alone: its vectors are being loaded`);
  return undefined;
}

/** Whether one of the two is in the other. */
export function isWithin(a: CodeSymbol, b: CodeSymbol): boolean {
  if (a.vault !== b.vault || a.path !== b.path) return false;
  const [outer, inner] = a.bounds.end - a.bounds.start >= b.bounds.end - b.bounds.start ? [a, b] : [b, a];
  return outer.bounds.start <= inner.bounds.start && inner.bounds.end <= outer.bounds.end;
}
