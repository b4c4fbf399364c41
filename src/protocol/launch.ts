/** Starts a server that outlives this process, and hears from it how its start went. */

import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { LociError } from '../core/model/errors';
import type { ServerKey } from './endpoint';
import { fromErrorData } from './errorCodec';

export interface ServerProgram {
  /** The server's bundle. */
  readonly serverFile: string;
  /** What runs it; this process's own program unless told. Electron's is made to behave as Node. */
  readonly nodeFile?: string;
}

/** `locked`: another process owns the data directory, so this server has ended again. */
export type LaunchStatus = 'listening' | 'locked';

/** The one line that a server writes to its standard output. `failed` carries an {@link ErrorData}. */
const statusLine = z.discriminatedUnion('status', [
  z.object({ status: z.literal('listening') }),
  z.object({ status: z.literal('locked') }),
  z.object({ status: z.literal('failed'), error: z.unknown() }),
]);
export type StatusLine = z.infer<typeof statusLine>;

/** Resolves when the server listens or gives way to another; rejects with the reason if it could not start. */
export async function launchServer(key: ServerKey, program: ServerProgram): Promise<LaunchStatus> {
  const logFile = path.join(key.dataDir, 'logs', 'server.log');
  const child = spawnDetached(key, program, logFile);
  const { line, ending } = await firstLine(child);
  child.stdout?.destroy();
  child.unref();
  const status = readStatus(line);
  if (status !== undefined && status.status !== 'failed') return status.status;
  const said = status === undefined ? lastLine(logFile) : undefined;
  throw startFailure(status, said === undefined ? ending : `${ending}: ${said}`, logFile);
}

/** Why a server did not start: what it said itself or, of one that said nothing, how it ended. */
export function startFailure(status: StatusLine | undefined, ending: string, log: string): LociError {
  const told = status?.status === 'failed' ? fromErrorData(status.error) : undefined;
  return told ?? new LociError('serverLost', `the Loci server could not start (${ending})`, `see ${log}`);
}

/**
 * A server has five threads that pass megabytes to each other. With an arena a thread glibc keeps a quarter more memory
 * than is in use; with roomy heaps V8 keeps another fifth. Neither buys time that can be measured. Search indexes and
 * databases are outside the heap: its bound leaves an index of millions of symbols room for its names. What is young has
 * this little room in the server's own thread, and so has what stays; the others have theirs (`server/heaps.ts`).
 */
const frugal = { MALLOC_ARENA_MAX: '2' };
export const frugalHeap = ['--max-semi-space-size=4', '--max-old-space-size=448'];

function spawnDetached(key: ServerKey, program: ServerProgram, logFile: string): ChildProcess {
  const errors = openLog(logFile);
  const options: SpawnOptions = {
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', errors ?? 'ignore'],
    // Not the caller's folder: a folder that is some process's own cannot be removed on Windows.
    cwd: path.parse(program.serverFile).root,
    // By environment, not by argument: any user of the machine can read the arguments, and the URL holds a password.
    env: { ...process.env, ...frugal, LOCI_DATABASE_URL: key.databaseUrl, ELECTRON_RUN_AS_NODE: '1' },
  };
  try {
    const args = [...frugalHeap, program.serverFile, '--data-dir', key.dataDir];
    return spawn(program.nodeFile ?? process.execPath, args, options);
  } finally {
    if (errors !== undefined) closeSync(errors);
  }
}

/** What the runtime itself says as it dies goes to the log. Without a log the start goes on: it will say why. */
function openLog(logFile: string): number | undefined {
  try {
    mkdirSync(path.dirname(logFile), { recursive: true, mode: 0o700 });
    return openSync(logFile, 'a', 0o600);
  } catch {
    return undefined;
  }
}

/** The first line of standard output, or how the process ended without one. */
export async function firstLine(child: ChildProcess): Promise<{ readonly line: string; readonly ending: string }> {
  return await new Promise((resolve) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve({ line: text, ending: '' });
    });
    child.on('error', (error) => {
      resolve({ line: '', ending: error.message });
    });
    child.on('close', (code, signal) => {
      resolve({ line: text, ending: signal === null ? `exit code ${code ?? 'unknown'}` : `ended by ${signal}` });
    });
  });
}

/** Undefined if `line` is none: the process ended before it could say anything. */
export function readStatus(line: string): StatusLine | undefined {
  try {
    return statusLine.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function lastLine(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').at(-1)?.slice(0, 300);
  } catch {
    return undefined;
  }
}
