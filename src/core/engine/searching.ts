/** Answers a question: ask each vault's index, merge, read the symbols, say what was seen. */

import { performance } from 'node:perf_hooks';
import type { SearchRequest, SearchResponse } from '../model/api';
import { throwIfCancelled } from '../model/errors';
import type { SearchHit, SearchQuery } from '../model/search';
import type { CodeSymbol } from '../model/symbol';
import { parseQuery, unquoted } from '../search/query';
import { contextWeights, raisedByContext, recentnessOf } from '../search/context';
import type { Context } from '../search/context';
import { distanceOf, nearnessOf } from '../search/nearness';
import type { OpenFile } from '../search/nearness';
import { filterQuoted } from '../search/quoted';
import type { RankedHit } from '../search/searchIndex';
import { isSentence } from '../search/sentence/rank';
import { tiers } from '../search/weights';
import { symbolsOfFiles } from '../store/symbols';
import { alikeHits, isWithin, seedsOf } from './alike/like';
import type { Seed } from './alike/like';
import { limitOf, maximumLimit } from './asked';
import { readDefinitions } from './definitions';
import type { Embedding } from './embedding';
import type { OpenVault, OpenVaults } from './openVaults';
import { openFileIn } from './openFile';
import { placedFirst, placedHits } from './placed';
import type { Recent } from './recent';

/** Members of a symbol that are looked for what is like it, and left out. */
const mostParts = 100;
/** Hits below those wanted among which what somebody is at is looked for. */
const mostFromBelow = 30;

interface VaultHit extends RankedHit {
  readonly vault: OpenVault;
  /** Of a hit in a file that is unsaved: it is in no table. */
  readonly unsaved: CodeSymbol | undefined;
}

export interface SearchDeps {
  readonly vaults: OpenVaults;
  readonly embedding: Embedding;
  readonly recent: Recent;
}

const noMeaning: Awaited<ReturnType<Embedding['hits']>> = { hits: [] };

export async function search(deps: SearchDeps, request: SearchRequest, signal: AbortSignal): Promise<SearchResponse> {
  const { vaults } = deps;
  const started = performance.now();
  const limit = limitOf(request.limit);
  const query = parseQuery(request.query);
  const asked = request.folder === undefined ? await vaults.all() : [await vaults.containing(request.folder)];
  const notices: string[] = [];
  const ranked: VaultHit[] = [];
  const seeds = query.like.length === 0 ? [] : await seedsOf(vaults, query, request.folder, signal, notices);
  for (const vault of asked) {
    throwIfCancelled(signal);
    const found =
      query.like.length === 0
        ? inContext(deps, vault, query, limit, request.near, signal, notices)
        : likeVault(deps, vault, query, seeds, signal, notices);
    ranked.push(...(await found));
  }
  ranked.sort((a, b) => b.score - a.score);
  // A seed's own parts are left out when their rows are known.
  const wanted = seeds.length === 0 ? limit : limit + mostParts;
  const read = await readHits(vaults, ranked.slice(0, wanted));
  const hits = read.filter(({ symbol }) => !seeds.some((seed) => isWithin(seed.symbol, symbol))).slice(0, limit);
  for (const vault of asked) notices.push(...vaults.notices(vault));
  notices.push(...unsavedNotice(asked));
  const folders = asked.map(({ stored }) => ({ folder: stored.folder, ...stored.freshness }));
  return { query, hits, ms: round(performance.now() - started), folders, notices };
}

/** Of more hits than are wanted, so that what somebody is at can come from below. */
async function inContext(
  deps: SearchDeps,
  vault: OpenVault,
  query: SearchQuery,
  limit: number,
  near: string | undefined,
  signal: AbortSignal,
  notices: string[],
): Promise<VaultHit[]> {
  const open = await openFileIn(deps.vaults, vault, near);
  const worked = deps.recent.of(vault.stored);
  // Who quotes, or names places, has said more than where somebody is: their order stands.
  const isSaid = query.quoted.length > 0 || query.places.length > 0;
  if (isSaid || (open === undefined && worked === undefined))
    return searchVault(deps, vault, query, limit, signal, notices);
  const hits = await searchVault(deps, vault, query, limit + mostFromBelow, signal, notices);
  const shares = isSentence(query.text) ? contextWeights.sentence : contextWeights.name;
  return raisedByContext(hits, contextOf(vault, open, worked), shares).slice(0, limit);
}

