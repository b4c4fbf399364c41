/** file_resolutions: which files' references have been resolved and against what; and what a resolver reads of files. */

import type { ContentHash, FilePath, LanguageId } from '../model/ids';
import type { Completeness } from '../model/relationship';
import type { Queryable } from './database';
import { indexFormatVersion } from './format';
import type { StoredVault } from './vaults';

/** A file as a resolver has to know it, with what was resolved of it before. */
export interface ResolvableFile {
  readonly fileId: number;
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly factsId: number;
  readonly declarations: Uint8Array;
  /** JSON arrays in the order of the file's symbols: keys of code_symbols, and descriptors. */
  readonly symbolKeys: string;
  readonly descriptors: string;
  /** Tells what outside authorities found of this content; empty if nothing. */
  readonly exact: string;
  /** Absent if the file was never resolved: then no relationship begins in it. */
  readonly resolved?: StoredResolution;
}

export interface StoredResolution {
  readonly factsId: number;
  /** Empty if something that it rests on is known to have changed. */
  readonly against: Uint8Array;
  readonly dependsOn: readonly number[];
}

interface ResolvableRow {
  readonly id: number;
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly facts_id: number;
  readonly declarations: Uint8Array;
  readonly keys: string | null;
  readonly descriptors: string | null;
  readonly exact: string | null;
  readonly resolved_facts_id: number | null;
  readonly against: Uint8Array | null;
  readonly depends_on: readonly number[] | null;
}

/** Tells what outside authorities found of a file's content. */
const exactDigest = `(SELECT string_agg(e.source || ' ' || e.digest, ' ' ORDER BY e.source) FROM exact_references e
    WHERE e.file_id = f.id AND e.facts_id = f.facts_id)`;

const resolvableSelect = `
  SELECT f.id, f.path, f.language, f.facts_id, t.declarations, s.keys, s.descriptors,
    ${exactDigest} AS exact, r.facts_id AS resolved_facts_id, r.against, r.depends_on
  FROM source_files f
  JOIN file_facts t ON t.id = f.facts_id
  CROSS JOIN LATERAL (
    SELECT json_agg(s.id ORDER BY s.ordinal)::text AS keys, json_agg(s.descriptor ORDER BY s.ordinal)::text AS descriptors
    FROM code_symbols s WHERE s.file_id = f.id
  ) s
  LEFT JOIN file_resolutions r ON r.file_id = f.id
  WHERE f.vault_key = $1 AND f.index_format = ${indexFormatVersion}`;

/** A page in order of file id, for files after `afterFileId` (0 to start); empty at the end. */
export async function readResolvable(
  db: Queryable,
  vault: StoredVault,
  page: { readonly afterFileId: number; readonly limit: number },
): Promise<ResolvableFile[]> {
  const rows = await db.query<ResolvableRow>(`${resolvableSelect} AND f.id > $2 ORDER BY f.id LIMIT $3`, [
    vault.key,
    page.afterFileId,
    page.limit,
  ]);
  return rows.map(toResolvable);
}

/** Those of the files that can be resolved; in no order. */
export async function readResolvableOf(
  db: Queryable,
  vault: StoredVault,
  paths: readonly FilePath[],
): Promise<ResolvableFile[]> {
  const rows = await db.query<ResolvableRow>(`${resolvableSelect} AND f.path = ANY($2::text[])`, [vault.key, paths]);
  return rows.map(toResolvable);
}

function toResolvable(row: ResolvableRow): ResolvableFile {
  const { id, path, language, declarations, resolved_facts_id: factsId, against, depends_on: dependsOn } = row;
  const isResolved = factsId !== null && against !== null && dependsOn !== null;
  return {
    fileId: id,
    path,
    language,
    factsId: row.facts_id,
    declarations,
    symbolKeys: row.keys ?? '[]',
    descriptors: row.descriptors ?? '[]',
    exact: row.exact ?? '',
    ...(isResolved && { resolved: { factsId, against, dependsOn } }),
  };
}

export interface StoredReferences {
  readonly fileId: number;
  readonly factsId: number;
  readonly references: Uint8Array;
  /** What outside authorities found of this content, where they found anything. */
  readonly checker: Uint8Array | null;
  readonly scip: Uint8Array | null;
  /** As {@link ResolvableFile.exact}. */
  readonly exact: string;
}

/** The references of files, as they are now; files that are gone are absent. */
export async function readReferences(db: Queryable, fileIds: readonly number[]): Promise<StoredReferences[]> {
  return db.query(
    `SELECT f.id AS "fileId", t.id AS "factsId", t.symbol_references AS "references", c.found AS checker, i.found AS scip,
       coalesce(${exactDigest}, '') AS exact
     FROM source_files f JOIN file_facts t ON t.id = f.facts_id
     LEFT JOIN exact_references c ON c.file_id = f.id AND c.facts_id = f.facts_id AND c.source = 'checker'
     LEFT JOIN exact_references i ON i.file_id = f.id AND i.facts_id = f.facts_id AND i.source = 'scip'
     WHERE f.id = ANY($1::bigint[])`,
    [fileIds],
  );
}

/** What is resolved up to now. `files` limits the question to those that define the symbols with these keys. */
export interface ResolutionState {
  readonly completeness: Completeness;
  readonly files: number;
  readonly current: number;
  readonly failed: number;
}

