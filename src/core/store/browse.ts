/** source_files as a tree: what is directly below a directory, with the sums of what is below that. */

import type { FileStatus } from '../model/file';
import type { LanguageId } from '../model/ids';
import type { Queryable } from './database';
import type { StoredVault } from './vaults';

export interface DirectoryRow {
  readonly name: string;
  /** False for a file. */
  readonly is_directory: boolean;
  /** Of what is below, from `name` on: the first and the last path by code points. What they share, all share. */
  readonly first: string;
  readonly last: string;
  readonly files: number;
  readonly symbols: number;
  /** Of a file. */
  readonly language: LanguageId | null;
  readonly status: FileStatus | null;
  readonly problem: string | null;
}

/** `prefix`: a directory's path with a `/` at its end, or '' for the folder. In no order. */
export async function directoryRows(db: Queryable, vault: StoredVault, prefix: string): Promise<DirectoryRow[]> {
  return db.query<DirectoryRow>(
    `SELECT split_part(rest, '/', 1) AS name, nested AS is_directory,
       min(rest COLLATE "C") AS first, max(rest COLLATE "C") AS last,
       count(*)::int AS files, coalesce(sum(symbol_count), 0)::bigint AS symbols,
       CASE WHEN NOT nested THEN min(language) END AS language,
       CASE WHEN NOT nested THEN min(status) END AS status,
       CASE WHEN NOT nested THEN min(problem) END AS problem
     FROM (
       SELECT substr(path, length($2) + 1) AS rest, strpos(substr(path, length($2) + 1), '/') > 0 AS nested,
         symbol_count, language, status, problem
       FROM source_files WHERE vault_key = $1 AND starts_with(path, $2)
     ) AS below
     GROUP BY 1, 2`,
    [vault.key, prefix],
  );
}
