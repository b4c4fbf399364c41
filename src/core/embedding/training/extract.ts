/** Pairs from folders of code: what its comments, its names and its history say of it. */

import { isAskedAbout } from '../../languages/asked';
import { languageOf } from '../../languages/index';
import { throwIfCancelled } from '../../model/errors';
import type { SourceFile } from '../../model/file';
import type { ParserPool } from '../../parser/parserPool';
import { realFolder, vaultName } from '../../workspace/folder';
import { defaultReadLimits, readSource } from '../../workspace/read';
import { scanFolder } from '../../workspace/scan';
import { commitPairs } from './commitPairs';
import { createFoundCode } from './foundCode';
import type { TrainingPair } from './pairs';
import { symbolPairs } from './symbolPairs';

export interface Extracted {
  readonly files: number;
  /** Commits that say something; undefined without a history. */
  readonly commits: number | undefined;
}

const filesAtOnce = 32;
/** @throws LociError for a folder that is not there or may not be read, and `cancelled`. */
export async function extractPairs(
  folder: string,
  parser: ParserPool,
  collect: (pair: TrainingPair) => void,
  onProgress: (files: number, total: number) => void,
  signal: AbortSignal,
): Promise<Extracted> {
  const real = await realFolder(folder);
  const repository = vaultName(real);
  const today = createFoundCode(repository);
  const scanned = await scanFolder(real, { languageOf }, signal);
  const files = scanned.files.filter(({ path }) => isAskedAbout(path));
  for (let from = 0; from < files.length; from += filesAtOnce) {
    throwIfCancelled(signal);
    onProgress(from, files.length);
    const sources: SourceFile[] = [];
    for (const file of files.slice(from, from + filesAtOnce)) {
      const read = await readSource(real, file, defaultReadLimits);
      if (read.kind === 'text') sources.push({ path: file.path, language: file.language, text: read.text });
    }
    const parsed = await parser.parse(sources, signal);
    parsed.forEach(({ path, symbols }, i) => {
      today.add(path, sources[i]!.text, symbols);
      symbolPairs(repository, path, sources[i]!.text, symbols).forEach(collect);
    });
  }
  onProgress(files.length, files.length);
  return { files: files.length, commits: await commitPairs(repository, real, today, collect, signal) };
}
