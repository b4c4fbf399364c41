/** What is looked up of a sentence, and of the files and containers of its candidates, once for all of them. */

import type { WordVectors } from '../../model/embedding';
import { symbolKinds } from '../../model/symbol';
import type { SymbolKind } from '../../model/symbol';
import { wordsOfText } from '../../text/words';
import { traitBit } from '../pathTraits';
import { containerPath, fileOf } from '../tables';
import type { FileEntry, Tables } from '../tables';
import { raritiesOf } from '../question/wordReader';
import { silentStems } from '../wordSearch';
import type { WordSums } from '../wordSearch';
import { formOf } from './form';
import type { Form } from './form';
import { wordMeaningOf } from './wordMeaning';
import type { WordMeaning } from './wordMeaning';

export interface SentenceQuestion {
  readonly tables: Tables;
  readonly text: string;
  readonly sums: WordSums;
  readonly askedTraits: number;
  /** Documents whose name stands in the sentence in the form of a name. */
  readonly mentioned: ReadonlySet<number>;
  /** Cosine to the sentence, of those that are nearest, the nearest first. */
  readonly meaning: ReadonlyMap<number, { readonly similarity: number }>;
  readonly vectors?: WordVectors | undefined;
}

export interface FileFacts {
  readonly entry: FileEntry;
  readonly base: Agreement;
  readonly folder: Agreement;
  /** Its name without what tells the language. */
  readonly name: string;
  /** Sums of its candidates, the greatest five. */
  readonly greatestWords: number[];
  readonly greatestMeanings: number[];
}

interface ContainerFacts {
  readonly precision: number;
  readonly path: string;
  readonly depth: number;
  readonly isCallable: boolean;
  readonly isTest: boolean;
}

/** 0 to 1 each, by rarity: the share of the question, and of the words themselves, that the two have in common. */
interface Agreement {
  readonly recall: number;
  readonly precision: number;
}

export interface Known extends SentenceQuestion {
  readonly form: Form;
  /** Where anything is known of meaning, and of that of words. */
  readonly wordMeaning: WordMeaning | undefined;
  readonly rarities: ReadonlyMap<string, number>;
  /** What a word that is not in the question counts against one that is. */
  readonly usualRarity: number;
  readonly bestWords: number;
  readonly leastMeaning: number;
  readonly meaningRanks: ReadonlyMap<number, number>;
  readonly files: Map<number, FileFacts>;
  readonly containers: Map<number, ContainerFacts>;
  /** Words of the question of which others may be a beginning. */
  readonly stems: readonly string[];
  /** By word, those that come next to it in the sentence, words that say nothing left out. */
  readonly pairs: ReadonlyMap<string, ReadonlySet<string>>;
  /** By number of the name, how many symbols have it. */
  readonly namesakes: Map<number, number>;
  /** By number of the name, whether code that is not generated has it. */
  readonly written: Map<number, boolean>;
}

/** What rows of features are made of, looked up once for all candidates. */
export function lookUp(question: SentenceQuestion, documents: readonly number[]): Known {
  const { sums, meaning, text, vectors, tables } = question;
  const rarities = raritiesOf(sums.words);
  const similarities = Array.from(meaning.values(), ({ similarity }) => similarity);
  const known: Known = {
    ...question,
    wordMeaning: vectors && meaning.size > 0 ? wordMeaningOf(vectors, text, tables.wordCache) : undefined,
    ...{ form: formOf(text), rarities, usualRarity: sums.total / Math.max(1, sums.words.length) },
    bestWords: documents.reduce((best, document) => Math.max(best, sums.sumOf(document)), 1e-6),
    leastMeaning: similarities.at(-1) ?? 0,
    meaningRanks: new Map([...meaning.keys()].map((document, rank) => [document, rank])),
    files: new Map(),
    containers: new Map(),
    stems: [...rarities.keys()].filter((word) => word.length >= 4),
    pairs: pairsOf(wordsOfText(text, tables.wordCache)),
    namesakes: new Map(),
    written: new Map(),
  };
  for (const document of documents) addToFile(known, document);
  return known;
}

function pairsOf(words: readonly string[]): Map<string, Set<string>> {
  const telling = words.filter((word) => !silentStems.has(word));
  const pairs = new Map<string, Set<string>>();
  telling.forEach((word, i) => {
    const next = telling[i + 1];
    if (next === undefined) return;
    const known = pairs.get(word);
    if (known === undefined) pairs.set(word, new Set([next]));
    else known.add(next);
  });
  return pairs;
}