export async function resolutionState(
  db: Queryable,
  vault: Pick<StoredVault, 'key'>,
  definedBy?: readonly number[],
): Promise<ResolutionState> {
  const [row] = await db.query<{ files: number; current: number; failed: number }>(
    `SELECT count(*)::int AS files,
       count(*) FILTER (WHERE r.facts_id = f.facts_id AND r.against <> '')::int AS current,
       count(*) FILTER (WHERE r.facts_id = f.facts_id AND r.against <> '' AND r.status = 'failed')::int AS failed
     FROM source_files f LEFT JOIN file_resolutions r ON r.file_id = f.id
     WHERE f.vault_key = $1 AND f.facts_id IS NOT NULL
       AND ($2::bigint[] IS NULL OR f.id IN (SELECT file_id FROM code_symbols WHERE id = ANY($2::bigint[])))`,
    [vault.key, definedBy ?? null],
  );
  const { files, current, failed } = row!;
  const completeness = current === 0 ? 'none' : current === files && failed === 0 ? 'complete' : 'partial';
  return { completeness, files, current, failed };
}

/** What was resolved against these files has to be resolved again, as have they themselves. */
export async function outdateDependents(db: Queryable, vault: StoredVault, paths: readonly FilePath[]): Promise<void> {
  await db.query(
    `WITH gone AS (SELECT array_agg(id) AS ids FROM source_files WHERE vault_key = $1 AND path = ANY($2::text[]))
     UPDATE file_resolutions r SET against = ''
     FROM source_files f, gone
     WHERE f.id = r.file_id AND f.vault_key = $1 AND r.against <> ''
       AND (r.depends_on && gone.ids OR r.file_id = ANY(gone.ids))`,
    [vault.key, paths],
  );
}

/** Every file of a vault has to be resolved again. */
export async function outdateAll(db: Queryable, vault: StoredVault): Promise<void> {
  await db.query(
    `UPDATE file_resolutions r SET against = '' FROM source_files f
     WHERE f.id = r.file_id AND f.vault_key = $1 AND r.against <> ''`,
    [vault.key],
  );
}

/** What the last whole pass has seen of the files that say how names are looked up. */
export async function storedProjectFiles(db: Queryable, vault: StoredVault): Promise<Map<FilePath, ContentHash>> {
  const rows = await db.query<{ path: FilePath; hash: ContentHash }>(
    `SELECT path, encode(content_hash, 'hex') AS hash FROM project_files WHERE vault_key = $1`,
    [vault.key],
  );
  return new Map(rows.map(({ path, hash }) => [path, hash]));
}

export async function storeProjectFiles(
  db: Queryable,
  vault: StoredVault,
  files: ReadonlyMap<FilePath, ContentHash>,
  gone: readonly FilePath[],
): Promise<void> {
  await db.query('DELETE FROM project_files WHERE vault_key = $1 AND path = ANY($2::text[])', [vault.key, gone]);
  await db.query(
    `INSERT INTO project_files (vault_key, path, content_hash)
     SELECT $1, w.path, decode(w.hash, 'hex') FROM unnest($2::text[], $3::text[]) AS w (path, hash)
     ON CONFLICT (vault_key, path) DO UPDATE SET content_hash = excluded.content_hash
       WHERE project_files.content_hash <> excluded.content_hash`,
    [vault.key, [...files.keys()], [...files.values()]],
  );
}

/** What is known of a vault's resolution as a whole. */
export interface ResolutionMark {
  /** Of the last pass over the whole vault. */
  readonly format: number;
  /** Some pass over the whole vault has ended: single files can be brought up to date. */
  readonly whole: boolean;
  /** Counts and ranks of symbols are of the relationships as they are. */
  readonly reckoned: boolean;
  /** Every answer that is stored knows of the files with ids up to this one. */
  readonly seen: number;
}

export async function readResolutionMark(db: Queryable, vault: StoredVault): Promise<ResolutionMark> {
  const [row] = await db.query<{ mark: ResolutionMark | null }>(
    "SELECT metadata -> 'resolved' AS mark FROM vaults WHERE key = $1",
    [vault.key],
  );
  return row?.mark ?? { format: 0, whole: false, reckoned: false, seen: 0 };
}

export async function writeResolutionMark(db: Queryable, vault: StoredVault, mark: ResolutionMark): Promise<void> {
  await db.query("UPDATE vaults SET metadata = metadata || jsonb_build_object('resolved', $2::jsonb) WHERE key = $1", [
    vault.key,
    JSON.stringify(mark),
  ]);
}

/** Edges that begin in files, by file: JSON arrays of equal length. */
export interface StoredEdges {
  readonly fileId: number;
  readonly sources: string;
  readonly targets: string;
  readonly confidences: string;
  /** Places that name the target: none for an override. */
  readonly counts: string;
}

/** Files without edges are absent. */
export async function readEdges(db: Queryable, fileIds: readonly number[]): Promise<StoredEdges[]> {
  return db.query(
    `SELECT s.file_id AS "fileId", json_agg(r.source_id)::text AS sources, json_agg(r.target_id)::text AS targets,
       json_agg(r.confidence)::text AS confidences,
       json_agg(CASE WHEN r.relationship_type = 'overrides' THEN 0 ELSE r.site_count END)::text AS counts
     FROM code_symbols s JOIN symbol_relationships r ON r.source_id = s.id
     WHERE s.file_id = ANY($1::bigint[]) GROUP BY s.file_id`,
    [fileIds],
  );
}
