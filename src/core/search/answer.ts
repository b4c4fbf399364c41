/** Answers one question from one vault's tables: asks the sources, makes one list of theirs, says why. */

import type { SearchQuery } from '../model/search';
import { noiseTokens } from '../text/stopWords';
import { eachToken, wholeOfIdentifier, wordsOfIdentifier } from '../text/words';
import { bestOf } from './bestOf';
import { filterOf, hasFilters } from './filters';
import { alike, fuse, hitAt } from './fuse';
import { foldName } from './nameTable';
import { searchExactName, searchNames } from './nameSearch';
import type { NameHit } from './nameSearch';
import { askedTraits } from './pathTraits';
import { tellingTokens } from './question/asking';
import type { RankedHit, SearchOptions } from './searchIndex';
import { isSentence, rankSentence } from './sentence/rank';
import { filePriorOf, ownPriorOf } from './tables';
import type { FileEntry, Tables } from './tables';
import { tiers } from './weights';
import type { WordQuestion, WordSearch } from './wordSearch';

/** Words of a question that are looked up as names for their form. */
const mostNames = 50;
/** Symbols whose text is to be read for a quoted text. */
const quotedCandidates = 3_000;
/** Words of a question that may together be one name. */
const longestJoinedName = 5;

export interface Question {
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
  { meaning = [], words: vectors }: Pick<SearchOptions, 'meaning' | 'words'> = {},
): RankedHit[] {
  const question = questionOf(tables, query, limit);
  if (query.quoted.length > 0) return quotedAnswer(question, wordSearch);
  if (query.text === '') return hasFilters(query) ? filterAnswer(question, limit) : [];
  const { tokens, names, asks } = partsOf(question);
  const like = alike(question, meaning);
  const isRanked = isSentence(query.text);
  const words = isRanked
    ? rankSentence(wordSearch, asks, { tables, text: query.text, names, meaning: like, vectors })
    : wordSearch.search(asks);
  const shown = { ...words, words: asTyped(tables, tokens, words.words) };
  return fuse(question, { names, words: shown, tokens, meaning: like, isRanked });
}

export function questionOf(tables: Tables, query: SearchQuery, limit: number): Question {
  const asked = askedTraits(`${query.text} ${query.quoted.join(' ')}`, query.paths);
  return { tables, query, ...filterOf(tables, query), askedTraits: asked, limit };
}

/** True for one name that some symbol has, letter by letter, among those that the filters let through. */
export function isKnownName(tables: Tables, query: SearchQuery): boolean {
  if (query.text === '' || /\s/.test(query.text)) return false;
  const hits = searchExactName(tables, { typed: query.text, ...questionOf(tables, query, 1) });
  return hits.some(({ score }) => score >= tiers.exact);
}

interface Parts {
  readonly tokens: readonly string[];
  readonly names: readonly NameHit[];
  readonly asks: WordQuestion;
}

/** What is looked up by name, and by words, of a question's plain text. */
export function partsOf(question: Question): Parts {
  const tokens = tokensOf(question.query.text);
  const names = nameHits(question, tokens);
  const words = wordsToAsk(question, tokens, names);
  return { tokens, names, asks: { ...question, words, required: [], accept: acceptedBeside(question, names) } };
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
  return tellingTokens(tokens).flatMap((token) => wordsOfIdentifier(token, tables.wordCache));
}

/** Where one name was typed and exists, what mentions the whole of it is of interest, not what shares a part of it. */
function wordsToAsk({ tables, query }: Question, tokens: readonly string[], names: readonly NameHit[]): string[] {
  if (/\s/.test(query.text) || !names.some(isNamed)) return wordsOf(tables, tokens);
  const whole = wholeOfIdentifier(tellingTokens(tokens).at(-1) ?? '', tables.wordCache);
  return whole === undefined ? [] : [whole];
}

/** Where those that have the name that was typed fill the list, words decide among them: all others would come after. */
function acceptedBeside({ query, accept, limit }: Question, names: readonly NameHit[]): Question['accept'] {
  const bearers = names.filter(isNamed);
  if (bearers.length < limit || /\s/.test(query.text)) return accept;
  const documents = new Set(bearers.map(({ document }) => document));
  return (document) => documents.has(document);
}

function isNamed({ source, score }: NameHit): boolean {
  return source === 'exact name' && score >= tiers.sameWords;
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

/** The index knows stems; people are shown what they typed. */
function asTyped(tables: Tables, tokens: readonly string[], words: readonly string[]): string[] {
  const typed = new Map<string, string>();
  for (const token of tokens) {
    for (const word of wordsOfIdentifier(token, tables.wordCache)) if (!typed.has(word)) typed.set(word, token);
  }
  return words.map((word) => typed.get(word) ?? word);
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
    if (words.hits.length > 0) return fuse({ ...question, limit }, { names: [], words, tokens: tokensOf(query.text) });
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
