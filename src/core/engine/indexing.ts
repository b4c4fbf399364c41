/** The engine's requests that change the index: whole folders, saved files, watching, forgetting. */

import { indexFolder } from '../indexer/indexFolder';
import type { IndexerDeps } from '../indexer/indexFolder';
import { indexPaths } from '../indexer/indexPaths';
import type { JobRequest, Jobs } from '../indexer/jobs';
import { createTurns } from '../indexer/turns';
import type { Engine, IndexSummary } from '../model/api';
import { messageOf } from '../model/errors';
import type { Logger } from '../model/log';
import type { ParserPool } from '../parser/parserPool';
import type { Database } from '../store/database';
import type { StoredVault } from '../store/vaults';
import { defaultReadLimits } from '../workspace/read';
import { pathBelow } from '../workspace/folder';
import { checkGlobs } from '../workspace/rules';
import type { ScanRules } from '../workspace/rules';
import type { Buffers } from './buffers';
import type { EngineEvents } from './events';
import { changedPaths, indexedEvent } from './events';
import type { Maintenance } from './maintaining';
import type { OpenVault, OpenVaults } from './openVaults';
import { listenToOthers, tellOthers } from './others';
import type { RememberedFolder } from './recovery';
import { createWatching } from './watching';
import type { Watching } from './watching';

export interface IndexingDeps {
  readonly db: Database;
  readonly parser: ParserPool;
  readonly jobs: Jobs;
  readonly vaults: OpenVaults;
  readonly rulesOf: (vault: StoredVault) => ScanRules;
  readonly buffers: Buffers;
  readonly events: EngineEvents;
  readonly log: Logger;
  readonly maintenance: Maintenance;
  /** Tells this process's writes from those of others on a shared database. */
  readonly instance: string;
}

type IndexingRequests = Pick<
  Engine,
  'index' | 'pauseIndex' | 'resumeIndex' | 'filesChanged' | 'watch' | 'unwatch' | 'reset'
>;

