/** One training from pairs to a model, with what it is worth. */

import { LociError } from '../../model/errors';
import type { ModelData } from '../builtin/format';
import { createVocabulary } from '../builtin/vocabulary';
import { chooseWords, encodeExamples } from './examples';
import type { Examples, WordLimits } from './examples';
import { splitExamples } from './heldOut';
import type { PairTable } from './pairTable';
import { startParameters } from './parameters';
import type { Parameters } from './parameters';
import { dequantise, quantise } from './quantise';
import type { ModelShape } from './quantise';
import { createRandom } from './random';
import { scoreExamples } from './score';
import type { Score } from './score';
import { train } from './train';
import type { TrainingPlan, TrainingProgress } from './train';
import { widen } from './widen';

export interface Course {
  readonly plan: TrainingPlan;
  readonly words: WordLimits;
  /** The model to go on from; a new one has the shape. */
  readonly start: ModelData | (Pick<ModelShape, 'name' | 'prefixes' | 'buckets'> & { readonly dimensions: number });
  /** See splitExamples; 0 learns from all, and says nothing of what it is worth. */
  readonly heldOutShare: number;
}

export interface CourseResult {
  readonly model: ModelData;
  readonly learnedFrom: number;
  readonly heldOut: number;
  readonly newWords: number;
  /** On what was held out, by the numbers as they are in the model: of the model to go on from, and of the new one. */
  readonly before: readonly Score[];
  readonly after: readonly Score[];
}

/** Fewer pairs than that teach nothing that holds elsewhere. */
const fewestPairs = 50;

export async function runCourse(
  table: PairTable,
  course: Course,
  report: (progress: TrainingProgress) => void,
  signal?: AbortSignal,
): Promise<CourseResult> {
  if (table.count < fewestPairs) {
    throw new LociError(
      'usage',
      `${table.count} pairs are too few to learn from`,
      'train on a folder with commented code or a git history',
    );
  }
  const { start, plan } = course;
  const known = 'table' in start ? start : undefined;
  const chosen = chooseWords(table, course.words);
  const words = known === undefined ? chosen : withNewWords(known.words, chosen);
  const examples = encodeExamples(table, createVocabulary(words, start.buckets));
  const { learned, heldOut } = splitExamples(examples, course.heldOutShare, plan.seed);
  const shape: ModelShape = { name: start.name, prefixes: start.prefixes, words, buckets: start.buckets };
  const parameters =
    known === undefined
      ? startParameters(examples, words.length + start.buckets, start.dimensions, createRandom(plan.seed))
      : dequantise(widen(known, words));
  const score = (of: Parameters): Score[] => scoreExamples(examples, heldOut, of, start.dimensions);
  const before = known === undefined ? [] : score(parameters);
  await train(examples, learned, parameters, planFor(plan, examples), report, signal);
  const model = quantise(parameters, shape);
  return {
    ...{ model, before, after: score(dequantise(model)) },
    ...{ learnedFrom: learned.length, heldOut: heldOut.length, newWords: words.length - (known?.words.length ?? 0) },
  };
}

function withNewWords(known: readonly string[], chosen: readonly string[]): readonly string[] {
  const old = new Set(known);
  return [...known, ...chosen.filter((word) => !old.has(word))];
}

/** Where all the pairs are of commits, none is left out for saying less than a comment. */
function planFor(plan: TrainingPlan, { kinds }: Examples): TrainingPlan {
  return kinds.every((kind) => kind === kinds[0])
    ? { ...plan, batches: { ...plan.batches, commits: 1, names: 1 } }
    : plan;
}

/** The mean over kinds: what a model is chosen by. 0 without any score. */
export function meanScore(scores: readonly Score[]): number {
  return scores.reduce((sum, { mrr }) => sum + mrr, 0) / Math.max(1, scores.length);
}
