/** Finds changes by scanning again and again: for where the system reports none. */

import { join } from 'node:path';
import { isLociError, messageOf } from '../model/errors';
import type { ScanRules } from './rules';
import { scanFolder } from './scan';

export interface Polling {
  close(): Promise<void>;
}

export interface PollingOptions {
  readonly intervalMs: number;
  /** Absolute paths. */
  readonly onChange: (paths: readonly string[]) => void;
  readonly onNotice: (message: string) => void;
}

/** What is there at the first scan is taken as known. A folder that is away for a while is waited for. */
export function startPolling(folder: string, rules: ScanRules, options: PollingOptions): Polling {
  const ending = new AbortController();
  let known: ReadonlyMap<string, string> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const poll = async (): Promise<void> => {
    try {
      const { files } = await scanFolder(folder, rules, ending.signal);
      const found = new Map<string, string>(files.map(({ path, size, modifiedMs }) => [path, `${size} ${modifiedMs}`]));
      const changed = known === undefined ? [] : differing(known, found);
      known = found;
      if (changed.length > 0) options.onChange(changed.map((path) => join(folder, path)));
    } catch (error) {
      if (ending.signal.aborted || isLociError(error, 'notFound')) return;
      options.onNotice(`cannot look for changes: ${messageOf(error)}`);
    }
  };
  const next = async (): Promise<void> => {
    await poll();
    if (!ending.signal.aborted)
      timer = setTimeout(() => {
        running = next();
      }, options.intervalMs);
  };
  let running = next();
  return {
    async close() {
      ending.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

/** A file that was modified a moment ago differs once more, when its time can be told: better twice than never. */
function differing(known: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): string[] {
  const changed = [...found].filter(([path, state]) => known.get(path) !== state).map(([path]) => path);
  return [...changed, ...[...known.keys()].filter((path) => !found.has(path))];
}
