/** Tells when another commit or branch is checked out. */

import type { FSWatcher } from 'node:fs';
import { watch } from 'node:fs';
import { createBatcher } from './batcher';
import { findRepository, headOf } from './git';

export interface HeadWatch {
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
export async function watchHead(folder: string, options: HeadWatchOptions): Promise<HeadWatch> {
  const repository = await findRepository(folder);
  if (repository === undefined) return { close: () => Promise.resolve() };
  const read = async (): Promise<string> => JSON.stringify(await headOf(folder));
  let known = await read();
  const batcher = createBatcher(options.debounceMs, async () => {
    const now = await read();
    if (now === known) return;
    known = now;
    options.onHeadChange();
  });
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(repository.gitDirectory, () => {
      batcher.add('HEAD');
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    watcher = undefined;
  }
  return {
    async close() {
      watcher?.close();
      await batcher.close();
    },
  };
}
