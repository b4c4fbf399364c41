/**
 * Takes removed symbols out of the lists, a little with each change, so that no change waits for the whole. When all
 * lists are through, the numbers of those symbols are free for new ones.
 */

import type { Tables } from './tables';

/** Share of dead symbols at which sweeping begins: until then searches skip them. */
const deadShare = 0.25;
const leastDead = 2_000;
/** List entries looked at with one change: well under a millisecond. */
const entriesAtOnce = 50_000;

/** The answer is called after every change. */
export function createSweeper(tables: Tables): () => void {
  let next: number | undefined;
  let scratch = new Uint32Array(1024);
  const keep = (document: number): boolean => !tables.symbols.isLeaving(document);

  /** Lists of names come first, then those of words; answers how many entries the list had. */
  const sweepList = (list: number): number => {
    const { names, words } = tables;
    const isName = list < names.names.length;
    const table = isName ? names : words;
    const id = isName ? list : list - names.names.length;
    const length = table.postings.length(id);
    if (scratch.length < length) scratch = new Uint32Array(length * 2);
    table.sweep(id, scratch, keep);
    return length;
  };

  return () => {
    const { symbols } = tables;
    if (next === undefined) {
      if (symbols.deadCount < Math.max(leastDead, deadShare * symbols.liveCount)) return;
      symbols.beginLeaving();
      next = 0;
    }
    for (let entries = 0; entries < entriesAtOnce; next++) {
      if (next >= tables.names.names.length + tables.words.size) {
        symbols.freeLeaving();
        next = undefined;
        return;
      }
      entries += 1 + sweepList(next);
    }
  };
}
