/** The texts of one vault's files that are to be embedded, read from the files a few at a time. */

import { createHash } from 'node:crypto';
import { symbolTexts } from '../../embedding/symbolText';
import { throwIfCancelled } from '../../model/errors';
import type { Queryable } from '../../store/database';
import { partsOfFiles } from '../../store/documents';
import type { StoredPart } from '../../store/documents';
import type { StoredVault } from '../../store/vaults';
import { dueFiles, vectorsOfTexts } from '../../store/vectors';
import type { DueFile, EmbeddedFile, StoredModel, TextHash } from '../../store/vectors';
import { largestReadLimits, readSource } from '../../workspace/read';

/** So many that asking the database does not count, so few that a stop costs little. */
const filesAtOnce = 24;

/** No row of the tables has this key: of a model that never embedded, all is due. */
const noModel: StoredModel = { key: 0, provider: '', name: '', version: '', dimensions: 1 };

export interface DueTexts {
  /** Files that were looked at. */
  readonly files: number;
  /** Texts without a vector of the model. */
  readonly texts: ReadonlyMap<TextHash, string>;
  /** Those of the files that are as they were indexed, with all that their symbols say. */
  readonly read: readonly (EmbeddedFile & { readonly file: DueFile })[];
}

/** By groups of files; a text without a vector may come again with another group. */
export async function* dueTexts(work: {
  readonly db: Queryable;
  readonly vault: StoredVault;
  /** Undefined: one that the database does not know. */
  readonly model: StoredModel | undefined;
  readonly signal: AbortSignal;
  /** Before each group: waits while there is other work. */
  pass?(): Promise<void>;
}): AsyncGenerator<DueTexts> {
  const { db, vault, model = noModel, signal } = work;
  for (let afterFileId = 0; ;) {
    await work.pass?.();
    throwIfCancelled(signal);
    const files = await dueFiles(db, vault, model, { afterFileId, limit: filesAtOnce });
    if (files.length === 0) return;
    afterFileId = files.at(-1)!.fileId;
    const { texts, read } = await textsOfFiles(db, vault, files);
    const known = await vectorsOfTexts(db, model, [...texts.keys()]);
    for (const hash of known.keys()) texts.delete(hash);
    yield { files: files.length, texts, read };
  }
}

/** Files that have changed since they were indexed are left out: they are about to be indexed again. */
async function textsOfFiles(
  db: Queryable,
  vault: StoredVault,
  files: readonly DueFile[],
): Promise<{ readonly texts: Map<TextHash, string>; readonly read: DueTexts['read'] }> {
  const parts = await partsOfFiles(
    db,
    files.map(({ fileId }) => fileId),
  );
  const texts = new Map<TextHash, string>();
  const read: (EmbeddedFile & { readonly file: DueFile })[] = [];
  for (const file of files) {
    const all = await hashedTexts(vault, file, parts.get(file.fileId) ?? []);
    if (all === undefined) continue;
    read.push({ file, texts: all.map((each) => each?.hash) });
    for (const each of all) if (each !== undefined) texts.set(each.hash, each.text);
  }
  return { texts, read };
}

interface HashedText {
  readonly hash: TextHash;
  readonly text: string;
}

/** By ordinal; undefined if the file is not what was indexed: it is about to be indexed again. */
async function hashedTexts(
  vault: StoredVault,
  file: DueFile,
  parts: readonly StoredPart[],
): Promise<(HashedText | undefined)[] | undefined> {
  const read = await readSource(vault.folder, { path: file.path, wanted: true }, largestReadLimits);
  if (read.kind !== 'text' || read.hash !== file.hash) return undefined;
  return symbolTexts(file.path, read.text, parts).map((text) => (text === undefined ? undefined : hashed(text)));
}

function hashed(text: string): HashedText {
  return { hash: createHash('sha256').update(text).digest('hex').slice(0, 32), text };
}
