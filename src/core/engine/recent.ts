/** When files were last worked on: the edits that came in while the engine runs, and git's log of the last weeks. */

import type { EngineEvent } from '../model/api';
import type { FilePath } from '../model/ids';
import { isLociError, messageOf } from '../model/errors';
import type { Logger } from '../model/log';
import type { Worked } from '../search/context';
import { lastCommits } from '../workspace/gitHistory';
import type { ScanRules } from '../workspace/rules';
import type { StoredVault } from '../store/vaults';
import type { EngineEvents } from './events';

/** More files at once are a checkout or a build, and nobody's edits. */
const mostAtOnce = 20;
/** Edited files that are remembered of a folder, the latest. */
const mostEdits = 500;
const days = 30;
/** After so long a question has the log read again; it does not wait for that. */
const freshMs = 5 * 60_000;

export interface Recent {
  /** By path; undefined where nothing is known to have been worked on. */
  of(vault: StoredVault): ((path: string) => Worked) | undefined;
  close(): Promise<void>;
}

interface Log {
  readMs: number;
  commits: ReadonlyMap<string, number>;
}

/** For who does not weigh it. */
export const nothingRecent: Recent = { of: () => undefined, close: () => Promise.resolve() };

export function createRecent(
  events: Pick<EngineEvents, 'on'>,
  rulesOf: (vault: StoredVault) => ScanRules,
  log: Logger,
): Recent {
  const logs = new Map<string, Log>();
  const closing = new AbortController();
  let reading: Promise<void> = Promise.resolve();

  const edits = createEdits();
  const stopListening = events.on(edits.hear);

  async function read(vault: StoredVault, into: Log): Promise<void> {
    try {
      into.commits = await lastCommits(vault.folder, days, rulesOf(vault).env ?? process.env, closing.signal);
    } catch (error) {
      if (!isLociError(error, 'cancelled'))
        log.warn(`${vault.folder}: git's log could not be read: ${messageOf(error)}`);
    }
  }

  function logOf(vault: StoredVault): Log {
    const known = logs.get(vault.folder) ?? { readMs: -Infinity, commits: new Map<FilePath, number>() };
    logs.set(vault.folder, known);
    if (Date.now() - known.readMs > freshMs && !closing.signal.aborted) {
      known.readMs = Date.now();
      reading = reading.then(() => read(vault, known));
    }
    return known;
  }

  return {
    of(vault) {
      const { commits } = logOf(vault);
      const edited = edits.of(vault.folder);
      if (commits.size === 0 && edited === undefined) return undefined;
      return (path) => ({ editedMs: edited?.get(path), committedMs: commits.get(path) });
    },
    async close() {
      stopListening();
      closing.abort();
      await reading;
    },
  };
}

interface Edits {
  readonly hear: (event: EngineEvent) => void;
  /** By path: when it was last indexed for a change, in milliseconds since 1970. */
  readonly of: (folder: string) => ReadonlyMap<string, number> | undefined;
}

function createEdits(): Edits {
  const edits = new Map<string, Map<string, number>>();
  /** What an index that is under way has changed so far: it tells that batch by batch. */
  const underWay = new Map<string, string[]>();
  const remember = (folder: string, paths: readonly string[]): void => {
    if (paths.length === 0 || paths.length > mostAtOnce) return;
    const known = edits.get(folder) ?? new Map<string, number>();
    edits.set(folder, known);
    for (const path of paths) {
      known.delete(path);
      known.set(path, Date.now());
    }
    for (const path of known.keys()) {
      if (known.size <= mostEdits) break;
      known.delete(path);
    }
  };
  return {
    hear(event) {
      if (event.kind === 'progress') {
        const { folder, phase } = event.progress;
        if (phase === 'scanning') underWay.set(folder, []);
        if (phase !== 'done') return;
        remember(folder, underWay.get(folder) ?? []);
        underWay.delete(folder);
      } else if (event.kind === 'indexed') {
        const { folder, paths = [] } = event;
        const before = underWay.get(folder);
        if (before === undefined) remember(folder, paths);
        else if (before.length <= mostAtOnce) before.push(...paths);
      }
    },
    of: (folder) => edits.get(folder),
  };
}
