/** Symbols whose definitions are long enough to be called copied. */

import type { FilePath } from '../model/ids';
import type { Queryable } from './database';
import type { StoredVault } from './vaults';

export interface LongSymbol {
  /** Key of the symbol. */
  readonly id: number;
  readonly fileId: number;
  readonly ordinal: number;
  readonly path: FilePath;
  readonly lines: number;
  /** Of its definition, in UTF-16 units of the file's text. */
  readonly start: number;
  readonly end: number;
}

/** Of at least so many lines, in order of path and place; files themselves included. */
export async function longSymbols(
  db: Queryable,
  vault: Pick<StoredVault, 'key'>,
  leastLines: number,
): Promise<LongSymbol[]> {
  return db.query<LongSymbol>(
    `SELECT s.id, s.file_id AS "fileId", s.ordinal, f.path, s.end_line - s.line_number + 1 AS lines,
       s.definition_start AS start, s.definition_end AS "end"
     FROM source_files f JOIN code_symbols s ON s.file_id = f.id
     WHERE f.vault_key = $1 AND s.end_line - s.line_number + 1 >= $2
     ORDER BY f.path, s.ordinal`,
    [vault.key, leastLines],
  );
}
