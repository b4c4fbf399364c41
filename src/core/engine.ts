/** The façade: all that programs import from core, besides model types. Wires the rooms together by hand. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createEngineIndexing } from './engine/indexing';
import { createMaintenance } from './engine/maintaining';
import { createOpenVaults } from './engine/openVaults';
import { guardAgainstDamage, markDamaged, openEngineDatabase, writeFolders } from './engine/recovery';
import { doctorChecks, statusOf, whyOf } from './engine/reports';
import type { ReportDeps } from './engine/reports';
import { search } from './engine/searching';
import { findSymbol, outline } from './engine/symbols';
import { createJobs } from './indexer/jobs';
import { createTurns } from './indexer/turns';
import { languageOf } from './languages';
import type { Engine } from './model/api';
import type { Logger } from './model/log';
import { createParserPool } from './parser/parserPool';
import { backup, restore } from './store/backup';
import type { Database, DatabaseConfig } from './store/database';
import { migrate, migrationStates, readMigrations } from './store/migrator';

export interface EngineConfig {
  /** Holds the embedded database; with a database URL, logs and the like. */
  readonly dataDir: string;
  readonly databaseUrl?: string;
  /** The folder of grammars, queries, migrations and the database's own files. */
  readonly assetsDir: string;
  readonly version: string;
  readonly log: Logger;
  /** Globs of files to leave out, besides what ignore files say. */
  readonly exclude: readonly string[];
  /** Called when the database was found damaged: the program should end; the next start makes the index anew. */
  readonly onDamaged?: () => void;
}

/** As many as there are cores to keep busy on a small machine; more workers cost more memory than they win time. */
const parserWorkers = 2;

export async function createEngine(config: EngineConfig): Promise<Engine> {
  const { dataDir, assetsDir, log } = config;
  const migrationsDir = join(assetsDir, 'migrations');
  const database = databaseConfig(config);
  const { db, lostFolders, notices } = await openEngineDatabase(database, migrationsDir, log);
  const parser = createParserPool({ workerFile: join(assetsDir, 'parserWorker.cjs'), assetsDir, size: parserWorkers });
  const jobs = createJobs();
  const remembering = createTurns();
  const vaults = createOpenVaults(db, jobs, () =>
    remembering(async () => {
      if (db.kind === 'embedded') await writeFolders(dataDir, await vaults.folders());
    }),
  );
  const rules = { languageOf, exclude: config.exclude };
  const maintenance = createMaintenance(db, log);
  const indexing = createEngineIndexing({ db, parser, jobs, vaults, rules, log, maintenance, instance: randomUUID() });
  const reports: ReportDeps = {
    ...{ vaults, jobs, parser, rules, dataDir, notices },
    watching: indexing.watching,
    version: config.version,
    startedMs: Date.now(),
  };
  await indexing.start(lostFolders);

  const engine: Engine = {
    ...indexing.requests,
    search(request, signal) {
      maintenance.postpone();
      return search(vaults, request, signal);
    },
    symbol: (request) => findSymbol(vaults, request),
    outline: (request) => outline(vaults, request),
    why: (request) => whyOf(reports, request.path),
    status: (request, signal) => statusOf(reports, request, signal),
    doctor: (signal) => doctorChecks(reports, signal),
    ...migrationRequests(db, migrationsDir),
    backup: (file, signal) => backup(db, file, signal),
    async restore({ file, replace = false }, signal) {
      await indexing.rest();
      const restored = await restore(db, file, signal, { replace });
      vaults.forget();
      return restored;
    },
    busy: () => jobs.busy || maintenance.busy,
    async dispose() {
      await indexing.close();
      await maintenance.close();
      await parser.close();
      await db.close();
    },
  };
  return guardAgainstDamage(engine, async () => {
    if (db.kind === 'embedded') await markDamaged(dataDir);
    config.onDamaged?.();
  });
}

function migrationRequests(db: Database, folder: string): Pick<Engine, 'migrations' | 'migrate'> {
  return {
    migrations: async () => migrationStates(db, await readMigrations(folder)),
    async migrate(direction, target) {
      const migrations = await readMigrations(folder);
      const states = await migrationStates(db, migrations);
      const newest = states.filter(({ applied }) => applied).at(-1)?.version ?? 0;
      await migrate(db, migrations, direction === 'up' ? { to: target } : { to: target ?? newest - 1 });
      return migrationStates(db, migrations);
    },
  };
}

function databaseConfig({ dataDir, databaseUrl, assetsDir }: EngineConfig): DatabaseConfig {
  if (databaseUrl !== undefined) return { kind: 'postgresql', url: databaseUrl };
  return { kind: 'embedded', dataDir, assetsDir };
}
