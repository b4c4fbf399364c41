/** Distinct names and the symbols that have them; names are found by their folded form and scanned by a letter mask. */

import { grown, Postings } from './postings';

const none = 0xffffffff;

export class NameTable {
  /** By name number; '' where a number is free. */
  readonly names: string[] = [];
  /** Folded names, by name number. */
  readonly folds: string[] = [];
  /** {@link letterMask} of the folds, by name number; 0 where a number is free. */
  masks = new Uint32Array(1024);
  /** First UTF-16 unit of the folds, by name number. */
  heads = new Uint16Array(1024);
  readonly postings = new Postings();
  /** First name number of each fold; further ones with the same fold are chained. */
  private readonly firstOfFold = new Map<string, number>();
  private nextOfFold = new Uint32Array(1024);
  private readonly freeNumbers: number[] = [];
  private textBytes = 0;

  add(name: string, document: number): number {
    const id = this.numberOf(name);
    this.postings.append(id, document);
    return id;
  }

  /** Name numbers whose fold is `folded`. */
  withFold(folded: string): number[] {
    const ids: number[] = [];
    for (let id = this.firstOfFold.get(folded) ?? none; id !== none; id = this.nextOfFold[id]!) ids.push(id);
    return ids;
  }

  /** Forgets the documents that `keep` refuses, and the name if none is left. */
  sweep(id: number, scratch: Uint32Array, keep: (document: number) => boolean): void {
    if (this.postings.length(id) === 0) return;
    this.postings.filter(id, scratch, keep);
    if (this.postings.length(id) === 0) this.forget(id);
  }

  bytes(): number {
    return this.postings.bytes() + this.masks.length * 10 + this.textBytes + this.names.length * 80;
  }

  private numberOf(name: string): number {
    const folded = foldName(name);
    const first = this.firstOfFold.get(folded) ?? none;
    for (let id = first; id !== none; id = this.nextOfFold[id]!) if (this.names[id] === name) return id;
    const id = this.freeNumbers.pop() ?? this.names.length;
    this.masks = grown(this.masks, id + 1);
    this.heads = grown(this.heads, id + 1);
    this.nextOfFold = grown(this.nextOfFold, id + 1);
    this.names[id] = name;
    this.folds[id] = folded === name ? name : folded;
    this.masks[id] = letterMask(folded);
    this.heads[id] = folded.charCodeAt(0);
    this.nextOfFold[id] = first;
    this.firstOfFold.set(folded, id);
    this.textBytes += name.length + folded.length;
    return id;
  }

  private forget(id: number): void {
    const folded = this.folds[id]!;
    const chain = this.withFold(folded).filter((other) => other !== id);
    if (chain.length === 0) this.firstOfFold.delete(folded);
    else this.firstOfFold.set(folded, chain[0]!);
    chain.forEach((other, i) => (this.nextOfFold[other] = chain[i + 1] ?? none));
    this.textBytes -= this.names[id]!.length + folded.length;
    this.names[id] = '';
    this.folds[id] = '';
    this.masks[id] = 0;
    this.freeNumbers.push(id);
  }
}

/** Case and the joints of words left out: `getUserName`, `get_user_name` and `GET-USER-NAME` are one. */
export function foldName(name: string): string {
  const lower = name.toLowerCase();
  const folded = /[_$\-\s]/.test(lower) ? lower.replace(/[_$\-\s]+/g, '') : lower;
  return folded === '' ? lower : folded;
}

/** One bit a letter, one for all digits, five for the rest: a name holds a text only if it has the text's bits. */
export function letterMask(folded: string): number {
  let mask = 0;
  for (let i = 0; i < folded.length; i++) {
    const code = folded.charCodeAt(i);
    if (code >= 97 && code <= 122) mask |= 1 << (code - 97);
    else if (code >= 48 && code <= 57) mask |= 1 << 26;
    else mask |= 1 << (27 + (code % 5));
  }
  return mask >>> 0;
}
