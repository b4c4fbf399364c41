/** Database maintenance when idle: some seconds after the last write, never while work is under way. */

import { performance } from 'node:perf_hooks';
import { messageOf } from '../model/errors';
import type { Logger } from '../model/log';
import type { Database } from '../store/database';
import { maintain } from '../store/maintenance';

export interface Maintenance {
  /** Something was written: maintenance is due once writing has rested. */
  due(): void;
  /** Somebody asks: maintenance that is due waits until questions have rested for longer. */
  postpone(): void;
  /** Work begins: waits for maintenance under way, as the embedded database does one thing at a time. */
  yieldTo(): void;
  readonly busy: boolean;
  close(): Promise<void>;
}

/** Long enough that a person who saves every few seconds is not made to wait. */
const restMs = 5_000;
/** A person who has asked asks again, and would wait for the statement in hand: half a second on a large index. */
const restAfterQuestionMs = 30_000;
/** After this a short rest will do, or constant questions would let dead rows pile up. */
const longestDelayMs = 10 * 60_000;

export function createMaintenance(db: Database, log: Logger): Maintenance {
  let timer: NodeJS.Timeout | undefined;
  let dueSince: number | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let running: { readonly controller: AbortController; readonly done: Promise<void> } | undefined;

  const run = (): void => {
    timer = undefined;
    dueSince = undefined;
    const controller = new AbortController();
    const done = maintain(db, controller.signal)
      .catch((error: unknown) => {
        if (!controller.signal.aborted) log.warn(`maintenance: ${messageOf(error)}`);
      })
      .then(() => {
        running = undefined;
      });
    running = { controller, done };
  };

  const schedule = (now: number): void => {
    dueSince ??= now;
    const isOverdue = now - dueSince > longestDelayMs;
    clearTimeout(timer);
    timer = setTimeout(run, isOverdue ? restMs : Math.max(restMs, askedAt + restAfterQuestionMs - now));
    timer.unref();
  };

  return {
    due() {
      schedule(performance.now());
    },
    postpone() {
      askedAt = performance.now();
      if (timer !== undefined) schedule(askedAt);
    },
    yieldTo() {
      clearTimeout(timer);
      timer = undefined;
      running?.controller.abort();
    },
    get busy() {
      return running !== undefined;
    },
    async close() {
      clearTimeout(timer);
      running?.controller.abort();
      await running?.done;
    },
  };
}
