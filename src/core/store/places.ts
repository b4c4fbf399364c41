/** What stands at a place of a file: the symbols around it, and what the names in them are bound to. */

import type { Descriptor } from '../model/ids';
import type { Position } from '../model/range';
import type { CodeSymbol } from '../model/symbol';
import type { Queryable } from './database';
import { symbolSelect, toCodeSymbol } from './rows';
import type { SymbolRow } from './rows';

/** Those whose definition or name the place is in or at the end of, outermost first; the file's own is left out. */
export async function symbolsAround(
  db: Queryable,
  fileId: number,
  { line, character }: Position,
): Promise<CodeSymbol[]> {
  const rows = await db.query<SymbolRow>(
    `${symbolSelect}
     WHERE s.file_id = $1 AND s.ordinal > 0 AND (
       (s.line_number, s.column_number) <= ($2::int, $3::int) AND (s.end_line, s.end_column) >= ($2::int, $3::int)
       OR (s.name_line, s.name_column) <= ($2::int, $3::int)
         AND (s.name_end_line, s.name_end_column) >= ($2::int, $3::int))
     ORDER BY s.ordinal`,
    [fileId, line + 1, character + 1],
  );
  return rows.map(toCodeSymbol);
}

/** A symbol's place in its file; undefined if it has gone. */
export async function symbolOrdinal(
  db: Queryable,
  fileId: number,
  descriptor: Descriptor,
): Promise<number | undefined> {
  const [row] = await db.query<{ ordinal: number }>(
    'SELECT ordinal FROM code_symbols WHERE file_id = $1 AND descriptor = $2',
    [fileId, descriptor],
  );
  return row?.ordinal;
}

/** Ids of the files that a file imports, and of those that import it. */
export async function importNeighbours(db: Queryable, fileId: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `SELECT DISTINCT t.file_id AS id FROM code_symbols s
     JOIN symbol_relationships r ON r.source_id = s.id AND r.relationship_type = 'imports'
     JOIN code_symbols t ON t.id = r.target_id WHERE s.file_id = $1
     UNION
     SELECT DISTINCT s.file_id FROM code_symbols t
     JOIN symbol_relationships r ON r.target_id = t.id AND r.relationship_type = 'imports'
     JOIN code_symbols s ON s.id = r.source_id WHERE t.file_id = $1`,
    [fileId],
  );
  return rows.map(({ id }) => id);
}

/** A symbol on a line; lines from 1. */
export interface LineSymbol {
  readonly ordinal: number;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** By place asked: the symbols whose definitions the line is a part of, outermost first; the file's own is left out. */
export async function symbolsOnLines(
  db: Queryable,
  places: readonly { readonly fileId: number; readonly line: number }[],
): Promise<LineSymbol[][]> {
  const found: LineSymbol[][] = places.map(() => []);
  if (places.length === 0) return found;
  const rows = await db.query<LineSymbol & { readonly place: number }>(
    `SELECT (p.place - 1)::int AS place, s.ordinal, s.name, s.line_number AS start, s.end_line AS "end"
     FROM unnest($1::bigint[], $2::int[]) WITH ORDINALITY p (file_id, line, place)
     JOIN code_symbols s ON s.file_id = p.file_id AND s.ordinal > 0 AND p.line BETWEEN s.line_number AND s.end_line
     ORDER BY p.place, s.ordinal`,
    [places.map(({ fileId }) => fileId), places.map(({ line }) => line)],
  );
  for (const { place, ...symbol } of rows) found[place]!.push(symbol);
  return found;
}

/** A name in a symbol that is bound to another symbol. */
export interface BoundName {
  /** The other symbol's key. */
  readonly target: number;
  readonly name: string;
  /** It is a file: what names it in a text is a path or a module, not its name. */
  readonly isFile: boolean;
  readonly confidence: number;
  readonly sites: readonly Position[];
}

/** Of these symbols of a file, themselves and not what is in them; the surest first. */
export async function boundNames(
  db: Queryable,
  fileId: number,
  descriptors: readonly Descriptor[],
): Promise<BoundName[]> {
  const rows = await db.query<
    Omit<BoundName, 'sites'> & { readonly sites: readonly (readonly [number, number])[] | null }
  >(
    `SELECT t.id AS target, t.name, t.ordinal = 0 AS "isFile", r.confidence, r.sites
     FROM code_symbols s
     JOIN symbol_relationships r ON r.source_id = s.id
     JOIN code_symbols t ON t.id = r.target_id
     WHERE s.file_id = $1 AND s.descriptor = ANY($2::text[]) AND r.relationship_type <> 'overrides'
     ORDER BY r.confidence DESC, t.id`,
    [fileId, descriptors],
  );
  return rows.map(({ sites, ...bound }) => ({
    ...bound,
    sites: (sites ?? []).map(([line, column]) => ({ line: line - 1, character: column - 1 })),
  }));
}
