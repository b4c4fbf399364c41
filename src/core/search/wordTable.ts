/** Words and the symbols that they stand in, each with how much the word says about the symbol. */

import { documentLimit } from './symbolTable';
import { Postings } from './postings';

const weightLimit = 0x1_0000_0000 / documentLimit;
/** Weights are kept in steps of 1 / weightSteps. */
export const weightSteps = weightLimit - 1;

/** Entries hold a document number and a weight; see {@link documentOf} and {@link weightOf}. */
export class WordTable {
  readonly postings = new Postings();
  private readonly numbers = new Map<string, number>();
  private readonly words: string[] = [];
  private readonly freeNumbers: number[] = [];
  private textBytes = 0;

  get size(): number {
    return this.words.length;
  }

  find(word: string): number | undefined {
    return this.numbers.get(word);
  }

  numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const id = this.freeNumbers.pop() ?? this.words.length;
    this.numbers.set(word, id);
    this.words[id] = word;
    this.textBytes += word.length;
    return id;
  }

  /** `weight` from 0 to 1. */
  add(word: number, document: number, weight: number): void {
    const step = Math.max(1, Math.round(weight * weightSteps));
    this.postings.append(word, document * weightLimit + step);
  }

  sweep(id: number, scratch: Uint32Array, keep: (document: number) => boolean): void {
    const before = this.postings.length(id);
    if (before === 0) return;
    this.postings.filter(id, scratch, (entry) => keep(documentOf(entry)));
    if (this.postings.length(id) > 0) return;
    const word = this.words[id]!;
    this.numbers.delete(word);
    this.textBytes -= word.length;
    this.words[id] = '';
    this.freeNumbers.push(id);
  }

  bytes(): number {
    return this.postings.bytes() + this.textBytes + this.words.length * 70;
  }
}

export function documentOf(entry: number): number {
  return entry >>> 9;
}

/** From 1 to {@link weightSteps}. */
export function stepOf(entry: number): number {
  return entry & weightSteps;
}

/** The entry with `share` of its weight. */
export function scaled(entry: number, share: number): number {
  return documentOf(entry) * weightLimit + Math.max(1, Math.round(stepOf(entry) * share));
}

/** From 0 to 1. */
export function weightOf(step: number): number {
  return step / weightSteps;
}
