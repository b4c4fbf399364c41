/**
 * How the sources of a search make one list: every number that ranking depends on stands here, but for what is fitted, in
 * sentence/ranker.json and in context.json.
 *
 * Words: a symbol's score for a question is BM25F over its parts, its share of the best score that the question could
 * give, raised for how much of the question and of the symbol's name agree, and for a fitting file.
 * Names: a hit's tier says how its name fits; within a tier the prior and the words decide.
 * Both scales are the same: the greater of the two counts, and a little of the other.
 */

import type { SymbolKind } from '../model/symbol';

/** What one occurrence of a word counts in each part of a symbol. */
export const partWeights = { name: 6, container: 2, signature: 0.8, documentation: 1, body: 1 } as const;

/** BM25: `saturation` is k1, `lengthShare` b; lengths are against this many words of body and documentation. */
export const bm25 = { saturation: 1.2, lengthShare: 0.6, usualLength: 60, usualNameLength: 4 } as const;

/** Added to, or a factor of, the words' score, which is from 0 to 1. */
export const wordWeights = {
  /** The score's part that depends on how much of the question (by rarity) the symbol covers. */
  coverage: 0.4,
  /** For a name all of whose words are in the question, and as much of the question as there is in the name. */
  name: 0.5,
  /** For the path's words being in the question. */
  path: 0.6,
  /** For the file's symbols together covering the question. */
  file: 0.5,
} as const;

/** What a word counts that only may stand for one of the question. */
export const relatedShare = 0.5;

/** The least that a name's fit is worth; {@link priorShare} comes on top. Words are worth up to about `words`. */
export const tiers = {
  /** The question names the place: less one for each before it. */
  place: 200,
  /** Of what is alike, times the likeness; that of a copy and one more. */
  copy: 100,
  exact: 100,
  /** Only the case differs. */
  sameLetters: 90,
  /** Only case and joints (`_`, `-`) differ, or several words of the question make up the name. */
  sameWords: 80,
  fileName: 75,
  prefix: 60,
  camelHumps: 50,
  /** The name stands as it is among the words of a question. */
  mentioned: 40,
  words: 60,
  part: 24,
  typo: 20,
  /** What was typed stands nowhere as a word, so that it can hardly be meant: beats what shares a part of it. */
  typoOfUnknown: 70,
  subsequence: 14,
} as const;

/** Within a tier: for how much of the name the question covers, and for the prior. */
export const nameShare = 4;
export const priorShare = 5;
/** What the weaker of two sources adds to the stronger. */
export const secondSource = 0.1;

/** How likely a symbol is what people look for, before the question is known. */
export const kindPriors: Readonly<Record<SymbolKind, number>> = {
  function: 1,
  class: 1,
  method: 1,
  interface: 1,
  enum: 0.95,
  type: 0.93,
  namespace: 0.75,
  constant: 0.75,
  property: 0.8,
  variable: 0.8,
  package: 0.75,
  module: 0.8,
  export: 0.7,
  import: 0.6,
};

/** Factors of the prior, unless the question asks for such files. */
export const pathPriors = {
  test: 0.6,
  example: 0.8,
  generated: 0.6,
  vendored: 0.5,
  minified: 0.3,
  declaration: 0.75,
} as const;
export type PathTrait = keyof typeof pathPriors;

/**
 * What is added at most to the score of a name that fits, and of fitting words, for how often the symbol is referred to:
 * all of it from `usesForAll` places on. In a sentence's answer it decides between equals only.
 */
export const usageShares = { name: 4, words: 1, sentence: 0.2 } as const;
export const usesForAll = 1_000;
/** Symbols of such files are referred to by each other, which says nothing, unless the question asks for such files. */
export const unheardTraits: readonly PathTrait[] = ['test', 'example', 'generated', 'vendored', 'minified'];

export const exportedPrior = 1.04;
export const hiddenPrior = 0.97;

/**
 * Meaning: nearness is 1 for the hit whose vector is nearest, half of that `half` ranks below. It raises what words and
 * names give a hit by up to the share `agreement`, and is worth up to `alone` where they give it less. `least`: the
 * cosine below which likeness is chance.
 */
export const meaningWeights = { agreement: 0.3, alone: 12, half: 10, least: 0.1 } as const;
