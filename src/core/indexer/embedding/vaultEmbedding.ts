/**
 * Embeds the files of one vault that are to be embedded, a few at a time: read → texts → vectors → tables. What is left
 * to do can always be read from the tables, so that a stop at any moment loses the batch in hand and nothing else.
 */

import type { Embedder } from '../../embedding/embedder';
import { throwIfCancelled } from '../../model/errors';
import type { Database } from '../../store/database';
import type { StoredVault } from '../../store/vaults';
import { writeVectors } from '../../store/vectors';
import type { StoredModel } from '../../store/vectors';
import { dueTexts } from './dueTexts';
import type { DueTexts } from './dueTexts';

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

/** Vectors a statement: the embedded database answers nobody else while it writes them. */
const writtenAtOnce = 200;

/** Rejects with `cancelled`, and with whatever error the embedder has. Files that have changed since are left out. */
export async function embedVault(work: EmbedWork): Promise<void> {
  for await (const due of dueTexts(work)) await embedTexts(work, due);
}

async function embedTexts(work: EmbedWork, { texts, read }: DueTexts): Promise<void> {
  const { db, model, embedder, signal } = work;
  const due = [...texts];
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
  await writeVectors(db, model, new Map(), read, signal);
  await work.onEmbedded(read.map(({ file }) => file.fileId));
}
