/**
 * Which pairs are learned together. A batch is of one repository, for there the wrong answers are hard: they speak of the
 * same things. In some batches neighbours in a file stay together, which are the hardest.
 */

import type { Examples } from './examples';
import { pairKinds } from './pairs';
import { shuffle } from './random';
import type { Random } from './random';

export interface BatchPlan {
  readonly size: number;
  /** Of the batches, from 0 to 1, those whose pairs lie close to each other. */
  readonly close: number;
  /** Of the commit pairs, from 0 to 1, those that an epoch takes: a commit says less of what it changes than a comment. */
  readonly commits: number;
  /** The same of names: there are many, and they say the least. */
  readonly names: number;
}

/** Batches that hold fewer pairs teach little. */
const smallest = 8;

/** One epoch, in random order. */
export function planBatches(examples: Examples, chosen: Int32Array, plan: BatchPlan, random: Random): Int32Array[] {
  const shares = { doc: 1, commit: plan.commits, name: plan.names };
  const groups = new Map<number, number[]>();
  for (const i of chosen) {
    const kind = examples.kinds[i]!;
    const share = shares[pairKinds[kind]!];
    if (share < 1 && random.next() >= share) continue;
    // Kinds are not mixed: their documents are of unlike size.
    const key = examples.repositoryOf[i]! * pairKinds.length + kind;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [i]);
    else group.push(i);
  }
  const batches: Int32Array[] = [];
  for (const group of groups.values()) {
    const apart = group.filter(() => random.next() >= plan.close);
    const taken = new Set(apart);
    shuffle(apart, random);
    const together = group.filter((i) => !taken.has(i));
    byFile(together, examples, random);
    for (const list of [apart, together]) cut(list, plan.size, batches);
  }
  shuffleBatches(batches, random);
  return batches;
}

/** Files in random order, the pairs of each side by side. */
function byFile(pairs: number[], { fileOf }: Examples, random: Random): void {
  const ranks = new Map<number, number>();
  for (const i of pairs) if (!ranks.has(fileOf[i]!)) ranks.set(fileOf[i]!, random.next());
  pairs.sort((a, b) => ranks.get(fileOf[a]!)! - ranks.get(fileOf[b]!)! || a - b);
}

function cut(pairs: readonly number[], size: number, batches: Int32Array[]): void {
  for (let from = 0; from < pairs.length; from += size) {
    const batch = Int32Array.from(pairs.slice(from, from + size));
    if (batch.length >= smallest) batches.push(batch);
  }
}

function shuffleBatches(batches: Int32Array[], random: Random): void {
  for (let i = batches.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [batches[i], batches[j]] = [batches[j]!, batches[i]!];
  }
}

/** See `alike` of {@link Batch}: the same question, and for a commit also the same file, have several right answers. */
export function findAlike(examples: Examples, batch: Int32Array, alike: Uint8Array): void {
  const { questionOf, fileOf, kinds } = examples;
  const commit = pairKinds.indexOf('commit');
  const size = batch.length;
  for (let i = 0; i < size; i++) {
    const a = batch[i]!;
    for (let j = 0; j < size; j++) {
      const b = batch[j]!;
      const same = questionOf[a] === questionOf[b] || (kinds[a] === commit && fileOf[a] === fileOf[b]);
      alike[i * size + j] = same ? 1 : 0;
    }
  }
}
