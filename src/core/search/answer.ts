/** Answers one question from one vault's tables: asks the sources, makes one list of theirs, says why. */

import type { SearchQuery, SearchReason } from '../model/search';
import { noiseTokens, questionWords } from '../text/stopWords';
import { eachToken, wordsOfIdentifier } from '../text/words';
import { bestOf } from './bestOf';
import { filterOf, hasFilters } from './filters';
import { foldName } from './nameTable';
import { searchExactName, searchNames } from './nameSearch';
import type { NameHit } from './nameSearch';
import { askedTraits } from './pathTraits';
import type { MeaningHit, RankedHit } from './searchIndex';
import { comparePlaces, fileOf, filePriorOf, ownPriorOf, priorOf } from './tables';
import type { FileEntry, Tables } from './tables';
import { meaningWeights, secondSource, tiers } from './weights';
import type { WordAnswer, WordHit, WordSearch } from './wordSearch';

/** Words of a question that are looked up as names for their form. */
const mostNames = 50;
/** Symbols whose text is to be read for a quoted text. */
const quotedCandidates = 3_000;
/** Words of a question that may together be one name. */
const longestJoinedName = 5;

interface Question {
  readonly tables: Tables;
  readonly query: SearchQuery;
  readonly accept: (document: number) => boolean;
  readonly acceptFile: (document: number) => boolean;
  readonly bestPrior: (file: FileEntry) => number;
  readonly greatestPrior: number;
  readonly askedTraits: number;
  readonly limit: number;
}

/** Best first; with quoted text, candidates that hold its words, more than `limit`. */
export function answer(
  tables: Tables,
  wordSearch: WordSearch,
  query: SearchQuery,
  limit: number,
  meaning: readonly MeaningHit[] = [],
): RankedHit[] {
  const asked = askedTraits(`${query.text} ${query.quoted.join(' ')}`, query.paths);
  const question = { tables, query, ...filterOf(tables, query), askedTraits: asked, limit };
  if (query.quoted.length > 0) return quotedAnswer(question, wordSearch);
  const tokens = tokensOf(query.text);
  if (query.text === '') return hasFilters(query) ? filterAnswer(question, limit) : [];
  const names = nameHits(question, tokens);
  const words = wordSearch.search({ words: wordsToAsk(question, tokens, names), required: [], ...question });
  return fuse(question, names, { ...words, words: asTyped(tables, tokens, words.words) }, alike(question, meaning));
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  eachToken(text, 0, text.length, (start, end) => {
    tokens.push(text.slice(start, end));
  });
  return tokens;
}

/** The words that say what is wanted; if the question has no such, all. */
function wordsOf(tables: Tables, tokens: readonly string[]): string[] {
  const telling = tokens.filter((token) => !questionWords.has(token.toLowerCase()));
  const chosen = telling.length > 0 ? telling : tokens;
  return chosen.flatMap((token) => wordsOfIdentifier(token, tables.wordCache));
}

/** Where one name was typed and exists, what mentions the whole of it is of interest, not what shares a part of it. */
function wordsToAsk({ tables, query }: Question, tokens: readonly string[], names: readonly NameHit[]): string[] {
  const words = wordsOf(tables, tokens);
  const named = names.some(({ source, score }) => source === 'exact name' && score >= tiers.sameWords);
  return named && !/\s/.test(query.text) ? words.slice(-1) : words;
}

