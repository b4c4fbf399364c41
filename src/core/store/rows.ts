/** Rows of code_symbols ↔ the model's symbols: the only place that knows both forms. */

import type { Descriptor, FilePath, LanguageId, VaultId } from '../model/ids';
import { symbolId } from '../model/ids';
import type { CodeSymbol, ParsedSymbol, SymbolKind, Visibility } from '../model/symbol';
import { copyRow } from './copyText';
import type { CopyValue } from './copyText';

/** The columns that come from the file's text, in the order of {@link SymbolValues}, with their types. */
const columnTypes = {
  ordinal: 'int',
  container: 'int',
  name: 'text',
  qualified_name: 'text',
  type: 'text',
  descriptor: 'text',
  line_number: 'int',
  column_number: 'int',
  end_line: 'int',
  end_column: 'int',
  name_line: 'int',
  name_column: 'int',
  name_end_line: 'int',
  name_end_column: 'int',
  definition_start: 'int',
  definition_end: 'int',
  signature: 'text',
  documentation: 'text',
  visibility: 'text',
  is_exported: 'boolean',
  is_async: 'boolean',
  is_generator: 'boolean',
  is_abstract: 'boolean',
  is_static: 'boolean',
  metadata: 'jsonb',
} as const;

export const valueColumns = Object.keys(columnTypes) as readonly (keyof typeof columnTypes)[];
/** The same with types, for json_to_recordset. */
export const valueColumnTypes = Object.entries(columnTypes).map(([name, type]) => `${name} ${type}`);

/** One symbol as its columns hold it; `metadata` by its native kind alone. */
export type SymbolValues = readonly CopyValue[];

const descriptorAt = valueColumns.indexOf('descriptor');
const nameAt = valueColumns.indexOf('name');
const qualifiedNameAt = valueColumns.indexOf('qualified_name');

export function symbolValues(symbol: ParsedSymbol, ordinal: number): SymbolValues {
  const { name, qualifiedName, range, nameRange, bounds } = symbol;
  return [
    ordinal,
    symbol.container,
    name,
    qualifiedName === name ? null : qualifiedName,
    symbol.kind,
    symbol.descriptor,
    range.start.line + 1,
    range.start.character + 1,
    range.end.line + 1,
    range.end.character + 1,
    nameRange.start.line + 1,
    nameRange.start.character + 1,
    nameRange.end.line + 1,
    nameRange.end.character + 1,
    bounds.start,
    bounds.end,
    symbol.signature ?? null,
    symbol.documentation ?? null,
    symbol.visibility ?? null,
    symbol.isExported,
    symbol.isAsync,
    symbol.isGenerator,
    symbol.isAbstract,
    symbol.isStatic,
    symbol.nativeKind ?? null,
  ];
}

/** What a SELECT has to name to be read by {@link storedValues}. */
export const storedColumns = valueColumns
  .map((column) => (column === 'metadata' ? `s.metadata ->> 'nativeKind' AS metadata` : `s.${column}`))
  .join(', ');

export type StoredValuesRow = Readonly<Record<keyof typeof columnTypes, CopyValue>>;

export function storedValues(row: StoredValuesRow): SymbolValues {
  return valueColumns.map((column) => row[column]);
}

export function descriptorOf(values: SymbolValues): string {
  return String(values[descriptorAt]);
}

/** The same symbol under another name, which is its qualified name as well: the one that stands for a file. */
export function renamed(values: SymbolValues, name: string): SymbolValues {
  return values.with(nameAt, name).with(qualifiedNameAt, null);
}

export function sameValues(a: SymbolValues, b: SymbolValues): boolean {
  return a.every((value, index) => value === b[index]);
}

export const copyColumns: readonly string[] = ['file_id', ...valueColumns];

/** For {@link copyColumns}. */
export function symbolCopyRow(fileId: number, values: SymbolValues): string {
  return copyRow([fileId, ...values.with(-1, metadataText(values.at(-1)))]);
}

