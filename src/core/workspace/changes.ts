/** What differs between a scan and the index, by size and time alone; content is compared when a file is read. */

import { textDecides } from '../languages';
import type { IndexedFile, ScannedFile } from '../model/file';
import type { FilePath } from '../model/ids';

export interface ScanDifference<File extends ScannedFile> {
  readonly added: File[];
  /** Size, time or language differ, or cannot tell; or the file could not be read before. */
  readonly maybeChanged: File[];
  readonly unchanged: number;
  readonly removed: FilePath[];
}

export function diffScan<File extends ScannedFile>(
  scanned: readonly File[],
  known: ReadonlyMap<FilePath, IndexedFile>,
): ScanDifference<File> {
  const added: File[] = [];
  const maybeChanged: File[] = [];
  const present = new Set<FilePath>();
  let unchanged = 0;
  for (const file of scanned) {
    present.add(file.path);
    const before = known.get(file.path);
    if (before === undefined) added.push(file);
    else if (isUnchanged(file, before)) unchanged++;
    else maybeChanged.push(file);
  }
  return { added, maybeChanged, unchanged, removed: [...known.keys()].filter((path) => !present.has(path)) };
}

/** Coarsest step of a file system's clock, in milliseconds (FAT). */
const clockStep = 2000;

/** Stands for a time that tells nothing: equal to no other. */
const untold = -1;

/**
 * The time to record for a file that is looked at now. A file that was modified a moment ago may be modified again
 * within the same step of the clock, unseen; so its time is not trusted until a later look.
 */
export function offeredTime(modifiedMs: number, now = Date.now()): number {
  return modifiedMs > now - clockStep ? untold : Math.floor(modifiedMs);
}

function isUnchanged(file: ScannedFile, before: IndexedFile): boolean {
  return (
    file.modifiedMs !== untold &&
    file.modifiedMs === Math.floor(before.modifiedMs) &&
    file.size === before.size &&
    (file.language === before.language || textDecides(file.language)) &&
    before.status !== 'failed'
  );
}
