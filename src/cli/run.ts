/** What a command has at hand: the terminal, the server's engine, and how it ends. */

import path from 'node:path';
import { LociError } from '../core/model/errors';
import type { EngineClient } from '../protocol/client';
import type { ServerKey } from '../protocol/endpoint';
import type { Terminal } from './terminal';

export interface Run {
  readonly terminal: Terminal;
  /** The folder that paths are relative to. */
  readonly cwd: string;
  /** The server's program file. */
  readonly serverFile: string;
  readonly quiet: () => boolean;
  /** From the options, the environment, or the platform's own data folder. */
  readonly key: () => ServerKey;
  /** The engine; attached to at the first call, let go of when the command has ended. */
  readonly engine: () => Promise<EngineClient>;
  /** Calls back at Ctrl-C, in place of the process's end; answers with what takes that back. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** The exit code, 0 unless told. */
  readonly finish: (code: ExitCode) => void;
}

export type ExitCode = 0 | 1 | 2 | 130;

/** An absolute path from one that a person typed. */
export function resolvePath(run: Run, typed: string): string {
  if (typed === '') throw new LociError('usage', 'the path is empty', 'give a file or folder');
  return path.resolve(run.cwd, typed);
}

/** Runs `job` with a signal that Ctrl-C aborts. */
export async function interruptible<Result>(run: Run, job: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const release = run.onInterrupt(() => {
    controller.abort();
  });
  try {
    return await job(controller.signal);
  } finally {
    release();
  }
}