function contextOf(
  vault: OpenVault,
  open: OpenFile | undefined,
  worked: ReturnType<Recent['of']>,
): (hit: VaultHit) => Context {
  const nowMs = Date.now();
  return ({ fileId, unsaved }) => {
    const path = unsaved?.path ?? vault.index.fileOf(fileId)?.path;
    if (path === undefined) return { near: 0, recent: 0 };
    const near = open === undefined ? 0 : nearnessOf(distanceOf(open, fileId, path));
    // What is not saved is being edited.
    if (unsaved !== undefined) return { near, recent: 1 };
    return { near, recent: worked === undefined ? 0 : recentnessOf(worked(path), nowMs) };
  };
}

async function searchVault(
  deps: SearchDeps,
  vault: OpenVault,
  query: SearchQuery,
  limit: number,
  signal: AbortSignal,
  notices: string[],
): Promise<VaultHit[]> {
  const { vaults, embedding } = deps;
  const index = await vault.index.ready();
  const isName = index.isName(query);
  const { hits: meaning, words, notice } = isName ? noMeaning : await embedding.hits(vault, index, query, signal);
  if (notice !== undefined) notices.push(notice);
  const placed = query.places.length === 0 ? [] : await placedHits(vaults.db, vault, index, query);
  // At once: when this has waited for something, unsaved files may be others.
  const unsaved = new Map(vault.index.unsaved().map((file) => [file.fileId, file]));
  const found = placedFirst(placed, index.search(withNames(query, placed), { limit, signal, meaning, words })).map(
    (hit): VaultHit => {
      const file = hit.fileId < 0 ? unsaved.get(hit.fileId) : undefined;
      return { ...hit, vault, unsaved: file?.entries[hit.ordinal]?.symbol };
    },
  );
  if (query.quoted.length === 0) return found;
  const read = await readDefinitions(vaults, vault, found, signal);
  const verified = await filterQuoted(found, query.quoted, read, limit, signal, notices);
  if (verified.length > 0 || query.text === '') return verified;
  notices.push('nothing holds the quoted text as it is: this was found by its words');
  return searchVault(deps, vault, unquoted(query), limit, signal, notices);
}

/** Of a stack trace whose places are not to be found here, at least the names. */
function withNames(query: SearchQuery, placed: readonly RankedHit[]): SearchQuery {
  if (placed.length > 0) return query;
  const names = query.places.flatMap(({ name }) => (name === undefined ? [] : [name]));
  return names.length === 0 ? query : { ...query, text: [...new Set([query.text, ...names])].join(' ').trim() };
}

/** Where words are given too, those alike that the words find come first. */
async function likeVault(
  deps: SearchDeps,
  vault: OpenVault,
  query: SearchQuery,
  seeds: readonly Seed[],
  signal: AbortSignal,
  notices: string[],
): Promise<VaultHit[]> {
  const index = await vault.index.ready();
  const alike = await alikeHits(deps.vaults, vault, index, query, seeds, signal, notices);
  const said = query.text === '' ? [] : index.search({ ...query, quoted: [] }, { limit: maximumLimit, signal });
  const byWords = new Set(said.map(({ fileId, ordinal }) => `${fileId} ${ordinal}`));
  const unsaved = new Map(vault.index.unsaved().map((file) => [file.fileId, file]));
  return alike.map((hit): VaultHit => {
    const symbol = hit.fileId < 0 ? unsaved.get(hit.fileId)?.entries[hit.ordinal]?.symbol : undefined;
    const isSaid = byWords.has(`${hit.fileId} ${hit.ordinal}`);
    return { ...hit, score: hit.score + (isSaid ? 2 * tiers.copy : 0), vault, unsaved: symbol };
  });
}

function unsavedNotice(asked: readonly OpenVault[]): string[] {
  const count = asked.reduce((sum, { index }) => sum + index.unsaved().length, 0);
  if (count === 0) return [];
  return [count === 1 ? '1 unsaved file is included' : `${count} unsaved files are included`];
}

/** The rows of the hits; one whose symbol has gone since it was ranked is left out. */
async function readHits(vaults: OpenVaults, ranked: readonly VaultHit[]): Promise<SearchHit[]> {
  if (ranked.length === 0) return [];
  const vaultOf = new Map(ranked.map(({ fileId, vault }) => [fileId, vault]));
  const saved = ranked.filter(({ unsaved }) => unsaved === undefined);
  const rows = await symbolsOfFiles(vaults.db, saved, (fileId) => vaultOf.get(fileId)?.index.fileOf(fileId));
  const symbols = new Map(saved.map((hit, place) => [hit, rows[place]]));
  return ranked.flatMap((hit) => {
    const { score, reasons, vault } = hit;
    const symbol = hit.unsaved ?? symbols.get(hit);
    return symbol === undefined ? [] : [{ symbol, folder: vault.stored.folder, score, reasons }];
  });
}

/** To the hundredth of a millisecond. */
function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
