/** Watches folders: changed files are indexed as they are saved; a switch of branch or of rules brings a whole pass. */

import { basename } from 'node:path';
import type { Logger } from '../model/log';
import { messageOf } from '../model/errors';
import { watchFolder } from '../workspace/watch';
import type { FolderWatcher } from '../workspace/watch';
import type { ScanRules } from '../workspace/rules';

export interface Watching {
  start(folder: string): Promise<void>;
  stop(folder: string): Promise<void>;
  /** Goes on by the rules as they are now, if the folder is watched. */
  restart(folder: string): Promise<void>;
  has(folder: string): boolean;
  close(): Promise<void>;
}

export interface WatchDeps {
  rules(folder: string): Promise<ScanRules>;
  readonly log: Logger;
  /** Absolute paths. */
  changed(folder: string, paths: readonly string[]): Promise<unknown>;
  indexWhole(folder: string): Promise<unknown>;
}

/** Long enough for an editor's save in several steps, short enough not to be noticed. */
const debounceMs = 60;

export function createWatching(deps: WatchDeps): Watching {
  const watchers = new Map<string, Promise<FolderWatcher>>();
  const logged = (folder: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => {
      deps.log.warn(`${folder}: ${messageOf(error)}`);
    });
  };
  const watch = async (folder: string): Promise<FolderWatcher> =>
    watchFolder(folder, await deps.rules(folder), {
      debounceMs,
      onChange: (paths) => {
        logged(folder, changesRules(paths) ? deps.indexWhole(folder) : deps.changed(folder, paths));
      },
      onHeadChange: () => {
        logged(folder, deps.indexWhole(folder));
      },
      onNotice: (message) => {
        deps.log.warn(`${folder}: ${message}`);
      },
    });
  const hold = async (folder: string, watcher: Promise<FolderWatcher>): Promise<void> => {
    watchers.set(folder, watcher);
    watcher.catch(() => {
      if (watchers.get(folder) === watcher) watchers.delete(folder);
    });
    await watcher;
  };
  const stop = async (folder: string): Promise<void> => {
    const watcher = watchers.get(folder);
    watchers.delete(folder);
    await (await watcher)?.close();
  };
  const replace = async (folder: string, former: Promise<FolderWatcher>): Promise<FolderWatcher> => {
    const running = await former.catch(() => undefined);
    await running?.close();
    return watch(folder);
  };
  return {
    async start(folder) {
      const known = watchers.get(folder);
      await (known ?? hold(folder, watch(folder)));
    },
    stop,
    // Held at once: who stops it, or asks for it again, in the meantime means the new one.
    async restart(folder) {
      const former = watchers.get(folder);
      if (former !== undefined) await hold(folder, replace(folder, former));
    },
    has: (folder) => watchers.has(folder),
    async close() {
      await Promise.allSettled([...watchers.keys()].map(stop));
    },
  };
}

/** An ignore file decides on other files too. */
function changesRules(paths: readonly string[]): boolean {
  return paths.some((path) => ['.gitignore', '.lociignore'].includes(basename(path)));
}
