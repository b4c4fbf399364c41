/** What the engine says of itself: status, doctor, why. */

import { hostname } from 'node:os';
import { access, constants, statfs } from 'node:fs/promises';
import type { DoctorCheck, EngineStatus, FolderStatus, WhyAnswer } from '../model/api';
import { messageOf } from '../model/errors';
import type { IndexedFile } from '../model/file';
import type { Jobs } from '../indexer/jobs';
import { languages } from '../languages';
import type { ParserPool } from '../parser/parserPool';
import { databaseFacts } from '../store/facts';
import { fileProblems, indexedFile, knownFiles } from '../store/files';
import { vaultStatistics } from '../store/vaults';
import type { StoredVault } from '../store/vaults';
import { diffScan } from '../workspace/changes';
import { pathBelow } from '../workspace/folder';
import { headOf } from '../workspace/git';
import { defaultReadLimits, largestReadLimits, readSource } from '../workspace/read';
import { scanFolder } from '../workspace/scan';
import type { ScanRules } from '../workspace/rules';
import { explain } from '../workspace/why';
import { realPath } from './paths';
import type { OpenVault, OpenVaults } from './openVaults';
import type { Checking } from './checking';
import type { Embedding } from './embedding';
import type { Watching } from './watching';

export interface ReportDeps {
  readonly vaults: OpenVaults;
  readonly jobs: Jobs;
  readonly watching: Watching;
  readonly checking: Checking;
  readonly embedding: Embedding;
  readonly parser: ParserPool;
  readonly rulesOf: (vault: StoredVault) => ScanRules;
  readonly version: string;
  readonly dataDir: string;
  readonly startedMs: number;
  readonly notices: readonly string[];
}

const shownProblems = 50;

export async function statusOf(
  deps: ReportDeps,
  request: { readonly folder?: string; readonly checkFiles?: boolean },
  signal: AbortSignal,
): Promise<EngineStatus> {
  const { vaults } = deps;
  const asked = request.folder === undefined ? await vaults.all() : [await vaults.containing(request.folder)];
  const folders: FolderStatus[] = [];
  for (const vault of asked) folders.push(await folderStatus(deps, vault, request.checkFiles === true, signal));
  return {
    version: deps.version,
    database: { kind: vaults.db.kind, location: vaults.db.location, ...(await databaseFacts(vaults.db)) },
    folders,
    process: processFacts(deps.startedMs),
    notices: deps.notices,
  };
}

function processFacts(startedMs: number): EngineStatus['process'] {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return {
    pid: process.pid,
    rssBytes: process.memoryUsage.rss(),
    peakRssBytes: maxRSS * 1024,
    cpuMs: (userCPUTime + systemCPUTime) / 1000,
    uptimeMs: Date.now() - startedMs,
  };
}

async function folderStatus(
  deps: ReportDeps,
  vault: OpenVault,
  checkFiles: boolean,
  signal: AbortSignal,
): Promise<FolderStatus> {
  const { stored } = vault;
  const { id, name, folder, host, freshness } = stored;
  const statistics = await vaultStatistics(deps.vaults.db, stored.id);
  const progress = deps.jobs.progressOf(stored.folder);
  const present = await access(stored.folder).then(
    () => true,
    () => false,
  );
  const head = present ? await headOf(stored.folder) : undefined;
  const changedFiles = checkFiles && present ? await countChanges(deps, stored, signal) : undefined;
  return {
    vault: { id, name, folder, host },
    state: !present ? 'missing' : stateOf(progress?.paused, freshness.complete, statistics.files),
    files: statistics.files,
    symbols: statistics.symbols,
    references: statistics.references,
    filesByLanguage: statistics.filesByLanguage,
    filesByStatus: statistics.filesByStatus,
    freshness: {
      ...freshness,
      ...(head?.commit === undefined ? {} : { headNow: head.commit }),
      ...(changedFiles === undefined ? {} : { changedFiles }),
    },
    problems: await fileProblems(deps.vaults.db, stored, shownProblems),
    ...(progress === undefined ? {} : { progress }),
    watching: deps.watching.has(stored.folder),
    checker: await deps.checking.stateOf(vault),
    embedding: await deps.embedding.stateOf(vault),
  };
}

function stateOf(paused: boolean | undefined, complete: boolean, files: number): FolderStatus['state'] {
  if (paused !== undefined) return paused ? 'paused' : 'indexing';
  if (!complete) return 'partial';
  return files === 0 ? 'empty' : 'indexed';
}

