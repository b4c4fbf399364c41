/** The settings that measured best on held-out repositories; MODEL.md tells what was tried. */

import type { WordLimits } from './examples';
import type { TrainingPlan } from './train';

/** Learning from nothing. */
export const shippedPlan: TrainingPlan = {
  seed: 1,
  epochs: 3,
  batches: { size: 128, close: 0.15, commits: 0.3, names: 0.2 },
  temperature: 0.065,
  rates: { table: 0.06, weights: 0.02, fields: 0.02 },
  dropout: { query: 0.15, document: 0.3 },
  documented: 0.05,
  others: 64,
  prefixes: [64, 128],
  prefixShare: 0.25,
};

export const shippedShape = { name: 'loci-static', dimensions: 256, prefixes: [64, 128, 256], buckets: 1_024 } as const;
export const shippedWords: WordLimits = { most: 18_000, inPairs: 5, inRepositories: 2 };

/** Going on from a model, with one project's own code: small steps, for what is there already is worth more. */
export const fittingPlan: TrainingPlan = {
  ...shippedPlan,
  epochs: 2,
  rates: { table: 0.01, weights: 0.005, fields: 0.002 },
};

export const fittedWords: WordLimits = { most: 6_000, inPairs: 4, inRepositories: 1 };

/** Of the pairs, what is held out. */
export const heldOutShare = 0.12;
