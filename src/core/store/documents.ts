/** code_symbols, as far as they are embedded: a few columns of whole files. */

import type { SymbolKind } from '../model/symbol';
import type { Queryable } from './database';

export interface StoredPart {
  readonly ordinal: number;
  readonly name: string;
  readonly kind: SymbolKind;
  /** Qualified name of what it is in. */
  readonly scope: string | null;
  readonly documentation: string | null;
  /** UTF-16 offsets of the definition into the file's text, the end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** The symbols of files in document order; files without symbols are absent. */
export async function partsOfFiles(db: Queryable, fileIds: readonly number[]): Promise<Map<number, StoredPart[]>> {
  // One text for all: reading each value by itself takes longer than the query.
  const rows = await db.query<{ readonly file_id: number; readonly parts: string }>(
    `SELECT s.file_id, json_agg(json_build_array(s.ordinal, s.name, s.type, s.container, s.qualified_name,
       s.documentation, s.definition_start, s.definition_end) ORDER BY s.ordinal)::text AS parts
     FROM code_symbols s WHERE s.file_id = ANY($1::bigint[]) GROUP BY s.file_id`,
    [fileIds],
  );
  return new Map(rows.map(({ file_id, parts }) => [file_id, partsOf(JSON.parse(parts) as PartRow[])]));
}

type PartRow = readonly [
  ordinal: number,
  name: string,
  kind: SymbolKind,
  container: number,
  qualifiedName: string | null,
  documentation: string | null,
  start: number,
  end: number,
];

function partsOf(rows: readonly PartRow[]): StoredPart[] {
  const names = new Map(rows.map(([ordinal, name, , , qualifiedName]) => [ordinal, qualifiedName ?? name]));
  return rows.map(([ordinal, name, kind, container, , documentation, start, end]) => {
    const scope = container > 0 ? (names.get(container) ?? null) : null;
    return { ordinal, name, kind, scope, documentation, start, end };
  });
}
