/** Asks the cases, and judges the answers: the one list, and each source by itself. */

import { performance } from 'node:perf_hooks';
import { throwIfCancelled } from '../model/errors';
import { evaluationSources } from '../model/evaluation';
import type { EvaluatedSort, EvaluationSort, EvaluationSource } from '../model/evaluation';
import type { SearchHit, SearchReason } from '../model/search';
import { foundOf, isFound, ranksIn } from './measures';
import type { Ranks } from './measures';

export interface Case {
  readonly query: string;
  /** As {@link answerOf} says it of hits. */
  readonly wanted: readonly string[];
}

/** Best first; without a limit the usual number of hits. */
export type Ask = (query: string, limit?: number) => Promise<readonly SearchHit[]>;

export interface Asked extends Omit<EvaluatedSort, 'possible'> {
  /** Milliseconds of each answer of the usual length. */
  readonly times: readonly number[];
}

/** Enough to hold the first ten files, and the first ten hits of each source. */
const judgedHits = 100;

const sourceOf: Readonly<Record<SearchReason['source'], EvaluationSource | undefined>> = {
  'exact name': 'names',
  prefix: 'names',
  'camel humps': 'names',
  'fuzzy name': 'names',
  words: 'words',
  meaning: 'meaning',
  'quoted text': undefined,
  filter: undefined,
  near: undefined,
  recent: undefined,
  copy: undefined,
  'alike in meaning': undefined,
  place: undefined,
  references: undefined,
};

export function answerOf(sort: EvaluationSort, path: string, name: string): string {
  return sort === 'comments' ? `${path}#${name}` : path;
}

export async function askCases(
  sort: EvaluationSort,
  cases: readonly Case[],
  ask: Ask,
  onAsked: () => void,
  signal: AbortSignal,
): Promise<Asked> {
  const times: number[] = [];
  const lists: Record<EvaluationSource | 'fused', Ranks[]> = { fused: [], names: [], words: [], meaning: [] };
  const answered = new Set<EvaluationSource>();
  const judged: EvaluatedSort['cases'][number][] = [];
  for (const { query, wanted } of cases) {
    throwIfCancelled(signal);
    const started = performance.now();
    await ask(query);
    times.push(performance.now() - started);
    const hits = await ask(query, judgedHits);
    const fused = ranksIn(answersOf(sort, hits), wanted);
    lists.fused.push(fused);
    for (const source of evaluationSources) {
      const mine = hitsOf(source, hits);
      if (mine.length > 0) answered.add(source);
      lists[source].push(ranksIn(answersOf(sort, mine), wanted));
    }
    const [rank] = fused.ranks;
    const [first] = answersOf(sort, hits);
    judged.push({ query, wanted, ...(rank && { rank }), ...(first !== undefined && { first }) });
    onAsked();
  }
  const sources = evaluationSources
    .filter((source) => answered.has(source))
    .map((source) => ({ source, ...foundOf(lists[source]), alone: foundAlone(source, lists) }));
  return { sort, cases: judged, fused: foundOf(lists.fused), sources, times };
}

/** Files count once, where their first hit stands; symbols of one name in a file are several. */
function answersOf(sort: EvaluationSort, hits: readonly SearchHit[]): string[] {
  const answers = hits.map(({ symbol }) => answerOf(sort, symbol.path, symbol.name));
  return sort === 'commits' ? [...new Set(answers)] : answers;
}

/** Best first, as the source by itself would put them. */
function hitsOf(source: EvaluationSource, hits: readonly SearchHit[]): SearchHit[] {
  const ranked = hits.flatMap((hit) => {
    const ranks = hit.reasons.filter((reason) => sourceOf[reason.source] === source).map(({ rank }) => rank);
    return ranks.length === 0 ? [] : [{ hit, rank: Math.min(...ranks) }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ hit }) => hit);
}

function foundAlone(source: EvaluationSource, lists: Readonly<Record<EvaluationSource, readonly Ranks[]>>): number {
  const others = evaluationSources.filter((other) => other !== source);
  return lists[source].filter((ranks, i) => isFound(ranks) && !others.some((other) => isFound(lists[other][i]!)))
    .length;
}
