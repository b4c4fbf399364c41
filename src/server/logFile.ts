/** The server's log: lines with their time, in a file that is kept below a bound by moving it aside once. */

import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from '../core/model/log';

export interface LogOptions {
  readonly file: string;
  /** Bytes after which the file becomes `<file>.1`, in place of an earlier one. */
  readonly maximumBytes: number;
  /** Also gets every line. */
  readonly mirror?: (line: string) => void;
  readonly debug: boolean;
}

/** Never throws: a log that cannot be written must not stop what it tells of. */
export function openLogFile(options: LogOptions): Logger {
  const { file, maximumBytes, mirror } = options;
  let bytes = sizeOf(file);
  const write = (level: string, message: string): void => {
    const line = `${new Date().toISOString()} ${process.pid} ${level} ${message.replaceAll('\n', '\n  ')}\n`;
    mirror?.(line);
    try {
      if (bytes > maximumBytes) {
        renameSync(file, `${file}.1`);
        bytes = 0;
      }
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      appendFileSync(file, line, { mode: 0o600 });
      bytes += Buffer.byteLength(line);
    } catch {
      // The disk is full or gone; whoever asks the server for something hears of it.
    }
  };
  return {
    debug: (message) => {
      if (options.debug) write('debug', message);
    },
    info: (message) => {
      write('info', message);
    },
    warn: (message) => {
      write('warn', message);
    },
    error: (message) => {
      write('error', message);
    },
  };
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
