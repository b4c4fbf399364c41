/** text_embeddings and content_embeddings: vectors of texts, and which of them the symbols of each file have. */

import type { ModelIdentity } from '../model/embedding';
import { LociError } from '../model/errors';
import type { ContentHash, FilePath, LanguageId } from '../model/ids';
import type { Database, Queryable } from './database';
import { documentFormatVersion } from './format';
import type { StoredVault } from './vaults';
import { vectorsParameter } from './vectorCodec';

/** A model that the database knows. */
export interface StoredModel extends ModelIdentity {
  readonly key: number;
}

/** The first half of the SHA-256 of a text, hexadecimal. */
export type TextHash = string;

type VaultKey = Pick<StoredVault, 'key'>;

/** Makes the model known to the database, if it is not. */
export async function registerModel(db: Database, model: ModelIdentity): Promise<StoredModel> {
  const { provider, name, version, dimensions } = model;
  const params = [provider, name, version, dimensions];
  await db.query(
    `INSERT INTO embedding_models (provider, name, version, dimension) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    params,
  );
  const [row] = await db.query<{ id: number }>(
    'SELECT id FROM embedding_models WHERE provider = $1 AND name = $2 AND version = $3 AND dimension = $4',
    params,
  );
  if (row === undefined) throw new LociError('internal', `the model ${name} could not be written`);
  return { provider, name, version, dimensions, key: row.id };
}

/** The model whose vectors answer questions about a vault; undefined before the first is ready. */
export async function modelOfVault(db: Queryable, vault: VaultKey): Promise<StoredModel | undefined> {
  const [row] = await db.query<StoredModel>(
    `SELECT m.id AS key, m.provider, m.name, m.version, m.dimension AS dimensions
     FROM vaults v JOIN embedding_models m ON m.id = v.embedding_model WHERE v.key = $1`,
    [vault.key],
  );
  return row;
}

/** From now on the model's vectors answer questions about the vault. */
export async function switchModel(db: Database, vault: VaultKey, model: StoredModel): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(
      'UPDATE embedding_models SET used_at = now() WHERE id = $2 OR id = (SELECT embedding_model FROM vaults WHERE key = $1)',
      [vault.key, model.key],
    );
    await tx.query('UPDATE vaults SET embedding_model = $2 WHERE key = $1', [vault.key, model.key]);
    await tx.query('UPDATE embedding_models SET is_active = false WHERE is_active AND id <> $1', [model.key]);
    await tx.query('UPDATE embedding_models SET is_active = true WHERE id = $1 AND NOT is_active', [model.key]);
  });
}

/** A file some of whose symbols have no vectors of a model yet. */
export interface DueFile {
  readonly fileId: number;
  readonly factsId: number;
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly hash: ContentHash;
  readonly size: number;
  readonly modifiedMs: number;
}

const isDue = `NOT EXISTS (
  SELECT 1 FROM content_embeddings c
  WHERE c.facts_id = f.facts_id AND c.model_id = $2 AND c.path = f.path AND c.document_format = ${documentFormatVersion})`;

/** In order of file id, from after that one (0 to start). */
export async function dueFiles(
  db: Queryable,
  vault: VaultKey,
  model: StoredModel,
  page: { readonly afterFileId: number; readonly limit: number },
): Promise<DueFile[]> {
  return db.query<DueFile>(
    `SELECT f.id AS "fileId", f.facts_id AS "factsId", f.path, f.language, encode(f.content_hash, 'hex') AS hash,
       f.size, f.modified_ms AS "modifiedMs"
     FROM source_files f
     WHERE f.vault_key = $1 AND f.facts_id IS NOT NULL AND f.id > $3 AND ${isDue} ORDER BY f.id LIMIT $4`,
    [vault.key, model.key, page.afterFileId, page.limit],
  );
}

export interface EmbeddingCounts {
  readonly files: number;
  /** Files all of whose texts have vectors. */
  readonly embedded: number;
}

export async function embeddingCounts(db: Queryable, vault: VaultKey, model: StoredModel): Promise<EmbeddingCounts> {
  const [row] = await db.query<EmbeddingCounts>(
    `SELECT count(*)::bigint AS files, count(*) FILTER (WHERE NOT ${isDue})::bigint AS embedded
     FROM source_files f WHERE f.vault_key = $1 AND f.facts_id IS NOT NULL`,
    [vault.key, model.key],
  );
  return row!;
}

/** Which of the texts have a vector of the model, and its id. */
export async function vectorsOfTexts(
  db: Queryable,
  model: StoredModel,
  hashes: readonly TextHash[],
): Promise<Map<TextHash, number>> {
  if (hashes.length === 0) return new Map();
  const rows = await db.query<{ id: number; hash: TextHash }>(
    `SELECT id, encode(uuid_send(text_hash), 'hex') AS hash FROM text_embeddings
     WHERE model_id = $1 AND text_hash = ANY($2::uuid[])`,
    [model.key, hashes],
  );
  return new Map(rows.map(({ hash, id }) => [hash, id]));
}

export interface EmbeddedFile {
  readonly file: Pick<DueFile, 'factsId' | 'path'>;
  /** By the symbols' ordinals; undefined where a symbol is not embedded. */
  readonly texts: readonly (TextHash | undefined)[];
}

/**
 * Writes vectors of texts and, in the same transaction, that the files have them: every text of theirs is among
 * `vectors` or has a vector already. Answers with the ids. Error: `usage` if a vector is not of the model's dimension.
 */
export async function writeVectors(
  db: Database,
  model: StoredModel,
  vectors: ReadonlyMap<TextHash, Float32Array>,
  files: readonly EmbeddedFile[],
  signal?: AbortSignal,
): Promise<Map<TextHash, number>> {
  for (const { length } of vectors.values()) {
    if (length === model.dimensions) continue;
    throw new LociError('usage', `${model.name} gave a vector of ${length} numbers, not ${model.dimensions}`);
  }
  return db.transaction(async (tx) => {
    if (vectors.size > 0) {
      await tx.query(
        `INSERT INTO text_embeddings (model_id, text_hash, embedding)
         SELECT $1::bigint, w.hash, w.embedding FROM unnest($2::uuid[], $3::vector[]) AS w (hash, embedding)
         ON CONFLICT (model_id, text_hash) DO NOTHING`,
        [model.key, [...vectors.keys()], await vectorsParameter(tx, [...vectors.values()])],
      );
    }
    const hashes = new Set([
      ...vectors.keys(),
      ...files.flatMap(({ texts }) => texts.filter((hash) => hash !== undefined)),
    ]);
    const ids = await vectorsOfTexts(tx, model, [...hashes]);
    await writeFiles(tx, model, files, ids);
    return ids;
  }, signal);
}

/** A content that has gone meanwhile is left out, and so is a file a text of which has lost its vector. */
async function writeFiles(
  tx: Queryable,
  model: StoredModel,
  files: readonly EmbeddedFile[],
  ids: ReadonlyMap<TextHash, number>,
): Promise<void> {
  const whole = files.filter(({ texts }) => texts.every((hash) => hash === undefined || ids.has(hash)));
  if (whole.length === 0) return;
  const lists = whole.map(({ texts }) => texts.map((hash) => (hash === undefined ? 0 : ids.get(hash)!)));
  await tx.query(
    `INSERT INTO content_embeddings (facts_id, model_id, path, document_format, vectors)
     SELECT f.id, $1::bigint, w.path, ${documentFormatVersion}, w.vectors::bigint[]
     FROM unnest($2::bigint[], $3::text[], $4::text[]) AS w (facts_id, path, vectors)
     JOIN file_facts f ON f.id = w.facts_id
     ON CONFLICT (facts_id, model_id, path)
     DO UPDATE SET document_format = excluded.document_format, vectors = excluded.vectors`,
    [
      model.key,
      whole.map(({ file }) => file.factsId),
      whole.map(({ file }) => file.path),
      lists.map((list) => `{${list.join(',')}}`),
    ],
  );
}

export interface FileVectors {
  readonly fileId: number;
  /** text_embeddings.id by the symbols' ordinals; 0 where a symbol has none. */
  readonly vectors: readonly number[];
}

/** A page of the vault's embedded files in order of file id; empty at the end. */
export async function readFileVectors(
  db: Queryable,
  vault: VaultKey,
  model: StoredModel,
  page: { readonly afterFileId: number; readonly limit: number },
): Promise<FileVectors[]> {
  return db.query<FileVectors>(`${fileVectors} AND f.id > $3 ORDER BY f.id LIMIT $4`, [
    vault.key,
    model.key,
    page.afterFileId,
    page.limit,
  ]);
}

/** Of those of the files that are embedded as they are now; in no order. */
export async function readVectorsOfFiles(
  db: Queryable,
  vault: VaultKey,
  model: StoredModel,
  fileIds: readonly number[],
): Promise<FileVectors[]> {
  return db.query<FileVectors>(`${fileVectors} AND f.id = ANY($3::bigint[])`, [vault.key, model.key, fileIds]);
}

const fileVectors = `
  SELECT f.id AS "fileId", c.vectors
  FROM source_files f JOIN content_embeddings c ON c.facts_id = f.facts_id AND c.path = f.path
  WHERE f.vault_key = $1 AND c.model_id = $2 AND c.document_format = ${documentFormatVersion}`;

/** Of each number its sign, a set bit for one above 0, the first number in the highest bit of the first byte. */
export type SignBits = Uint8Array;

/** Signs of vectors by id; ids that are gone are absent. */
export async function readSigns(
  db: Queryable,
  model: StoredModel,
  ids: readonly number[],
): Promise<Map<number, SignBits>> {
  if (ids.length === 0) return new Map();
  // One value for all: its own eight bytes of each, then the signs without the four bytes that say how many they are.
  const [row] = await db.query<{ signs: Uint8Array | null }>(
    `SELECT string_agg(int8send(id) || substring(bit_send(binary_quantize(embedding)) FROM 5), NULL::bytea) AS signs
     FROM text_embeddings WHERE model_id = $1 AND id = ANY($2::bigint[])`,
    [model.key, ids],
  );
  const found = new Map<number, SignBits>();
  const { signs } = row!;
  if (signs === null) return found;
  const bytes = Buffer.from(signs.buffer, signs.byteOffset, signs.byteLength);
  const length = Math.ceil(model.dimensions / 8);
  for (let at = 0; at < bytes.length; at += 8 + length) {
    found.set(Number(bytes.readBigInt64BE(at)), bytes.subarray(at + 8, at + 8 + length));
  }
  return found;
}

/** Bounds the time for which a statement keeps others waiting. */
const rowsAtOnce = 5_000;

/**
 * Forgets a model that answers about no vault any more, with its vectors. Those of an endpoint, which may have cost money,
 * are kept for a month: whoever goes back to it by then pays for nothing twice.
 */
export async function forgetUnusedModels(db: Database, keep: StoredModel, signal: AbortSignal): Promise<void> {
  const unused = await db.query<{ id: number }>(
    `SELECT id FROM embedding_models m
     WHERE id <> $1 AND NOT EXISTS (SELECT 1 FROM vaults v WHERE v.embedding_model = m.id)
       AND (provider <> 'openai-compatible' OR used_at < now() - interval '30 days')`,
    [keep.key],
  );
  for (const { id } of unused) {
    await db.query('DELETE FROM content_embeddings WHERE model_id = $1', [id]);
    while (!signal.aborted) {
      const gone = await db.query<{ id: number }>(
        `DELETE FROM text_embeddings WHERE id IN (SELECT id FROM text_embeddings WHERE model_id = $1 LIMIT ${rowsAtOnce})
         RETURNING id`,
        [id],
      );
      if (gone.length < rowsAtOnce) break;
    }
  }
}
