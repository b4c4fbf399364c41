/** Brings the index of a whole folder up to date: scan, compare, update what differs. */

import { performance } from 'node:perf_hooks';
import type { IndexPhase, IndexSummary } from '../model/api';
import { messageOf, throwIfCancelled } from '../model/errors';
import type { FilePath } from '../model/ids';
import type { ParserPool } from '../parser/parserPool';
import type { Database } from '../store/database';
import { knownFiles } from '../store/files';
import type { KnownFile } from '../store/files';
import { setVaultIndexed, vaultStatistics } from '../store/vaults';
import type { StoredVault } from '../store/vaults';
import { diffScan } from '../workspace/changes';
import { headOf } from '../workspace/git';
import type { ReadLimits } from '../workspace/read';
import { scanFolder } from '../workspace/scan';
import type { ScanResult } from '../workspace/scan';
import type { ScanRules } from '../workspace/rules';
import type { Job } from './jobs';
import type { ResolveHooks } from './resolving/passes';
import type { ResolveCounts } from './resolving/resolveFiles';
import { updateFiles } from './update';
import type { UpdateCounts, WrittenBatch } from './update';

export interface IndexerDeps {
  readonly db: Database;
  readonly parser: ParserPool;
  readonly rulesOf: (vault: StoredVault) => ScanRules;
  readonly limits: ReadLimits;
  onWritten(vault: StoredVault, batch: WrittenBatch): Promise<void>;
  /** All files are in the tables; relationships are not. */
  onSearchable(vault: StoredVault): Promise<void>;
  resolve(vault: StoredVault, projectFiles: readonly FilePath[], hooks: ResolveHooks): Promise<ResolveCounts>;
}

export async function indexFolder(
  deps: IndexerDeps,
  vault: StoredVault,
  job: Job,
  rebuild: boolean,
): Promise<IndexSummary> {
  const started = performance.now();
  const report = reporter(job);
  report('scanning', 0, 0, 0);
  const head = await headOf(vault.folder);
  const known = await knownFiles(deps.db, vault);
  const scan = await scanFolder(vault.folder, deps.rulesOf(vault), job.signal);
  const changes = diffScan(scan.files, known);
  const files = rebuild ? scan.files : [...changes.added, ...changes.maybeChanged];
  await setVaultIndexed(deps.db, vault.id, { ...vault.freshness, complete: vault.freshness.complete && !rebuild });
  const counts = await updateAll(deps, vault, job, { files, known, removed: changes.removed, rebuild, report });
  const commit = head?.commit === undefined ? {} : { commit: head.commit };
  await setVaultIndexed(deps.db, vault.id, { ...commit, indexedAt: new Date().toISOString(), complete: true });
  await deps.onSearchable(vault);
  // The parsers' memory and the resolver's are not needed at once.
  if (files.length > fewFiles) deps.parser.rest();
  const resolution = await resolveAll(deps, vault, job, scan.projectFiles, {
    anew: rebuild,
    onProgress: (done, total, current) => {
      report('resolving', done, total, counts.symbols, current);
    },
  });
  report('cleaning', files.length, files.length, counts.symbols);
  const { symbols, references } = await vaultStatistics(deps.db, vault.id);
  report('done', files.length, files.length, symbols);
  const { added, changed, removed, renamed, reused, failed, bytes } = counts;
  const unchanged = scan.files.length - (files.length - counts.unchanged);
  const unreadable = scan.unreadable.map(({ path, message }) => `${path}: ${message}`);
  return {
    folder: vault.folder,
    vault: vault.name,
    files: { total: scan.files.length, added, changed, removed, renamed, reused, failed, unchanged },
    symbols,
    references,
    bytes,
    ms: Math.round(performance.now() - started),
    ...('resolved' in resolution && { resolved: resolution.resolved }),
    notices: [...scan.notices, ...unreadable, ...leftOutNotice(scan), ...resolution.notices],
  };
}

/** So few leave the parsers small, and ready for the next save. */
const fewFiles = 1_000;

type Resolution = Pick<IndexSummary, 'notices' | 'resolved'>;

/** What goes wrong here costs relationships, not the index: the next pass goes on with what is left. */
async function resolveAll(
  deps: IndexerDeps,
  vault: StoredVault,
  { gate, signal }: Job,
  projectFiles: readonly FilePath[],
  hooks: Pick<ResolveHooks, 'anew' | 'onProgress'>,
): Promise<Resolution> {
  const started = performance.now();
  hooks.onProgress(0, 0, undefined);
  try {
    const pass = (): Promise<void> => gate.pass(signal);
    const counts = await deps.resolve(vault, projectFiles, { ...hooks, signal, pass });
    return { resolved: { ...counts, ms: Math.round(performance.now() - started) }, notices: [] };
  } catch (error) {
    throwIfCancelled(signal);
    return { notices: [`relationships are not complete: ${messageOf(error)}`] };
  }
}

/** Why a folder that has files yields none. */
function leftOutNotice({ files, leftOut }: Pick<ScanResult, 'files' | 'leftOut'>): string[] {
  const reasons = Object.entries(leftOut).map(([reason, count]) => `${count} ${reason}`);
  return files.length > 0 || reasons.length === 0 ? [] : [`nothing to index here; left out: ${reasons.join(', ')}`];
}

interface Work {
  readonly files: Parameters<typeof updateFiles>[1];
  readonly known: ReadonlyMap<FilePath, KnownFile>;
  readonly removed: readonly FilePath[];
  readonly rebuild: boolean;
  readonly report: ReturnType<typeof reporter>;
}

async function updateAll(deps: IndexerDeps, vault: StoredVault, job: Job, work: Work): Promise<UpdateCounts> {
  const { files, known, removed, rebuild, report } = work;
  let done = 0;
  let symbols = 0;
  report('indexing', 0, files.length, 0);
  return updateFiles(
    {
      db: deps.db,
      parser: deps.parser,
      vault,
      folder: vault.folder,
      limits: deps.limits,
      known,
      removed,
      rebuild,
      gate: job.gate,
      superseded: (path) => job.superseded.has(path),
      onWritten: (batch) => deps.onWritten(vault, batch),
      onProgress: (step) => {
        done += step.files;
        symbols += step.symbols;
        report('indexing', done, files.length, symbols, step.current);
      },
    },
    files,
    job.signal,
  );
}

function reporter(job: Job) {
  return (phase: IndexPhase, done: number, total: number, symbols: number, current?: string): void => {
    job.report({ phase, done, total, symbols, ...(current === undefined ? {} : { current }) });
  };
}
