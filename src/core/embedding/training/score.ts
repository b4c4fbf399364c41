/** How well questions find their code among all of a repository that was not learned from. */

import { dot } from './contrast';
import type { Examples } from './examples';
import { pairKinds } from './pairs';
import type { PairKind } from './pairs';
import type { Parameters } from './parameters';
import { addBag, createPool, documentSide, poolForward, querySide } from './pool';
import { createRandom, shuffle } from './random';

export interface Score {
  readonly kind: PairKind;
  /** Mean over repositories of the mean reciprocal rank, ranks past ten counting nothing: from 0 to 1. */
  readonly mrr: number;
  readonly repositories: number;
  readonly questions: number;
  readonly byRepository: readonly { readonly repository: string; readonly mrr: number; readonly documents: number }[];
}

/** A repository. */
const mostQuestions = 200;
const mostDocuments = 4_000;
const fewestDocuments = 20;

/** Comments are to find their symbol; commits a file that they change. Kinds without enough pairs are left out. */
export function scoreExamples(examples: Examples, chosen: Int32Array, parameters: Parameters, width: number): Score[] {
  return pairKinds.flatMap((kind, kindNumber) => {
    const groups = new Map<number, number[]>();
    for (const i of chosen) {
      if (examples.kinds[i] !== kindNumber) continue;
      const repository = examples.repositoryOf[i]!;
      groups.set(repository, [...(groups.get(repository) ?? []), i]);
    }
    const byRepository = [...groups].flatMap(([repository, members]) => {
      if (members.length < fewestDocuments) return [];
      const ranks = ranksOf(examples, members, parameters, width, kind === 'commit');
      const mrr = ranks.reduce((sum, rank) => sum + (rank <= 10 ? 1 / rank : 0), 0) / ranks.length;
      return [{ repository: examples.repositories[repository]!, mrr, documents: members.length, asked: ranks.length }];
    });
    if (byRepository.length === 0) return [];
    const questions = byRepository.reduce((sum, { asked }) => sum + asked, 0);
    const mrr = byRepository.reduce((sum, one) => sum + one.mrr, 0) / byRepository.length;
    return [{ kind, mrr, repositories: byRepository.length, questions, byRepository }];
  });
}

/** From 1; of files, if they are what is looked for. */
function ranksOf(
  examples: Examples,
  members: number[],
  parameters: Parameters,
  width: number,
  files: boolean,
): number[] {
  const random = createRandom(members.length);
  shuffle(members, random);
  const candidates = members.slice(0, mostDocuments);
  const pool = createPool(candidates.length, parameters.dimensions);
  for (const i of candidates) addBag(pool, examples.documents, i, 0, random);
  poolForward(pool, parameters, documentSide(parameters), width);
  const asked = candidates.slice(0, mostQuestions);
  const questions = createPool(asked.length, parameters.dimensions);
  for (const i of asked) addBag(questions, examples.queries, i, 0, random);
  poolForward(questions, parameters, querySide(parameters), width);
  return asked.map((question, at) => {
    const scores = Float32Array.from(candidates, (_, j) =>
      dot(questions.vectors, at * width, pool.vectors, j * width, width),
    );
    return rankOf(examples, question, candidates, scores, files);
  });
}

function rankOf(
  { questionOf, fileOf }: Examples,
  question: number,
  candidates: readonly number[],
  scores: Float32Array,
  files: boolean,
): number {
  const isRight = (j: number): boolean => questionOf[candidates[j]!] === questionOf[question];
  let best = -Infinity;
  candidates.forEach((_, j) => {
    if (isRight(j)) best = Math.max(best, scores[j]!);
  });
  const better = new Set<number>();
  candidates.forEach((candidate, j) => {
    if (scores[j]! > best && !isRight(j)) better.add(files ? fileOf[candidate]! : j);
  });
  return better.size + 1;
}
