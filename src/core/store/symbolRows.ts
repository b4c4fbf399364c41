/** Writing rows of code_symbols: in bulk where a file is new, by difference where it is known. */

import type { Queryable } from './database';
import {
  copyColumns,
  descriptorOf,
  sameValues,
  storedColumns,
  storedValues,
  symbolCopyRow,
  symbolRecord,
  valueColumnTypes,
  valueColumns,
} from './rows';
import type { StoredValuesRow, SymbolValues } from './rows';
import { filesUsedBySymbols } from './usage';

export interface FileSymbols {
  readonly fileId: number;
  readonly symbols: readonly SymbolValues[];
}

export interface StoredSymbol {
  readonly id: number;
  readonly values: SymbolValues;
}

/** In document order, by file id; files without symbols are absent. */
export async function storedSymbols(tx: Queryable, fileIds: readonly number[]): Promise<Map<number, StoredSymbol[]>> {
  const byFile = new Map<number, StoredSymbol[]>();
  if (fileIds.length === 0) return byFile;
  const rows = await tx.query<StoredValuesRow & { readonly id: number; readonly file_id: number }>(
    `SELECT s.id, s.file_id, ${storedColumns} FROM code_symbols s
     WHERE s.file_id = ANY($1::bigint[]) ORDER BY s.file_id, s.ordinal`,
    [fileIds],
  );
  for (const row of rows) {
    const stored = { id: row.id, values: storedValues(row) };
    const others = byFile.get(row.file_id);
    if (others === undefined) byFile.set(row.file_id, [stored]);
    else others.push(stored);
  }
  return byFile;
}

/** Symbols of files that have none stored. */
export async function insertSymbols(tx: Queryable, files: readonly FileSymbols[]): Promise<void> {
  if (files.some(({ symbols }) => symbols.length > 0)) await tx.copyFrom('code_symbols', copyColumns, copyRows(files));
}

function* copyRows(files: readonly FileSymbols[]): Generator<string> {
  for (const { fileId, symbols } of files) {
    for (const values of symbols) yield symbolCopyRow(fileId, values);
  }
}

/** Gives files that have no symbols yet those of another file; `name` is for the symbol that stands for the file. */
export async function duplicateSymbols(
  tx: Queryable,
  copies: readonly { readonly from: number; readonly to: number; readonly name: string }[],
): Promise<void> {
  if (copies.length === 0) return;
  const columns = valueColumns.map((column) => {
    if (column === 'name') return 'CASE WHEN s.ordinal = 0 THEN w.name ELSE s.name END';
    if (column === 'qualified_name') return 'CASE WHEN s.ordinal = 0 THEN NULL ELSE s.qualified_name END';
    return `s.${column}`;
  });
  await tx.query(
    `INSERT INTO code_symbols (${copyColumns.join(', ')})
     SELECT w.target, ${columns.join(', ')}
     FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS w (source, target, name)
     JOIN code_symbols s ON s.file_id = w.source
     ORDER BY w.target, s.ordinal`,
    [copies.map(({ from }) => from), copies.map(({ to }) => to), copies.map(({ name }) => name)],
  );
}

/**
 * Makes the stored symbols of known files what they are now. A descriptor that survives keeps its row's id. Answers with
 * the ids of files whose symbols are referred to less by that.
 */
export async function replaceSymbols(
  tx: Queryable,
  files: readonly FileSymbols[],
  stored: ReadonlyMap<number, readonly StoredSymbol[]>,
): Promise<number[]> {
  const gone: number[] = [];
  const changed: StoredSymbol[] = [];
  const added: FileSymbols[] = [];
  for (const { fileId, symbols } of files) {
    const old = new Map((stored.get(fileId) ?? []).map((symbol) => [descriptorOf(symbol.values), symbol]));
    const fresh: SymbolValues[] = [];
    for (const values of symbols) {
      const before = old.get(descriptorOf(values));
      if (before === undefined) fresh.push(values);
      else if (!sameValues(before.values, values)) changed.push({ id: before.id, values });
      old.delete(descriptorOf(values));
    }
    gone.push(...[...old.values()].map(({ id }) => id));
    added.push({ fileId, symbols: fresh });
  }
  const lessUsed = await filesUsedBySymbols(tx, gone);
  if (gone.length > 0) await tx.query('DELETE FROM code_symbols WHERE id = ANY($1::bigint[])', [gone]);
  await updateSymbols(tx, changed);
  await insertSymbols(tx, added);
  return lessUsed;
}

/** Bounds the statement's one parameter to some megabytes. */
const updatesAtOnce = 2_000;

async function updateSymbols(tx: Queryable, symbols: readonly StoredSymbol[]): Promise<void> {
  const assignments = valueColumns.map((column) => `${column} = w.${column}`).join(', ');
  for (let start = 0; start < symbols.length; start += updatesAtOnce) {
    const records = symbols.slice(start, start + updatesAtOnce).map(({ id, values }) => symbolRecord(id, values));
    await tx.query(
      `UPDATE code_symbols s SET ${assignments}
       FROM json_to_recordset($1::json) AS w (id bigint, ${valueColumnTypes.join(', ')})
       WHERE s.id = w.id`,
      [JSON.stringify(records)],
    );
  }
}

/** Files that have moved: the symbol that stands for a file is named after it. */
export async function renameFileSymbols(
  tx: Queryable,
  files: readonly { readonly fileId: number; readonly name: string }[],
): Promise<void> {
  await tx.query(
    `UPDATE code_symbols s SET name = w.name, qualified_name = NULL
     FROM unnest($1::bigint[], $2::text[]) AS w (file_id, name)
     WHERE s.file_id = w.file_id AND s.ordinal = 0 AND s.name <> w.name`,
    [files.map(({ fileId }) => fileId), files.map(({ name }) => name)],
  );
}
