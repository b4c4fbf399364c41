/** Pairs in columns: words as numbers, so that hundreds of thousands fit in memory. */

import { partsOfIdentifier } from '../../text/words';
import { bodyField, fields, nameField, pathField, scopeField, signatureField } from '../builtin/fields';
import { pairKinds } from './pairs';
import type { TrainingPair } from './pairs';

export interface PairTable {
  readonly count: number;
  /** Distinct words, split and stemmed as questions will be. */
  readonly words: readonly string[];
  readonly repositories: readonly string[];
  /** Index into `pairKinds`, a pair. */
  readonly kinds: Uint8Array;
  /** Index into `repositories`, a pair. */
  readonly repositoryOf: Int32Array;
  /** Equal for pairs whose code is in one file. */
  readonly fileOf: Int32Array;
  /** Equal for pairs that ask the same. */
  readonly questionOf: Int32Array;
  readonly queries: Bags;
  readonly documents: Bags;
}

/** Pair i's entries are `starts[i]` up to, not including, `starts[i + 1]`. A word stands once a field. */
export interface Bags {
  readonly starts: Int32Array;
  /** Index into `words`. */
  readonly words: Int32Array;
  /** Index into `fields`; 0 in queries. */
  readonly fields: Uint8Array;
  readonly counts: Uint16Array;
}

export class PairCollector {
  private readonly words = new Map<string, number>();
  private readonly parts = new Map<string, readonly number[]>();
  private readonly repositories = new Map<string, number>();
  private readonly files = new Map<string, number>();
  private readonly questions = new Map<string, number>();
  private readonly kinds: number[] = [];
  private readonly repositoryOf: number[] = [];
  private readonly fileOf: number[] = [];
  private readonly questionOf: number[] = [];
  private readonly queries = new BagList();
  private readonly documents = new BagList();

  get count(): number {
    return this.kinds.length;
  }

  /** A pair that asks nothing, or with nothing to be found by, is left out. */
  add(pair: TrainingPair): void {
    const query = this.bagOf(pair.query);
    const fieldBags = fields.map((_, field) => this.fieldBag(pair, field));
    if (query.size === 0 || fieldBags.every((bag) => bag.size === 0)) return;
    const repository = numberOf(this.repositories, pair.repository);
    this.kinds.push(pairKinds.indexOf(pair.kind));
    this.repositoryOf.push(repository);
    this.fileOf.push(numberOf(this.files, `${repository} ${pair.path.join('/')}`));
    this.questionOf.push(numberOf(this.questions, this.keyOf(pair.query)));
    this.queries.add([query]);
    this.documents.add(fieldBags);
  }

  finish(): PairTable {
    return {
      count: this.count,
      words: [...this.words.keys()],
      repositories: [...this.repositories.keys()],
      kinds: Uint8Array.from(this.kinds),
      repositoryOf: Int32Array.from(this.repositoryOf),
      fileOf: Int32Array.from(this.fileOf),
      questionOf: Int32Array.from(this.questionOf),
      queries: this.queries.finish(),
      documents: this.documents.finish(),
    };
  }

  /** The same for questions of the same words with the same neighbours. */
  private keyOf(question: readonly string[]): string {
    const ids = question.flatMap((word) => this.partsOf(word));
    const neighbours = ids.slice(1).map((id, i) => `${ids[i]!}-${id}`);
    return [...new Set([...ids.map(String), ...neighbours])].sort().join(' ');
  }

  private fieldBag(pair: TrainingPair, field: number): Map<number, number> {
    if (field === nameField) return this.bagOf(pair.name);
    if (field === scopeField) return this.bagOf(pair.scope);
    if (field === pathField) return this.bagOf(pair.path);
    const signature = signatureOf(pair);
    if (field === signatureField) return this.bagOf(signature ?? []);
    if (field !== bodyField || (signature !== undefined && pair.signature === undefined)) return new Map();
    const bag = new Map<number, number>();
    for (const [word, count] of Object.entries(pair.body)) this.countWord(bag, word, count);
    return bag;
  }

  private bagOf(words: readonly string[]): Map<number, number> {
    const bag = new Map<number, number>();
    for (const word of words) this.countWord(bag, word, 1);
    return bag;
  }

  private countWord(bag: Map<number, number>, word: string, count: number): void {
    for (const id of this.partsOf(word)) bag.set(id, (bag.get(id) ?? 0) + count);
  }

  private partsOf(word: string): readonly number[] {
    let ids = this.parts.get(word);
    if (ids === undefined) {
      ids = partsOfIdentifier(word).map((part) => numberOf(this.words, part));
      this.parts.set(word, ids);
    }
    return ids;
  }
}

/** A definition of so few different words is all signature. */
const shortBody = 14;

function signatureOf({ signature, body }: TrainingPair): readonly string[] | undefined {
  if (signature !== undefined) return signature;
  const words = Object.keys(body);
  return words.length <= shortBody ? words : undefined;
}

function numberOf(numbers: Map<string, number>, text: string): number {
  let number = numbers.get(text);
  if (number === undefined) numbers.set(text, (number = numbers.size));
  return number;
}

/** Bags that grow: typed arrays doubled when full. */
class BagList {
  private readonly starts: number[] = [0];
  private words = new Int32Array(1 << 16);
  private fields = new Uint8Array(1 << 16);
  private counts = new Uint16Array(1 << 16);
  private length = 0;

  add(bags: readonly ReadonlyMap<number, number>[]): void {
    bags.forEach((bag, field) => {
      for (const [word, count] of bag) {
        if (this.length === this.words.length) this.grow();
        this.words[this.length] = word;
        this.fields[this.length] = field;
        this.counts[this.length++] = Math.min(count, 0xffff);
      }
    });
    this.starts.push(this.length);
  }

  finish(): Bags {
    return {
      starts: Int32Array.from(this.starts),
      words: this.words.slice(0, this.length),
      fields: this.fields.slice(0, this.length),
      counts: this.counts.slice(0, this.length),
    };
  }

  private grow(): void {
    const size = this.length * 2;
    const words = new Int32Array(size);
    const fieldNumbers = new Uint8Array(size);
    const counts = new Uint16Array(size);
    words.set(this.words);
    fieldNumbers.set(this.fields);
    counts.set(this.counts);
    this.words = words;
    this.fields = fieldNumbers;
    this.counts = counts;
  }
}
