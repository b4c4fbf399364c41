/** Learned numbers as a model file holds them, and back. */

import type { ModelData } from '../builtin/format';
import type { Parameters } from './parameters';

export interface ModelShape {
  readonly name: string;
  readonly prefixes: readonly number[];
  readonly words: readonly string[];
  readonly buckets: number;
}

/** A row's numbers become whole ones from -127 to 127, of a scale of the row's own. */
export function quantise({ table, dimensions, weights, fields }: Parameters, shape: ModelShape): ModelData {
  const rowCount = table.length / dimensions;
  const scales = new Float32Array(rowCount);
  const whole = new Int8Array(table.length);
  for (let row = 0; row < rowCount; row++) {
    const numbers = table.subarray(row * dimensions, (row + 1) * dimensions);
    let most = 0;
    for (const number of numbers) most = Math.max(most, Math.abs(number));
    scales[row] = most / 127;
    if (most > 0) numbers.forEach((number, i) => (whole[row * dimensions + i] = Math.round((number / most) * 127)));
  }
  return { ...shape, dimensions, fields, weights, scales, table: whole };
}

export function dequantise({ table, scales, dimensions, weights, fields }: ModelData): Parameters {
  return {
    dimensions,
    table: Float32Array.from(table, (number, i) => number * scales[Math.floor(i / dimensions)]!),
    weights: { query: weights.query.slice(), fields: weights.fields.map((list) => list.slice()) },
    fields: fields.slice(),
  };
}
