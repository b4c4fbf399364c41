/** Gathers what comes in bursts: handed on after a pause, or after a while if there is no pause. */

export interface Batcher {
  add(item: string): void;
  /** Drops what waits; ends when the batch in hand is done. */
  close(): Promise<void>;
}

/** Longest wait in milliseconds, as a multiple of the pause and at least a second. */
const patience = 10;

/** `handle` gets each item once a batch, never two batches at a time; it must not reject. */
export function createBatcher(pauseMs: number, handle: (items: readonly string[]) => Promise<void>): Batcher {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let firstAt = 0;
  let running = Promise.resolve();
  let isRunning = false;
  const run = (): void => {
    timer = undefined;
    if (waiting.size === 0) return;
    const items = [...waiting];
    waiting.clear();
    isRunning = true;
    running = handle(items).finally(() => {
      isRunning = false;
      if (waiting.size > 0) timer ??= setTimeout(run, pauseMs);
    });
  };
  return {
    add(item) {
      const now = Date.now();
      if (waiting.size === 0) firstAt = now;
      waiting.add(item);
      if (isRunning) return;
      clearTimeout(timer);
      const latest = firstAt + Math.max(1000, pauseMs * patience);
      timer = setTimeout(run, Math.max(0, Math.min(pauseMs, latest - now)));
    },
    async close() {
      clearTimeout(timer);
      waiting.clear();
      await running;
      clearTimeout(timer);
    },
  };
}
