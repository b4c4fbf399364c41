/** source_files and file_facts: what the index holds of files, read back. */

import type { FileStatus, IndexedFile } from '../model/file';
import type { ContentHash, FilePath, LanguageId } from '../model/ids';
import { contentKey } from './batch';
import type { Database, Queryable } from './database';
import { indexFormatVersion } from './format';
import type { StoredVault } from './vaults';

export { contentKey } from './batch';
export type { FileWrite, WriteBatch, WrittenFile, WrittenFiles } from './batch';
export { writeBatch } from './writeBatch';

export interface KnownFile extends IndexedFile {
  readonly fileId: number;
  readonly symbolCount: number;
}

export interface FileDigest {
  readonly fileId: number;
  readonly path: FilePath;
  readonly language: LanguageId;
  /** For text/digest to read. */
  readonly digest: Uint8Array;
}

/**
 * All files of a vault, or those of `paths` that are there. Files that were indexed by another index format answer with
 * an empty hash and modifiedMs -1: they read as changed.
 */
export async function knownFiles(
  db: Database,
  vault: StoredVault,
  paths?: readonly FilePath[],
): Promise<Map<FilePath, KnownFile>> {
  const only = paths === undefined ? '' : 'AND path = ANY($2::text[])';
  const rows = await db.query<FileRow>(
    `SELECT id, path, language, encode(content_hash, 'hex') AS hash, size, modified_ms, status, problem,
       index_format, symbol_count
     FROM source_files WHERE vault_key = $1 ${only}`,
    paths === undefined ? [vault.key] : [vault.key, paths],
  );
  return new Map(rows.map((row) => [row.path, toKnownFile(row)]));
}

interface FileRow {
  readonly id: number;
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly hash: ContentHash;
  readonly size: number;
  readonly modified_ms: number;
  readonly status: FileStatus;
  readonly problem: string | null;
  readonly index_format: number;
  readonly symbol_count: number;
}

function toKnownFile(row: FileRow): KnownFile {
  const current = row.index_format === indexFormatVersion;
  return {
    fileId: row.id,
    path: row.path,
    language: row.language,
    hash: current ? row.hash : ('' as ContentHash),
    size: row.size,
    modifiedMs: current ? row.modified_ms : -1,
    status: row.status,
    ...(row.problem !== null && { problem: row.problem }),
    symbolCount: row.symbol_count,
  };
}

/** Which of these contents some file of any vault holds, symbols and all; the members are {@link contentKey}s. */
export async function knownContents(
  db: Queryable,
  contents: readonly { readonly hash: ContentHash; readonly language: LanguageId }[],
): Promise<ReadonlySet<string>> {
  if (contents.length === 0) return new Set();
  const rows = await db.query<{ hash: ContentHash; language: LanguageId }>(
    `SELECT w.hash, w.language
     FROM unnest($1::text[], $2::text[]) AS w (hash, language)
     JOIN file_facts t
       ON t.content_hash = decode(w.hash, 'hex') AND t.language = w.language AND t.index_format = $3
     WHERE EXISTS (SELECT 1 FROM source_files f WHERE f.facts_id = t.id)`,
    [contents.map(({ hash }) => hash), contents.map(({ language }) => language), indexFormatVersion],
  );
  return new Set(rows.map(({ hash, language }) => contentKey(hash, language)));
}

/** A page of digests in order of file id, for files after `afterFileId` (0 to start); empty at the end. */
export async function readDigests(
  db: Database,
  vault: StoredVault,
  page: { readonly afterFileId: number; readonly limit: number },
): Promise<FileDigest[]> {
  const rows = await db.query<DigestRow>(`${digestSelect} AND f.id > $3 ORDER BY f.id LIMIT $4`, [
    ...digestParams(vault),
    page.afterFileId,
    page.limit,
  ]);
  return rows.map(toDigest);
}

/** Of those of the files that have one; in no order. */
export async function readDigestsOf(
  db: Database,
  vault: StoredVault,
  paths: readonly FilePath[],
): Promise<FileDigest[]> {
  const rows = await db.query<DigestRow>(`${digestSelect} AND f.path = ANY($3::text[])`, [
    ...digestParams(vault),
    paths,
  ]);
  return rows.map(toDigest);
}

const digestSelect = `
  SELECT f.id, f.path, f.language, t.digest
  FROM source_files f JOIN file_facts t ON t.id = f.facts_id
  WHERE f.vault_key = $1 AND f.index_format = $2`;

function digestParams(vault: StoredVault): readonly number[] {
  return [vault.key, indexFormatVersion];
}

interface DigestRow {
  readonly id: number;
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly digest: Uint8Array;
}

function toDigest({ id, path, language, digest }: DigestRow): FileDigest {
  return { fileId: id, path, language, digest };
}

/** What kept files from being indexed whole, failures first, then by path. */
export async function fileProblems(
  db: Database,
  vault: StoredVault,
  limit: number,
): Promise<{ readonly path: FilePath; readonly message: string }[]> {
  return db.query(
    `SELECT path, problem AS message FROM source_files
     WHERE vault_key = $1 AND problem IS NOT NULL
     ORDER BY status <> 'failed', path LIMIT $2`,
    [vault.key, limit],
  );
}

/** What programs see of a row: without the keys inside. */
export function indexedFile(known: KnownFile): IndexedFile {
  const { path, language, hash, size, modifiedMs, status, problem } = known;
  const file = { path, language, hash, size, modifiedMs, status };
  return problem === undefined ? file : { ...file, problem };
}
