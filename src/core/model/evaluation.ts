/** How well a folder's code is found: what is asked and answered. Cases are made of its own comments and git history. */

export interface EvaluateRequest {
  /** Absolute. It need not be indexed; neither it nor its index is changed. */
  readonly folder: string;
  /** At most so many cases of each sort, 1 to 2000; 150 unless told. */
  readonly cases?: number;
  /** Which cases are drawn: the same seed, the same cases. 7 unless told. */
  readonly seed?: number;
}

/** comments: a comment is to find its symbol. commits: a commit's subject is to find a file that it changed. */
export const evaluationSorts = ['comments', 'commits'] as const;
export type EvaluationSort = (typeof evaluationSorts)[number];

export const evaluationSources = ['names', 'words', 'meaning'] as const;
export type EvaluationSource = (typeof evaluationSources)[number];

/** Both from 0 to 1, means over the cases. */
export interface Found {
  /** Reciprocal rank of the first right answer, ranks past ten counting nothing. */
  readonly mrr: number;
  /** Share of what is wanted that stands among the first ten. */
  readonly recall: number;
}

export interface EvaluatedCase {
  readonly query: string;
  /** Files; of a comment's symbol, its file and name with `#` between. */
  readonly wanted: readonly string[];
  /** Of the first right answer in the one list, from 1; absent if it is not among what was answered. */
  readonly rank?: number;
  /** What stood first; of the same form as `wanted`. */
  readonly first?: string;
}

export interface EvaluatedSort {
  readonly sort: EvaluationSort;
  /** Of how many the cases were drawn. */
  readonly possible: number;
  readonly cases: readonly EvaluatedCase[];
  /** The one list that people see. */
  readonly fused: Found;
  /** What each source had found by itself; those that answered nothing are left out. */
  readonly sources: readonly (Found & {
    readonly source: EvaluationSource;
    /** Cases whose answer is among the first ten of this source and of no other. */
    readonly alone: number;
  })[];
}

export interface EvaluateSummary {
  readonly folder: string;
  readonly files: number;
  readonly symbols: number;
  /** Provider and name of the embedding model; absent where meaning had no part in it. */
  readonly model?: string;
  /** Sorts without a case are left out. */
  readonly sorts: readonly EvaluatedSort[];
  /** Milliseconds of an answer with the usual number of hits, in the engine. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly questions: number };
  readonly ms: number;
  readonly notices: readonly string[];
}
