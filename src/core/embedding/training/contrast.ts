/**
 * The loss: in a batch each question should be nearer to its own document than to any other's, and each document nearer
 * to its own question. Rows of vectors are of length 1, `width` numbers each.
 */

export interface Batch {
  /** Questions. */
  readonly size: number;
  /** Documents, at least as many: those beyond the questions' own are wrong answers to all of them. */
  readonly candidates: number;
  readonly width: number;
  readonly queries: Float32Array;
  readonly documents: Float32Array;
  /** Whether document j of the questions' own may answer question i as well, and is no counterexample. `i * size + j`. */
  readonly alike: Uint8Array;
}

/** Mean loss; writes its gradients over `queryGradients` and `documentGradients`. */
export function contrast(
  batch: Batch,
  temperature: number,
  queryGradients: Float32Array,
  documentGradients: Float32Array,
): number {
  const { size, candidates } = batch;
  const scores = scoresOf(batch, temperature);
  const slopes = new Float32Array(size * candidates);
  let loss = 0;
  for (let i = 0; i < size; i++) loss += addSlopes(scores, slopes, i * candidates, 1, i, candidates);
  for (let j = 0; j < size; j++) loss += addSlopes(scores, slopes, j, candidates, j, size);
  queryGradients.fill(0, 0, size * batch.width);
  documentGradients.fill(0, 0, candidates * batch.width);
  spread(batch, slopes, 1 / (2 * size * temperature), queryGradients, documentGradients);
  return loss / (2 * size);
}

const excluded = -1e9;

function scoresOf({ size, candidates, width, queries, documents, alike }: Batch, temperature: number): Float32Array {
  const scores = new Float32Array(size * candidates);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < candidates; j++) {
      if (i !== j && j < size && alike[i * size + j] === 1) scores[i * candidates + j] = excluded;
      else scores[i * candidates + j] = dot(queries, i * width, documents, j * width, width) / temperature;
    }
  }
  return scores;
}

/** `length` is a multiple of four. */
export function dot(a: Float32Array, atA: number, b: Float32Array, atB: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = 0; i < length; i += 4) {
    s0 += a[atA + i]! * b[atB + i]!;
    s1 += a[atA + i + 1]! * b[atB + i + 1]!;
    s2 += a[atA + i + 2]! * b[atB + i + 2]!;
    s3 += a[atA + i + 3]! * b[atB + i + 3]!;
  }
  return s0 + s1 + (s2 + s3);
}

/** Adds the slopes of one row or column, whose true answer is entry `right`, and says its loss. */
function addSlopes(
  scores: Float32Array,
  slopes: Float32Array,
  from: number,
  stride: number,
  right: number,
  size: number,
): number {
  let most = -Infinity;
  for (let k = 0, at = from; k < size; k++, at += stride) most = Math.max(most, scores[at]!);
  let sum = 0;
  for (let k = 0, at = from; k < size; k++, at += stride) sum += Math.exp(scores[at]! - most);
  for (let k = 0, at = from; k < size; k++, at += stride) slopes[at]! += Math.exp(scores[at]! - most) / sum;
  slopes[from + right * stride]! -= 1;
  return most + Math.log(sum) - scores[from + right * stride]!;
}

/** Too flat to move anything. */
const flat = 2e-4;

function spread(
  { size, candidates, width, queries, documents }: Batch,
  slopes: Float32Array,
  scale: number,
  queryGradients: Float32Array,
  documentGradients: Float32Array,
): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < candidates; j++) {
      const slope = slopes[i * candidates + j]!;
      if (slope < flat && slope > -flat) continue;
      addScaled(queryGradients, i * width, documents, j * width, slope * scale, width);
      addScaled(documentGradients, j * width, queries, i * width, slope * scale, width);
    }
  }
}

export function addScaled(
  to: Float32Array,
  atTo: number,
  from: Float32Array,
  atFrom: number,
  scale: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) to[atTo + i]! += scale * from[atFrom + i]!;
}
