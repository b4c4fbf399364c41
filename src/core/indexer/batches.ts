/** Cuts a list of files into batches that keep memory flat whatever the files' sizes. */

import type { ScannedFile } from '../model/file';

/** About as many rows as one COPY carries well, and little enough that three batches in flight stay small. */
const maximumFiles = 64;
const maximumBytes = 768 * 1024;
/** The first batches are small, so that the first names are searchable at once. */
const firstBatchFiles = 8;

export function* batchesOf<File extends ScannedFile>(files: readonly File[]): Generator<readonly File[]> {
  let batch: File[] = [];
  let bytes = 0;
  let limit = firstBatchFiles;
  for (const file of files) {
    if (batch.length > 0 && (batch.length >= limit || bytes + file.size > maximumBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
      limit = Math.min(maximumFiles, limit * 2);
    }
    batch.push(file);
    bytes += file.size;
  }
  if (batch.length > 0) yield batch;
}