/** For json_to_recordset with an `id` before {@link valueColumnTypes}. */
export function symbolRecord(id: number, values: SymbolValues): Record<string, unknown> {
  const record: Record<string, unknown> = { id };
  for (const [index, column] of valueColumns.entries()) {
    const value = values[index];
    record[column] = typeof value === 'string' ? storable(value) : value;
  }
  const native = record['metadata'];
  record['metadata'] = native === null ? null : { nativeKind: native };
  return record;
}

function metadataText(nativeKind: CopyValue): string | null {
  return typeof nativeKind === 'string' ? JSON.stringify({ nativeKind }) : null;
}

/** Without what no text in PostgreSQL can hold: NUL, and halves of surrogate pairs (a cut signature may end in one). */
export function storable(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, (character) => (character === '\0' ? '' : '\ufffd'));
}

/** Of code_symbols `s`; kept beside it, as it changes with other files' texts. */
export const referenceCount =
  'coalesce((SELECT u.reference_count FROM symbol_usage u WHERE u.symbol_id = s.id), 0) AS reference_count';

/** The columns of {@link SymbolRow}: code_symbols `s`, source_files `f`, vaults `v`, container `c`. */
export const symbolSelect = `
  SELECT s.id, s.file_id, ${storedColumns}, ${referenceCount}, v.id AS vault, f.path, f.language,
    coalesce(c.qualified_name, c.name) AS container_name
  FROM code_symbols s
  JOIN source_files f ON f.id = s.file_id
  JOIN vaults v ON v.key = f.vault_key
  LEFT JOIN code_symbols c ON s.container > 0 AND c.file_id = s.file_id AND c.ordinal = s.container`;

export interface SymbolRow {
  readonly id: number;
  readonly file_id: number;
  readonly ordinal: number;
  readonly container: number;
  readonly name: string;
  readonly qualified_name: string | null;
  readonly type: SymbolKind;
  readonly descriptor: Descriptor;
  readonly line_number: number;
  readonly column_number: number;
  readonly end_line: number;
  readonly end_column: number;
  readonly name_line: number;
  readonly name_column: number;
  readonly name_end_line: number;
  readonly name_end_column: number;
  readonly definition_start: number;
  readonly definition_end: number;
  readonly signature: string | null;
  readonly documentation: string | null;
  readonly visibility: Visibility | null;
  readonly is_exported: boolean;
  readonly is_async: boolean;
  readonly is_generator: boolean;
  readonly is_abstract: boolean;
  readonly is_static: boolean;
  readonly metadata: string | null;
  readonly reference_count: number;
  readonly vault: VaultId;
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly container_name: string | null;
}

export function toCodeSymbol(row: SymbolRow): CodeSymbol {
  return {
    id: symbolId(row.path, row.descriptor),
    vault: row.vault,
    path: row.path,
    language: row.language,
    name: row.name,
    qualifiedName: row.qualified_name ?? row.name,
    kind: row.type,
    ...(row.metadata !== null && { nativeKind: row.metadata }),
    descriptor: row.descriptor,
    ...(row.container_name !== null && { container: row.container_name }),
    range: {
      start: { line: row.line_number - 1, character: row.column_number - 1 },
      end: { line: row.end_line - 1, character: row.end_column - 1 },
    },
    nameRange: {
      start: { line: row.name_line - 1, character: row.name_column - 1 },
      end: { line: row.name_end_line - 1, character: row.name_end_column - 1 },
    },
    bounds: { start: row.definition_start, end: row.definition_end },
    ...(row.signature !== null && { signature: row.signature }),
    ...(row.documentation !== null && { documentation: row.documentation }),
    ...(row.visibility !== null && { visibility: row.visibility }),
    isExported: row.is_exported,
    isAsync: row.is_async,
    isGenerator: row.is_generator,
    isAbstract: row.is_abstract,
    isStatic: row.is_static,
    referenceCount: row.reference_count,
  };
}

export function hashBytes(hash: string): Uint8Array {
  return Buffer.from(hash, 'hex');
}
