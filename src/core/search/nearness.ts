/** How near a hit is to the file that somebody has open: what decides between hits that are else about equal. */

import type { RankedHit } from './searchIndex';
import { nearShare } from './weights';

/** What an open file is near to. */
export interface OpenFile {
  /** Relative to the vault's folder, `/` between its parts. */
  readonly path: string;
  /** Ids of the files that it imports, and of those that import it. */
  readonly related: ReadonlySet<number>;
}

/** 0 to 1. The file itself and what it imports or is imported by are nearest, then its folder, then those around that. */
export function nearnessOf({ path, related }: OpenFile, fileId: number, other: string): number {
  if (other === path) return 1;
  const own = path.split('/').slice(0, -1);
  const folders = other.split('/').slice(0, -1);
  const differs = own.findIndex((part, at) => part !== folders[at]);
  const shared = differs < 0 ? own.length : differs;
  const steps = own.length - shared + (folders.length - shared);
  // Two files at the top of a folder, or below nothing in common, say nothing of each other.
  const byFolder = shared === 0 && own.length > 0 ? 0 : 0.8 / (1 + steps);
  return related.has(fileId) ? Math.max(0.9, byFolder) : byFolder;
}

/** The hits, best first, with at most {@link nearShare} more each; one that this put before another says so. */
export function raisedByNearness<Hit extends RankedHit>(
  hits: readonly Hit[],
  open: OpenFile,
  pathOf: (hit: Hit) => string | undefined,
): Hit[] {
  const raised = hits.map((hit, before) => {
    const path = pathOf(hit);
    const near = path === undefined ? 0 : nearnessOf(open, hit.fileId, path);
    return { hit, before, near, score: hit.score + nearShare * near };
  });
  raised.sort((a, b) => b.score - a.score || a.before - b.before);
  // From the last on: raised is what stands before one that was before it.
  let first = Infinity;
  const told: Hit[] = [];
  for (const [at, { hit, before, near, score }] of [...raised.entries()].reverse()) {
    const reason = { source: 'near', rank: at + 1, score: nearShare * near } as const;
    told.push({ ...hit, score, reasons: first < before ? [...hit.reasons, reason] : hit.reasons });
    first = Math.min(first, before);
  }
  return told.reverse();
}
