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
  /**
   * Work begins: maintenance under way ends soon, as the embedded database does one thing at a time, and what is due waits
   * until the answer is called, which says that the work has ended, or for ten minutes: the work may be paused.
   */
  hold(): () => void;
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
  /** Works under way. */
  let held = 0;
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
    const overdueAt = dueSince + longestDelayMs;
    const restedAt = held > 0 ? overdueAt : Math.min(overdueAt, askedAt + restAfterQuestionMs);
    clearTimeout(timer);
    timer = setTimeout(run, Math.max(restMs, restedAt - now));
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
    hold() {
      held += 1;
      running?.controller.abort();
      if (timer !== undefined || running !== undefined) schedule(performance.now());
      return () => {
        held -= 1;
        if (timer !== undefined) schedule(performance.now());
      };
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
