/** Writing rows of file_facts and source_files. */

import type { FileFacts, FileStatus, IndexedFile } from '../model/file';
import type { ContentHash, FilePath, LanguageId } from '../model/ids';
import { contentKey } from './batch';
import type { FileWrite } from './batch';
import type { Queryable } from './database';
import { indexFormatVersion } from './format';
import { hashBytes, storable } from './rows';
import type { StoredVault } from './vaults';

/** A row of source_files to be. */
export interface FileRecord extends IndexedFile {
  readonly factsId: number | null;
  readonly symbolCount: number;
  readonly referenceCount: number;
  readonly lineCount: number;
  /** What was parsed, or else the id of the file to take the symbols from; neither for a file that failed. */
  readonly facts?: FileFacts;
  readonly source?: number;
}

/** Keeps one statement's parameters to some megabytes, and their number well under 65,535. */
const bytesAtOnce = 4_000_000;
const rowsAtOnce = 2_000;

/** Stores what depends on contents alone; answers with the row's id for a content. */
export async function storeContents(
  tx: Queryable,
  files: readonly FileWrite[],
): Promise<(hash: ContentHash, language: LanguageId) => number> {
  const contents = new Map<string, { readonly file: IndexedFile; readonly facts: FileFacts }>();
  for (const { file, facts } of files) {
    if (facts !== undefined && 'digest' in facts) contents.set(contentKey(file.hash, file.language), { file, facts });
  }
  const ids = new Map<string, number>();
  let params: unknown[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    for (const row of await insertContents(tx, params)) ids.set(contentKey(row.hash, row.language), row.id);
    params = [];
    bytes = 0;
  };
  for (const { file, facts } of contents.values()) {
    params.push(hashBytes(file.hash), file.language, facts.references, facts.declarations, facts.digest);
    bytes += facts.references.length + facts.declarations.length + facts.digest.length;
    if (bytes >= bytesAtOnce || params.length >= rowsAtOnce * contentParams) await flush();
  }
  await flush();
  return (hash, language) => ids.get(contentKey(hash, language))!;
}

interface ContentRow {
  readonly id: number;
  readonly hash: ContentHash;
  readonly language: LanguageId;
}

/** Of one row: hash, language, references, declarations, digest. */
const contentParams = 5;

/** Bytes as bytes. A row that is there is locked, so that no maintenance takes it away. */
async function insertContents(tx: Queryable, params: readonly unknown[]): Promise<ContentRow[]> {
  if (params.length === 0) return [];
  const rows: string[] = [];
  for (let at = 1; at <= params.length; at += contentParams) {
    const bytes = [2, 3, 4].map((offset) => `$${at + offset}::bytea`).join(', ');
    rows.push(`($${at}::bytea, $${at + 1}, ${indexFormatVersion}, ${bytes})`);
  }
  return tx.query<ContentRow>(
    `INSERT INTO file_facts (content_hash, language, index_format, symbol_references, declarations, digest)
     VALUES ${rows.join(', ')}
     ON CONFLICT (content_hash, language, index_format) DO UPDATE
       SET symbol_references = excluded.symbol_references, declarations = excluded.declarations,
         digest = excluded.digest
     RETURNING id, encode(content_hash, 'hex') AS hash, language`,
    params,
  );
}

type Found = Pick<FileRecord, 'factsId' | 'symbolCount' | 'referenceCount' | 'lineCount' | 'status' | 'problem'> & {
  readonly source: number;
};

/** Looks up the contents that files reuse: a file that has each. */
export async function findReusable(
  tx: Queryable,
  files: readonly FileWrite[],
): Promise<(hash: ContentHash, language: LanguageId) => Found | undefined> {
  const wanted = files.flatMap(({ file, facts }) =>
    facts !== undefined && 'reuse' in facts ? [{ hash: facts.reuse, language: file.language }] : [],
  );
  if (wanted.length === 0) return () => undefined;
  const rows = await tx.query<{
    hash: ContentHash;
    language: LanguageId;
    facts_id: number;
    source: number;
    status: FileStatus;
    problem: string | null;
    symbol_count: number;
    reference_count: number;
    line_count: number;
  }>(
    `SELECT w.hash, w.language, f.facts_id, f.id AS source, f.status, f.problem,
       f.symbol_count, f.reference_count, f.line_count
     FROM unnest($1::text[], $2::text[]) AS w (hash, language)
     JOIN file_facts t
       ON t.content_hash = decode(w.hash, 'hex') AND t.language = w.language AND t.index_format = $3
     CROSS JOIN LATERAL (SELECT * FROM source_files f WHERE f.facts_id = t.id ORDER BY f.id LIMIT 1) f`,
    [wanted.map(({ hash }) => hash), wanted.map(({ language }) => language), indexFormatVersion],
  );
  const found = new Map(
    rows.map((row): [string, Found] => [
      contentKey(row.hash, row.language),
      {
        factsId: row.facts_id,
        source: row.source,
        status: row.status,
        ...(row.problem !== null && { problem: row.problem }),
        symbolCount: row.symbol_count,
        referenceCount: row.reference_count,
        lineCount: row.line_count,
      },
    ]),
  );
  return (hash, language) => found.get(contentKey(hash, language));
}

/** Inserts or updates; answers with the ids by path. */
export async function writeFileRows(
  tx: Queryable,
  vault: StoredVault,
  files: readonly FileRecord[],
): Promise<Map<FilePath, number>> {
  const column = <T>(pick: (file: FileRecord) => T): T[] => files.map(pick);
  const rows = await tx.query<{ id: number; path: FilePath }>(
    `INSERT INTO source_files (vault_key, path, language, content_hash, size, modified_ms, status, problem,
       facts_id, symbol_count, reference_count, line_count, index_format)
     SELECT $1, w.path, w.language, decode(w.hash, 'hex'), w.size, w.modified_ms, w.status, w.problem,
       w.facts_id, w.symbol_count, w.reference_count, w.line_count, $13
     FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::float8[], $7::text[], $8::text[],
       $9::bigint[], $10::int[], $11::int[], $12::int[])
       AS w (path, language, hash, size, modified_ms, status, problem,
         facts_id, symbol_count, reference_count, line_count)
     ON CONFLICT (vault_key, path) DO UPDATE SET
       language = excluded.language, content_hash = excluded.content_hash, size = excluded.size,
       modified_ms = excluded.modified_ms, status = excluded.status, problem = excluded.problem,
       facts_id = excluded.facts_id, symbol_count = excluded.symbol_count,
       reference_count = excluded.reference_count, line_count = excluded.line_count,
       index_format = excluded.index_format, indexed_at = now()
     RETURNING id, path`,
    [
      vault.key,
      column(({ path }) => path),
      column(({ language }) => language),
      column(({ hash }) => hash),
      column(({ size }) => size),
      column(({ modifiedMs }) => modifiedMs),
      column(({ status }) => status),
      column(({ problem }) => (problem === undefined ? null : storable(problem))),
      column(({ factsId }) => factsId),
      column(({ symbolCount }) => symbolCount),
      column(({ referenceCount }) => referenceCount),
      column(({ lineCount }) => lineCount),
      indexFormatVersion,
    ],
  );
  return new Map(rows.map(({ id, path }) => [path, id]));
}
