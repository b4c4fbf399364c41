/** Files as an imported index has to be compared with them. */

import type { ContentHash, FilePath } from '../model/ids';
import type { CodeSymbol } from '../model/symbol';
import type { Queryable } from './database';
import { indexFormatVersion } from './format';
import { symbolSelect, toCodeSymbol } from './rows';
import type { SymbolRow } from './rows';
import type { StoredVault } from './vaults';

export interface ImportableFile {
  readonly fileId: number;
  readonly factsId: number;
  readonly path: FilePath;
  readonly hash: ContentHash;
  readonly facts: { readonly declarations: Uint8Array; readonly references: Uint8Array };
  /** In document order; the first stands for the file. `container` is an index, -1 for the file. */
  readonly symbols: readonly { readonly symbol: CodeSymbol; readonly container: number }[];
}

/** By path; files that are not indexed, or could not be read, are absent. */
export async function readImportable(
  db: Queryable,
  vault: StoredVault,
  paths: readonly FilePath[],
): Promise<Map<FilePath, ImportableFile>> {
  const rows = await db.query<Omit<ImportableFile, 'facts' | 'symbols'> & ImportableFile['facts']>(
    `SELECT f.id AS "fileId", t.id AS "factsId", f.path, encode(f.content_hash, 'hex') AS hash,
       t.declarations, t.symbol_references AS "references"
     FROM source_files f JOIN file_facts t ON t.id = f.facts_id
     WHERE f.vault_key = $1 AND f.index_format = ${indexFormatVersion} AND f.path = ANY($2::text[])`,
    [vault.key, paths],
  );
  const symbols = await db.query<SymbolRow>(
    `${symbolSelect} WHERE s.file_id = ANY($1::bigint[]) ORDER BY s.file_id, s.ordinal`,
    [rows.map(({ fileId }) => fileId)],
  );
  const byFile = new Map<number, SymbolRow[]>(rows.map(({ fileId }) => [fileId, []]));
  for (const symbol of symbols) byFile.get(symbol.file_id)?.push(symbol);
  return new Map(
    rows.map(({ declarations, references, ...file }) => [
      file.path,
      {
        ...file,
        facts: { declarations, references },
        symbols: byFile.get(file.fileId)!.map((row) => {
          return { symbol: toCodeSymbol(row), container: row.container };
        }),
      },
    ]),
  );
}
