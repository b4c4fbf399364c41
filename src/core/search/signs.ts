/**
 * The signs of symbols' vectors, by document number: 32 bytes for a vector of 256 numbers. By how many signs two vectors
 * differ tells their likeness nearly as well as the numbers do, and all can be looked at in milliseconds; the best few
 * hundred are then compared by the numbers themselves. All vectors are of one model.
 */

import { grown } from './postings';

const none = 0xffff;
/** Copies of one text beyond these say nothing new, and would shut out all else. */
const mostOfOneText = 3;
/** By how much more is looked at where filters have let too little through. */
const widening = 8;

export class SignTable {
  private dimensions = 0;
  /** 32-bit words a vector. */
  private width = 0;
  private bits = new Uint32Array(0);
  /** The vector's id by document; 0 for none. */
  private ids = new Float64Array(0);
  private distances = new Uint16Array(0);
  private count = 0;

  /** Forgets all: vectors from now on have so many numbers. */
  reset(dimensions: number): void {
    this.dimensions = dimensions;
    this.width = Math.ceil(dimensions / 32);
    this.bits = new Uint32Array(0);
    this.ids = new Float64Array(0);
    this.distances = new Uint16Array(0);
    this.count = 0;
  }

  /** `signs`: a bit for each number, the first in the highest bit of the first byte. */
  set(document: number, id: number, signs: Uint8Array): void {
    this.ids = grown(this.ids, document + 1);
    this.bits = grown(this.bits, (document + 1) * this.width);
    if (this.ids[document] === 0) this.count++;
    this.ids[document] = id;
    packSigns(signs, this.bits, document * this.width, this.width);
  }

  /** The documents have gone. */
  clear(start: number, count: number): void {
    for (let document = start; document < Math.min(start + count, this.ids.length); document++) {
      if (this.ids[document] !== 0) this.count--;
      this.ids[document] = 0;
    }
  }

  idOf(document: number): number {
    return this.ids[document] ?? 0;
  }

  /**
   * Documents that `accept` lets through, those whose signs differ least from the question's first: `wanted` of them,
   * and fewer only if there are no more.
   */
  nearest(signs: Uint8Array, wanted: number, accept: (document: number) => boolean): number[] {
    if (this.count === 0 || wanted < 1) return [];
    const histogram = this.measure(signs);
    const taken: number[] = [];
    const copies = new Map<number, number>();
    const { ids, distances } = this;
    const end = ids.length;
    let looked = 0;
    for (let from = 0, goal = wanted; from <= this.dimensions; goal *= widening) {
      let to = from;
      looked += histogram[to]!;
      while (to < this.dimensions && looked < goal) looked += histogram[++to]!;
      for (let document = 0; document < end; document++) {
        const distance = distances[document]!;
        if (distance < from || distance > to || !accept(document)) continue;
        const id = ids[document]!;
        const same = copies.get(id) ?? 0;
        copies.set(id, same + 1);
        if (same < mostOfOneText) taken.push(document);
      }
      if (taken.length >= wanted) break;
      from = to + 1;
    }
    return taken.sort((a, b) => distances[a]! - distances[b]! || a - b).slice(0, wanted);
  }

  bytes(): number {
    return this.bits.byteLength + this.ids.byteLength + this.distances.byteLength;
  }

  /** How many documents differ in how many signs; each document's own number is in `distances` then. */
  private measure(signs: Uint8Array): Uint32Array {
    const { ids, bits, width } = this;
    const end = ids.length;
    this.distances = grown(this.distances, end);
    const { distances } = this;
    const question = new Uint32Array(width);
    packSigns(signs, question, 0, width);
    const histogram = new Uint32Array(this.dimensions + 1);
    for (let document = 0, at = 0; document < end; document++, at += width) {
      if (ids[document] === 0) {
        distances[document] = none;
        continue;
      }
      const distance = differing(bits, at, question);
      distances[document] = distance;
      histogram[distance]!++;
    }
    return histogram;
  }
}

function packSigns(signs: Uint8Array, target: Uint32Array, start: number, width: number): void {
  for (let word = 0; word < width; word++) {
    const at = word * 4;
    target[start + word] =
      (signs[at] ?? 0) | ((signs[at + 1] ?? 0) << 8) | ((signs[at + 2] ?? 0) << 16) | ((signs[at + 3] ?? 0) << 24);
  }
}

/**
 * How many bits of `bits` from `start` on are not those of the question. Four words at a time are added up bit by bit,
 * so that three words, of ones, twos and fours, are left to be counted: all vectors are looked at for each question.
 */
function differing(bits: Uint32Array, start: number, question: Uint32Array): number {
  const width = question.length;
  let sum = 0;
  let word = 0;
  for (; word + 4 <= width; word += 4) {
    const at = start + word;
    const a = bits[at]! ^ question[word]!;
    const b = bits[at + 1]! ^ question[word + 1]!;
    const c = bits[at + 2]! ^ question[word + 2]!;
    const d = bits[at + 3]! ^ question[word + 3]!;
    const some = a ^ b;
    const odd = some ^ c;
    const carried = (a & b) | (some & c);
    const carriedAgain = odd & d;
    const twos = nibbleCounts(carried ^ carriedAgain);
    const fours = nibbleCounts(carried & carriedAgain);
    const low = nibbleCounts(odd ^ d) + 2 * twos;
    const bytes = (low & 0x0f0f0f0f) + ((low >>> 4) & 0x0f0f0f0f) + 4 * ((fours + (fours >>> 4)) & 0x0f0f0f0f);
    sum += Math.imul(bytes, 0x01010101) >>> 24;
  }
  for (; word < width; word++) {
    const counts = nibbleCounts(bits[start + word]! ^ question[word]!);
    sum += Math.imul((counts + (counts >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return sum;
}

/** In each four bits, how many of them are set. */
function nibbleCounts(value: number): number {
  const pairs = value - ((value >>> 1) & 0x55555555);
  return (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
}

/** The signs of a vector in the form that {@link SignTable} takes: that of pgvector's binary_quantize. */
export function signsOf(vector: Float32Array): Uint8Array {
  const signs = new Uint8Array(Math.ceil(vector.length / 8));
  vector.forEach((value, at) => {
    if (value > 0) signs[at >> 3]! |= 0x80 >> (at & 7);
  });
  return signs;
}