export interface EngineIndexing {
  readonly requests: IndexingRequests;
  readonly watching: Watching;
  /** Begins to index folders whose index was lost, and to hear of other processes' writes. */
  start(lostFolders: readonly RememberedFolder[]): Promise<void>;
  /** Stops watching and cancels jobs: the tables are about to be replaced. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/** More changed files than this are looked for by a scan, which asks git once and not about each. */
const mostPaths = 200;

export function createEngineIndexing(deps: IndexingDeps): EngineIndexing {
  const { jobs, vaults, events, log } = deps;
  const closing = new AbortController();
  const silent = (): void => undefined;
  const watching = createWatching({
    rules: async (folder) => deps.rulesOf((await vaults.open(folder)).stored),
    log,
    changed: (folder, paths) => filesChanged(folder, paths, closing.signal),
    indexWhole: async (folder) => indexNews(deps, await vaults.open(folder), closing.signal),
  });
  let stopListening: (() => Promise<void>) | undefined;
  // Globs are compared with what the request before has written: the latest word holds.
  const told = createTurns();
  const setGlobs = async (folder: string, exclude: readonly string[]): Promise<boolean> => {
    const vault = await vaults.open(folder);
    if (!(await vaults.setExclude(vault, exclude))) return false;
    await watching.restart(vault.stored.folder);
    return true;
  };

  const index: Engine['index'] = async (request, onProgress, signal) => {
    const { folder, exclude } = request;
    checkGlobs(exclude ?? []);
    const isNews = exclude !== undefined && (await told(() => setGlobs(folder, exclude)));
    const vault = await vaults.open(folder);
    return runJob(deps, vault, { rebuild: request.rebuild === true, isNews, onProgress, signal });
  };
  const filesChanged: Engine['filesChanged'] = async (folder, paths, signal) => {
    const vault = await vaults.containing(folder);
    const inside = paths.flatMap((path) => pathBelow(vault.stored.folder, path) ?? []);
    if (inside.length > mostPaths) return indexNews(deps, vault, signal);
    for (const path of inside) jobs.of(vault.stored.folder)?.superseded.add(path);
    vault.resolver.touch(inside);
    try {
      return await vault.saving(() => indexPaths(indexerDeps(deps), vault.stored, inside, signal));
    } finally {
      // Searches need not wait for it.
      vault.resolver.touch(inside);
      void vault.resolver.resolveTouched();
    }
  };

  return {
    watching,
    requests: {
      index,
      filesChanged,
      pauseIndex: (folder) => {
        jobs.pause(folder);
      },
      resumeIndex: (folder) => {
        jobs.resume(folder);
      },
      async watch(folder) {
        await watching.start((await vaults.open(folder)).stored.folder);
        events.emit({ kind: 'folders' });
      },
      async unwatch(folder) {
        await watching.stop((await vaults.containing(folder)).stored.folder);
        events.emit({ kind: 'folders' });
      },
      async reset({ folder }) {
        const asked = folder === undefined ? await vaults.all() : [await vaults.containing(folder)];
        for (const vault of asked) {
          await watching.stop(vault.stored.folder);
          await jobs.cancel(vault.stored.folder);
          await vaults.remove(vault);
        }
        deps.maintenance.due();
      },
    },
    async start(lostFolders) {
      stopListening = await listenToOthers(deps);
      for (const lost of lostFolders) {
        index(lost, silent, closing.signal).catch((error: unknown) => {
          log.warn(`${lost.folder} could not be indexed again: ${messageOf(error)}`);
        });
      }
    },
    async rest() {
      await watching.close();
      await jobs.close();
    },
    async close() {
      closing.abort();
      await watching.close();
      await jobs.close();
      await stopListening?.();
    },
  };
}

/** As a job of the whole folder that begins after now. */
async function indexNews(deps: IndexingDeps, vault: OpenVault, signal: AbortSignal): Promise<IndexSummary> {
  return runJob(deps, vault, { rebuild: false, isNews: true, onProgress: () => undefined, signal });
}

async function runJob(
  deps: IndexingDeps,
  vault: OpenVault,
  request: Omit<JobRequest, 'folder'>,
): Promise<IndexSummary> {
  const { folder } = vault.stored;
  return deps.jobs.run({ ...request, folder }, async (job) => {
    const release = deps.maintenance.hold();
    try {
      // A first index is searchable while it grows; an index that nobody has asked yet is loaded when somebody does.
      if (!vault.stored.freshness.complete) {
        await deps.vaults.restOthers(vault);
        await vault.index.ready();
      }
      const summary = await indexFolder(indexerDeps(deps), vault.stored, job, request.rebuild);
      deps.log.info(wording(summary));
      await deps.buffers.judgeAgain(vault);
      return summary;
    } finally {
      await deps.vaults.refresh().catch(() => undefined);
      release();
      deps.maintenance.due();
    }
  });
}

function wording({ folder, files, ms }: IndexSummary): string {
  const { total, added, changed, removed, renamed, unchanged } = files;
  const counts = { added, changed, removed, renamed, unchanged };
  const told = Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : `${count} ${name}`));
  return `${folder}: indexed ${total} files in ${ms} ms${told.length === 0 ? '' : `: ${told.join(', ')}`}`;
}

function indexerDeps(deps: IndexingDeps): IndexerDeps {
  const { db, parser, rulesOf, vaults, maintenance, instance, events } = deps;
  return {
    ...{ db, parser, rulesOf },
    limits: defaultReadLimits,
    async onWritten(stored, batch) {
      maintenance.due();
      const vault = await vaults.open(stored.folder);
      const changed = changedPaths(batch);
      vault.resolver.touch(changed);
      await vault.index.apply(batch);
      const event = indexedEvent(stored.folder, changed);
      if (event !== undefined) events.emit(event);
      await tellOthers(db, { instance, vault: stored.id, what: 'files' });
    },
    onSearchable: () => vaults.refresh(),
    async resolve(stored, projectFiles, hooks) {
      return (await vaults.open(stored.folder)).resolver.resolveAll(projectFiles, hooks);
    },
  };
}
