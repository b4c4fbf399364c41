/** Many calls, few runs. */

/** Runs at most once at a time; a call during a run brings exactly one more, and answers when that has ended. */
export function coalesce(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}

export interface Delayed {
  /** Runs `ms` after the first call since the last run. */
  readonly soon: () => void;
  /** Runs `ms` after the latest call. */
  readonly whenQuiet: () => void;
  readonly cancel: () => void;
}

export function delayed(ms: number, run: () => void): Delayed {
  let timer: NodeJS.Timeout | undefined;
  const cancel = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const start = (): void => {
    timer = setTimeout(() => {
      timer = undefined;
      run();
    }, ms);
  };
  return {
    soon: () => {
      if (timer === undefined) start();
    },
    whenQuiet: () => {
      cancel();
      start();
    },
    cancel,
  };
}
