/** What is learned, and how it moves: Adagrad, with one history a row, so that rare words move as far as common ones. */

import { documentationField, fields } from '../builtin/fields';
import type { Field } from '../builtin/fields';
import type { RowWeights } from '../builtin/format';
import type { Examples } from './examples';
import type { Random } from './random';

export interface Parameters {
  readonly dimensions: number;
  /** Row-major. */
  readonly table: Float32Array;
  /** A row. */
  readonly weights: RowWeights;
  /** A field of documents. */
  readonly fields: Float32Array;
}

/** Random directions, and the weight that a word's rarity gives: what the words alone can tell, without any meaning. */
export function startParameters(examples: Examples, rowCount: number, dimensions: number, random: Random): Parameters {
  const table = new Float32Array(rowCount * dimensions);
  const scale = 1 / Math.sqrt(dimensions);
  for (let i = 0; i < table.length; i++) table[i] = random.normal() * scale;
  const rarity = rarityOf(examples, rowCount);
  return {
    dimensions,
    table,
    weights: { query: rarity, fields: fields.map(() => rarity.slice()) },
    fields: Float32Array.from(fields, (field) => startWeights[field]),
  };
}

/**
 * By field. Documentation's is not learned: in the pairs code is asked for by the comment that it has no more, so its weight
 * would fall below zero, and whoever comments their code would be found last.
 */
const startWeights: Readonly<Record<Field, number>> = {
  ...{ name: 0.9, scope: 0.5, path: 0.5 },
  ...{ documentation: 0.15, signature: 0.9, body: 0.9 },
};

function rarityOf({ documents, count }: Examples, rowCount: number): Float32Array {
  const documentsWith = new Uint32Array(rowCount);
  const seenIn = new Int32Array(rowCount).fill(-1);
  for (let i = 0; i < count; i++) {
    for (let at = documents.starts[i]!; at < documents.starts[i + 1]!; at++) {
      const row = documents.rows[at]!;
      if (seenIn[row] !== i) documentsWith[row]!++;
      seenIn[row] = i;
    }
  }
  const most = Math.log(1 + count);
  return Float32Array.from(documentsWith, (having) => Math.log(1 + count / (1 + having)) / most);
}

/** Gradients of one batch, kept for the rows that it touches only. */
export class Gradients {
  readonly rows: Int32Array;
  touched = 0;
  values: Float32Array;
  readonly weights: RowWeights;
  readonly fields = new Float32Array(fields.length);
  private readonly slots: Int32Array;

  constructor(
    rowCount: number,
    private readonly dimensions: number,
  ) {
    this.rows = new Int32Array(rowCount);
    this.slots = new Int32Array(rowCount).fill(-1);
    this.values = new Float32Array(4096 * dimensions);
    this.weights = { query: new Float32Array(rowCount), fields: fields.map(() => new Float32Array(rowCount)) };
  }

  /** Where in `values` the row's gradient begins. */
  startOf(row: number): number {
    let slot = this.slots[row]!;
    if (slot < 0) {
      slot = this.touched++;
      this.slots[row] = slot;
      this.rows[slot] = row;
      if (this.touched * this.dimensions > this.values.length) {
        const wider = new Float32Array(this.values.length * 2);
        wider.set(this.values);
        this.values = wider;
      }
    }
    return slot * this.dimensions;
  }

  clear(): void {
    for (let slot = 0; slot < this.touched; slot++) {
      const row = this.rows[slot]!;
      this.slots[row] = -1;
      this.weights.query[row] = 0;
      for (const weights of this.weights.fields) weights[row] = 0;
    }
    this.values.fill(0, 0, this.touched * this.dimensions);
    this.fields.fill(0);
    this.touched = 0;
  }
}

export interface Rates {
  readonly table: number;
  readonly weights: number;
  readonly fields: number;
}

/** Steps against the gradients of a batch, each divided by the root of what came before. */
export class Adagrad {
  private readonly table: Float32Array;
  private readonly weights: RowWeights;
  private readonly fields = new Float32Array(fields.length);

  constructor(private readonly parameters: Parameters) {
    const rowCount = parameters.table.length / parameters.dimensions;
    this.table = new Float32Array(rowCount);
    this.weights = { query: new Float32Array(rowCount), fields: fields.map(() => new Float32Array(rowCount)) };
  }

  /** `used` is how many dimensions the batch went over. */
  step(gradients: Gradients, rates: Rates, used: number): void {
    const { table, weights, dimensions } = this.parameters;
    const { values } = gradients;
    for (let slot = 0; slot < gradients.touched; slot++) {
      const row = gradients.rows[slot]!;
      const from = slot * dimensions;
      let squares = 0;
      for (let i = from; i < from + used; i++) squares += values[i]! * values[i]!;
      const history = (this.table[row]! += squares / used);
      const rate = rates.table / Math.sqrt(history + tiny);
      for (let i = 0, to = row * dimensions; i < used; i++) table[to + i]! -= rate * values[from + i]!;
      move(weights.query, this.weights.query, row, gradients.weights.query[row]!, rates.weights);
      for (let field = 0; field < weights.fields.length; field++) {
        const [of, history] = [weights.fields[field]!, this.weights.fields[field]!];
        move(of, history, row, gradients.weights.fields[field]![row]!, rates.weights);
      }
    }
    gradients.fields.forEach((gradient, field) => {
      if (field !== documentationField) move(this.parameters.fields, this.fields, field, gradient, rates.fields);
    });
  }
}

const tiny = 1e-10;

function move(values: Float32Array, histories: Float32Array, at: number, gradient: number, rate: number): void {
  if (gradient === 0) return;
  const history = (histories[at]! += gradient * gradient);
  values[at]! -= (rate * gradient) / Math.sqrt(history + tiny);
}
