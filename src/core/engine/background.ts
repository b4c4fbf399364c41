/** What background work on folders shares: a timer for each folder, the events after which it is due, and waiting. */

import { setTimeout as delay } from 'node:timers/promises';
import type { EngineEvent } from '../model/api';
import { LociError } from '../model/errors';
import type { EngineEvents } from './events';

export interface FolderTimers {
  has(folder: string): boolean;
  /** In place of the folder's timer before. It keeps no process alive. */
  set(folder: string, afterMs: number, run: () => void): void;
  clear(): void;
}

export function createFolderTimers(): FolderTimers {
  const timers = new Map<string, NodeJS.Timeout>();
  return {
    has: (folder) => timers.has(folder),
    set(folder, afterMs, run) {
      clearTimeout(timers.get(folder));
      const timer = setTimeout(() => {
        timers.delete(folder);
        run();
      }, afterMs);
      timer.unref();
      timers.set(folder, timer);
    },
    clear() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** Called with a folder whenever files of it were written. Answers with what stops it. */
export function onFolderIndexed(events: EngineEvents, listener: (folder: string) => void): () => void {
  return events.on((event: EngineEvent) => {
    if (event.kind === 'indexed') listener(event.folder);
    else if (event.kind === 'progress' && event.progress.phase === 'done') listener(event.progress.folder);
  });
}

/** @throws LociError `cancelled` once the signal is aborted. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal, ref: false }).catch(() => {
    throw new LociError('cancelled', 'cancelled');
  });
}
