/** symbol_usage: how often each symbol is referred to, and how central it is. */

import type { Descriptor, FilePath } from '../model/ids';
import type { Database, PreparedStatement, Queryable } from './database';
import { copyRow } from './copyText';
import type { StoredVault } from './vaults';

/** Columns of equal length: the keys of symbols that something refers to, places that name them, ranks. */
export interface Usage {
  readonly symbols: Float64Array;
  readonly counts: Int32Array;
  readonly ranks: Float32Array;
}

/** A rank that has changed by less is not worth a row's rewriting. */
const noticeable = 0.02;
const rowsAtOnce = 20_000;

/**
 * Writes the usage of a whole vault. `isFirst`: nothing is stored of it yet. Rows that are (nearly) the same are not
 * written again; those of symbols that nothing refers to any more go.
 */
export async function writeUsage(
  db: Database,
  vault: StoredVault,
  { symbols, counts, ranks }: Usage,
  isFirst: boolean,
  signal?: AbortSignal,
): Promise<void> {
  for (let start = 0; start < symbols.length; start += rowsAtOnce) {
    const end = Math.min(symbols.length, start + rowsAtOnce);
    await db.transaction(async (tx) => {
      if (isFirst) await tx.copyFrom('symbol_usage', ['symbol_id', 'reference_count', 'rank'], lines(start, end));
      else
        await updateUsage(
          tx,
          [...symbols.subarray(start, end)],
          counts.subarray(start, end),
          ranks.subarray(start, end),
        );
    }, signal);
  }
  if (!isFirst) await forgetUnused(db, vault);

  function* lines(start: number, end: number): Generator<string> {
    for (let at = start; at < end; at++) yield copyRow([symbols[at], counts[at], ranks[at]]);
  }
}

async function updateUsage(
  tx: Queryable,
  symbols: readonly number[],
  counts: Int32Array,
  ranks: Float32Array,
): Promise<void> {
  await tx.query(
    `INSERT INTO symbol_usage (symbol_id, reference_count, rank)
     SELECT * FROM unnest($1::bigint[], $2::int[], $3::real[])
     ON CONFLICT (symbol_id) DO UPDATE SET reference_count = excluded.reference_count, rank = excluded.rank
     WHERE symbol_usage.reference_count <> excluded.reference_count
       OR abs(symbol_usage.rank - excluded.rank) > ${noticeable} * symbol_usage.rank`,
    [symbols, [...counts], [...ranks]],
  );
}

async function forgetUnused(db: Queryable, vault: StoredVault): Promise<void> {
  await db.query(
    `DELETE FROM symbol_usage u USING code_symbols s, source_files f
     WHERE s.id = u.symbol_id AND f.id = s.file_id AND f.vault_key = $1
       AND NOT EXISTS (SELECT 1 FROM symbol_relationships r WHERE r.target_id = u.symbol_id)`,
    [vault.key],
  );
}

/** Counts anew how often these symbols are referred to; their ranks stay. */
export async function recount(db: Queryable, symbols: readonly number[]): Promise<void> {
  if (symbols.length === 0) return;
  await db.query(
    `INSERT INTO symbol_usage (symbol_id, reference_count)
     SELECT s.id, coalesce(sum(r.site_count) FILTER (WHERE r.relationship_type <> 'overrides'), 0)
     FROM code_symbols s LEFT JOIN symbol_relationships r ON r.target_id = s.id
     WHERE s.id = ANY($1::bigint[])
     GROUP BY s.id
     ON CONFLICT (symbol_id) DO UPDATE SET reference_count = excluded.reference_count
     WHERE symbol_usage.reference_count <> excluded.reference_count`,
    [symbols],
  );
}

/** Columns of equal length: places of a file's symbols in it, and how many places name each; only what is named. */
export interface FileUsage {
  readonly ordinals: readonly number[];
  readonly counts: readonly number[];
}

/** By file id; files none of whose symbols is referred to are absent. */
export async function usageOfFiles(db: Database, fileIds: readonly number[]): Promise<Map<number, FileUsage>> {
  if (fileIds.length === 0) return new Map();
  const rows = await db.queryPrepared<{ fileId: number; ordinals: string; counts: string }>(usageByFile, [fileIds]);
  const numbers = (json: string): number[] => JSON.parse(json) as number[];
  return new Map(
    rows.map(({ fileId, ordinals, counts }) => [fileId, { ordinals: numbers(ordinals), counts: numbers(counts) }]),
  );
}

const usageByFile: PreparedStatement = {
  name: 'usage_by_file',
  sql: `SELECT s.file_id AS "fileId", json_agg(s.ordinal)::text AS ordinals, json_agg(u.reference_count)::text AS counts
    FROM code_symbols s JOIN symbol_usage u ON u.symbol_id = s.id
    WHERE s.file_id = ANY($1) AND u.reference_count > 0 GROUP BY s.file_id`,
  types: ['bigint[]'],
};

/** Of one file, by descriptor: what keeps its symbols apart when their places change. */
export async function usageByDescriptor(db: Queryable, fileId: number): Promise<Map<Descriptor, number>> {
  const rows = await db.query<{ descriptor: Descriptor; count: number }>(
    `SELECT s.descriptor, u.reference_count AS count
     FROM code_symbols s JOIN symbol_usage u ON u.symbol_id = s.id
     WHERE s.file_id = $1 AND u.reference_count > 0`,
    [fileId],
  );
  return new Map(rows.map(({ descriptor, count }) => [descriptor, count]));
}

/** Ids of the files that hold these symbols. */
export async function filesOfSymbols(db: Queryable, symbols: readonly number[]): Promise<number[]> {
  if (symbols.length === 0) return [];
  const rows = await db.query<{ id: number }>(
    'SELECT DISTINCT file_id AS id FROM code_symbols WHERE id = ANY($1::bigint[])',
    [symbols],
  );
  return rows.map(({ id }) => id);
}

/** Ids of the files some of whose symbols these refer to: they are referred to less when these go. */
export async function filesUsedBySymbols(db: Queryable, symbols: readonly number[]): Promise<number[]> {
  if (symbols.length === 0) return [];
  const rows = await db.query<{ id: number }>(
    `SELECT DISTINCT t.file_id AS id FROM symbol_relationships r JOIN code_symbols t ON t.id = r.target_id
     WHERE r.source_id = ANY($1::bigint[])`,
    [symbols],
  );
  return rows.map(({ id }) => id);
}

/** The same of all that these files hold. */
export async function filesUsedByFiles(
  db: Queryable,
  vault: StoredVault,
  paths: readonly FilePath[],
): Promise<number[]> {
  if (paths.length === 0) return [];
  const rows = await db.query<{ id: number }>(
    `SELECT DISTINCT t.file_id AS id FROM source_files f JOIN code_symbols s ON s.file_id = f.id
     JOIN symbol_relationships r ON r.source_id = s.id JOIN code_symbols t ON t.id = r.target_id
     WHERE f.vault_key = $1 AND f.path = ANY($2::text[])`,
    [vault.key, paths],
  );
  return rows.map(({ id }) => id);
}
