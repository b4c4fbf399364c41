/** Files that are written whole or not at all. */

import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LociError, isLociError } from '../model/errors';
import { QueryError, errorFacts, storeError } from './errors';

/**
 * Puts what `source` yields into the place of `file` when it is all on the disk; answers with the bytes. Only the owner
 * may read it. Errors: those of {@link fileError}.
 */
export async function writeWholeFile(
  file: string,
  source: Readable,
  ...through: readonly Transform[]
): Promise<{ readonly bytes: number }> {
  const unfinished = `${file}.part-${randomUUID().slice(0, 8)}`;
  try {
    await pipeline([source, ...through, createWriteStream(unfinished, { mode: 0o600 })]);
    await flushToDisk(unfinished);
    const { size } = await stat(unfinished);
    await rename(unfinished, file);
    return { bytes: size };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw fileError(error, file);
  }
}

async function flushToDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** `notFound`, `permission`, `diskFull`, `usage` (a folder); errors that are not the file's own stay what they are. */
export function fileError(error: unknown, file: string): unknown {
  if (isLociError(error) || error instanceof QueryError) return error;
  const facts = errorFacts(error);
  if (facts.code === 'ENOENT' || facts.code === 'ENOTDIR') return new LociError('notFound', `${file} is not there`);
  if (facts.code === 'EISDIR') return new LociError('usage', `${file} is a folder`, 'name a file');
  if (facts.code === 'ENOSPC') return new LociError('diskFull', `no space left to write ${file}`, 'free some space');
  if (['EACCES', 'EPERM', 'EROFS'].includes(facts.code ?? '')) {
    return new LociError('permission', `${file} cannot be opened: ${facts.message}`, 'check the rights');
  }
  return storeError(facts);
}
