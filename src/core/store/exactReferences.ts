/** exact_references: what outside authorities found of single files, encoded as the resolver's codec does it. */

import type { ExactSource } from '../model/exact';
import type { FilePath } from '../model/ids';
import type { Database, Queryable } from './database';
import type { StoredVault } from './vaults';

export interface ExactWrite {
  readonly fileId: number;
  /** The content that it was found for. */
  readonly factsId: number;
  readonly found: Uint8Array;
}

/**
 * Writes what was found, in the place of what the same source found before; a file that has another content by now is
 * left out. Answers with the paths of the files for which something has changed: they have to be resolved again, and
 * until that is done the vault counts as not reckoned, so that the next whole pass sees to it.
 */
export function writeExact(
  db: Database,
  vault: StoredVault,
  source: ExactSource,
  files: readonly ExactWrite[],
): Promise<FilePath[]> {
  return changing(db, vault, async (tx) =>
    tx.query(
      `WITH written AS (
         INSERT INTO exact_references (file_id, source, facts_id, found)
         SELECT f.id, $2, f.facts_id, decode(w.found, 'hex')
         FROM unnest($3::bigint[], $4::bigint[], $5::text[]) AS w (file_id, facts_id, found)
         JOIN source_files f ON f.id = w.file_id AND f.facts_id = w.facts_id
         WHERE f.vault_key = $1
         ON CONFLICT (file_id, source) DO UPDATE
           SET facts_id = excluded.facts_id, found = excluded.found, found_at = now()
           WHERE exact_references.facts_id <> excluded.facts_id OR exact_references.found <> excluded.found
         RETURNING file_id
       )
       SELECT f.path FROM written w JOIN source_files f ON f.id = w.file_id ORDER BY f.path`,
      [
        vault.key,
        source,
        files.map(({ fileId }) => fileId),
        files.map(({ factsId }) => factsId),
        files.map(({ found }) => Buffer.from(found).toString('hex')),
      ],
    ),
  );
}

/** Deletes what a source found, of all files or of these. Answers with the paths of the files that had something. */
export function deleteExact(
  db: Database,
  vault: StoredVault,
  source: ExactSource,
  paths?: readonly FilePath[],
): Promise<FilePath[]> {
  return changing(db, vault, async (tx) =>
    tx.query(
      `DELETE FROM exact_references e USING source_files f
       WHERE f.id = e.file_id AND f.vault_key = $1 AND e.source = $2
         AND ($3::text[] IS NULL OR f.path = ANY($3::text[]))
       RETURNING f.path`,
      [vault.key, source, paths ?? null],
    ),
  );
}

async function changing(
  db: Database,
  vault: StoredVault,
  change: (tx: Queryable) => Promise<readonly { readonly path: FilePath }[]>,
): Promise<FilePath[]> {
  return db.transaction(async (tx) => {
    const paths = (await change(tx)).map(({ path }) => path);
    if (paths.length > 0) {
      await tx.query(
        `UPDATE vaults SET metadata = jsonb_set(metadata, '{resolved,reckoned}', 'false')
         WHERE key = $1 AND metadata #> '{resolved,reckoned}' = 'true'`,
        [vault.key],
      );
    }
    return paths;
  });
}

/** What a source found of the files' present contents, by path; files of which it found nothing are absent. */
export async function readExact(
  db: Queryable,
  vault: StoredVault,
  source: ExactSource,
  paths: readonly FilePath[],
): Promise<Map<FilePath, Uint8Array>> {
  const rows = await db.query<{ path: FilePath; found: Uint8Array }>(
    `SELECT f.path, e.found FROM exact_references e JOIN source_files f ON f.id = e.file_id AND f.facts_id = e.facts_id
     WHERE f.vault_key = $1 AND e.source = $2 AND f.path = ANY($3::text[])`,
    [vault.key, source, paths],
  );
  return new Map(rows.map(({ path, found }) => [path, found]));
}

/** What a checker found of these files holds no longer. Their resolving is the caller's matter. */
export async function voidChecked(db: Queryable, fileIds: readonly number[]): Promise<void> {
  if (fileIds.length === 0) return;
  await db.query("DELETE FROM exact_references WHERE source = 'checker' AND file_id = ANY($1::bigint[])", [fileIds]);
}
