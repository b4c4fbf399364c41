/** A first index of a folder, beside Universal Ctags and a raw read of the same files. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languageOf } from '../../src/core/languages';
import { scanFolder } from '../../src/core/workspace/scan';
import { startMeasuredEngine, table, timeProgram } from './program';

export async function benchIndex(folder: string): Promise<void> {
  const { files } = await scanFolder(folder, { languageOf }, new AbortController().signal);
  const paths = files.map(({ path }) => path);
  const rawSeconds = await readAll(folder, paths);
  const tags = ['--fields=+nKe', '--output-format=json', '-L', '-', '-f', '-'];
  const tagsSeconds = await timeProgram('ctags', tags, folder, paths.join('\n'));

  const measured = await startMeasuredEngine();
  const { client } = measured;
  const before = (await client.status({})).process;
  let firstNames: number | undefined;
  let stored: Promise<number> | undefined;
  const cpuNow = async (): Promise<number> => (await client.status({})).process.cpuMs;
  const started = performance.now();
  const summary = await client.index({ folder }, ({ phase, symbols }) => {
    if (symbols > 0) firstNames ??= performance.now() - started;
    if (phase === 'resolving') stored ??= cpuNow();
  });
  const after = (await client.status({})).process;
  const cpuStored = (await stored) ?? Number.NaN;
  const again = await client.index({ folder }, () => undefined);
  await measured.stop();

  const seconds = summary.ms / 1000;
  const ratio = (reference: number | undefined): string =>
    reference === undefined ? 'not installed' : (seconds / reference).toFixed(1);
  console.log(`\nFirst index of ${folder}`);
  table([
    {
      files: summary.files.total,
      MB: (summary.bytes / 1e6).toFixed(1),
      symbols: summary.symbols,
      references: summary.references,
      'wall s': seconds.toFixed(2),
      'CPU s': ((after.cpuMs - before.cpuMs) / 1000).toFixed(1),
      'stored CPU s': ((cpuStored - before.cpuMs) / 1000).toFixed(1),
      'resolved CPU s': ((after.cpuMs - cpuStored) / 1000).toFixed(1),
      'peak MB': Math.round(after.peakRssBytes / 1e6),
      'first names s': ((firstNames ?? Number.NaN) / 1000).toFixed(2),
      'nothing changed s': (again.ms / 1000).toFixed(2),
    },
  ]);
  const { relationships, external, unresolved, ms, ...resolved } = summary.resolved ?? nothingResolved;
  table([
    {
      ...{ relationships, external, unresolved },
      'resolve s': (ms / 1000).toFixed(2),
      'relationships/s': Math.round(relationships / (ms / 1000)),
      'resolved files/s': Math.round(resolved.files / (ms / 1000)),
      'before s': ((summary.ms - ms) / 1000).toFixed(2),
    },
  ]);
  table([
    {
      'files/s': Math.round(summary.files.total / seconds),
      'MB/s': (summary.bytes / 1e6 / seconds).toFixed(1),
      'symbols/s': Math.round(summary.symbols / seconds),
      'ctags s': tagsSeconds?.toFixed(2) ?? 'not installed',
      '× ctags': ratio(tagsSeconds),
      'raw read s': rawSeconds.toFixed(2),
      '× raw read': ratio(rawSeconds),
    },
  ]);
}

const nothingResolved = { files: 0, relationships: 0, external: 0, unresolved: 0, ms: Number.NaN };

/** Reads and hashes every file: the least that an index by content has to do. */
async function readAll(folder: string, paths: readonly string[]): Promise<number> {
  const started = performance.now();
  for (const path of paths)
    createHash('sha256')
      .update(await readFile(join(folder, path)))
      .digest();
  return (performance.now() - started) / 1000;
}