/** By size and time, as an index run would; files that only look changed are read and compared. */
async function countChanges(deps: ReportDeps, vault: OpenVault['stored'], signal: AbortSignal): Promise<number> {
  const known = await knownFiles(deps.vaults.db, vault);
  const scan = await scanFolder(vault.folder, deps.rulesOf(vault), signal);
  const changes = diffScan(scan.files, known);
  let changed = 0;
  for (const file of changes.maybeChanged) {
    const result = await readSource(vault.folder, file, defaultReadLimits);
    if (result.kind !== 'text' || result.hash !== known.get(file.path)?.hash) changed += 1;
  }
  return changes.added.length + changes.removed.length + changed;
}

export async function whyOf(deps: ReportDeps, path: string): Promise<WhyAnswer> {
  const real = await realPath(path);
  const vault = await deps.vaults.find(real);
  if (vault === undefined) {
    const explanation = 'it is not in an indexed folder; run: loci index <folder>';
    return { path: real, indexed: false, explanation, stale: false };
  }
  const { folder } = vault.stored;
  const inside = pathBelow(folder, real)!;
  const known = (await knownFiles(deps.vaults.db, vault.stored, [inside])).get(inside);
  const exclusion = await explain(folder, real, deps.rulesOf(vault.stored));
  const base = { path: real, folder, indexed: known !== undefined, ...(exclusion === undefined ? {} : { exclusion }) };
  if (known === undefined) {
    const explanation = exclusion?.detail ?? 'no rule leaves it out, but it is new since the folder was indexed';
    return { ...base, explanation, stale: exclusion === undefined };
  }
  const file = indexedFile(known);
  if (exclusion !== undefined) {
    return { ...base, file, explanation: `indexed before, but now left out: ${exclusion.detail}`, stale: true };
  }
  const stale = await isStale(folder, file);
  const state =
    known.status === 'failed' ? `not readable: ${known.problem ?? ''}` : `indexed with ${known.symbolCount} symbols`;
  const problem = known.status === 'partial' ? `, in part: ${known.problem ?? ''}` : '';
  return { ...base, file, explanation: `${state}${problem}${stale ? ', but changed since' : ''}`, stale };
}

async function isStale(folder: string, file: IndexedFile): Promise<boolean> {
  const result = await readSource(folder, { ...file, wanted: true }, largestReadLimits);
  return result.kind !== 'text' || result.hash !== file.hash;
}

/** Each check says what it saw and, if something is wrong, what to do. */
export async function doctorChecks(deps: ReportDeps, signal: AbortSignal): Promise<DoctorCheck[]> {
  const { db } = deps.vaults;
  return Promise.all([
    check('database', 'loci reset, or check the server', async () => {
      const { serverVersion, schemaVersion } = await databaseFacts(db);
      return `${db.kind} ${serverVersion} at ${db.location}, schema ${schemaVersion}`;
    }),
    check('data directory', 'give this user the right to write it, or pass --data-dir', async () => {
      await access(deps.dataDir, constants.R_OK | constants.W_OK);
      return `${deps.dataDir} can be written`;
    }),
    check('free disk space', 'free some space, or move the data directory with --data-dir', async () => {
      const { bavail, bsize } = await statfs(deps.dataDir);
      const free = (bavail * bsize) / 1024 ** 2;
      if (free < 500) throw new Error(`only ${Math.round(free)} MB left beside ${deps.dataDir}`);
      return `${Math.round(free)} MB`;
    }),
    check('parsers', 'install Loci again: its grammar files are damaged', async () => {
      for (const { id } of languages) {
        const [facts] = await deps.parser.parse(
          [{ path: 'doctor' as IndexedFile['path'], language: id, text: '\n' }],
          signal,
        );
        if (facts === undefined) throw new Error(`${id} does not answer`);
      }
      return `${languages.length} languages load`;
    }),
    check('folders', 'run: loci reset <folder>, for a folder that is gone for good', async () => {
      const all = await deps.vaults.all();
      const missing: string[] = [];
      for (const { stored } of all) await access(stored.folder).catch(() => missing.push(stored.folder));
      if (missing.length > 0) throw new Error(`not there: ${missing.join(', ')}`);
      return `${all.length} indexed on ${hostname()}`;
    }),
  ]);
}

async function check(name: string, mend: string, look: () => Promise<string>): Promise<DoctorCheck> {
  try {
    return { name, ok: true, detail: await look() };
  } catch (error) {
    return { name, ok: false, detail: messageOf(error), mend };
  }
}
