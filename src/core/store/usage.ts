/** symbol_usage: how often each symbol is referred to, and how central it is. */

import type { Database, Queryable } from './database';
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
