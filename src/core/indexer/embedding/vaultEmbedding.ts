/**
 * Embeds the files of one vault that are to be embedded, a few at a time: read → texts → vectors → tables. What is left
 * to do can always be read from the tables, so that a stop at any moment loses the batch in hand and nothing else.
 */

import { createHash } from 'node:crypto';
import type { Embedder } from '../../embedding/embedder';
import { symbolTexts } from '../../embedding/symbolText';
import { throwIfCancelled } from '../../model/errors';
import type { Database } from '../../store/database';
import { partsOfFiles } from '../../store/documents';
import type { StoredPart } from '../../store/documents';
import type { StoredVault } from '../../store/vaults';
import { dueFiles, vectorsOfTexts, writeVectors } from '../../store/vectors';
import type { DueFile, EmbeddedFile, StoredModel, TextHash } from '../../store/vectors';
import { largestReadLimits, readSource } from '../../workspace/read';

export interface EmbedWork {
  readonly db: Database;
  readonly vault: StoredVault;
  readonly embedder: Embedder;
  /** The embedder's, in the database. */
  readonly model: StoredModel;
  readonly signal: AbortSignal;
  /** Between two steps: waits while there is other work. */
  pass(): Promise<void>;
  /** Files have all their vectors, in the tables. */
  onEmbedded(fileIds: readonly number[]): Promise<void>;
}

/** So many that asking the database does not count, so few that a stop costs little. */
const filesAtOnce = 24;
/** Vectors a statement: the embedded database answers nobody else while it writes them. */
const writtenAtOnce = 200;

/** Rejects with `cancelled`, and with whatever error the embedder has. Files that have changed since are left out. */
export async function embedVault(work: EmbedWork): Promise<void> {
  const { db, vault, model, signal } = work;
  for (let afterFileId = 0; ;) {
    await work.pass();
    throwIfCancelled(signal);
    const files = await dueFiles(db, vault, model, { afterFileId, limit: filesAtOnce });
    if (files.length === 0) return;
    afterFileId = files.at(-1)!.fileId;
    await embedFiles(work, files);
  }
}

async function embedFiles(work: EmbedWork, files: readonly DueFile[]): Promise<void> {
  const { db, vault, model, embedder, signal } = work;
  const parts = await partsOfFiles(
    db,
    files.map(({ fileId }) => fileId),
  );
  const texts = new Map<TextHash, string>();
  const embedded: (EmbeddedFile & { readonly file: DueFile })[] = [];
  for (const file of files) {
    const read = await hashedTexts(vault, file, parts.get(file.fileId) ?? []);
    if (read === undefined) continue;
    embedded.push({ file, texts: read.map((each) => each?.hash) });
    for (const each of read) if (each !== undefined) texts.set(each.hash, each.text);
  }
  const known = await vectorsOfTexts(db, model, [...texts.keys()]);
  const due = [...texts].filter(([hash]) => !known.has(hash));
  for (let at = 0; at < due.length; at += writtenAtOnce) {
    await work.pass();
    throwIfCancelled(signal);
    const some = due.slice(at, at + writtenAtOnce);
    const vectors = await embedder.embed(
      some.map(([, text]) => text),
      'document',
      signal,
    );
    await writeVectors(db, model, new Map(some.map(([hash], i) => [hash, vectors[i]!])), [], signal);
  }
  await writeVectors(db, model, new Map(), embedded, signal);
  await work.onEmbedded(embedded.map(({ file }) => file.fileId));
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
