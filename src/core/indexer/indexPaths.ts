/** Brings the index of a few named files up to date, without a scan: what a save or a watcher asks for. */

import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { IndexSummary } from '../model/api';
import type { IndexedFile } from '../model/file';
import type { FilePath, LanguageId } from '../model/ids';
import { knownFiles } from '../store/files';
import type { StoredVault } from '../store/vaults';
import { offeredTime } from '../workspace/changes';
import { firstLine, mayHaveShebang } from '../workspace/collector';
import { namedBySettings } from '../workspace/rules';
import type { OfferedFile, ScanRules } from '../workspace/rules';
import { createExplainer } from '../workspace/why';
import type { Explainer } from '../workspace/why';
import { createGate } from './gate';
import type { IndexerDeps } from './indexFolder';
import { updateFiles } from './update';

/** Paths relative to the folder. Those that rules leave out, or that are gone, leave the index. */
export async function indexPaths(
  deps: IndexerDeps,
  vault: StoredVault,
  paths: readonly FilePath[],
  signal: AbortSignal,
): Promise<IndexSummary> {
  const started = performance.now();
  const known = await knownFiles(deps.db, vault, paths);
  const rules = deps.rulesOf(vault);
  const explain = await createExplainer(vault.folder, rules);
  const isNamed = namedBySettings(rules);
  const files: OfferedFile[] = [];
  const removed: FilePath[] = [];
  for (const path of new Set(paths)) {
    const file = await lookAt({ rules, vault, explain, isNamed }, path, known.get(path));
    if (file !== undefined) files.push(file);
    else if (known.has(path)) removed.push(path);
  }
  const target = {
    db: deps.db,
    parser: deps.parser,
    vault,
    folder: vault.folder,
    limits: deps.limits,
    known,
    removed,
    rebuild: false,
    gate: createGate(),
    superseded: () => false,
    onWritten: (batch: Parameters<IndexerDeps['onWritten']>[1]) => deps.onWritten(vault, batch),
    onProgress: () => undefined,
  };
  const { symbols, references, bytes, ...counts } = await updateFiles(target, files, signal);
  return {
    folder: vault.folder,
    vault: vault.name,
    files: { total: paths.length, ...counts },
    symbols,
    references,
    bytes,
    ms: Math.round(performance.now() - started),
    notices: [],
  };
}

interface Looking {
  readonly rules: ScanRules;
  readonly vault: StoredVault;
  readonly explain: Explainer;
  readonly isNamed: (path: FilePath) => boolean;
}

/**
 * The file as a scan would offer it; undefined if a scan would not. What is indexed already needs no second ruling: it is
 * wanted whatever its size, until a scan says otherwise. But for globs: the scan that is to take a file out by newer
 * ones leaves alone what is written meanwhile.
 */
async function lookAt(
  { rules, vault, explain, isNamed }: Looking,
  path: FilePath,
  known: IndexedFile | undefined,
): Promise<OfferedFile | undefined> {
  const absolute = join(vault.folder, path);
  const stats = await lstat(absolute).catch(() => undefined);
  if (stats?.isFile() !== true) return undefined;
  const language = known?.language ?? (await languageOfNew(rules, path, absolute));
  if (language === undefined) return undefined;
  if ((known === undefined || isNamed(path)) && (await explain(absolute)) !== undefined) return undefined;
  const file = { path, language, size: stats.size, modifiedMs: offeredTime(stats.mtimeMs) };
  return known === undefined ? file : { ...file, wanted: true };
}

async function languageOfNew(
  { languageOf }: ScanRules,
  path: FilePath,
  absolute: string,
): Promise<LanguageId | undefined> {
  const byPath = languageOf(path);
  if (byPath !== undefined || !mayHaveShebang(path)) return byPath?.id;
  return languageOf(path, await firstLine(absolute))?.id;
}
