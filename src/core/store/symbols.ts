/** code_symbols: reading symbols back. */

import type { Descriptor, FilePath, LanguageId, SymbolId, VaultId } from '../model/ids';
import { symbolId } from '../model/ids';
import type { CodeSymbol } from '../model/symbol';
import type { Database, PreparedStatement, Queryable } from './database';
import { referenceCount, storable, storedColumns, symbolSelect, toCodeSymbol } from './rows';
import type { SymbolRow } from './rows';

export interface SymbolPlace {
  readonly fileId: number;
  /** Index in {@link ParsedFile.symbols}. */
  readonly ordinal: number;
}

/** What {@link symbolsOfFiles} is told of a file instead of reading it. */
export interface SymbolFile {
  readonly vault: VaultId;
  readonly path: FilePath;
  readonly language: LanguageId;
}

/** Without joins for what the caller knows. All rows are one text: reading each value by itself took twice as long. */
const symbolsByPlace: PreparedStatement = {
  name: 'symbols_by_place',
  sql: `SELECT json_agg(r)::text AS rows FROM (
      SELECT s.id, s.file_id, ${storedColumns}, ${referenceCount},
        (SELECT coalesce(c.qualified_name, c.name) FROM code_symbols c
         WHERE s.container > 0 AND c.file_id = s.file_id AND c.ordinal = s.container) AS container_name
      FROM unnest($1::bigint[], $2::integer[]) AS w (file_id, ordinal)
      JOIN code_symbols s ON s.file_id = w.file_id AND s.ordinal = w.ordinal
    ) r`,
  types: ['bigint[]', 'integer[]'],
};

/** In the order asked; undefined where the symbol is gone or `fileOf` knows no file. */
export async function symbolsOfFiles(
  db: Database,
  places: readonly SymbolPlace[],
  fileOf: (fileId: number) => SymbolFile | undefined,
): Promise<(CodeSymbol | undefined)[]> {
  if (places.length === 0) return [];
  const [answer] = await db.queryPrepared<{ readonly rows: string | null }>(symbolsByPlace, [
    places.map(({ fileId }) => fileId),
    places.map(({ ordinal }) => ordinal),
  ]);
  const rows = JSON.parse(answer?.rows ?? '[]') as Omit<SymbolRow, keyof SymbolFile>[];
  const found = new Map(rows.map((row) => [`${row.file_id} ${row.ordinal}`, row]));
  return places.map(({ fileId, ordinal }) => {
    const row = found.get(`${fileId} ${ordinal}`);
    const file = fileOf(fileId);
    return row === undefined || file === undefined ? undefined : toCodeSymbol({ ...row, ...file });
  });
}

/** In document order; the first stands for the file. `container` is the index in the answer, -1 for the file. */
export async function symbolsOfFile(
  db: Queryable,
  fileId: number,
): Promise<{ readonly symbol: CodeSymbol; readonly container: number }[]> {
  const rows = await db.query<SymbolRow>(`${symbolSelect} WHERE s.file_id = $1 ORDER BY s.ordinal`, [fileId]);
  return rows.map((row) => ({ symbol: toCodeSymbol(row), container: row.container }));
}

/** By the keys that rows refer to each other with; keys of symbols that are gone are absent. */
export async function symbolsByKey(db: Queryable, keys: readonly number[]): Promise<Map<number, CodeSymbol>> {
  if (keys.length === 0) return new Map();
  const rows = await db.query<SymbolRow>(`${symbolSelect} WHERE s.id = ANY($1::bigint[])`, [keys]);
  return new Map(rows.map((row) => [row.id, toCodeSymbol(row)]));
}

