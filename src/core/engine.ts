/** The façade: all that programs import from core, besides model types. Wires the rooms together by hand. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { duplicatesIn } from './engine/alike/duplicates';
import { browse } from './engine/browsing';
import { createBuffers } from './engine/buffers';
import type { Buffers } from './engine/buffers';
import { createChecking } from './engine/checking';
import type { CheckPauses, Checking } from './engine/checking';
import { createEmbedding } from './engine/embedding';
import type { Embedding, EmbedPauses } from './engine/embedding';
import { openerOf } from './engine/embedders';
import type { OpenEmbedder } from './engine/embedders';
import { embeddingRequests } from './engine/estimating';
import { createEvents } from './engine/events';
import type { EngineEvents } from './engine/events';
import { cyclesOf } from './engine/graph/cycles';
import { hotspotsIn } from './engine/graph/hotspots';
import { pathOf } from './engine/graph/path';
import { unusedIn } from './engine/graph/unused';
import { impactOf } from './engine/impact/impact';
import type { ImpactDeps } from './engine/impact/impact';
import { createEngineIndexing } from './engine/indexing';
import type { EngineIndexing } from './engine/indexing';
import { createMaintenance } from './engine/maintaining';
import type { Maintenance } from './engine/maintaining';
import { createOpenVaults } from './engine/openVaults';
import type { OpenVaults } from './engine/openVaults';
import { createModelling } from './engine/modelling';
import { symbolAt } from './engine/places';
import { folderWriter, guardAgainstDamage, markDamaged, openEngineDatabase } from './engine/recovery';
import { relationsOf, usesOf } from './engine/relations';
import { doctorChecks, statusOf, whyOf } from './engine/reports';
import type { ReportDeps } from './engine/reports';
import { resolversOf } from './engine/resolving';
import { createScipRequests } from './engine/scip';
import type { ScipRequests } from './engine/scip';
import { createRecent, nothingRecent } from './engine/recent';
import { search } from './engine/searching';
import type { SearchDeps } from './engine/searching';
import { findSymbol, outline } from './engine/symbols';
import { createJobs } from './indexer/jobs';
import type { JobObserver, Jobs } from './indexer/jobs';
import { languageOf } from './languages';
import type { CheckerSettings, EmbeddingSettings, Engine } from './model/api';
import type { Logger } from './model/log';
import { createParserPool } from './parser/parserPool';
import { isProjectFile } from './resolver/resolver';
import { backup, restore } from './store/backup';
import type { Database, DatabaseConfig } from './store/database';
import { startChecker } from './semantics/checkerProcess';
import type { StartChecker } from './semantics/checkerProcess';
import { migrate, migrationStates, readMigrations } from './store/migrator';
import type { StoredVault } from './store/vaults';
import type { ScanRules } from './workspace/rules';

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
  /** Off, and not to be switched on, unless given. */
  readonly checker?: CheckerSettings & { readonly pauses?: Partial<CheckPauses>; readonly start?: StartChecker };
  /** Search is by names and words alone, and cannot be switched to more, unless given. */
  readonly embedding?: EmbeddingSettings & { readonly pauses?: Partial<EmbedPauses>; readonly open?: OpenEmbedder };
  /** What was worked on lately comes first among equals: edits, and git's log. */
  readonly recency?: boolean;
  /** Called when the database was found damaged: the program should end; the next start makes the index anew. */
  readonly onDamaged?: () => void;
}

/** Megabytes: enough for some hundred thousand lines and their dependencies. */
export const defaultCheckerMemory = 2_048;

/** As many as there are cores to keep busy on a small machine; more workers cost more memory than they win time. */
const parserWorkers = 2;

export async function createEngine(config: EngineConfig): Promise<Engine> {
  const { dataDir, assetsDir, log } = config;
  const migrationsDir = join(assetsDir, 'migrations');
  const { db, lostFolders, notices } = await openEngineDatabase(databaseConfig(config), migrationsDir, log);
  const parser = createParserPool({ workerFile: join(assetsDir, 'parserWorker.cjs'), assetsDir, size: parserWorkers });
  const events = createEvents(log);
  const jobs = createJobs(jobEvents(events));
  const rulesOf = rulesBeside(config.exclude);
  const own = { db, rulesOf, events, log, instance: randomUUID() };
  const resolverOf = resolversOf({ ...own, workerFile: join(assetsDir, 'resolverWorker.cjs') });
  const writeIndexed = folderWriter(dataDir, () => vaults.all());
  const vaults: OpenVaults = createOpenVaults(db, jobs, resolverOf, async () => {
    if (db.kind === 'embedded') await writeIndexed();
    events.emit({ kind: 'folders' });
  });
  const maintenance = createMaintenance(db, log);
  const buffers = createBuffers({ vaults, parser, rulesOf });
  const indexing = createEngineIndexing({ ...own, parser, jobs, vaults, buffers, maintenance });
  const embedding = openEmbedding(config, vaults, jobs, events);
  const recent = config.recency === true ? createRecent(events, rulesOf, log) : nothingRecent;
  const checking = openChecking(config, vaults, () => jobs.busy || embedding.busy, events);
  const modelling = createModelling(config, { vaults, parser, rulesOf, createEngine });
  const reports: ReportDeps = {
    ...{ vaults, jobs, parser, rulesOf, dataDir, notices, checking, embedding },
    watching: indexing.watching,
    version: config.version,
    startedMs: Date.now(),
  };
  await indexing.start(lostFolders);

  const engine: Engine = {
    ...indexing.requests,
    ...questions({ vaults, embedding, recent }, buffers, maintenance),
    ...graphQuestions({ vaults, parser, rulesOf }),
    ...backgroundRequests(vaults, checking, embedding, indexing),
    setBuffer: buffers.setBuffer,
    onEvent: events.on,
    ...reportRequests(reports),
    ...migrationRequests(db, migrationsDir),
    ...writtenFiles(vaults, config.version),
    ...modelling.requests,
    ...restoring({ vaults, events, before: [checking, embedding, indexing] }),
    busy: () => [jobs, maintenance, checking, embedding, modelling].some(({ busy }) => busy) || vaults.busy(),
    async dispose() {
      // In this order: what is last is what the others write to.
      for (const part of [recent, checking, embedding, indexing, vaults, maintenance, parser, db]) await part.close();
    },
  };
  return guardAgainstDamage(engine, async () => {
    if (db.kind === 'embedded') await markDamaged(dataDir);
    config.onDamaged?.();
  });
}

