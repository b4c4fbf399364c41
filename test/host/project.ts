/** Where things are in this checkout. */

import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** A folder of `.cache`, made if absent. */
export function cacheFolder(...parts: string[]): string {
  const folder = path.join(root, '.cache', ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Those that still stand: an exit of this process, however it comes, takes them along. */
const temporary = new Set<string>();
process.on('exit', () => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

/** A new folder by its real path: the editor and the index must spell a workspace alike. */
export function temporaryFolder(parent = os.tmpdir()): string {
  const folder = realpathSync.native(mkdtempSync(path.join(parent, 'loci-host-')));
  temporary.add(folder);
  return folder;
}

/** A file or a folder; what has just ended may still hold it on Windows. */
export function remove(target: string): void {
  rmSync(target, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  temporary.delete(target);
}
