/** Puts a file's symbols into the tables: how much each word says of each symbol is worked out here, once. */

import { fileSymbolName } from '../model/file';
import type { FilePath, LanguageId } from '../model/ids';
import { bodyOf, digestFlags, documentationOf, nameOf, signatureOf } from '../text/fileDigest';
import type { FileDigest } from '../text/fileDigest';
import { sketchWords } from '../text/sketch';
import { wordsOfText } from '../text/words';
import { pathTraits, traitBit } from './pathTraits';
import { grown } from './postings';
import { declaredOnly, dotted, lengthSteps, ownPriorOf } from './tables';
import type { FileEntry, Tables } from './tables';
import { bm25, partWeights } from './weights';

export interface IndexableFile {
  readonly fileId: number;
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly digest: FileDigest;
}

/** Adds up the words of one symbol at a time; used again for the next, so that adding makes no garbage. */
export class WordSum {
  private sums = new Float32Array(1024);
  private readonly words: number[] = [];

  add(word: number, amount: number): void {
    if (word >= this.sums.length) this.sums = grown(this.sums, word + 1);
    if (this.sums[word] === 0) this.words.push(word);
    this.sums[word]! += amount;
  }

  /** Hands over each word with its sum and is empty again. */
  drain(take: (word: number, amount: number) => void): void {
    for (const word of this.words) {
      take(word, this.sums[word]!);
      this.sums[word] = 0;
    }
    this.words.length = 0;
  }
}

export function indexFile(tables: Tables, sum: WordSum, file: IndexableFile): void {
  const { digest, path, fileId, language } = file;
  const count = digest.names.length;
  if (count === 0) return;
  const base = tables.symbols.take(count);
  const generated = (digest.flags[0]! & digestFlags.generated) === 0 ? 0 : traitBit('generated');
  const traits = pathTraits(path) | generated;
  const slot = tables.freeSlots.pop() ?? tables.files.length;
  const lowerPath = path.toLowerCase();
  const entry: FileEntry = { fileId, path, lowerPath, language, base, count, traits, slot };
  tables.files[slot] = entry;
  tables.slotOf.set(fileId, slot);
  tables.byPath.add(entry);
  tables.bestPriors.clear(slot);
  const scopes = digest.scopeNames.map((scope) => tables.scopes.numberOf(dotted(scope)));
  const nativeKinds = digest.nativeKindNames.map((name) => tables.nativeKinds.numberOf(name));
  for (let i = 0; i < count; i++) {
    const document = base + i;
    const name = i === 0 ? fileSymbolName(path) : digest.names[i]!;
    const { symbols } = tables;
    symbols.names[document] = tables.names.add(name, document);
    symbols.files[document] = slot;
    symbols.containers[document] = base + containerIn(digest, i);
    symbols.scopes[document] = scopes[digest.scopes[i]!] ?? 0;
    symbols.nativeKinds[document] = nativeKinds[digest.nativeKinds[i]!] ?? 0;
    symbols.kinds[document] = digest.kinds[i]!;
    const native = digest.nativeKindNames[digest.nativeKinds[i]!];
    symbols.flags[document] = digest.flags[i]! | (native === 'declaration' ? declaredOnly : 0);
    tables.sketches.set(document, digest.sketches, i * sketchWords);
    tables.bestPriors.raise(slot, digest.kinds[i]!, ownPriorOf(symbols, document));
  }
  indexWords(tables, sum, file, base);
}

/** A digest from elsewhere must not make a chain of containers without an end. */
function containerIn(digest: FileDigest, symbol: number): number {
  const container = digest.containers[symbol]!;
  return container >= 0 && container < symbol ? container : 0;
}

function indexWords(tables: Tables, sum: WordSum, { digest, path }: IndexableFile, base: number): void {
  const { words } = tables;
  const numbers = digest.words.map((word) => words.numberOf(word));
  const scopeWords = digest.scopeNames.map((scope) => wordNumbers(tables, scope));
  for (let i = 0; i < digest.names.length; i++) {
    const lengths = partLengths(digest, i);
    tables.symbols.lengths[base + i] = lengths.step;
    addBag(sum, digest, i, numbers, lengths);
    const container = containerIn(digest, i);
    if (container > 0) addNameOf(sum, digest, container, numbers);
    for (const word of scopeWords[digest.scopes[i]!] ?? []) sum.add(word, partWeights.container);
    if (i === 0) addPath(tables, sum, path);
    sum.drain((word, amount) => {
      words.add(word, base + i, amount / (amount + bm25.saturation));
    });
  }
}

interface Lengths {
  readonly name: number;
  readonly text: number;
  /** Of signature and body, as {@link logLengthOf} reads it. */
  readonly step: number;
}

/** Words of the name and of the rest, against the usual, as BM25 wants them. */
function partLengths(digest: FileDigest, symbol: number): Lengths {
  let name = 0;
  let text = 0;
  let code = 0;
  for (let at = digest.bagStarts[symbol]!; at < digest.bagStarts[symbol + 1]!; at++) {
    const packed = digest.bagCounts[at]!;
    name += nameOf(packed);
    code += bodyOf(packed) + signatureOf(packed);
    text += documentationOf(packed);
  }
  text += code;
  return {
    name: lengthFactor(name / bm25.usualNameLength),
    text: lengthFactor(text / bm25.usualLength),
    step: Math.min(255, Math.round(Math.log2(1 + code) * lengthSteps)),
  };
}

function lengthFactor(relative: number): number {
  return 1 / (1 - bm25.lengthShare + bm25.lengthShare * relative);
}

function addBag(sum: WordSum, digest: FileDigest, symbol: number, numbers: number[], lengths: Lengths): void {
  for (let at = digest.bagStarts[symbol]!; at < digest.bagStarts[symbol + 1]!; at++) {
    const packed = digest.bagCounts[at]!;
    const text =
      partWeights.body * bodyOf(packed) +
      partWeights.signature * signatureOf(packed) +
      partWeights.documentation * documentationOf(packed);
    const word = numbers[digest.bagWords[at]!]!;
    sum.add(word, partWeights.name * nameOf(packed) * lengths.name + text * lengths.text);
  }
}

function addNameOf(sum: WordSum, digest: FileDigest, symbol: number, numbers: number[]): void {
  for (let at = digest.bagStarts[symbol]!; at < digest.bagStarts[symbol + 1]!; at++) {
    if (nameOf(digest.bagCounts[at]!) > 0) sum.add(numbers[digest.bagWords[at]!]!, partWeights.container);
  }
}

/** The file's own symbol is named by its path: the last part is its name, the folders are around it. */
function addPath(tables: Tables, sum: WordSum, path: string): void {
  const slash = path.lastIndexOf('/') + 1;
  for (const word of wordNumbers(tables, path.slice(0, slash))) sum.add(word, partWeights.container);
  for (const word of wordNumbers(tables, path.slice(slash))) sum.add(word, partWeights.name);
}

function wordNumbers({ words, wordCache }: Tables, text: string): number[] {
  return wordsOfText(text, wordCache).map((word) => words.numberOf(word));
}
