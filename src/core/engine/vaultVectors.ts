/** Vectors' signs, from the tables into a vault's search index. */

import type { SearchIndex } from '../search/searchIndex';
import type { Queryable } from '../store/database';
import { readFileVectors, readSigns, readVectorsOfFiles } from '../store/vectors';
import type { FileVectors, StoredModel } from '../store/vectors';
import type { StoredVault } from '../store/vaults';

export interface VectorTarget {
  readonly db: Queryable;
  readonly vault: StoredVault;
  readonly model: StoredModel;
  readonly index: SearchIndex;
}

/** Files a page: some thousand symbols. */
const pageSize = 64;

/** The vectors of these files as they are in the tables now; those that have none are as they were. */
export async function attachVectors(target: VectorTarget, fileIds: readonly number[]): Promise<void> {
  if (fileIds.length === 0) return;
  await setVectors(target, await readVectorsOfFiles(target.db, target.vault, target.model, fileIds));
}

/** Those of a page of files after that one; answers with the page's last, undefined at the end. */
export async function attachPage(target: VectorTarget, afterFileId: number): Promise<number | undefined> {
  const page = { afterFileId, limit: pageSize };
  const files = await readFileVectors(target.db, target.vault, target.model, page);
  await setVectors(target, files);
  return files.at(-1)?.fileId;
}

async function setVectors({ db, model, index }: VectorTarget, files: readonly FileVectors[]): Promise<void> {
  const ids = new Set(files.flatMap(({ vectors }) => vectors));
  ids.delete(0);
  const signs = await readSigns(db, model, [...ids]);
  for (const { fileId, vectors } of files) index.setVectors(fileId, vectors, signs);
}
