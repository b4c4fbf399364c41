/**
 * Fits weights to judged cases: the chance that a candidate is what was asked for is taken to grow with the exponential
 * of its weighted features (softmax over a case's candidates, over its files for a commit), and the weights are those
 * under which what was wanted is least surprising.
 */

import type { JudgedCase } from './judged';
import { createRandom, shuffle } from '../../../src/core/embedding/training/random';

/** One case, cut to the candidates that any ranker would put first. */
export interface FitCase {
  readonly project: string;
  readonly sort: JudgedCase['sort'];
  /** Rows of features. */
  readonly features: Float32Array;
  readonly right: Uint8Array;
  /** By row, its group, from 0: a symbol, or of a commit a file, whose best row counts. */
  readonly groups: Uint32Array;
  readonly groupCount: number;
}

export interface FitOptions {
  readonly epochs: number;
  readonly rate: number;
  /** What a weight of a feature of deviation 1 costs by its square. */
  readonly decay: number;
  /** By feature, the least and the greatest that its weight may be. */
  readonly bounds: readonly (readonly [number, number])[];
  readonly seed: number;
}

const casesAtOnce = 48;

export function fitWeights(cases: readonly FitCase[], featureCount: number, options: FitOptions): Float64Array {
  const usable = cases.filter(({ right }) => right.includes(1));
  const scales = deviations(usable, featureCount);
  const shares = sharesOf(usable);
  const weights = new Float64Array(featureCount);
  const gradient = new Float64Array(featureCount);
  const means = new Float64Array(featureCount);
  const squares = new Float64Array(featureCount);
  const random = createRandom(options.seed);
  const order = usable.map((_, i) => i);
  let step = 0;
  const steps = options.epochs * Math.ceil(order.length / casesAtOnce);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += casesAtOnce) {
      gradient.fill(0);
      const some = order.slice(from, from + casesAtOnce);
      for (const i of some) {
        addGradient(usable[i]!, weights, scales, shares[i]! / some.length, gradient);
      }
      step++;
      const rate = options.rate * (1 - step / (steps + 1));
      for (let f = 0; f < featureCount; f++) {
        const slope = gradient[f]! + 2 * options.decay * weights[f]!;
        means[f] = 0.9 * means[f]! + 0.1 * slope;
        squares[f] = 0.99 * squares[f]! + 0.01 * slope * slope;
        const mean = means[f]! / (1 - 0.9 ** step);
        const square = squares[f]! / (1 - 0.99 ** step);
        const [least, most] = options.bounds[f]!;
        const next = weights[f]! - (rate * mean) / (Math.sqrt(square) + 1e-8);
        weights[f] = scales[f] === 0 ? 0 : Math.min(most / scales[f]!, Math.max(least / scales[f]!, next));
      }
    }
  }
  // Of what no case shows nothing is known but its bounds.
  return weights.map((weight, f) => {
    const [least, most] = options.bounds[f]!;
    return scales[f] === 0 ? Math.min(most, Math.max(least, 0)) : weight * scales[f]!;
  });
}

/** One over each feature's deviation. */
function deviations(cases: readonly FitCase[], featureCount: number): Float64Array {
  const sums = new Float64Array(featureCount);
  const squares = new Float64Array(featureCount);
  let rows = 0;
  for (const { features, right } of cases) {
    rows += right.length;
    for (let at = 0; at < features.length;) {
      for (let f = 0; f < featureCount; f++, at++) {
        sums[f]! += features[at]!;
        squares[f]! += features[at]! ** 2;
      }
    }
  }
  return sums.map((sum, f) => {
    const deviation = Math.sqrt(Math.max(0, squares[f]! / rows - (sum / rows) ** 2));
    return deviation < 1e-6 ? 0 : 1 / deviation;
  });
}

/** Each project's cases of a sort count together by the root of their number: none drowns the others. */
function sharesOf(cases: readonly FitCase[]): number[] {
  const counts = new Map<string, number>();
  const key = ({ project, sort }: FitCase): string => `${project} ${sort}`;
  for (const one of cases) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  const shares = cases.map((one) => 1 / Math.sqrt(counts.get(key(one))!));
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return shares.map((share) => share / mean);
}

