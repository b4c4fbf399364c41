/** One list of what the sources of a search found, and why each hit is in it where it is. */

import type { SearchReason } from '../model/search';
import type { NameHit } from './nameSearch';
import type { MeaningHit, RankedHit } from './searchIndex';
import { comparePlaces, fileOf, priorOf } from './tables';
import type { Tables } from './tables';
import { usageOf, usesText } from './usage';
import { meaningWeights, secondSource, tiers, usageShares } from './weights';
import type { WordAnswer, WordHit } from './wordSearch';

interface Asked {
  readonly tables: Tables;
  readonly accept: (document: number) => boolean;
  readonly askedTraits: number;
  readonly limit: number;
}

interface Found {
  readonly names: readonly NameHit[];
  readonly words: WordAnswer;
  readonly meaning?: ReadonlyMap<number, Alike>;
  /** Of the question, as typed. */
  readonly tokens: readonly string[];
  /** The hits of `words` are of all sources, at scores that name and meaning are part of. */
  readonly isRanked?: boolean;
}

interface Alike {
  readonly rank: number;
  readonly similarity: number;
}

/** By document. The list was made before: what has gone since, or changed so that the filters refuse it, is left out. */
export function alike({ tables, accept }: Asked, meaning: readonly MeaningHit[]): Map<number, Alike> {
  const found = new Map<number, Alike>();
  for (const { fileId, ordinal, similarity } of meaning) {
    if (similarity < meaningWeights.least) continue;
    const file = tables.files[tables.slotOf.get(fileId) ?? -1];
    if (file === undefined || ordinal >= file.count || !accept(file.base + ordinal)) continue;
    found.set(file.base + ordinal, { rank: found.size + 1, similarity });
  }
  return found;
}

interface Fused {
  readonly document: number;
  readonly score: number;
  /** What of the score is for how often the symbol is referred to. */
  readonly added: number;
  readonly name?: NameHit;
  readonly word?: WordHit;
}

/** Each hit at the greater score of name and words, a little of the lesser, and what its meaning adds. */
export function fuse(asked: Asked, found: Found): RankedHit[] {
  const { tables, limit } = asked;
  const { names, words, meaning = new Map<number, Alike>(), tokens, isRanked = false } = found;
  const nameRanks = ranksOf(tables, names);
  const best = (isRanked ? ranked(names, words) : together(asked, names, words, meaning))
    .sort((a, b) => b.score - a.score || comparePlaces(tables, a.document, b.document))
    .slice(0, limit);
  const raised = raisedHits(tables, best);
  return best.map((hit, at) => {
    const { document, score, name, word } = hit;
    const reasons: SearchReason[] = [];
    if (name !== undefined) reasons.push(nameReason(name, nameRanks.get(document)!));
    if (word !== undefined && word.matched !== 0) reasons.push(wordReason(word, words.words, tokens));
    const like = meaning.get(document);
    if (like !== undefined) reasons.push({ source: 'meaning', rank: like.rank, score: like.similarity });
    if (raised.has(hit)) reasons.push(usageReason(tables, hit, at + 1));
    return hitAt(tables, document, score, reasons);
  });
}

function together(
  { tables, askedTraits }: Asked,
  names: readonly NameHit[],
  words: WordAnswer,
  meaning: ReadonlyMap<number, Alike>,
): Fused[] {
  const all = new Map<number, Fused>();
  for (const name of names) {
    const { document, score } = name;
    const known = all.get(document);
    if (known !== undefined && known.score >= score) continue;
    all.set(document, { document, score, added: usageShares.name * usageOf(tables, document, askedTraits), name });
  }
  for (const word of words.hits) {
    const { document, score, added } = word;
    const own = { document, score, added };
    const known = all.get(document);
    const both = known === undefined ? own : sumOf(known, own);
    all.set(document, { ...known, ...both, word });
  }
  for (const [document, { rank }] of meaning) {
    const known = all.get(document) ?? { document, score: 0, added: 0 };
    const nearness = 1 / (1 + (rank - 1) / meaningWeights.half);
    const raised = known.score * (1 + meaningWeights.agreement * nearness);
    const alone = meaningWeights.alone * nearness * priorOf(tables, document, askedTraits);
    all.set(document, { ...known, score: Math.max(raised, alone) });
  }
  return [...all.values()];
}

/** A sentence's hits have their scores; a name that all its words make up together goes before them. */
function ranked(names: readonly NameHit[], words: WordAnswer): Fused[] {
  const all = new Map(words.hits.map((word): [number, Fused] => [word.document, { ...word, word }]));
  for (const name of names) {
    const { document } = name;
    const known = all.get(document) ?? { document, score: 0, added: 0 };
    const lifted = name.score >= tiers.words ? name.score : 0;
    all.set(document, { ...known, score: Math.max(known.score, lifted), name });
  }
  return [...all.values()];
}

function sumOf(a: Fused, b: Fused): Fused {
  const [more, less] = a.score >= b.score ? [a, b] : [b, a];
  const score = more.score + secondSource * less.score;
  return { document: a.document, score, added: more.added + secondSource * less.added };
}

/** Sums that differ by less are equal. */
const rounding = 1e-9;

/** Which of the hits, best first, stand before another that would be before them without their uses. */
function raisedHits(tables: Tables, hits: readonly Fused[]): Set<Fused> {
  const raised = new Set<Fused>();
  let ahead: Fused | undefined;
  for (const hit of hits.toReversed()) {
    const difference = ahead === undefined ? 1 : hit.score - hit.added - (ahead.score - ahead.added);
    const isAhead = Math.abs(difference) < rounding ? isBefore(tables, hit, ahead!) : difference > 0;
    if (isAhead) ahead = hit;
    else raised.add(hit);
  }
  return raised;
}

function isBefore(tables: Tables, a: Fused, b: Fused): boolean {
  return comparePlaces(tables, a.document, b.document) < 0;
}

function ranksOf(tables: Tables, names: readonly NameHit[]): Map<number, number> {
  const sorted = [...names].sort((a, b) => b.score - a.score || comparePlaces(tables, a.document, b.document));
  const ranks = new Map<number, number>();
  for (const { document } of sorted) if (!ranks.has(document)) ranks.set(document, ranks.size + 1);
  return ranks;
}

function nameReason({ source, score, detail }: NameHit, rank: number): SearchReason {
  return { source, rank, score, ...(detail === undefined ? {} : { detail }) };
}

/** Names the words in the order of the question: that of the index, the rarest first, would be read as a mistake. */
function wordReason(
  { score, matched, rank }: WordHit,
  words: readonly string[],
  tokens: readonly string[],
): SearchReason {
  const found = new Set(words.filter((_, bit) => ((matched >>> bit) & 1) === 1));
  const detail = new Set([...tokens.filter((token) => found.has(token)), ...found]);
  return { source: 'words', rank, score, detail: [...detail].join(', ') };
}

function usageReason(tables: Tables, { document, added }: Fused, rank: number): SearchReason {
  return { source: 'references', rank, score: added, detail: usesText(tables, document) };
}

export function hitAt(tables: Tables, document: number, score: number, reasons: readonly SearchReason[]): RankedHit {
  const { fileId, base } = fileOf(tables, document);
  return { fileId, ordinal: document - base, score, reasons };
}
