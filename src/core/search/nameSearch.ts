/** Finds symbols by name: exact, qualified, prefix, camel humps, part of a name, typing errors. */

import { wholeOfIdentifier } from '../text/words';
import { fileSymbolName } from '../model/file';
import type { FilePath } from '../model/ids';
import type { SearchReason } from '../model/search';
import { bestOf } from './bestOf';
import { editDistance, longestTyped, matchHumps, subsequenceShare, typosAllowed } from './nameMatch';
import { foldName, letterMask } from './nameTable';
import { comparePlaces, containerPath, fileOf, priorOf } from './tables';
import type { Tables } from './tables';
import { usageOf } from './usage';
import { nameShare, priorShare, tiers, usageShares } from './weights';
import { documentOf } from './wordTable';

export interface NameHit {
  readonly document: number;
  readonly score: number;
  readonly source: SearchReason['source'];
  readonly detail?: string;
}

export interface NameQuestion {
  /** A name, maybe with what stands around it: `total`, `Cart.total`, `std::vec`, `src/cart.ts`. */
  readonly typed: string;
  readonly accept: (document: number) => boolean;
  readonly askedTraits: number;
  readonly limit: number;
}

interface NameFit {
  readonly id: number;
  readonly score: number;
  readonly source: SearchReason['source'];
}

/** How many names that fit inexactly are looked at, and how many symbols of each. */
const mostNames = 400;

/** In no order; each symbol once. */
export function searchNames(tables: Tables, question: NameQuestion): NameHit[] {
  const { name, around } = splitQualified(question.typed);
  const hits = new Map<number, NameHit>();
  const add = (fit: NameFit): void => {
    for (const hit of hitsOf(tables, fit, around, question)) keepBetter(hits, hit);
  };
  for (const fit of exactFits(tables, name)) add(fit);
  if (/[./\\]/.test(question.typed)) for (const hit of fileHits(tables, question)) keepBetter(hits, hit);
  if (hits.size >= question.limit || foldName(name).length < 2) return [...hits.values()];
  for (const fit of inexactFits(tables, name, hits.size)) {
    add(fit);
    if (hits.size >= question.limit * 2) break;
  }
  return [...hits.values()];
}

/** Symbols whose whole name this is, case and joints apart. */
export function searchExactName(tables: Tables, question: NameQuestion): NameHit[] {
  const { name, around } = splitQualified(question.typed);
  return exactFits(tables, name).flatMap((fit) => hitsOf(tables, fit, around, question));
}

function keepBetter(hits: Map<number, NameHit>, hit: NameHit): void {
  const known = hits.get(hit.document);
  if (known === undefined || known.score < hit.score) hits.set(hit.document, hit);
}

