/**
 * Fits what a context counts: goes through the numbers one after the other and takes of each the value with which what was
 * found without a context is ranked best. Each project counts alike, each way to ask, and each file that may be open.
 */

import { recentnessOf } from '../../../src/core/search/context';
import type { ContextWeights, Worked } from '../../../src/core/search/context';
import { distanceOf, nearnessOf } from '../../../src/core/search/nearness';
import type { Distance } from '../../../src/core/search/nearness';
import { parseQuery } from '../../../src/core/search/query';
import type { Form, Sight } from './cases';
import type { Gathered, GatheredCase } from './gather';

/** A case as it is seen with one file open, or none. */
export interface SeenCase {
  readonly project: string;
  readonly form: Form;
  readonly sight: Sight | 'none';
  /** By answer, a symbol or of a sentence a file, the score of its best hit; best first. What follows too is by answer. */
  readonly scores: Float64Array;
  readonly isRight: readonly boolean[];
  readonly spots: readonly Spot[];
}

/** A file, as it is seen. */
interface Spot {
  readonly distance: Distance | undefined;
  /** As if the question were asked at 0; undefined for what was not worked on. */
  readonly worked: Worked | undefined;
}

const counted = 10;

/** Those that quote, or name a place, are answered without a context. What is never found is not among the hits: it counts 0. */
export function seenCases({ project, files, cases }: Gathered): SeenCase[] {
  return cases.flatMap((one) => {
    const { quoted, places, text } = parseQuery(one.query);
    if (quoted.length > 0 || places.length > 0 || text !== one.query) return [];
    const sights: (Sight | 'none')[] = [...(Object.keys(one.open) as Sight[]), 'none'];
    return sights.map((sight): SeenCase => {
      const open = sight === 'none' ? undefined : one.open[sight];
      // A file that the commit changed too is no wrong answer to its subject; who has it open does not ask for it.
      const isKnown = one.form === 'sentence' && sight === 'beside';
      const hits = isKnown ? one.hits.filter(({ file }) => file !== open?.file) : one.hits;
      return { project, form: one.form, sight, ...judged(files, one, hits, open) };
    });
  });
}

function judged(
  files: readonly string[],
  { form, wanted }: GatheredCase,
  hits: GatheredCase['hits'],
  open: GatheredCase['open'][Sight],
): Pick<SeenCase, 'scores' | 'isRight' | 'spots'> {
  const near = open && { path: files[open.file]!, related: new Set(open.related) };
  const best = new Map<string, GatheredCase['hits'][number]>();
  for (const hit of hits) {
    const answer = form === 'sentence' ? files[hit.file]! : `${files[hit.file]!}#${hit.name}`;
    if (!best.has(answer)) best.set(answer, hit);
  }
  const kept = [...best.values()];
  return {
    scores: Float64Array.from(kept, ({ score }) => score),
    isRight: [...best.keys()].map((answer) => wanted.includes(answer)),
    spots: kept.map(({ file, editedAgo, committedAgo }) => {
      const worked = { editedMs: negative(editedAgo), committedMs: negative(committedAgo) };
      const isWorked = editedAgo !== undefined || committedAgo !== undefined;
      return { distance: near && distanceOf(near, file, files[file]!), worked: isWorked ? worked : undefined };
    }),
  };
}

function negative(ago: number | undefined): number | undefined {
  return ago === undefined ? undefined : -ago;
}

/** 1 over the place of the first right answer among the first ten; 0 if it is not there. */
export function reciprocalRank({ form, scores, isRight, spots }: SeenCase, weights: ContextWeights): number {
  const right = isRight.indexOf(true);
  if (right < 0) return 0;
  const shares = form === 'sentence' ? weights.sentence : weights.name;
  const sums = scores.map((score, answer) => {
    const { distance, worked } = spots[answer]!;
    const near = distance === undefined || shares.near === 0 ? 0 : nearnessOf(distance, weights.nearness);
    const recent = worked === undefined || shares.recent === 0 ? 0 : recentnessOf(worked, 0, weights.recency);
    return score + shares.near * near + shares.recent * recent;
  });
  let first = right;
  for (let answer = right; answer < sums.length; answer++) {
    if (isRight[answer] === true && sums[answer]! > sums[first]!) first = answer;
  }
  let rank = 1;
  // Of equals the first stays before.
  for (let answer = 0; answer < sums.length; answer++) {
    if (sums[answer]! > sums[first]! || (sums[answer] === sums[first] && answer < first)) rank++;
  }
  return rank <= counted ? 1 / rank : 0;
}

/** By form and sight, `name here`: mean reciprocal rank at 10. */
export type Figures = ReadonlyMap<string, number>;

