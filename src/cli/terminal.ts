/** Where the command line writes and reads. */

import type { Readable, Writable } from 'node:stream';
import pc from 'picocolors';

type Colors = ReturnType<typeof pc.createColors>;

export interface Terminal {
  /** Answers. */
  readonly out: (line: string) => void;
  /** Everything else: progress, notes, failures. */
  readonly err: (line: string) => void;
  /** Writes to the standard error as it stands. */
  readonly draw: (text: string) => void;
  readonly input: Readable;
  readonly inputIsTerminal: boolean;
  readonly outputIsTerminal: boolean;
  readonly errorIsTerminal: boolean;
  /** Columns that an answer may take; Infinity where nobody looks at it. */
  readonly outputColumns: () => number;
  readonly errorColumns: () => number;
  /** For `out`; plain where colours are not wanted. */
  readonly colors: Colors;
}

interface OutputStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: NodeJS.ProcessEnv;
}

/** `onBrokenPipe` is called when the reader of an output has gone, as in `loci search x | head -1`. */
export function createTerminal(streams: Streams, onBrokenPipe: () => void): Terminal {
  const { stdin, stdout, stderr, env } = streams;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') onBrokenPipe();
      else throw error;
    });
  }
  const { NO_COLOR: noColor = '', FORCE_COLOR: forceColor = '', TERM: kind } = env;
  const outputIsTerminal = stdout.isTTY === true;
  const colored = noColor === '' && (forceColor !== '' ? forceColor !== '0' : outputIsTerminal && kind !== 'dumb');
  return {
    out: (line) => stdout.write(`${line}\n`),
    err: (line) => stderr.write(`${line}\n`),
    draw: (text) => stderr.write(text),
    input: stdin,
    inputIsTerminal: stdin.isTTY === true,
    outputIsTerminal,
    errorIsTerminal: stderr.isTTY === true && kind !== 'dumb',
    outputColumns: () => (outputIsTerminal ? columnsOf(stdout) : Infinity),
    errorColumns: () => columnsOf(stderr),
    colors: pc.createColors(colored),
  };
}

/** A terminal that does not know its width says 0 or nothing. */
function columnsOf({ columns = 0 }: OutputStream): number {
  return columns > 0 ? columns : 80;
}