function addGradient(
  { features, right, groups, groupCount }: FitCase,
  weights: Float64Array,
  scales: Float64Array,
  share: number,
  gradient: Float64Array,
): void {
  const count = weights.length;
  const factors = weights.map((weight, f) => weight * scales[f]!);
  const best = new Float64Array(groupCount).fill(-Infinity);
  const bestRow = new Uint32Array(groupCount);
  const isRight = new Uint8Array(groupCount);
  for (let row = 0, at = 0; row < right.length; row++) {
    let score = 0;
    for (let f = 0; f < count; f++) score += factors[f]! * features[at++]!;
    const group = groups[row]!;
    isRight[group]! |= right[row]!;
    if (score <= best[group]!) continue;
    best[group] = score;
    bestRow[group] = row;
  }
  const top = best.reduce((a, b) => Math.max(a, b));
  let all = 0;
  let good = 0;
  for (const [group, score] of best.entries()) {
    const weight = Math.exp(score - top);
    best[group] = weight;
    all += weight;
    if (isRight[group] === 1) good += weight;
  }
  for (let group = 0; group < groupCount; group++) {
    const chance = best[group]! / all;
    const slope = share * (chance - (isRight[group] === 1 ? best[group]! / Math.max(good, 1e-30) : 0));
    if (Math.abs(slope) < 1e-7) continue;
    const at = bestRow[group]! * count;
    for (let f = 0; f < count; f++) gradient[f]! += slope * features[at + f]! * scales[f]!;
  }
}

/** Mean reciprocal rank at 10 of one sort's cases. */
export function rankedBy(cases: readonly FitCase[], weights: Float64Array): number {
  let sum = 0;
  for (const { features, right, groups, groupCount } of cases) {
    const best = new Float64Array(groupCount).fill(-Infinity);
    let wanted = -Infinity;
    for (const [row, group] of groups.entries()) {
      const at = row * weights.length;
      const score = weights.reduce((sum, weight, f) => sum + weight * features[at + f]!, 0);
      if (score > best[group]!) best[group] = score;
      if (right[row] === 1 && score > wanted) wanted = score;
    }
    const rank = 1 + best.reduce((before, score) => before + (score > wanted ? 1 : 0), 0);
    if (rank <= 10 && wanted > -Infinity) sum += 1 / rank;
  }
  return sum / Math.max(1, cases.length);
}

/** Of a case, the rows that a list would begin with. */
const shownRows = 10;

/**
 * The logistic function that tells from a row's sum of weighted features the chance that it is right: fitted to what the
 * lists begin with, so that scores of several folders can be put in one list.
 */
export function chanceOf(
  cases: readonly FitCase[],
  weights: Float64Array,
): { readonly slope: number; readonly offset: number } {
  const shown = cases.flatMap(({ features, right }) => {
    const sums = Array.from(right, (isRight, row) => {
      const at = row * weights.length;
      return { sum: weights.reduce((sum, weight, f) => sum + weight * features[at + f]!, 0), isRight };
    });
    return sums.sort((a, b) => b.sum - a.sum).slice(0, shownRows);
  });
  const mean = shown.reduce((all, { sum }) => all + sum, 0) / shown.length;
  const deviation = Math.sqrt(shown.reduce((all, { sum }) => all + (sum - mean) ** 2, 0) / shown.length);
  const usual = shown.reduce((all, { isRight }) => all + isRight, 0) / shown.length;
  let [slope, offset] = [0, Math.log(usual / (1 - usual))];
  // Newton's steps of a logistic regression with two unknowns, from what holds for all: a few are enough.
  for (let left = 15; left > 0; left--) {
    let [a, b, aa, ab, bb] = [0, 0, 1e-6, 0, 1e-6];
    for (const { sum, isRight } of shown) {
      const x = (sum - mean) / deviation;
      const chance = 1 / (1 + Math.exp(-(slope * x + offset)));
      const spread = chance * (1 - chance);
      a += (isRight - chance) * x;
      b += isRight - chance;
      aa += spread * x * x;
      ab += spread * x;
      bb += spread;
    }
    const determinant = aa * bb - ab * ab;
    slope += (bb * a - ab * b) / determinant;
    offset += (aa * b - ab * a) / determinant;
  }
  const told = slope / deviation;
  return { slope: Math.round(told * 1000) / 1000, offset: Math.round((offset - told * mean) * 1000) / 1000 };
}