export function figuresOf(cases: readonly SeenCase[], rankOf: (seen: SeenCase) => number): Figures {
  const shares = sharesOf(cases);
  const figures = new Map<string, number>();
  cases.forEach((seen, i) => {
    figures.set(keyOf(seen), (figures.get(keyOf(seen)) ?? 0) + shares[i]! * rankOf(seen));
  });
  return figures;
}

function keyOf({ form, sight }: SeenCase): string {
  return `${form} ${sight}`;
}

/** Those of a form and sight sum up to 1. A project counts by the root of its number: none drowns others, few say little. */
function sharesOf(cases: readonly SeenCase[]): Float64Array {
  const counts = new Map<string, number>();
  const projectKey = (seen: SeenCase): string => `${keyOf(seen)} ${seen.project}`;
  for (const seen of cases) counts.set(projectKey(seen), (counts.get(projectKey(seen)) ?? 0) + 1);
  const shares = Float64Array.from(cases, (seen) => 1 / Math.sqrt(counts.get(projectKey(seen))!));
  const sums = new Map<string, number>();
  cases.forEach((seen, i) => sums.set(keyOf(seen), (sums.get(keyOf(seen)) ?? 0) + shares[i]!));
  return shares.map((share, i) => share / sums.get(keyOf(cases[i]!))!);
}

/**
 * What each sight counts: nobody knows how often what is open has to do with what is asked, so that it is taken to be about
 * half of the time; and who has a file open needs a search least of all for what is in it.
 */
const counts: Readonly<Record<Sight | 'none', number>> = { here: 0.25, beside: 1, previous: 1, stray: 1, none: 1 };

interface Knob {
  readonly values: readonly number[];
  readonly turned: (weights: ContextWeights, value: number) => ContextWeights;
  /** Whether the case's order may depend on it. */
  readonly moves: (seen: SeenCase) => boolean;
}

function knobOf<Part extends keyof ContextWeights>(
  part: Part,
  name: keyof ContextWeights[Part],
  values: readonly number[],
): Knob {
  return {
    values,
    turned: (weights, value) => ({ ...weights, [part]: { ...weights[part], [name]: value } }),
    moves: ({ form, sight, spots }) => {
      if ((part === 'name' && form === 'sentence') || (part === 'sentence' && form !== 'sentence')) return false;
      if (part === 'nearness' || name === 'near') return sight !== 'none';
      return spots.some(({ worked }) => worked !== undefined);
    },
  };
}

/** All that is near and recent together is less than what parts the ways in which a name fits. */
const shares = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4];
const grades = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
const knobs: readonly Knob[] = [
  knobOf('name', 'near', shares),
  knobOf('name', 'recent', shares),
  knobOf('sentence', 'near', shares),
  knobOf('sentence', 'recent', shares),
  // Cases ask for what a commit changed, not for what a file uses: that imports say little of it proves nothing of the rest.
  knobOf('nearness', 'imports', grades.slice(2)),
  knobOf('nearness', 'folder', grades),
  knobOf('nearness', 'step', [0, 0.25, 0.5, 0.75, 1]),
  knobOf('nearness', 'file', grades),
  knobOf('recency', 'committed', grades),
  knobOf('recency', 'hoursOfEdits', [4, 8, 16, 24, 48]),
  knobOf('recency', 'daysOfCommits', [3, 5, 7, 14, 21, 30]),
];
const mostRounds = 5;
/** What gains less is chance. */
const leastGain = 0.002;

const start: ContextWeights = {
  name: { near: 2, recent: 1 },
  sentence: { near: 2, recent: 1 },
  nearness: { file: 1, imports: 0.9, folder: 0.8, step: 0.5 },
  recency: { committed: 0.7, hoursOfEdits: 8, daysOfCommits: 7 },
};

export function fitContext(cases: readonly SeenCase[]): ContextWeights {
  const shares = sharesOf(cases);
  const usable = [...cases.keys()].filter((i) => cases[i]!.isRight.includes(true));
  const moved = knobs.map(({ moves }) => usable.filter((i) => moves(cases[i]!)));
  const gain = (some: readonly number[], weights: ContextWeights): number =>
    some.reduce((sum, i) => sum + shares[i]! * counts[cases[i]!.sight] * reciprocalRank(cases[i]!, weights), 0);
  let weights = start;
  for (let round = 0; round < mostRounds; round++) {
    const before = weights;
    for (const [at, { values, turned }] of knobs.entries()) {
      let best = gain(moved[at]!, weights);
      for (const value of values) {
        const other = turned(weights, value);
        const reached = gain(moved[at]!, other);
        if (reached < best + leastGain) continue;
        [weights, best] = [other, reached];
      }
    }
    if (weights === before) break;
  }
  return weights;
}
