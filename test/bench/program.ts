/** A server of its own for a measurement, with the processes and figures around it. */

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connectEngine } from '../../src/protocol/client';
import type { EngineClient } from '../../src/protocol/client';

export interface MeasuredEngine {
  readonly client: EngineClient;
  stop(): Promise<void>;
}

/**
 * The data directory exists and the server runs before anything is measured. It is removed, unless it was given. What
 * works when nothing else is asked for is switched off: the TypeScript checker unless it is wanted, embedding unless
 * LOCI_EMBEDDING says otherwise.
 */
export async function startMeasuredEngine(
  given: { readonly databaseUrl?: string; readonly dataDir?: string; readonly checker?: boolean } = {},
): Promise<MeasuredEngine> {
  process.env['LOCI_CHECKER'] = given.checker === true ? 'on' : 'off';
  process.env['LOCI_EMBEDDING'] ??= 'off';
  const dataDir = given.dataDir ?? (await mkdtemp(join(tmpdir(), 'loci-bench-data-')));
  const empty = join(dataDir, 'empty');
  await mkdir(empty);
  const client = await connectEngine({
    dataDir,
    serverFile: resolve('dist/server.cjs'),
    ...(given.databaseUrl === undefined ? {} : { databaseUrl: given.databaseUrl }),
  });
  await client.index({ folder: empty }, () => undefined);
  return {
    client,
    async stop() {
      const { process: server } = await client.status({});
      client.close();
      process.kill(server.pid, 'SIGTERM');
      await gone(server.pid);
      if (given.dataDir === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function gone(pid: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

/** Wall seconds of a program that reads `input`; undefined if it is not installed. */
export async function timeProgram(
  command: string,
  args: readonly string[],
  cwd: string,
  input: string,
): Promise<number | undefined> {
  const started = performance.now();
  const child = spawn(command, args, { cwd, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise<boolean>((resume) => {
    child.on('error', () => {
      resume(false);
    });
    child.on('close', () => {
      resume(true);
    });
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return (await ended) ? (performance.now() - started) / 1000 : undefined;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function table(rows: readonly Readonly<Record<string, string | number>>[]): void {
  console.table(rows.map((row) => ({ ...row })));
}
