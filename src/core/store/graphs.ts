/** symbol_relationships of a whole vault as a graph: of files that import each other, or of symbols that call each other. */

import type { LanguageId } from '../model/ids';
import type { Position } from '../model/range';
import type { Queryable } from './database';
import type { StoredVault } from './vaults';

export interface GraphEdge {
  /** Keys of symbols; a file is its own symbol. */
  readonly source: number;
  readonly target: number;
  /** Nothing of the target is used but types, in a language that forgets types. */
  readonly typesOnly: boolean;
}

/** Languages in which what is only used as a type is not there at run time. */
const forgetful: readonly LanguageId[] = ['typescript', 'tsx'] as LanguageId[];

/** Each pair of files of which one imports the other. */
export async function importGraph(db: Queryable, vault: Pick<StoredVault, 'key'>): Promise<GraphEdge[]> {
  return db.query<GraphEdge>(
    `WITH use AS (
       SELECT s.file_id AS source, t.file_id AS target, f.language, t.ordinal > 0 AS named,
         bool_or(r.relationship_type = 'imports') AS imported,
         t.type IN ('interface', 'type') OR bool_or(r.relationship_type IN ('uses', 'implements'))
           AND NOT bool_or(r.relationship_type IN ('calls', 'references', 'extends', 'decorates')) AS typed
       FROM source_files f
       JOIN code_symbols s ON s.file_id = f.id
       JOIN symbol_relationships r ON r.source_id = s.id
       JOIN code_symbols t ON t.id = r.target_id
       WHERE f.vault_key = $1 AND t.file_id <> s.file_id
       GROUP BY s.file_id, t.id, f.language
     ), pair AS (
       SELECT source, target, bool_or(named) AND bool_and(typed OR NOT named) AND language = ANY($2::text[]) AS types
       FROM use WHERE imported GROUP BY source, target, language
     )
     SELECT a.id AS source, b.id AS target, types AS "typesOnly"
     FROM pair
     JOIN code_symbols a ON a.file_id = pair.source AND a.ordinal = 0
     JOIN code_symbols b ON b.file_id = pair.target AND b.ordinal = 0
     ORDER BY a.id, b.id`,
    [vault.key, forgetful],
  );
}

/** Each pair of symbols of which one calls the other; what calls itself is left out. */
export async function callGraph(db: Queryable, vault: Pick<StoredVault, 'key'>): Promise<GraphEdge[]> {
  return db.query<GraphEdge>(
    `SELECT r.source_id AS source, r.target_id AS target, false AS "typesOnly"
     FROM source_files f
     JOIN code_symbols s ON s.file_id = f.id
     JOIN symbol_relationships r ON r.source_id = s.id
     WHERE f.vault_key = $1 AND r.relationship_type = 'calls' AND r.source_id <> r.target_id
     ORDER BY r.source_id, r.target_id`,
    [vault.key],
  );
}

/** Where each of the edges is written, in their order: imports between two files, or calls between two symbols. */
export async function edgeSites(
  db: Queryable,
  level: 'files' | 'symbols',
  edges: readonly Pick<GraphEdge, 'source' | 'target'>[],
): Promise<Position[][]> {
  if (edges.length === 0) return [];
  const between =
    level === 'symbols'
      ? `SELECT w.place, r.sites FROM w
         JOIN symbol_relationships r ON r.source_id = w.source AND r.target_id = w.target
         WHERE r.relationship_type = 'calls'`
      : `SELECT w.place, r.sites FROM w
         JOIN code_symbols a ON a.id = w.source
         JOIN code_symbols b ON b.id = w.target
         JOIN code_symbols s ON s.file_id = a.file_id
         JOIN symbol_relationships r ON r.source_id = s.id
         JOIN code_symbols t ON t.id = r.target_id AND t.file_id = b.file_id
         WHERE r.relationship_type = 'imports'`;
  const rows = await db.query<{ place: number; sites: readonly (readonly [number, number])[] | null }>(
    `WITH w AS (SELECT * FROM unnest($1::int[], $2::bigint[], $3::bigint[]) AS w (place, source, target)) ${between}`,
    [[...edges.keys()], edges.map(({ source }) => source), edges.map(({ target }) => target)],
  );
  const found = edges.map(() => new Map<string, Position>());
  for (const { place, sites } of rows) {
    for (const [line, column] of sites ?? []) {
      found[place]!.set(`${line} ${column}`, { line: line - 1, character: column - 1 });
    }
  }
  return found.map((sites) => [...sites.values()].sort((a, b) => a.line - b.line || a.character - b.character));
}
