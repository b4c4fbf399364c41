/** What a vault's relationships rest on most, and what its tests reach. */

import { throwIfCancelled } from '../model/errors';
import type { FilePath } from '../model/ids';
import type { Queryable } from './database';
import type { StoredVault } from './vaults';

export interface CentralRow {
  /** Key of the symbol. */
  readonly id: number;
  readonly path: FilePath;
  readonly rank: number;
  readonly referenceCount: number;
}

/** Functions, methods and classes, interfaces left out, of the files that something refers to, the most central first. */
export async function centralSymbols(
  db: Queryable,
  vault: Pick<StoredVault, 'key'>,
  paths: readonly FilePath[],
  limit: number,
): Promise<CentralRow[]> {
  return db.query<CentralRow>(
    `SELECT s.id, f.path, u.rank, u.reference_count AS "referenceCount"
     FROM source_files f
     JOIN code_symbols s ON s.file_id = f.id AND s.type IN ('function', 'method', 'class')
     JOIN symbol_usage u ON u.symbol_id = s.id
     LEFT JOIN code_symbols c ON c.file_id = s.file_id AND c.ordinal = s.container
     WHERE f.vault_key = $1 AND f.path = ANY($2::text[]) AND u.reference_count > 0 AND c.type <> 'interface'
     ORDER BY u.rank DESC, s.id LIMIT $3`,
    [vault.key, paths, limit],
  );
}

/** By key: how many steps the symbols of these files are from what they lead to; themselves are 0. */
export async function depthsFrom(
  db: Queryable,
  vault: Pick<StoredVault, 'key'>,
  paths: readonly FilePath[],
  depth: number,
  signal?: AbortSignal,
): Promise<Map<number, number>> {
  const starts = await db.query<{ id: number }>(
    `SELECT s.id FROM source_files f JOIN code_symbols s ON s.file_id = f.id
     WHERE f.vault_key = $1 AND f.path = ANY($2::text[])`,
    [vault.key, paths],
  );
  const depths = new Map(starts.map(({ id }) => [id, 0]));
  let frontier = [...depths.keys()];
  for (let step = 1; step <= depth && frontier.length > 0; step++) {
    throwIfCancelled(signal);
    const rows = await db.query<{ id: number }>(
      `SELECT r.target_id AS id FROM symbol_relationships r
       WHERE r.source_id = ANY($1::bigint[]) AND r.relationship_type NOT IN ('imports', 'overrides')
       UNION
       SELECT r.source_id FROM symbol_relationships r
       WHERE r.target_id = ANY($1::bigint[]) AND r.relationship_type = 'overrides'`,
      [frontier],
    );
    frontier = rows.map(({ id }) => id).filter((id) => !depths.has(id));
    for (const id of frontier) depths.set(id, step);
  }
  return depths;
}
