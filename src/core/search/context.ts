/** What somebody is at decides between hits that are else about equal: the file that is open, and what was worked on. */

import type { RankedHit } from './searchIndex';
import { nearShare, recency, recentShare } from './weights';

/** From 0 to 1 each. */
export interface Context {
  readonly near: number;
  readonly recent: number;
}

export interface Worked {
  /** Milliseconds since 1970. */
  readonly editedMs?: number | undefined;
  readonly committedMs?: number | undefined;
}

const hourMs = 3_600_000;

/** 0 to 1; what lies ahead of `nowMs`, by a clock that was wrong, is as if it were now. */
export function recentnessOf({ editedMs, committedMs }: Worked, nowMs: number): number {
  const left = (sinceMs: number | undefined, hours: number): number =>
    sinceMs === undefined ? 0 : 0.5 ** (Math.max(0, nowMs - sinceMs) / (hours * hourMs));
  const edited = left(editedMs, recency.hoursOfEdits);
  const committed = recency.committed * left(committedMs, 24 * recency.daysOfCommits);
  const most = Math.max(edited, committed);
  // Of what was worked on together nothing comes first.
  return most < recency.least ? 0 : Math.round(most * 100) / 100;
}

/**
 * The hits, best first, with at most {@link nearShare} and {@link recentShare} more each; one that this put before another
 * says which of the two did more.
 */
export function raisedByContext<Hit extends RankedHit>(hits: readonly Hit[], contextOf: (hit: Hit) => Context): Hit[] {
  const raised = hits.map((hit, before) => {
    const { near, recent } = contextOf(hit);
    const [byNear, byRecent] = [nearShare * near, recentShare * recent];
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
