/**
 * What somebody is at decides between hits that are else about equal: the file that is open, and what was worked on. What
 * that counts is in context.json, which `npm run fit:context` writes.
 */

import fitted from './context.json';
import type { NearnessGrades } from './nearness';
import type { RankedHit } from './searchIndex';

/** From 0 to 1 each. */
export interface Context {
  readonly near: number;
  readonly recent: number;
}

/** What is added at most to a hit's score for each. */
export type Shares = Context;

export interface Worked {
  /** Milliseconds since 1970. */
  readonly editedMs?: number | undefined;
  readonly committedMs?: number | undefined;
}

/** An edit counts all, a commit `committed` of it, half as much after so many hours and days. */
export interface Recency {
  readonly committed: number;
  readonly hoursOfEdits: number;
  readonly daysOfCommits: number;
}

export interface ContextWeights {
  /** Of what is typed as one word: its hits are ranked by tiers. */
  readonly name: Shares;
  /** Of several words: a score there is a chance. */
  readonly sentence: Shares;
  readonly nearness: NearnessGrades;
  readonly recency: Recency;
}

export const contextWeights: ContextWeights = fitted.weights;

const hourMs = 3_600_000;
/** What is less counts as nothing. */
const leastRecent = 0.05;

/** 0 to 1; what lies ahead of `nowMs`, by a clock that was wrong, is as if it were now. */
export function recentnessOf(
  { editedMs, committedMs }: Worked,
  nowMs: number,
  recency = contextWeights.recency,
): number {
  const left = (sinceMs: number | undefined, hours: number): number =>
    sinceMs === undefined ? 0 : 0.5 ** (Math.max(0, nowMs - sinceMs) / (hours * hourMs));
  const edited = left(editedMs, recency.hoursOfEdits);
  const committed = recency.committed * left(committedMs, 24 * recency.daysOfCommits);
  const most = Math.max(edited, committed);
  // Of what was worked on together nothing comes first.
  return most < leastRecent ? 0 : Math.round(most * 100) / 100;
}

/** The hits, best first, with at most the shares more each; one that this put before another says which of the two did more. */
export function raisedByContext<Hit extends RankedHit>(
  hits: readonly Hit[],
  contextOf: (hit: Hit) => Context,
  shares: Shares,
): Hit[] {
  const raised = hits.map((hit, before) => {
    const { near, recent } = contextOf(hit);
    const [byNear, byRecent] = [shares.near * near, shares.recent * recent];
    return { hit, before, byNear, byRecent, score: hit.score + byNear + byRecent };
  });
  raised.sort((a, b) => b.score - a.score || a.before - b.before);
  // From the last on: raised is what stands before one that was before it.
  let first = Infinity;
  const told: Hit[] = [];
  for (const [at, { hit, before, byNear, byRecent, score }] of [...raised.entries()].reverse()) {
    const [source, share] = byRecent > byNear ? (['recent', byRecent] as const) : (['near', byNear] as const);
    const reason = { source, rank: at + 1, score: share };
    told.push({ ...hit, score, reasons: first < before ? [...hit.reasons, reason] : hit.reasons });
    first = Math.min(first, before);
  }
  return told.reverse();
}
