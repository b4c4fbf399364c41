/** What a type checker has to know of a vault's files, and how far it has come. */

import type { ContentHash, FilePath } from '../model/ids';
import type { Queryable } from './database';
import { indexFormatVersion } from './format';
import type { StoredVault } from './vaults';

/** Languages that the checker reads. */
const checkedLanguages = "('typescript', 'tsx', 'javascript')";
const checkable = `f.vault_key = $1 AND f.facts_id IS NOT NULL AND f.index_format = ${indexFormatVersion}
  AND f.language IN ${checkedLanguages}`;
const isChecked = `EXISTS (
  SELECT FROM exact_references e WHERE e.file_id = f.id AND e.source = 'checker' AND e.facts_id = f.facts_id)`;

export interface CheckableFile {
  readonly fileId: number;
  readonly factsId: number;
  readonly path: FilePath;
  readonly hash: ContentHash;
  readonly isChecked: boolean;
}

/** All of them, by path. */
export async function checkableFiles(db: Queryable, vault: StoredVault): Promise<CheckableFile[]> {
  return db.query(
    `SELECT f.id AS "fileId", f.facts_id AS "factsId", f.path, encode(f.content_hash, 'hex') AS hash,
       ${isChecked} AS "isChecked"
     FROM source_files f WHERE ${checkable} ORDER BY f.path`,
    [vault.key],
  );
}

/** Names of a file's symbols: JSON arrays in their order, the file's own left out; places are 0-based. */
export interface NamedSymbols {
  readonly path: FilePath;
  readonly hash: ContentHash;
  readonly descriptors: string | null;
  readonly lines: string | null;
  readonly columns: string | null;
}

export async function namedSymbols(
  db: Queryable,
  vault: StoredVault,
  paths: readonly FilePath[],
): Promise<NamedSymbols[]> {
  return db.query(
    `SELECT f.path, encode(f.content_hash, 'hex') AS hash, s.descriptors, s.lines, s.columns
     FROM source_files f CROSS JOIN LATERAL (
       SELECT json_agg(s.descriptor ORDER BY s.ordinal)::text AS descriptors,
         json_agg(s.name_line - 1 ORDER BY s.ordinal)::text AS lines,
         json_agg(s.name_column - 1 ORDER BY s.ordinal)::text AS columns
       FROM code_symbols s WHERE s.file_id = f.id AND s.ordinal > 0
     ) s
     WHERE ${checkable} AND f.path = ANY($2::text[])`,
    [vault.key, paths],
  );
}

/** How many files there are to check, and how many have been. */
export async function checkCounts(
  db: Queryable,
  vault: Pick<StoredVault, 'key'>,
): Promise<{ readonly files: number; readonly checked: number }> {
  const [row] = await db.query<{ files: number; checked: number }>(
    `SELECT count(*)::int AS files, count(*) FILTER (WHERE ${isChecked})::int AS checked
     FROM source_files f WHERE ${checkable}`,
    [vault.key],
  );
  return row!;
}

/** A project that ended the checker, by what its files were then. */
export interface EndedProject {
  /** Another text with every change of the project. */
  readonly contents: string;
  readonly times: number;
  readonly outOfMemory: boolean;
  readonly why: string;
}

/** By the project's configuration file, '' without one. With another heap (megabytes) than now: none. */
export async function readEndedProjects(
  db: Queryable,
  { key }: Pick<StoredVault, 'key'>,
  memory: number,
): Promise<Map<string, EndedProject>> {
  const [row] = await db.query<{ ended: Readonly<Record<string, EndedProject>> | null }>(
    "SELECT metadata #> '{checker,ended}' AS ended FROM vaults WHERE key = $1 AND metadata #> '{checker,memory}' = $2::jsonb",
    [key, JSON.stringify(memory)],
  );
  return new Map(Object.entries(row?.ended ?? {}));
}

export async function writeEndedProjects(
  db: Queryable,
  { key }: Pick<StoredVault, 'key'>,
  memory: number,
  ended: ReadonlyMap<string, EndedProject>,
): Promise<void> {
  await db.query("UPDATE vaults SET metadata = metadata || jsonb_build_object('checker', $2::jsonb) WHERE key = $1", [
    key,
    JSON.stringify({ memory, ended: Object.fromEntries(ended) }),
  ]);
}
