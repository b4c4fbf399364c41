/** Ranks what a sentence may ask for: candidates of all sources, each at its chance to be what is wanted. */

import type { WordVectors } from '../../model/embedding';
import type { NameHit } from '../nameSearch';
import { comparePlaces } from '../tables';
import type { Tables } from '../tables';
import { usageOf } from '../usage';
import { tiers, usageShares } from '../weights';
import type { WordAnswer, WordHit, WordQuestion, WordSearch, WordSums } from '../wordSearch';
import { featuresOf } from './features';
import { chancesOf } from './ranker';

/** Several words; one alone is a name, or the beginning of one. */
export function isSentence(text: string): boolean {
  return /\S\s+\S/.test(text);
}

export interface Sentence {
  readonly tables: Tables;
  readonly text: string;
  /** Of names that stand in the sentence. */
  readonly names: readonly Pick<NameHit, 'document'>[];
  /** The nearest by meaning, the nearest first. */
  readonly meaning: ReadonlyMap<number, { readonly similarity: number }>;
  /** Of the model that knows the meaning, if it has such. */
  readonly vectors?: WordVectors | undefined;
}

export interface Candidates {
  readonly documents: readonly number[];
  /** See featuresOf. */
  readonly features: Float32Array;
  readonly sums: WordSums;
}

/** The symbols that say most of the words, those nearest by meaning, and those that are named. */
export function candidatesOf(wordSearch: WordSearch, asked: WordQuestion, sentence: Sentence): Candidates {
  const { names, meaning } = sentence;
  const sums = wordSearch.sum(asked);
  const mentioned = new Set(names.map(({ document }) => document));
  const documents = [...new Set([...sums.best, ...meaning.keys(), ...mentioned])];
  const { askedTraits } = asked;
  return { documents, features: featuresOf({ ...sentence, sums, askedTraits, mentioned }, documents), sums };
}

/** Best first, whatever source they are of; {@link WordHit.rank} is the one that it would have by words alone. */
export function rankSentence(wordSearch: WordSearch, asked: WordQuestion, sentence: Sentence): WordAnswer {
  const { documents, features, sums } = candidatesOf(wordSearch, asked, sentence);
  const byWords = chancesOf(features, 'byWordsAlone');
  const knowing = sentence.vectors === undefined ? 'withoutWordVectors' : 'withMeaning';
  const chances = sentence.meaning.size > 0 ? chancesOf(features, knowing) : byWords;
  const { tables } = sentence;
  const ranks = ranksOf(byWords, (a, b) => comparePlaces(tables, documents[a]!, documents[b]!));
  const hits = documents.map((document, i): WordHit => {
    const added = usageShares.sentence * usageOf(tables, document, asked.askedTraits);
    const score = tiers.words * chances[i]! + added;
    return { document, score, added, matched: sums.matchedOf(document), rank: ranks[i]! };
  });
  hits.sort((a, b) => b.score - a.score || comparePlaces(tables, a.document, b.document));
  return { hits: hits.slice(0, asked.limit), words: sums.words.map(({ word }) => word) };
}

/** From 1, of the greatest; `compare` tells which of two equals goes first. */
function ranksOf(chances: Float64Array, compare: (a: number, b: number) => number): Uint32Array {
  const ranks = new Uint32Array(chances.length);
  const sorted = [...chances.keys()].sort((a, b) => chances[b]! - chances[a]! || compare(a, b));
  sorted.forEach((i, place) => (ranks[i] = place + 1));
  return ranks;
}
