/** Memory of one session: what was worked out, within bounds of depth and work, and on which files it rests. */

import type { Tracked, Tracker } from '../tracker';

export interface Session {
  /** False if too much is being worked out: what would have been found is not known. Else {@link leave} has to follow. */
  enter(): boolean;
  leave(): void;
  /** What `slot` of the holder holds, or what it comes to; undefined if that is being worked out, or too much is. */
  memoised<Holder extends Memoised, Value>(
    holder: Holder,
    slot: Slot,
    unit: number,
    work: (holder: Holder) => Value | undefined,
  ): Value | undefined;
  /** Allows for as much work again. Nothing is being worked out then. */
  renew(): void;
}

export interface Memoised {
  memo?: unknown;
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

export function createSession(tracker: Tracker): Session {
  const session = {};
  let depth = 0;
  let steps = 0;
  /** Counts answers that were cut short: what rests on one is not remembered if it came to nothing. */
  let cuts = 0;

  function enter(): boolean {
    if (depth > deepest || steps > mostSteps) {
      cuts++;
      return false;
    }
    depth++;
    steps++;
    return true;
  }

  function memoOf(holder: Memoised): Memo {
    const known = holder.memo as Memo | undefined;
    if (known?.session === session) return known;
    const made: Memo = { session, a: undefined, b: undefined, c: undefined };
    holder.memo = made;
    return made;
  }

  return {
    enter,
    leave() {
      depth--;
    },
    memoised<Holder extends Memoised, Value>(
      holder: Holder,
      slot: Slot,
      unit: number,
      work: (holder: Holder) => Value | undefined,
    ): Value | undefined {
      tracker.touch(unit);
      const memo = memoOf(holder);
      const known = inSlot(memo, slot) as Tracked<Value> | undefined;
      if (known !== undefined) {
        if (known.state === 'busy') cuts++;
        return tracker.use(known);
      }
      const answer = tracker.begin<Value>();
      setSlot(memo, slot, answer);
      const before = cuts;
      let value: Value | undefined;
      let isCut = true;
      try {
        if (enter()) {
          value = work(holder);
          depth--;
        }
        isCut = cuts > before;
      } finally {
        tracker.end(answer, value);
        if (value === undefined && isCut) setSlot(memo, slot, undefined);
      }
      return value;
    },
    renew() {
      depth = 0;
      steps = 0;
    },
  };
}

/** By name: V8 looks a slot up that is named by a variable. */
function inSlot(memo: Memo, slot: Slot): Memo[Slot] {
  return slot === 'a' ? memo.a : slot === 'b' ? memo.b : memo.c;
}

function setSlot(memo: Memo, slot: Slot, answer: Memo[Slot]): void {
  if (slot === 'a') memo.a = answer;
  else if (slot === 'b') memo.b = answer;
  else memo.c = answer;
}