function addToFile(known: Known, document: number): void {
  const { tables, sums, meaning, files } = known;
  const slot = tables.symbols.files[document]!;
  let facts = files.get(slot);
  if (facts === undefined) {
    const entry = tables.files[slot]!;
    const slash = entry.path.lastIndexOf('/') + 1;
    const base = entry.path.slice(slash).replace(/\.[^.]*$/, '');
    facts = {
      entry,
      name: base,
      base: agreementOf(known, wordsOfText(base, tables.wordCache)),
      folder: agreementOf(known, wordsOfText(entry.path.slice(0, slash), tables.wordCache)),
      greatestWords: [],
      greatestMeanings: [],
    };
    files.set(slot, facts);
  }
  if (document === facts.entry.base) return;
  keepGreatest(facts.greatestWords, sums.sumOf(document), 5);
  const similarity = meaning.get(document)?.similarity;
  if (similarity !== undefined) keepGreatest(facts.greatestMeanings, similarity, 3);
}

/** The greatest stands first. */
function keepGreatest(greatest: number[], value: number, count: number): void {
  let place = greatest.length;
  while (place > 0 && greatest[place - 1]! < value) place--;
  greatest.splice(place, 0, value);
  if (greatest.length > count) greatest.pop();
}

export function agreementOf({ rarities, usualRarity, sums }: Known, words: readonly string[]): Agreement {
  let found = 0;
  let all = 0;
  const seen: string[] = [];
  for (const word of words) {
    if (seen.includes(word)) continue;
    seen.push(word);
    const rarity = rarities.get(word);
    if (rarity !== undefined) found += rarity;
    all += rarity ?? (silentStems.has(word) ? 0 : usualRarity);
  }
  return { recall: Math.min(1, found / Math.max(sums.total, 1e-6)), precision: all === 0 ? 0 : found / all };
}

export function containerFacts(known: Known, document: number): ContainerFacts | undefined {
  const { tables, containers } = known;
  const { symbols } = tables;
  const container = symbols.containers[document]!;
  if (container === document) return undefined;
  // Methods of Go stand in the file and are scoped by their receiver.
  const key = symbols.scopes[document] === 0 ? container : -document;
  let facts = containers.get(key);
  if (facts === undefined) {
    const path = containerPath(tables, document);
    const kind = symbolKinds[symbols.kinds[container]!]!;
    facts = {
      path,
      precision: agreementOf(known, wordsOfText(path, tables.wordCache)).precision,
      depth: path === '' ? 0 : path.split('.').length,
      isCallable: kind === 'function' || kind === 'method',
      isTest: /(^|\.)(tests?|specs?|test_\w+|Test[A-Z_]\w*)(\.|$)/.test(path),
    };
    containers.set(key, facts);
  }
  return facts;
}

/** Counted up to a bound: past it a name says as little. */
const mostNamesakes = 1_000;

/** Symbols that have the document's name, itself among them. */
export function namesakesOf({ tables, namesakes }: Known, document: number): number {
  const { symbols, names } = tables;
  const name = symbols.names[document]!;
  let count = namesakes.get(name);
  if (count !== undefined) return count;
  count = 0;
  names.postings.some(name, (other) => {
    if (symbols.isLive(other)) count!++;
    return count! >= mostNamesakes;
  });
  namesakes.set(name, count);
  return count;
}

/** Names that are defined elsewhere. */
const passedOn: ReadonlySet<SymbolKind> = new Set(['import', 'export']);

/** Whether code that is not generated defines a symbol of the document's name, as far as namesakes are counted. */
export function hasWrittenNamesake({ tables, written }: Known, document: number): boolean {
  const { symbols, names } = tables;
  const name = symbols.names[document]!;
  let has = written.get(name);
  if (has !== undefined) return has;
  has = false;
  let left = mostNamesakes;
  names.postings.some(name, (other) => {
    const isDefined = symbols.isLive(other) && !passedOn.has(symbolKinds[symbols.kinds[other]!]!);
    has = isDefined && (fileOf(tables, other).traits & traitBit('generated')) === 0;
    return has || --left === 0;
  });
  written.set(name, has);
  return has;
}
