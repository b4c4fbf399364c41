/** Keeps account of the files that answers rest on, also where an answer is known from before. */

/** An answer with the units that it rests on. */
export interface Tracked<Value> {
  readonly value: Value;
  readonly units: readonly number[];
}

export interface Tracker {
  touch(unit: number): void;
  /** Works something out; what it rests on is told by {@link replay} only. */
  run<Value>(work: () => Value): Tracked<Value>;
  /** Uses an answer. */
  replay<Value>(answer: Tracked<Value>): Value;
}

export function createTracker(): Tracker {
  let current = new Set<number>();
  return {
    touch(unit) {
      current.add(unit);
    },
    run(work) {
      const around = current;
      current = new Set();
      try {
        return { value: work(), units: [...current] };
      } finally {
        current = around;
      }
    },
    replay({ value, units }) {
      for (const unit of units) current.add(unit);
      return value;
    },
  };
}
