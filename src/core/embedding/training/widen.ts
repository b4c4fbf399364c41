/** A model that knows more words: each begins as what it was told by before, the pieces that it is made of. */

import type { ModelData } from '../builtin/format';
import { createVocabulary } from '../builtin/vocabulary';

/** `words` begin with the model's own. The shared rows stay the last. */
export function widen(model: ModelData, words: readonly string[]): ModelData {
  const { dimensions, buckets } = model;
  const vocabulary = createVocabulary(model.words, buckets);
  const sources = [
    ...model.words.map((_, row) => [row]),
    ...words.slice(model.words.length).map((word) => vocabulary.rowsOfWord(word)),
    ...Array.from({ length: buckets }, (_, bucket) => [model.words.length + bucket]),
  ];
  const mean = (numbers: Float32Array): Float32Array =>
    Float32Array.from(sources, (rows) => rows.reduce((sum, row) => sum + numbers[row]!, 0) / rows.length);
  const rows = sources.map((from) => meanRow(model, from));
  const table = new Int8Array(sources.length * dimensions);
  rows.forEach(({ numbers }, row) => {
    table.set(numbers, row * dimensions);
  });
  return {
    ...model,
    words,
    weights: { query: mean(model.weights.query), fields: model.weights.fields.map(mean) },
    scales: Float32Array.from(rows, ({ scale }) => scale),
    table,
  };
}

interface Row {
  readonly scale: number;
  readonly numbers: Int8Array;
}

function meanRow({ table, scales, dimensions }: ModelData, rows: readonly number[]): Row {
  const numbersOf = (row: number): Int8Array => table.subarray(row * dimensions, (row + 1) * dimensions);
  if (rows.length === 1) return { scale: scales[rows[0]!]!, numbers: numbersOf(rows[0]!) };
  const mean = new Float32Array(dimensions);
  for (const row of rows) {
    numbersOf(row).forEach((number, i) => (mean[i]! += (number * scales[row]!) / rows.length));
  }
  const scale = Math.max(...mean.map(Math.abs)) / 127;
  return { scale, numbers: Int8Array.from(mean, (number) => (scale === 0 ? 0 : Math.round(number / scale))) };
}