/** Keys of a vault's symbols by their SymbolIds; those that are not there are absent. */
export async function symbolKeys(
  db: Queryable,
  vaultKey: number,
  symbols: readonly Pick<CodeSymbol, 'path' | 'descriptor'>[],
): Promise<Map<SymbolId, number>> {
  if (symbols.length === 0) return new Map();
  const rows = await db.query<{ id: number; path: FilePath; descriptor: Descriptor }>(
    `SELECT s.id, f.path, s.descriptor
     FROM unnest($2::text[], $3::text[]) AS w (path, descriptor)
     JOIN source_files f ON f.vault_key = $1 AND f.path = w.path
     JOIN code_symbols s ON s.file_id = f.id AND s.descriptor = w.descriptor`,
    [vaultKey, symbols.map(({ path }) => path), symbols.map(({ descriptor }) => descriptor)],
  );
  return new Map(rows.map(({ id, path, descriptor }) => [symbolId(path, descriptor), id]));
}

/** The key of a symbol; undefined if it is gone. */
export async function symbolKey(db: Queryable, symbol: CodeSymbol): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>(
    `SELECT s.id FROM code_symbols s JOIN source_files f ON f.id = s.file_id JOIN vaults v ON v.key = f.vault_key
     WHERE v.id = $1 AND f.path = $2 AND s.descriptor = $3`,
    [symbol.vault, symbol.path, symbol.descriptor],
  );
  return row?.id;
}

/** Longer than any path with any descriptor. */
const longestQuestion = 6_000;

/**
 * Symbols by SymbolId, else by qualified name, else by name, each in its exact case, and then in any case by qualified name,
 * by the last parts of one, and by name: the first of these that finds any. In order of path and place.
 */
export async function findSymbols(
  db: Queryable,
  question: { readonly vaults?: readonly VaultId[]; readonly idOrName: string; readonly limit: number },
): Promise<CodeSymbol[]> {
  const { vaults, limit } = question;
  const wanted = storable(question.idOrName);
  if (wanted.length > longestQuestion) return [];
  for (const { sql, parts } of lookups) {
    const rows = await db.query<SymbolRow>(
      `${symbolSelect}
       WHERE ($1::uuid[] IS NULL OR v.id = ANY($1::uuid[])) AND ${sql}
       ORDER BY f.path, s.ordinal LIMIT $2`,
      [vaults ?? null, limit, wanted, parts(wanted)],
    );
    if (rows.length > 0) return rows.map(toCodeSymbol);
  }
  return [];
}

interface Lookup {
  /** `$3` is what is asked for, `$4` what parts made of it: it leads to an index, `$3` decides. */
  readonly sql: string;
  readonly parts: (wanted: string) => readonly string[];
}

const namedLike = 'lower(s.name) = ANY(ARRAY(SELECT lower(part) FROM unnest($4::text[]) AS part))';
const qualifiedName = 'coalesce(s.qualified_name, s.name)';

const lookups: readonly Lookup[] = [
  {
    sql: `s.file_id = ANY(ARRAY(SELECT g.id FROM source_files g WHERE g.path = ANY($4::text[])))
      AND f.path || '/' || s.descriptor = $3`,
    parts: (wanted) => [...wanted.matchAll(/\//g)].map(({ index }) => wanted.slice(0, index)),
  },
  { sql: `${namedLike} AND ${qualifiedName} = $3`, parts: ends },
  { sql: `${namedLike} AND s.name = $3`, parts: (wanted) => [wanted] },
  { sql: `${namedLike} AND lower(${qualifiedName}) = lower($3)`, parts: ends },
  {
    // Its last parts: who asks for `Cart.total` may not know of the namespaces around.
    sql: `${namedLike} AND right(lower(${qualifiedName}), length($3)) = lower($3)
      AND left(right(${qualifiedName}, length($3) + 1), 1) !~ '[[:alnum:]_]'`,
    parts: (wanted) => ends(wanted).slice(1),
  },
  { sql: `${namedLike} AND $3::text IS NOT NULL`, parts: (wanted) => [wanted] },
];

/** A qualified name ends with the name, whatever the language puts between. */
function ends(wanted: string): string[] {
  return [wanted, ...[...wanted.matchAll(/[^\p{L}\p{N}_]+/gu)].map((gap) => wanted.slice(gap.index + gap[0].length))];
}
