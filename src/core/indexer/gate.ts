/** A gate that work passes between two steps: open, or closed while a job is paused. */

import { throwIfCancelled } from '../model/errors';

export interface Gate {
  readonly closed: boolean;
  close(): void;
  open(): void;
  /** Resolves when the gate is open; rejects with `cancelled` if the signal is aborted first. */
  pass(signal: AbortSignal): Promise<void>;
}

export function createGate(): Gate {
  let waiting: (() => void)[] | undefined;
  return {
    get closed() {
      return waiting !== undefined;
    },
    close() {
      waiting ??= [];
    },
    open() {
      const resumed = waiting ?? [];
      waiting = undefined;
      for (const resume of resumed) resume();
    },
    async pass(signal) {
      throwIfCancelled(signal);
      while (waiting !== undefined) {
        await new Promise<void>((resume) => {
          waiting?.push(resume);
          signal.addEventListener(
            'abort',
            () => {
              resume();
            },
            { once: true },
          );
        });
        throwIfCancelled(signal);
      }
    },
  };
}