type Questions = Pick<Engine, 'search' | 'symbol' | 'outline' | 'browse' | 'symbolAt' | 'relations' | 'uses'>;

function questions(deps: SearchDeps, buffers: Buffers, maintenance: Maintenance): Questions {
  const { vaults, embedding } = deps;
  return {
    search(request, signal) {
      maintenance.postpone();
      embedding.postpone();
      return search(deps, request, signal);
    },
    symbol: (request) => findSymbol(vaults, request),
    async outline(request) {
      await buffers.settled(request.file);
      return outline(vaults, request);
    },
    browse: (request) => browse(vaults, request),
    async symbolAt(request) {
      await buffers.settled(request.file);
      return symbolAt(vaults, request);
    },
    relations: (request, signal) => relationsOf(vaults, request, signal),
    uses: (request) => usesOf(vaults, request),
  };
}

type GraphQuestions = Pick<Engine, 'impact' | 'path' | 'cycles' | 'unused' | 'hotspots' | 'duplicates'>;

function graphQuestions(deps: ImpactDeps): GraphQuestions {
  const { vaults } = deps;
  return {
    impact: (request, signal) => impactOf(deps, request, signal),
    path: (request, signal) => pathOf(vaults, request, signal),
    cycles: (request, signal) => cyclesOf(vaults, request, signal),
    duplicates: (request, signal) => duplicatesIn(vaults, request, signal),
    unused: (request, signal) => unusedIn(vaults, request, signal),
    hotspots: (request, signal) => hotspotsIn(deps, request, signal),
  };
}

function reportRequests(reports: ReportDeps): Pick<Engine, 'why' | 'status' | 'doctor'> {
  return {
    why: (request) => whyOf(reports, request.path),
    status: (request, signal) => statusOf(reports, request, signal),
    doctor: (signal) => doctorChecks(reports, signal),
  };
}

function writtenFiles(vaults: OpenVaults, version: string): Pick<Engine, 'backup'> & ScipRequests {
  return { ...createScipRequests({ vaults, version }), backup: (file, signal) => backup(vaults.db, file, signal) };
}

/** Reads a backup, when all that would write has come to rest. */
function restoring({
  vaults,
  events,
  before,
}: {
  readonly vaults: OpenVaults;
  readonly events: EngineEvents;
  readonly before: readonly { rest(): Promise<void> }[];
}): Pick<Engine, 'restore'> {
  return {
    async restore({ file, replace = false }, signal) {
      for (const part of before) await part.rest();
      const restored = await restore(vaults.db, file, signal, { replace });
      await vaults.forget();
      events.emit({ kind: 'folders' });
      return restored;
    },
  };
}

/** What a folder leaves out, besides what the engine does everywhere. */
function rulesBeside(everywhere: readonly string[]): (vault: Pick<StoredVault, 'exclude'>) => ScanRules {
  return ({ exclude }) => ({ languageOf, isProjectFile, exclude: [...everywhere, ...exclude] });
}

function openEmbedding(
  { embedding, assetsDir, dataDir, log }: EngineConfig,
  vaults: OpenVaults,
  jobs: Jobs,
  events: EngineEvents,
): Embedding {
  const { pauses = {}, open = openerOf({ assetsDir, dataDir, log }), ...settings } = embedding ?? {};
  return createEmbedding({
    ...{ vaults, jobs, events, log, pauses, open },
    ...('provider' in settings && { settings }),
  });
}

function openChecking(
  { checker, assetsDir, log }: EngineConfig,
  vaults: OpenVaults,
  isBusy: () => boolean,
  events: EngineEvents,
) {
  const file = join(assetsDir, 'checker.cjs');
  const { pauses = {}, start = (megabytes: number) => startChecker(file, megabytes), ...settings } = checker ?? {};
  return createChecking({
    ...{ vaults, isBusy, events, log, pauses, start },
    ...('enabled' in settings && { settings }),
  });
}

function backgroundRequests(
  vaults: OpenVaults,
  checking: Checking,
  embedding: Embedding,
  { requests }: EngineIndexing,
): Pick<Engine, 'setOpen' | 'check' | 'configureChecker' | 'reset'> & ReturnType<typeof embeddingRequests> {
  return {
    ...embeddingRequests({ vaults, embedding }),
    async reset(request) {
      await checking.rest();
      await embedding.rest();
      await requests.reset(request);
    },
    setOpen(files) {
      checking.setOpen(files);
    },
    check: (request, signal) => checking.check(request, signal),
    configureChecker(settings) {
      checking.configure(settings);
    },
  };
}

function jobEvents(events: EngineEvents): JobObserver {
  return {
    progress: (progress) => {
      events.emit({ kind: 'progress', progress });
    },
    changed: () => {
      events.emit({ kind: 'folders' });
    },
  };
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
