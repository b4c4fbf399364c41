/** Words to vectors and back: the weighted sum of rows, brought to length 1, and the slopes of that. */

import { dot } from './contrast';
import type { RowBags } from './examples';
import type { Gradients, Parameters } from './parameters';
import type { Random } from './random';

/** A question or document a place, `most` of them. Bags are as in {@link RowBags}. */
export interface Pool {
  size: number;
  readonly starts: Int32Array;
  rows: Int32Array;
  fields: Uint8Array;
  weights: Float32Array;
  /** Row-major, `dimensions` numbers each, of which the first `width` are in use. */
  readonly vectors: Float32Array;
  readonly gradients: Float32Array;
  /** Of the sums, before they were brought to length 1. */
  readonly lengths: Float32Array;
}

export function createPool(most: number, dimensions: number): Pool {
  return {
    size: 0,
    starts: new Int32Array(most + 1),
    rows: new Int32Array(1 << 12),
    fields: new Uint8Array(1 << 12),
    weights: new Float32Array(1 << 12),
    vectors: new Float32Array(most * dimensions),
    gradients: new Float32Array(most * dimensions),
    lengths: new Float32Array(most),
  };
}

/** One more bag; each word is left out with probability `dropout`, which keeps pairs from being learned by heart. */
export function addBag(pool: Pool, bags: RowBags, example: number, dropout: number, random: Random): void {
  const from = bags.starts[example]!;
  const to = bags.starts[example + 1]!;
  let at = pool.starts[pool.size]!;
  if (at + to - from > pool.rows.length) grow(pool, at + to - from);
  const { rows, fields: fieldNumbers, weights } = pool;
  for (let entry = from; entry < to; entry++) {
    if (dropout > 0 && random.next() < dropout) continue;
    rows[at] = bags.rows[entry]!;
    fieldNumbers[at] = bags.fields[entry]!;
    weights[at++] = bags.weights[entry]!;
  }
  pool.starts[++pool.size] = at;
}

function grow(pool: Pool, needed: number): void {
  const size = Math.max(needed, pool.rows.length * 2);
  const [rows, fieldNumbers, weights] = [new Int32Array(size), new Uint8Array(size), new Float32Array(size)];
  rows.set(pool.rows);
  fieldNumbers.set(pool.fields);
  weights.set(pool.weights);
  Object.assign(pool, { rows, fields: fieldNumbers, weights });
}

/** The weights that apply, by field of a bag's entries. */
export interface Side {
  readonly words: readonly Float32Array[];
  readonly fields: Float32Array;
}

const one = Float32Array.of(1);

export function querySide({ weights }: Pick<Parameters, 'weights'>): Side {
  return { words: [weights.query], fields: one };
}

export function documentSide({ weights, fields: fieldWeights }: Pick<Parameters, 'weights' | 'fields'>): Side {
  return {
    words: weights.fields,
    fields: fieldWeights,
  };
}

export function poolForward(pool: Pool, { table, dimensions }: Parameters, side: Side, width: number): void {
  const { vectors, starts, rows, weights, fields: fieldNumbers } = pool;
  for (let i = 0; i < pool.size; i++) {
    const to = i * width;
    vectors.fill(0, to, to + width);
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      const row = rows[at]!;
      const field = fieldNumbers[at]!;
      const scale = weights[at]! * side.fields[field]! * side.words[field]![row]!;
      for (let k = 0, from = row * dimensions; k < width; k++) vectors[to + k]! += scale * table[from + k]!;
    }
    const length = Math.sqrt(dot(vectors, to, vectors, to, width)) + 1e-6;
    pool.lengths[i] = length;
    for (let k = to; k < to + width; k++) vectors[k]! /= length;
  }
}

/** `pool.gradients` to `gradients`, whose weights of words and fields are given as the side's are. */
export function poolBackward(
  pool: Pool,
  { table, dimensions }: Parameters,
  side: Side,
  gradients: Gradients,
  slopes: Side,
  width: number,
): void {
  const { starts, rows, weights, fields: fieldNumbers, gradients: slope } = pool;
  for (let i = 0; i < pool.size; i++) {
    const of = i * width;
    throughLength(pool, of, pool.lengths[i]!, width);
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      const row = rows[at]!;
      const field = fieldNumbers[at]!;
      const to = gradients.startOf(row);
      const plain = weights[at]!;
      const word = side.words[field]![row]!;
      const share = side.fields[field]!;
      const along = addAndDot(gradients.values, to, table, row * dimensions, slope, of, plain * share * word, width);
      slopes.words[field]![row]! += plain * share * along;
      slopes.fields[field]! += plain * word * along;
    }
  }
}

/** What would only make a vector longer is no gradient: its length is always 1. */
function throughLength({ vectors, gradients }: Pool, at: number, length: number, width: number): void {
  const along = dot(vectors, at, gradients, at, width);
  for (let k = at; k < at + width; k++) gradients[k] = (gradients[k]! - along * vectors[k]!) / length;
}

/** values += scale × slope; says how far the row lies along the slope. */
function addAndDot(
  values: Float32Array,
  to: number,
  table: Float32Array,
  from: number,
  slope: Float32Array,
  of: number,
  scale: number,
  width: number,
): number {
  let along = 0;
  for (let k = 0; k < width; k++) {
    const step = slope[of + k]!;
    values[to + k]! += scale * step;
    along += table[from + k]! * step;
  }
  return along;
}
