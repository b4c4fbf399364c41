/** Tells when another commit or branch is checked out. */

import type { FSWatcher } from 'node:fs';
import { watch } from 'node:fs';
import type { Batcher } from './batcher';
import { createBatcher } from './batcher';
import { findRepository, headOf } from './git';

export interface HeadWatch {
  /** Looks for the repository anew: there may be another one, or the first. What is checked out now is taken as known. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface HeadWatchOptions {
  readonly debounceMs: number;
  readonly onHeadChange: () => void;
}

/**
 * git touches something in its directory at every commit and checkout; whether HEAD moved is then read. Where that
 * directory cannot be watched, changed files still tell of a switch.
 */
export function createHeadWatch(folder: string, options: HeadWatchOptions): HeadWatch {
  const read = async (): Promise<string> => JSON.stringify((await headOf(folder)) ?? {});
  let known = '';
  let watcher: FSWatcher | undefined;
  let closed = false;
  const batcher = createBatcher(options.debounceMs, async () => {
    const now = await read();
    if (now === known || closed) return;
    known = now;
    options.onHeadChange();
  });
  return {
    async restart() {
      const repository = await findRepository(folder);
      watcher?.close();
      watcher = repository === undefined || closed ? undefined : openWatch(repository.gitDirectory, batcher);
      known = await read();
    },
    async close() {
      closed = true;
      watcher?.close();
      await batcher.close();
    },
  };
}

function openWatch(gitDirectory: string, batcher: Batcher): FSWatcher | undefined {
  try {
    const watcher = watch(gitDirectory, () => {
      batcher.add('HEAD');
    });
    watcher.on('error', () => {
      watcher.close();
    });
    return watcher;
  } catch {
    return undefined;
  }
}
