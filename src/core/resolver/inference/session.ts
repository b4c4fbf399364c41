/** Memory of one session: what was worked out, within bounds of depth and work, and on which files it rests. */

import type { Tracked, Tracker } from '../tracker';

export interface Session {
  guarded<Value>(work: () => Value | undefined): Value | undefined;
  memoised<Value>(
    holder: { memo?: unknown },
    slot: Slot,
    unit: number,
    work: () => Value | undefined,
  ): Value | undefined;
  renew(): void;
}

/** A thing may be asked several questions. */
export type Slot = 'a' | 'b' | 'c';

interface Memo {
  readonly session: object;
  a: Tracked<unknown> | undefined;
  b: Tracked<unknown> | undefined;
  c: Tracked<unknown> | undefined;
}

const deepest = 80;
const mostSteps = 30_000;
const noUnits: readonly number[] = [];
const busy: Tracked<undefined> = { value: undefined, units: [] };

export function createSession(tracker: Tracker): Session {
  const session = {};
  let depth = 0;
  let steps = 0;
  /** Counts answers that were cut short: what rests on one is not remembered if it came to nothing. */
  let cuts = 0;

  function guarded<Value>(work: () => Value | undefined): Value | undefined {
    if (depth > deepest || steps > mostSteps) {
      cuts++;
      return undefined;
    }
    depth++;
    steps++;
    try {
      return work();
    } finally {
      depth--;
    }
  }

  return {
    guarded,
    memoised(holder, slot, unit, work) {
      tracker.touch(unit);
      let memo = holder.memo as Memo | undefined;
      if (memo?.session !== session) {
        memo = { session, a: undefined, b: undefined, c: undefined };
        holder.memo = memo;
      }
      const known = memo[slot] as Tracked<ReturnType<typeof work>> | undefined;
      if (known === busy) cuts++;
      if (known !== undefined) return tracker.replay(known);
      memo[slot] = busy;
      const before = cuts;
      let found: Tracked<ReturnType<typeof work>> = busy;
      try {
        found = isDecl(holder) ? tracker.run(() => guarded(work)) : { value: guarded(work), units: noUnits };
      } finally {
        memo[slot] = found.value === undefined && cuts > before ? undefined : found;
      }
      return tracker.replay(found);
    },
    renew() {
      steps = 0;
    },
  };
}

/** Of declarations it is known on which files an answer rests; expressions stand in declarations. */
function isDecl(holder: object): boolean {
  return 'kind' in holder;
}
