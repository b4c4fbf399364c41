/** Verifies quoted text against the symbols' definitions, which are read from the files. */

import { performance } from 'node:perf_hooks';
import { throwIfCancelled } from '../model/errors';
import type { RankedHit } from './searchIndex';

/** Definitions read at once. */
const atOnce = 16;
/** When so long has been spent, what has been found is the answer. */
const longestMs = 3_000;

/**
 * The first `limit` of `hits` whose definitions hold every quoted text, case aside, in their order and with a reason.
 * `readDefinition` answers undefined for what cannot be read. If not all hits could be read in time, a notice is added.
 * Throws LociError `cancelled` if the signal is aborted.
 */
export async function filterQuoted<Hit extends RankedHit>(
  hits: readonly Hit[],
  quoted: readonly string[],
  readDefinition: (hit: Hit) => Promise<string | undefined>,
  limit: number,
  signal: AbortSignal | undefined,
  notices: string[],
): Promise<Hit[]> {
  const wanted = quoted.map((text) => text.toLowerCase());
  const verified: Hit[] = [];
  const deadline = performance.now() + longestMs;
  for (let at = 0; at < hits.length && verified.length < limit; at += atOnce) {
    throwIfCancelled(signal);
    if (performance.now() > deadline) {
      notices.push(`the quoted text was looked for in ${at} of ${hits.length} possible symbols: add words or a filter`);
      break;
    }
    const batch = hits.slice(at, at + atOnce);
    const definitions = await Promise.all(batch.map(readDefinition));
    batch.forEach((hit, i) => {
      const definition = definitions[i]?.toLowerCase();
      if (definition === undefined || !wanted.every((text) => definition.includes(text))) return;
      const reason = { source: 'quoted text', rank: verified.length + 1, score: 1 } as const;
      verified.push({ ...hit, reasons: [...hit.reasons, reason] });
    });
  }
  return verified.slice(0, limit);
}
