/** The search index alone, on made-up code whose words are as unevenly frequent as those of real code. */

import { performance } from 'node:perf_hooks';
import type { FilePath, LanguageId } from '../../src/core/model/ids';
import { symbolKinds } from '../../src/core/model/symbol';
import { parseQuery } from '../../src/core/search/query';
import { createSearchIndex } from '../../src/core/search/searchIndex';
import type { SearchIndex } from '../../src/core/search/searchIndex';
import { decodeDigest, encodeDigest } from '../../src/core/text/digest';
import { sketchWords } from '../../src/core/text/sketch';
import type { FileDigest } from '../../src/core/text/digest';
import { oneInBody, oneInName } from '../../src/core/text/fileDigest';
import { createWordCache, wordsOfIdentifier, wordsOfText } from '../../src/core/text/words';
import { table } from './program';

const symbolsPerFile = 43;
const wordsPerSymbol = 27;
const vocabularySize = 40_000;
/** With it, the commonest word stands in an eighth of the symbols, as `name` or `get` do. */
const flatness = 30;

export function benchSearch(symbols = 400_000): void {
  const source = madeCode(20_010_203);
  const index = createSearchIndex();
  const before = process.memoryUsage();
  const { addMs, decodeMs, slowestAddMs } = fill(index, source, Math.ceil(symbols / symbolsPerFile));
  globalThis.gc?.();
  const after = process.memoryUsage();
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  console.log(`\nSearch index of ${index.documentCount.toLocaleString('en')} symbols, in memory`);
  table([
    {
      'added symbols/s': Math.round((index.documentCount / addMs) * 1000),
      'slowest file ms': slowestAddMs.toFixed(1),
      'decoded symbols/s': Math.round((index.documentCount / decodeMs) * 1000),
      'estimated MB': megabytes(index.memoryBytes),
      'heap MB': megabytes(after.heapUsed - before.heapUsed),
      'buffers MB': megabytes(after.arrayBuffers - before.arrayBuffers),
    },
  ]);
  table(Object.entries(questionsOf(source)).map(([question, make]) => timeQuestion(index, question, make)));
}

interface MadeCode {
  file(): FileDigest;
  name(): string;
  /** A name that a file has. */
  knownName(): string;
  word(): string;
}

function fill(
  index: SearchIndex,
  source: MadeCode,
  files: number,
): { addMs: number; decodeMs: number; slowestAddMs: number } {
  let addMs = 0;
  let decodeMs = 0;
  let slowestAddMs = 0;
  for (let fileId = 0; fileId < files; fileId++) {
    const bytes = encodeDigest(source.file());
    const path = `packages/${source.word()}/src/${source.word()}/${source.name()}.ts` as FilePath;
    const started = performance.now();
    const digest = decodeDigest(bytes);
    const decoded = performance.now();
    index.addFile({ fileId, path, language: 'typescript' as LanguageId, digest });
    const ended = performance.now();
    decodeMs += decoded - started;
    addMs += ended - decoded;
    slowestAddMs = Math.max(slowestAddMs, ended - decoded);
  }
  return { addMs, decodeMs, slowestAddMs };
}

function questionsOf(source: MadeCode): Record<string, () => string> {
  const words = (count: number): string => Array.from({ length: count }, () => source.word()).join(' ');
  return {
    'exact name': () => source.knownName(),
    'name that is not there': () => source.name(),
    'name with a typing error': () => source.knownName().replace(/(.{4})./, '$1'),
    'start of a name': () => source.knownName().slice(0, 6),
    'filters only': () => `kind:method path:packages/${source.word()}`,
    'two words': () => words(2),
    'ten words': () => words(10),
    'ten words and a filter': () => `kind:function ${words(10)}`,
  };
}

function timeQuestion(index: SearchIndex, question: string, make: () => string): Record<string, string | number> {
  const times: number[] = [];
  let hits = 0;
  for (let i = 0; i < 300; i++) {
    const query = make();
    const started = performance.now();
    hits += index.search(parseQuery(query), { limit: 20 }).length;
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => times[Math.floor(times.length * share)]!.toFixed(2);
  return {
    question,
    'hits (mean)': (hits / 300).toFixed(1),
    'p50 ms': at(0.5),
    'p95 ms': at(0.95),
    'max ms': at(0.999),
  };
}

/** The same code for the same seed. */
function madeCode(seed: number): MadeCode {
  const random = randomNumbers(seed);
  const vocabulary = Array.from({ length: vocabularySize }, () => madeWord(random));
  // Zipf's law as Mandelbrot has it: the n-th word's frequency goes by 1 / (n + flatness).
  const word = (): string => vocabulary[Math.floor(flatness * ((vocabularySize / flatness + 1) ** random() - 1))]!;
  const name = (): string => {
    const parts = Array.from({ length: 1 + Math.floor(random() * 3) }, word);
    return parts.map((part, i) => (i === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1))).join('');
  };
  const cache = createWordCache();
  const bagOf = (symbolName: string): Map<string, number> => {
    const bag = new Map<string, number>();
    for (let i = 0; i < wordsPerSymbol; i++) {
      for (const stem of wordsOfText(word(), cache)) bag.set(stem, oneInBody * (1 + Math.floor(random() * 3)));
    }
    for (const stem of wordsOfIdentifier(symbolName, cache)) bag.set(stem, oneInName + oneInBody);
    return bag;
  };
  const known: string[] = [];
  const file = (): FileDigest => {
    const made = madeFile(random, name, bagOf);
    known.push(made.names[1]!);
    return made;
  };
  return { file, name, word, knownName: () => known[Math.floor(random() * known.length)]! };
}

function madeFile(random: () => number, name: () => string, bagOf: (name: string) => Map<string, number>): FileDigest {
  const names = Array.from({ length: symbolsPerFile }, (_, i) => (i === 0 ? '' : name()));
  const bags = names.map(bagOf);
  const words = [...new Set(bags.flatMap((bag) => [...bag.keys()]))];
  const numbers = new Map(words.map((word, i) => [word, i]));
  const bagStarts = new Uint32Array(names.length + 1);
  bags.forEach((bag, i) => (bagStarts[i + 1] = bagStarts[i]! + bag.size));
  const some = (count: number): number => Math.floor(random() * count);
  return {
    names,
    kinds: Uint8Array.from(names, (_, i) => (i === 0 ? symbolKinds.indexOf('module') : some(7))),
    nativeKindNames: ['', 'constructor', 'getter'],
    nativeKinds: Uint16Array.from(names, () => (random() < 0.1 ? 1 + some(2) : 0)),
    flags: Uint8Array.from(names, () => some(2)),
    containers: Int32Array.from(names, (_, i) => (i === 0 ? -1 : random() < 0.5 ? 0 : some(i))),
    scopeNames: [''],
    scopes: new Uint16Array(names.length),
    words,
    bagStarts,
    bagWords: Uint32Array.from(bags.flatMap((bag) => Array.from(bag.keys(), (word) => numbers.get(word)!))),
    bagCounts: Uint16Array.from(bags.flatMap((bag) => [...bag.values()])),
    sketches: Uint32Array.from({ length: names.length * sketchWords }, () => some(2 ** 32)),
  };
}

function madeWord(random: () => number): string {
  const syllables = 1 + Math.floor(random() * 3);
  const letter = (letters: string): string => letters.charAt(Math.floor(random() * letters.length));
  let word = '';
  for (let i = 0; i < syllables; i++) word += letter('bcdfglmnprstvw') + letter('aeiou') + letter('lmnrst');
  return word;
}

/** A linear congruential generator: numbers from 0 up to, not including, 1. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}