function nameHits(question: Question, tokens: readonly string[]): NameHit[] {
  const { tables, query } = question;
  const typed = query.text.split(/\s+/);
  if (typed.length === 1) return searchNames(tables, { typed: query.text, ...question });
  const hits: NameHit[] = [];
  if (typed.length <= longestJoinedName) {
    for (const hit of searchExactName(tables, { typed: foldName(typed.join('')), ...question })) {
      hits.push({ ...hit, score: hit.score - tiers.exact + tiers.sameWords });
    }
  }
  // A name in the middle of a question is told from a plain word by its form, and from a product's by its case.
  for (const part of typed.slice(0, mostNames)) {
    if (!/\w(::|->|[.#])\w|[a-z0-9][A-Z]|\w_\w|\w\(\)$/.test(part)) continue;
    for (const hit of searchExactName(tables, { typed: part.replace(/[?!.,;]+$/, ''), ...question })) {
      if (hit.score >= tiers.exact) hits.push({ ...hit, score: hit.score - tiers.exact + tiers.mentioned });
    }
  }
  return tokens.length === 0 ? [] : hits;
}

interface Alike {
  readonly rank: number;
  readonly similarity: number;
}

/** By document. The list was made before: what has gone since, or changed so that the filters refuse it, is left out. */
function alike({ tables, accept }: Question, meaning: readonly MeaningHit[]): Map<number, Alike> {
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
  score: number;
  name?: NameHit;
  word?: WordHit;
  wordRank?: number;
}

/** One list: each hit at the greater score of name and words, a little of the lesser, and what its meaning adds. */
function fuse(
  question: Question,
  names: readonly NameHit[],
  words: WordAnswer,
  meaning: ReadonlyMap<number, Alike> = new Map(),
): RankedHit[] {
  const tokens = tokensOf(question.query.text);
  const scores = new Map<number, Fused>();
  for (const name of names) {
    const known = scores.get(name.document);
    if (known === undefined || known.score < name.score) scores.set(name.document, { score: name.score, name });
  }
  words.hits.forEach((word, i) => {
    const known = scores.get(word.document);
    const score =
      known === undefined
        ? word.score
        : Math.max(known.score, word.score) + secondSource * Math.min(known.score, word.score);
    scores.set(word.document, { ...known, score, word, wordRank: i + 1 });
  });
  for (const [document, { rank }] of meaning) {
    const known = scores.get(document) ?? { score: 0 };
    const prior = priorOf(question.tables, document, question.askedTraits);
    const worth = (meaningWeights.first * prior) / (1 + rank / meaningWeights.half);
    scores.set(document, { ...known, score: known.score + worth });
  }
  const nameRanks = ranksOf(question.tables, names);
  return [...scores]
    .sort(
      ([a, { score: scoreOfA }], [b, { score: scoreOfB }]) =>
        scoreOfB - scoreOfA || comparePlaces(question.tables, a, b),
    )
    .slice(0, question.limit)
    .map(([document, { score, name, word, wordRank = 0 }]) => {
      const reasons: SearchReason[] = [];
      if (name !== undefined) reasons.push(nameReason(name, nameRanks.get(document)!));
      if (word !== undefined) reasons.push(wordReason(word, wordRank, words.words, tokens));
      const like = meaning.get(document);
      if (like !== undefined) reasons.push({ source: 'meaning', rank: like.rank, score: like.similarity });
      return hitAt(question.tables, document, score, reasons);
    });
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
  { score, matched }: WordHit,
  rank: number,
  words: readonly string[],
  tokens: readonly string[],
): SearchReason {
  const found = new Set(words.filter((_, bit) => ((matched >>> bit) & 1) === 1));
  const detail = new Set([...tokens.filter((token) => found.has(token)), ...found]);
  return { source: 'words', rank, score, detail: [...detail].join(', ') };
}

/** The index knows stems; people are shown what they typed. */
function asTyped(tables: Tables, tokens: readonly string[], words: readonly string[]): string[] {
  const typed = new Map<string, string>();
  for (const token of tokens) {
    for (const word of wordsOfIdentifier(token, tables.wordCache)) if (!typed.has(word)) typed.set(word, token);
  }
  return words.map((word) => typed.get(word) ?? word);
}

function hitAt(tables: Tables, document: number, score: number, reasons: readonly SearchReason[]): RankedHit {
  const { fileId, base } = fileOf(tables, document);
  return { fileId, ordinal: document - base, score, reasons };
}

/** All that the filters let through, the likeliest first, then by path. */
function filterAnswer(
  { tables, accept, acceptFile, bestPrior, greatestPrior, askedTraits: asked }: Question,
  limit: number,
): RankedHit[] {
  // Files come by path, and of equal symbols the first are kept.
  const best = bestOf<{ document: number; prior: number }>(limit, (a, b) => b.prior - a.prior);
  const worst = (): number => best.worst()?.prior ?? 0;
  for (const file of tables.byPath.list()) {
    // No file's prior is above 1.
    if (greatestPrior <= worst()) break;
    const filePrior = filePriorOf(file, asked);
    if (greatestPrior * filePrior <= worst() || bestPrior(file) * filePrior <= worst()) continue;
    if (!acceptFile(file.base)) continue;
    for (let document = file.base; document < file.base + file.count; document++) {
      const prior = ownPriorOf(tables.symbols, document) * filePrior;
      if (prior > worst() && accept(document)) best.add({ document, prior });
    }
  }
  return best
    .list()
    .map(({ document, prior }, i) => hitAt(tables, document, prior, [{ source: 'filter', rank: i + 1, score: prior }]));
}

/** Symbols that hold all the quoted words; if none does, those that hold the words that are surely whole; else any. */
function quotedAnswer(question: Question, wordSearch: WordSearch): RankedHit[] {
  const { tables, query } = question;
  const limit = Math.max(question.limit, quotedCandidates);
  const typed = wordsOf(tables, tokensOf(query.text));
  for (const sure of [false, true]) {
    const required = query.quoted.flatMap((text) => quotedWords(tables, text, sure));
    if (required.length === 0) continue;
    const words = wordSearch.search({ ...question, words: [...required, ...typed], required, limit });
    if (words.hits.length > 0) return fuse({ ...question, limit }, [], words);
  }
  return filterAnswer(question, limit);
}

/** `sure`: only words that cannot go on beyond the quotes. */
function quotedWords(tables: Tables, text: string, sure: boolean): string[] {
  const words: string[] = [];
  eachToken(text, 0, text.length, (start, end) => {
    if (sure && (start === 0 || end === text.length)) return;
    const token = text.slice(start, end);
    // What no body's words hold cannot be asked of them.
    const whole = noiseTokens.has(token) ? undefined : wordsOfIdentifier(token, tables.wordCache).at(-1);
    if (whole !== undefined && words.length < 16) words.push(whole);
  });
  return words;
}
