/** Pairs files: one pair a line, see {@link parsePair}; as they are, or compressed by gzip. */

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { LociError, messageOf, throwIfCancelled } from '../../model/errors';
import { formatPair, parsePair } from './pairs';
import type { TrainingPair } from './pairs';

export interface ReadPairs {
  readonly lines: number;
  /** Lines that are no pair. */
  readonly unread: number;
}

/** Progress is told every so many lines. */
const stride = 5_000;

/** @throws LociError `notFound` if the file cannot be read, `usage` if it holds no pair, `cancelled`. */
export async function readPairsFile(
  file: string,
  collect: (pair: TrainingPair) => void,
  onProgress: (lines: number) => void,
  signal?: AbortSignal,
): Promise<ReadPairs> {
  let lines = 0;
  let unread = 0;
  try {
    for await (const line of createInterface({ input: openPairs(file), crlfDelay: Infinity })) {
      if (line === '') continue;
      lines++;
      const pair = parsePair(line);
      if (pair === undefined) unread++;
      else collect(pair);
      if (lines % stride !== 0) continue;
      throwIfCancelled(signal);
      onProgress(lines);
    }
  } catch (error) {
    if (error instanceof LociError) throw error;
    throw new LociError(
      'notFound',
      `${file} cannot be read: ${messageOf(error)}`,
      'give a file of pairs that is there',
      {
        cause: error,
      },
    );
  }
  if (lines === unread) {
    const mend = 'it should hold one JSON object a line, plain or compressed by gzip; unpack other forms first';
    throw new LociError('usage', `${file} holds no pairs`, mend);
  }
  return { lines, unread };
}

function openPairs(file: string): NodeJS.ReadableStream {
  const input = createReadStream(file);
  if (!file.endsWith('.gz')) return input;
  const output = createGunzip();
  input.on('error', (error) => output.destroy(error));
  return input.pipe(output);
}

/**
 * Whole or not at all; compressed, whatever the name. Answers with the file's bytes.
 * @throws LociError `permission` if it cannot be written, and what `fill` throws.
 */
export async function writePairsFile(
  file: string,
  fill: (write: (pair: TrainingPair) => void) => Promise<void>,
): Promise<number> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const packed = createGzip();
    const written = createWriteStream(unfinished);
    const end = finished(packed.pipe(written));
    // Awaited below; what goes wrong before is told there.
    end.catch(() => undefined);
    await fill((pair) => void packed.write(`${formatPair(pair)}\n`));
    packed.end();
    await end;
    await rename(unfinished, file);
    return (await stat(file)).size;
  } catch (error) {
    await rm(unfinished, { force: true });
    if (error instanceof LociError) throw error;
    const what = `the pairs cannot be written to ${file}: ${messageOf(error)}`;
    throw new LociError('permission', what, 'check the folder', { cause: error });
  }
}
