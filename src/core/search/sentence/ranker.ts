/**
 * How likely each candidate is what a sentence asks for: the logistic function of its weighted features. The weights are
 * in ranker.json, which `npm run fit:ranking` writes; where less is known others hold, fitted without it.
 */

import { featureCount, featureNames } from './featureNames';
import type { FeatureName } from './featureNames';
import fitted from './ranker.json';

interface Ranker {
  readonly weights: Float64Array;
  readonly slope: number;
  readonly offset: number;
}

type Fitted = Readonly<Record<string, number>>;

function rankerOf(weights: Fitted, { slope, offset }: { readonly slope: number; readonly offset: number }): Ranker {
  return { weights: Float64Array.from(featureNames, (name: FeatureName) => weights[name] ?? 0), slope, offset };
}

/** By what is known of a question: its meaning and that of its words, its meaning, neither. */
const rankers = {
  withMeaning: rankerOf(fitted.withMeaning.weights, fitted.withMeaning.chance),
  withoutWordVectors: rankerOf(fitted.withoutWordVectors.weights, fitted.withoutWordVectors.chance),
  byWordsAlone: rankerOf(fitted.byWordsAlone.weights, fitted.byWordsAlone.chance),
};
export type RankerName = keyof typeof rankers;

/** From 0 to 1, of each row of features. */
export function chancesOf(features: Float32Array, ranker: RankerName): Float64Array {
  const { weights, slope, offset } = rankers[ranker];
  const chances = new Float64Array(features.length / featureCount);
  for (let row = 0, at = 0; row < chances.length; row++) {
    let sum = 0;
    for (let f = 0; f < featureCount; f++) sum += weights[f]! * features[at++]!;
    chances[row] = 1 / (1 + Math.exp(-(slope * sum + offset)));
  }
  return chances;
}
