/** Pairs files: one pair a line, see {@link parsePair}; as they are, or compressed by gzip. */

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { LociError, messageOf, throwIfCancelled } from '../../model/errors';
import { parsePair } from './pairs';
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
