/** Which pairs are kept from learning, to tell what was learned from what was only remembered. */

import type { Examples } from './examples';
import { pairKinds } from './pairs';
import { createRandom } from './random';

export interface Split {
  readonly learned: Int32Array;
  readonly heldOut: Int32Array;
}

/** From so many repositories on, whole ones are held out: a project that no training saw is what a model will meet. */
const manyRepositories = 10;

/** `share` of the pairs, from 0 to 1, about: whole repositories, or else whole files and whole commits. */
export function splitExamples(examples: Examples, share: number, seed: number): Split {
  const byRepository = examples.repositories.length >= manyRepositories;
  const commit = pairKinds.indexOf('commit');
  const groupOf = (i: number): number => {
    if (byRepository) return hashOf(examples.repositories[examples.repositoryOf[i]!]!);
    return examples.kinds[i] === commit ? -1 - examples.questionOf[i]! : examples.fileOf[i]!;
  };
  const kept = new Map<number, boolean>();
  const learned: number[] = [];
  const heldOut: number[] = [];
  for (let i = 0; i < examples.count; i++) {
    const group = groupOf(i);
    let keep = kept.get(group);
    if (keep === undefined) kept.set(group, (keep = createRandom(seed + Math.imul(group, 0x85ebca6b)).next() < share));
    (keep ? heldOut : learned).push(i);
  }
  return { learned: Int32Array.from(learned), heldOut: Int32Array.from(heldOut) };
}

/** By its name, so that the same repositories are held out whatever the order and the others. */
function hashOf(name: string): number {
  let hash = 7;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
  return hash;
}
