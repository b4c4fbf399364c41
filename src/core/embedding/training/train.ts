/** The training itself: epochs over batches, on one thread, the same for the same seed. */

import { throwIfCancelled } from '../../model/errors';
import { documentationField, fields, nameField, plainWeight } from '../builtin/fields';
import { findAlike, planBatches } from './batches';
import type { BatchPlan } from './batches';
import { contrast } from './contrast';
import type { Examples } from './examples';
import { pairKinds } from './pairs';
import { Adagrad, Gradients } from './parameters';
import type { Parameters, Rates } from './parameters';
import { addBag, createPool, documentSide, poolBackward, poolForward, querySide } from './pool';
import type { Pool, Side } from './pool';
import { createRandom } from './random';
import type { Random } from './random';

export interface TrainingPlan {
  readonly seed: number;
  readonly epochs: number;
  readonly batches: BatchPlan;
  readonly temperature: number;
  /** Falls to a twentieth, evenly, until the last batch. */
  readonly rates: Rates;
  /** Share of words left out each time, from 0 to 1. */
  readonly dropout: { readonly query: number; readonly document: number };
  /** Share of documents that are given a half of their own comment; their question is the other half. */
  readonly documented: number;
  /** Documents a batch that no question of it asks for, from what nobody commented. */
  readonly others: number;
  /** Ascending; a batch goes over the whole width or, in turn, one of the prefixes. */
  readonly prefixes: readonly number[];
  /** Share of batches that go over a prefix. */
  readonly prefixShare: number;
}

export interface TrainingProgress {
  readonly epoch: number;
  readonly epochs: number;
  readonly batch: number;
  readonly batches: number;
  /** Mean of the last hundred batches or so. */
  readonly loss: number;
}

/** Time between two breaths, in which signals and timers have their turn, in milliseconds. */
const breath = 50;

/** Changes `parameters`. `chosen` are the examples that may be learned from. */
export async function train(
  examples: Examples,
  chosen: Int32Array,
  parameters: Parameters,
  plan: TrainingPlan,
  report: (progress: TrainingProgress) => void,
  signal?: AbortSignal,
): Promise<void> {
  const random = createRandom(plan.seed);
  const step = createStep(examples, chosen, parameters, plan, random);
  let loss = 0;
  let rested = performance.now();
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    const batches = planBatches(examples, chosen, plan.batches, random);
    for (const [number, batch] of batches.entries()) {
      const done = (epoch + number / batches.length) / plan.epochs;
      const found = step(batch, 1 - 0.95 * done);
      loss = loss === 0 ? found : loss + (found - loss) / 100;
      if (performance.now() - rested < breath) continue;
      report({ epoch, epochs: plan.epochs, batch: number, batches: batches.length, loss });
      await new Promise((resume) => setImmediate(resume));
      throwIfCancelled(signal);
      rested = performance.now();
    }
  }
}

/** Learns from one batch, `pace` times as fast as the plan's rates, and says the loss before. */
function createStep(
  examples: Examples,
  chosen: Int32Array,
  parameters: Parameters,
  plan: TrainingPlan,
  random: Random,
): (batch: Int32Array, pace: number) => number {
  const { dimensions } = parameters;
  const most = plan.batches.size;
  const queries = createPool(most, dimensions);
  const documents = createPool(most + plan.others, dimensions);
  const gradients = new Gradients(parameters.table.length / dimensions, dimensions);
  const adagrad = new Adagrad(parameters);
  const alike = new Uint8Array(most * most);
  const unasked = unaskedOf(examples, chosen);
  const [asked, found] = [querySide(parameters), documentSide(parameters)];
  const [askedSlopes, foundSlopes] = slopeSides(gradients);
  return (batch, pace) => {
    const width = chooseWidth(plan, dimensions, random);
    fill(queries, documents, examples, batch, plan, random);
    addOthers(documents, examples, unasked[examples.repositoryOf[batch[0]!]!] ?? [], plan, random);
    poolForward(queries, parameters, asked, width);
    poolForward(documents, parameters, found, width);
    findAlike(examples, batch, alike);
    const vectors = { queries: queries.vectors, documents: documents.vectors };
    const pairs = { size: batch.length, candidates: documents.size, width, ...vectors, alike };
    const loss = contrast(pairs, plan.temperature, queries.gradients, documents.gradients);
    gradients.clear();
    poolBackward(queries, parameters, asked, gradients, askedSlopes, width);
    poolBackward(documents, parameters, found, gradients, foundSlopes, width);
    const { table, weights, fields: share } = plan.rates;
    adagrad.step(gradients, { table: table * pace, weights: weights * pace, fields: share * pace }, width);
    return loss;
  };
}

function slopeSides(gradients: Gradients): [Side, Side] {
  const unused = new Float32Array(fields.length);
  return [{ words: [gradients.weights.query], fields: unused }, documentSide(gradients)];
}

function chooseWidth({ prefixes, prefixShare }: TrainingPlan, dimensions: number, random: Random): number {
  if (prefixes.length === 0 || random.next() >= prefixShare) return dimensions;
  return prefixes[random.below(prefixes.length)]!;
}

function fill(
  queries: Pool,
  documents: Pool,
  examples: Examples,
  batch: Int32Array,
  plan: TrainingPlan,
  random: Random,
): void {
  queries.size = documents.size = 0;
  for (const i of batch) {
    addBag(documents, examples.documents, i, plan.dropout.document, random);
    addBag(queries, examples.queries, i, plan.dropout.query, random);
    if (random.next() < plan.documented) moveToDocumentation(queries, documents, random);
  }
}

/** What nobody commented, by repository: the wrong answers that a comment meets among all symbols of a project. */
function unaskedOf({ kinds, repositoryOf }: Examples, chosen: Int32Array): number[][] {
  const lists: number[][] = [];
  for (const i of chosen) if (pairKinds[kinds[i]!] === 'name') (lists[repositoryOf[i]!] ??= []).push(i);
  return lists;
}

/** A name that asked for its code is that code's name again. */
function addOthers(
  documents: Pool,
  { documents: code, queries }: Examples,
  unasked: readonly number[],
  plan: TrainingPlan,
  random: Random,
): void {
  for (let k = Math.min(plan.others, unasked.length); k > 0; k--) {
    const i = unasked[random.below(unasked.length)]!;
    addBag(documents, code, i, plan.dropout.document, random);
    let at = documents.starts[documents.size]!;
    for (let entry = queries.starts[i]!; entry < queries.starts[i + 1]! && at < documents.rows.length; entry++) {
      documents.rows[at] = queries.rows[entry]!;
      documents.fields[at] = nameField;
      documents.weights[at++] = queries.weights[entry]!;
    }
    documents.starts[documents.size] = at;
  }
}

/** A half of the last question's words becomes the comment of its document. */
function moveToDocumentation(queries: Pool, documents: Pool, random: Random): void {
  const from = queries.starts[queries.size - 1]!;
  const to = queries.starts[queries.size]!;
  if (to - from < 4) return;
  let kept = from;
  let at = documents.starts[documents.size]!;
  const weight = plainWeight(1, (to - from) / 2);
  for (let entry = from; entry < to; entry++) {
    if (random.next() < 0.5 && at < documents.rows.length) {
      documents.rows[at] = queries.rows[entry]!;
      documents.fields[at] = documentationField;
      documents.weights[at++] = weight;
    } else {
      queries.rows[kept] = queries.rows[entry]!;
      queries.weights[kept++] = queries.weights[entry]!;
    }
  }
  queries.starts[queries.size] = kept;
  documents.starts[documents.size] = at;
}
