/** Progress at a pace that a connection bears: not too often, but a change of phase at once and the last word always. */

import type { IndexProgress } from '../core/model/api';

export interface Pacing {
  readonly report: (progress: IndexProgress) => void;
  /** Sends what was kept back. */
  readonly flush: () => void;
  /** Drops what was kept back. */
  readonly stop: () => void;
}

/** Milliseconds between two words on one job. */
const interval = 100;

export function createPacing(send: (progress: IndexProgress) => void): Pacing {
  let sentAt = 0;
  let sent: IndexProgress | undefined;
  let kept: IndexProgress | undefined;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
    kept = undefined;
  };
  const sendNow = (progress: IndexProgress): void => {
    stop();
    [sent, sentAt] = [progress, Date.now()];
    send(progress);
  };
  const flush = (): void => {
    if (kept !== undefined) sendNow(kept);
  };
  return {
    report: (progress) => {
      const changed = progress.phase !== sent?.phase || progress.paused !== sent.paused;
      const wait = sentAt + interval - Date.now();
      if (changed || wait <= 0) {
        sendNow(progress);
        return;
      }
      kept = progress;
      timer ??= setTimeout(flush, wait);
    },
    flush,
    stop,
  };
}
