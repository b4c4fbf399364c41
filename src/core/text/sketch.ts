/**
 * What tells copied code: a definition as a set of shingles, runs of a few tokens, and a sketch of that set. Comments,
 * white space and literals do not matter, nor do the names of variables and types; names that are called and members do.
 */

import { mixed, tokenStream } from './codeTokens';
import type { TokenStream } from './codeTokens';

/** Tokens a shingle. */
const shingleLength = 7;
/** Definitions of fewer tokens are alike by chance. */
export const leastTokens = 40;
/** 32-bit words a sketch. */
export const sketchWords = 4;
const sketchBits = sketchWords * 32;
/** Bins that must hold a shingle: what repeats one pattern, as tables of data do, is alike by its form alone. */
const leastBins = 20;
/** Of the rolling hash; and what the token that leaves a shingle has been multiplied by. */
const base = 0x01000193;
const pastBase = Array.from({ length: shingleLength }).reduce<number>((power) => Math.imul(power, base), 1);

/** A hash of the shingle that begins with each token; the last tokens begin none. */
export function shinglesOf({ hashes }: TokenStream): Uint32Array {
  const shingles = new Uint32Array(Math.max(0, hashes.length - shingleLength + 1));
  let rolling = 0;
  for (let at = 0; at < hashes.length; at++) {
    rolling = (Math.imul(rolling, base) + hashes[at]!) | 0;
    const start = at - shingleLength + 1;
    if (start > 0) rolling = (rolling - Math.imul(hashes[start - 1]!, pastBase)) | 0;
    if (start >= 0) shingles[start] = mixed(rolling);
  }
  return shingles;
}

const empty = 0xffffffff;
/** Working place of {@link sketchInto}: by bin. */
const least = new Uint32Array(sketchBits);

/**
 * Writes the sketch of the shingles from `from` up to, not including, `to` into `target` at `start`, unless they are too few:
 * one-permutation MinHash of one bit a bin. Each shingle falls into one of 128 bins; of each bin's least hash one bit is
 * kept, and an empty bin borrows that of the next that is not. The share of bits that two sketches have in common is
 * (1 + J) / 2, where J is the sets' Jaccard index, or near it.
 */
export function sketchInto(shingles: Uint32Array, from: number, to: number, target: Uint32Array, start: number): void {
  least.fill(empty);
  for (let at = from; at < to; at++) {
    const hash = shingles[at]!;
    const bin = hash & (sketchBits - 1);
    if (hash < least[bin]!) least[bin] = hash;
  }
  let filled = 0;
  for (const hash of least) if (hash !== empty) filled++;
  if (filled < leastBins) return;
  for (let bin = 0; bin < sketchBits; bin++) {
    let steps = 0;
    while (least[(bin + steps) & (sketchBits - 1)] === empty) steps++;
    // Borrowed bits depend on how far they come from: two empty bins must not agree only for being neighbours.
    const hash = mixed(least[(bin + steps) & (sketchBits - 1)]! + Math.imul(steps, 0x9e3779b9));
    if ((hash & 0x100) !== 0) target[start + (bin >>> 5)]! |= 1 << (bin & 31);
  }
  // None is all zeros: that says that there is none.
  if (isBlank(target, start)) target[start] = 1;
}

export function isBlank(sketches: Uint32Array, start: number): boolean {
  for (let i = 0; i < sketchWords; i++) if (sketches[start + i] !== 0) return false;
  return true;
}

/** The sketches of definitions by symbol; zeros for those too small to tell. `bounds` are in UTF-16 units of the text. */
export function sketchesOf(
  text: string,
  bounds: readonly { readonly start: number; readonly end: number }[],
): Uint32Array {
  const stream = tokenStream(text);
  const shingles = shinglesOf(stream);
  const sketches = new Uint32Array(bounds.length * sketchWords);
  bounds.forEach(({ start, end }, symbol) => {
    const from = firstFrom(stream.starts, start);
    const to = firstFrom(stream.starts, end);
    if (to - from >= leastTokens) sketchInto(shingles, from, to - shingleLength + 1, sketches, symbol * sketchWords);
  });
  return sketches;
}

function firstFrom(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The set of a definition's shingles. */
export function shingleSet(definition: string): ReadonlySet<number> {
  return new Set(shinglesOf(tokenStream(definition)));
}

/** 0 to 1: the Sørensen–Dice coefficient, twice what both have by what the two have together. */
export function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  if (a.size + b.size === 0) return 0;
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  let common = 0;
  for (const shingle of fewer) if (more.has(shingle)) common++;
  return (2 * common) / (a.size + b.size);
}
