/** Reads one file for indexing: opened once, judged by its content, decoded. */

import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exclusion } from '../model/file';
import type { ContentHash, FilePath } from '../model/ids';
import type { Encoding } from './encoding';
import { decodeText } from './encoding';
import { errorCode, isGone, plainRead, reasonOf } from './folder';
import { minifiedBecause } from './minified';
import { defaultMaxBytes } from './rules';

export interface ReadLimits {
  /** Larger files are excluded, unless a `.lociignore` names them. */
  readonly maxBytes: number;
}

export const defaultReadLimits: ReadLimits = { maxBytes: defaultMaxBytes };

/** For files whose rules have been asked before: whatever is indexed can be read again. Bounded by memory. */
export const largestReadLimits: ReadLimits = { maxBytes: 64 * 1024 * 1024 };

export type ReadResult =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Of the bytes on disk, byte order mark included. */
      readonly hash: ContentHash;
      /** Bytes on disk. */
      readonly size: number;
      readonly encoding: Encoding;
    }
  | { readonly kind: 'excluded'; readonly exclusion: Exclusion }
  | { readonly kind: 'failed'; readonly message: string }
  /** Gone, or no longer a plain file. */
  | { readonly kind: 'vanished' };

/** `wanted`: a `.lociignore` names the file, so that size and form do not matter. */
export interface FileToRead {
  readonly path: FilePath;
  readonly wanted?: true;
}

/** Never throws. A file that changes while it is read is read again; if it changes still, the last reading counts. */
export async function readSource(folder: string, file: FileToRead, limits: ReadLimits): Promise<ReadResult> {
  const maxBytes = file.wanted === true ? largestReadLimits.maxBytes : limits.maxBytes;
  try {
    const handle = await open(join(folder, file.path), plainRead);
    try {
      const read = await readSteadily(handle, maxBytes);
      return Buffer.isBuffer(read) ? judgeContent(read, file) : read;
    } finally {
      await handle.close();
    }
  } catch (error) {
    // A link in the place of a file is ELOOP; a socket, or a pipe's missing writer, ENXIO.
    if (isGone(error) || ['ELOOP', 'ENXIO', 'EISDIR'].includes(errorCode(error))) return { kind: 'vanished' };
    return { kind: 'failed', message: `cannot be read: ${reasonOf(error)}` };
  }
}

const attempts = 3;

async function readSteadily(handle: FileHandle, maxBytes: number): Promise<Buffer | ReadResult> {
  let before = await handle.stat();
  for (let attempt = 1; ; attempt++) {
    if (!before.isFile()) return { kind: 'vanished' };
    if (before.size > maxBytes) return tooLarge(before.size, maxBytes);
    const bytes = await readWhole(handle, before.size);
    const after = await handle.stat();
    if (attempt === attempts || isSame(before, after, bytes)) return bytes;
    before = after;
  }
}

async function readWhole(handle: FileHandle, size: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await handle.read(buffer, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

function isSame(before: Stats, after: Stats, bytes: Buffer): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs && bytes.length === after.size;
}

function judgeContent(bytes: Buffer, { path, wanted }: FileToRead): ReadResult {
  const decoded = decodeText(bytes);
  if (decoded === undefined) return { kind: 'excluded', exclusion: { reason: 'binary', detail: 'it is not text' } };
  const minified = wanted === true ? undefined : minifiedBecause(path, decoded.text);
  if (minified !== undefined) return { kind: 'excluded', exclusion: { reason: 'minified', detail: minified } };
  const hash = createHash('sha256').update(bytes).digest('hex') as ContentHash;
  return { kind: 'text', ...decoded, hash, size: bytes.length };
}

function tooLarge(size: number, maxBytes: number): ReadResult {
  return { kind: 'excluded', exclusion: tooLargeExclusion(size, maxBytes) };
}

export function tooLargeExclusion(size: number, maxBytes: number): Exclusion {
  const detail = `${mebibytes(size)} is beyond the limit of ${mebibytes(maxBytes)}; name it in .lociignore to index it`;
  return { reason: 'tooLarge', detail };
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
