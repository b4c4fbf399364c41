/** The engine's requests that change the index: whole folders, saved files, watching, forgetting. */

import { indexFolder } from '../indexer/indexFolder';
import type { IndexerDeps } from '../indexer/indexFolder';
import { indexPaths } from '../indexer/indexPaths';
import type { Jobs } from '../indexer/jobs';
import type { Engine, IndexRequest, IndexSummary } from '../model/api';
import { messageOf } from '../model/errors';
import type { Logger } from '../model/log';
import type { ParserPool } from '../parser/parserPool';
import type { Database } from '../store/database';
import { defaultReadLimits } from '../workspace/read';
import { pathBelow } from '../workspace/folder';
import type { ScanRules } from '../workspace/rules';
import type { Maintenance } from './maintaining';
import type { OpenVault, OpenVaults } from './openVaults';
import { createWatching } from './watching';
import type { Watching } from './watching';

export interface IndexingDeps {
  readonly db: Database;
  readonly parser: ParserPool;
  readonly jobs: Jobs;
  readonly vaults: OpenVaults;
  readonly rules: ScanRules;
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
  start(lostFolders: readonly string[]): Promise<void>;
  /** Stops watching and cancels jobs: the tables are about to be replaced. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

const writtenChannel = 'loci_written';

export function createEngineIndexing(deps: IndexingDeps): EngineIndexing {
  const { jobs, vaults, log } = deps;
  const indexer = indexerDeps(deps);
  const closing = new AbortController();
  const watching = createWatching({
    rules: deps.rules,
    log,
    changed: (folder, paths) => filesChanged(folder, paths, closing.signal),
    indexWhole: (folder) => index({ folder }, () => undefined, closing.signal),
  });
  let stopListening: (() => Promise<void>) | undefined;

  const index: Engine['index'] = async (request, onProgress, signal) => {
    const vault = await vaults.open(request.folder);
    return runJob(deps, indexer, vault, request, onProgress, signal);
  };
  const filesChanged: Engine['filesChanged'] = async (folder, paths, signal) => {
    const vault = await vaults.containing(folder);
    const inside = paths.flatMap((path) => pathBelow(vault.stored.folder, path) ?? []);
    for (const path of inside) jobs.of(vault.stored.folder)?.superseded.add(path);
    return vault.saving(() => indexPaths(indexer, vault.stored, inside, signal));
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
      watch: async (folder) => watching.start((await vaults.open(folder)).stored.folder),
      unwatch: async (folder) => watching.stop((await vaults.containing(folder)).stored.folder),
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
      for (const folder of lostFolders) {
        index({ folder }, () => undefined, closing.signal).catch((error: unknown) => {
          log.warn(`${folder} could not be indexed again: ${messageOf(error)}`);
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

async function runJob(
  deps: IndexingDeps,
  indexer: IndexerDeps,
  vault: OpenVault,
  request: IndexRequest,
  onProgress: Parameters<Engine['index']>[1],
  signal: AbortSignal,
): Promise<IndexSummary> {
  const { folder } = vault.stored;
  const rebuild = request.rebuild === true;
  return deps.jobs.run({ folder, rebuild, onProgress, signal }, async (job) => {
    deps.maintenance.yieldTo();
    // A first index is searchable while it grows; an index that nobody has asked yet is loaded when somebody does.
    if (!vault.stored.freshness.complete) await vault.index.ready();
    try {
      return await indexFolder(indexer, vault.stored, job, rebuild);
    } finally {
      await deps.vaults.refresh().catch(() => undefined);
      deps.maintenance.due();
    }
  });
}

function indexerDeps(deps: IndexingDeps): IndexerDeps {
  const { db, parser, rules, vaults, maintenance, instance } = deps;
  return {
    ...{ db, parser, rules },
    limits: defaultReadLimits,
    async onWritten(stored, batch) {
      maintenance.due();
      const vault = await vaults.open(stored.folder);
      await vault.index.apply(batch);
      if (db.kind === 'postgresql') {
        await db.query('SELECT pg_notify($1, $2)', [writtenChannel, `${instance} ${stored.id}`]);
      }
    },
  };
}

/** On a shared database another process may index a folder of this machine: what is in memory is then out of date. */
async function listenToOthers({ db, vaults, log, instance }: IndexingDeps): Promise<(() => Promise<void>) | undefined> {
  if (db.kind !== 'postgresql') return undefined;
  return db.listen(writtenChannel, (payload) => {
    const [writer, id] = payload.split(' ');
    if (writer === instance) return;
    const reload = async (): Promise<void> => {
      await vaults.refresh();
      (await vaults.all()).find(({ stored }) => stored.id === id)?.index.drop();
    };
    reload().catch((error: unknown) => {
      log.warn(`what another program has written could not be read: ${messageOf(error)}`);
    });
  });
}