/** `shop.Cart#total()` → `total`, [`shop`, `cart`]. */
function splitQualified(typed: string): { name: string; around: string[] } {
  const parts = typed
    .replace(/\(.*\)?$|[.:#/\\]+$/, '')
    .split(/::|->|[.#/\\:]/)
    .filter((part) => part !== '');
  const name = parts.pop() ?? typed;
  return { name, around: parts.map((part) => part.toLowerCase()) };
}

function exactFits({ names }: Tables, typed: string): NameFit[] {
  const lower = typed.toLowerCase();
  return names.withFold(foldName(typed)).map((id) => {
    const name = names.names[id]!;
    const differs = name.toLowerCase() === lower ? tiers.sameLetters : tiers.sameWords;
    return { id, source: 'exact name', score: name === typed ? tiers.exact : differs };
  });
}

function hitsOf(tables: Tables, fit: NameFit, around: readonly string[], question: NameQuestion): NameHit[] {
  const { symbols, names } = tables;
  const hits = bestOf<NameHit>(
    question.limit * 4,
    (a, b) => b.score - a.score || comparePlaces(tables, a.document, b.document),
  );
  names.postings.each(fit.id, (document) => {
    if (!symbols.isLive(document) || !question.accept(document)) return;
    const inPlace = around.length === 0 ? 1 : placeFit(tables, document, around);
    const isFile = symbols.containers[document] === document;
    const tier = isFile ? Math.min(fit.score, tiers.fileName) : fit.score;
    const score = tier * inPlace + standing(tables, document, question.askedTraits);
    if (score >= (hits.worst()?.score ?? 0)) hits.add({ document, score, source: fit.source });
  });
  return hits.list();
}

/** What decides between names that fit alike. */
function standing(tables: Tables, document: number, asked: number): number {
  return priorShare * priorOf(tables, document, asked) + usageShares.name * usageOf(tables, document, asked);
}

/** 1 if the containers' names (or the path's, for the outermost) end in `around`; less if they only hold some of it. */
function placeFit(tables: Tables, document: number, around: readonly string[]): number {
  const container = containerPath(tables, document).toLowerCase();
  const parts = container.split('.').filter((part) => part !== '');
  const path = tables.files[tables.symbols.files[document]!]!.lowerPath.replace(/\.[^./]*$/, '').split('/');
  const whole = [...path, ...parts];
  let at = whole.length - 1;
  let found = 0;
  for (let i = around.length - 1; i >= 0; i--) {
    const place = whole.lastIndexOf(around[i]!, at);
    if (place < 0) continue;
    found++;
    at = place - 1;
  }
  if (found === around.length) return 1;
  const near = around.some((part) => part.length > 2 && container.includes(part));
  return 0.45 + (near ? 0.2 : 0) + (0.2 * found) / around.length;
}

/** Files by name with its ending or by the end of their path: `cart.ts`, `shop/cart.ts`. */
function fileHits(tables: Tables, { typed, accept, askedTraits }: NameQuestion): NameHit[] {
  const wanted = typed
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/^\.?\/+/, '');
  const { names, symbols } = tables;
  const hits: NameHit[] = [];
  for (const id of names.withFold(foldName(fileSymbolName(wanted as FilePath)))) {
    names.postings.each(id, (document) => {
      if (symbols.containers[document] !== document || !symbols.isLive(document)) return;
      if (!`/${fileOf(tables, document).lowerPath}`.endsWith(`/${wanted}`) || !accept(document)) return;
      const score = tiers.exact + standing(tables, document, askedTraits);
      hits.push({ document, score, source: 'exact name', detail: 'file' });
    });
  }
  return hits;
}

/**
 * Names that fit otherwise than exactly, best first. Where a name fits exactly, only those that go on from there are of
 * interest; typing errors are looked for only where little else fits.
 */
function inexactFits(tables: Tables, typed: string, exact: number): NameFit[] {
  const { names } = tables;
  const folded = foldName(typed);
  const mask = letterMask(folded);
  const head = folded.charCodeAt(0);
  const { masks, folds, heads } = names;
  const fits: NameFit[] = [];
  for (let id = 0; id < folds.length; id++) {
    if ((masks[id]! & mask) >>> 0 !== mask || folds[id] === folded) continue;
    const sameHead = heads[id] === head;
    if (exact > 0 && !sameHead) continue;
    const prefix = sameHead ? fitPrefix(id, folded, folds[id]!) : undefined;
    const fit = prefix ?? (exact > 0 ? undefined : fitLetters(id, folded, folds[id]!, names.names[id]!));
    if (fit !== undefined) fits.push(fit);
  }
  if (exact === 0 && fits.length < 20) {
    fits.push(...typoFits(folds, masks, folded, mask, isWord(tables, typed) ? tiers.typo : tiers.typoOfUnknown));
  }
  return fits.sort((a, b) => b.score - a.score || a.id - b.id).slice(0, mostNames);
}

/** Whether what was typed stands somewhere as one word. A word that only files now gone had does not count. */
function isWord({ words, wordCache, symbols }: Tables, typed: string): boolean {
  const number = words.find(wholeOfIdentifier(typed, wordCache) ?? '');
  if (number === undefined) return false;
  return words.postings.some(number, (entry) => symbols.isLive(documentOf(entry)));
}

function fitPrefix(id: number, typed: string, folded: string): NameFit | undefined {
  if (!folded.startsWith(typed)) return undefined;
  return { id, source: 'prefix', score: tiers.prefix + nameShare * (typed.length / folded.length) };
}

function fitLetters(id: number, typed: string, folded: string, name: string): NameFit | undefined {
  const share = nameShare * (typed.length / folded.length);
  if (typed.length > longestTyped) return undefined;
  // However it fits, the letters stand in the name in order: quickly seen, and seldom so.
  const stretch = subsequenceShare(typed, folded);
  if (stretch === undefined) return undefined;
  const sameHead = folded.charCodeAt(0) === typed.charCodeAt(0);
  const passed = sameHead ? matchHumps(typed, name) : undefined;
  if (passed !== undefined) return { id, source: 'camel humps', score: tiers.camelHumps + share - Math.min(passed, 8) };
  if (typed.length >= 3 && folded.includes(typed)) return { id, source: 'fuzzy name', score: tiers.part + share };
  if (!sameHead || typed.length < 4 || stretch < 0.5) return undefined;
  return { id, source: 'fuzzy name', score: tiers.subsequence * stretch + share };
}

function typoFits(folds: readonly string[], masks: Uint32Array, typed: string, mask: number, tier: number): NameFit[] {
  const allowed = typosAllowed(typed.length);
  const fits: NameFit[] = [];
  if (allowed === 0 || typed.length > longestTyped) return fits;
  for (let id = 0; id < folds.length; id++) {
    // Every error adds or takes away at most one sort of letter on each side.
    if (bitCount(mask & ~masks[id]!) > allowed || bitCount(masks[id]! & ~mask) > allowed) continue;
    const folded = folds[id]!;
    if (Math.abs(folded.length - typed.length) > allowed || folded === typed) continue;
    const distance = editDistance(typed, folded, allowed);
    if (distance === undefined) continue;
    fits.push({ id, source: 'fuzzy name', score: tier + nameShare - 3 * distance });
  }
  return fits;
}

function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
