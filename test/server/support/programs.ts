/** Builds programs for tests, gives each test folders of its own, and ends what the tests have started. */

import { build } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readAddress } from '../../../src/protocol/endpoint';

/** Bundles `entry` (from the repository's root) as `<folder>/<name>.cjs`, the way the release is bundled. */
export async function bundle(entry: string, folder: string, name: string): Promise<string> {
  const outfile = path.join(folder, `${name}.cjs`);
  await build({
    entryPoints: [path.resolve(entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
    external: ['pg-native'],
    banner: { js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': '__importMetaUrl' },
  });
  return outfile;
}

export function temporaryFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'loci-test-'));
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Polls until `probe` is true; fails after `patience` milliseconds, saying what it waited for. */
export async function until(what: string, probe: () => boolean, patience = 20_000): Promise<void> {
  const deadline = Date.now() + patience;
  while (!probe()) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await delay(20);
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Whether a server has left word in `dataDir` of where it listens. */
export function hasAddress(dataDir: string): boolean {
  return readAddress({ dataDir }) !== undefined;
}
