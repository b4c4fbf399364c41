/**
 * What the words of names mean to a sentence: `removeEntry` to one that speaks of deleting an item. Word by word, as a
 * symbol's own vector is mostly that of its body.
 */

import type { WordVectors } from '../../model/embedding';
import { wordsOfText } from '../../text/words';
import type { WordCache } from '../../text/words';
import { silentStems } from '../wordSearch';

/** What some words say of a sentence. */
export interface Told {
  /** Cosine of the words together to the sentence's together. */
  readonly likeness: number;
  /** By word of the sentence, from 0 to 1, how near to it the nearest of the words is. */
  readonly nearest: Float32Array;
}

interface Asked {
  readonly word: string;
  /** Of length 1. */
  readonly vector: Float32Array;
  readonly weight: number;
}

interface NameWord {
  readonly vector: Float32Array;
  readonly weight: number;
  /** Product with the sentence's vector of length 1. */
  readonly likeness: number;
  /** By word of the sentence, from 0 to 1. */
  readonly nearness: Float32Array;
  /** The greatest of them. */
  readonly nearest: number;
}

export interface WordMeaning {
  tellOf(words: readonly string[]): Told;
  /** Of a text that is asked for again and again, such as a path; the same word counts once. */
  tellOfText(text: string): Told;
  /** From 0 to 1: as much of the sentence as one or the other tells. */
  toldBy(...all: readonly Told[]): number;
  /** From 0 to 1: as much of the words as the sentence tells. */
  meantOf(words: readonly string[]): number;
  /** From 0 to 1, to the word of the sentence that it is nearest to. */
  nearestTo(word: string): number;
  /** From 0 to 1, to the sentence's first word. */
  nearestToFirst(word: string): number;
}

/** Words of a sentence beyond these say little more of one symbol. */
const mostWords = 31;

export function wordMeaningOf(vectors: WordVectors, text: string, cache: WordCache): WordMeaning {
  const words = [...new Set(wordsOfText(text, cache))].filter((word) => !silentStems.has(word)).slice(0, mostWords);
  const whole = words.map((word) => vectors.ofQuestion(word));
  const asked = words.map((word, i): Asked => ({ word, weight: lengthOf(whole[i]!), vector: unit(whole[i]!) }));
  const sentence = unit(sumOf(whole));
  const weight = asked.reduce((sum, each) => sum + each.weight, 0);
  const known = new Map<string, NameWord>();
  const nameWord = (word: string): NameWord => {
    let found = known.get(word);
    if (found === undefined) known.set(word, (found = readNameWord(vectors.ofName(word), word, asked, sentence)));
    return found;
  };
  const texts = new Map<string, Told>();
  const nothing: Told = { likeness: 0, nearest: new Float32Array(asked.length) };
  const tellOf = (some: readonly string[]): Told => {
    if (some.length === 0 || asked.length === 0) return nothing;
    const parts = some.map(nameWord);
    const [only] = parts;
    if (parts.length === 1) return { likeness: only!.likeness / only!.weight, nearest: only!.nearness };
    const nearest = new Float32Array(asked.length);
    let likeness = 0;
    for (const part of parts) {
      likeness += part.likeness;
      keepGreater(nearest, part.nearness);
    }
    return { likeness: likeness / lengthOf(sumOf(parts.map(({ vector }) => vector))), nearest };
  };
  return {
    tellOf,
    tellOfText(some) {
      let told = texts.get(some);
      if (told === undefined) texts.set(some, (told = tellOf([...new Set(wordsOfText(some, cache))])));
      return told;
    },
    toldBy(...all) {
      let told = 0;
      for (let i = 0; i < asked.length; i++) {
        let best = 0;
        for (const { nearest } of all) if (nearest[i]! > best) best = nearest[i]!;
        told += best * asked[i]!.weight;
      }
      return weight === 0 ? 0 : told / weight;
    },
    meantOf(some) {
      const parts = some.map(nameWord);
      const of = parts.reduce((sum, part) => sum + part.weight, 0);
      return of === 0 ? 0 : parts.reduce((sum, part) => sum + part.weight * part.nearest, 0) / of;
    },
    nearestTo: (word) => nameWord(word).nearest,
    nearestToFirst: (word) => nameWord(word).nearness[0] ?? 0,
  };
}

function readNameWord(vector: Float32Array, word: string, asked: readonly Asked[], sentence: Float32Array): NameWord {
  const weight = lengthOf(vector);
  const nearness = new Float32Array(asked.length);
  let nearest = 0;
  for (let i = 0; i < asked.length; i++) {
    const each = asked[i]!;
    nearness[i] = each.word === word ? 1 : Math.min(1, Math.max(0, product(vector, each.vector) / weight));
    nearest = Math.max(nearest, nearness[i]!);
  }
  return { vector, weight, likeness: product(vector, sentence), nearness, nearest };
}

function keepGreater(greatest: Float32Array, other: Float32Array): void {
  for (let i = 0; i < greatest.length; i++) if (other[i]! > greatest[i]!) greatest[i] = other[i]!;
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Never 0: it is divided by. */
function lengthOf(vector: Float32Array): number {
  return Math.sqrt(product(vector, vector)) + 1e-9;
}

function unit(vector: Float32Array): Float32Array {
  const length = lengthOf(vector);
  return vector.map((number) => number / length);
}

function sumOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) for (let i = 0; i < sum.length; i++) sum[i]! += vector[i]!;
  return sum;
}
