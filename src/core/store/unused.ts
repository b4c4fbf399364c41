/** Symbols to which nothing refers, as far as relationships are known. */

import type { FilePath } from '../model/ids';
import type { SymbolKind } from '../model/symbol';
import type { Queryable } from './database';
import type { StoredVault } from './vaults';

export interface UnusedRow {
  /** Key of the symbol. */
  readonly id: number;
  readonly fileId: number;
  readonly path: FilePath;
  readonly name: string;
  readonly kind: SymbolKind;
  readonly nativeKind: string | null;
  readonly ordinal: number;
  /** Ordinal of what it is in. */
  readonly container: number;
  readonly isExported: boolean;
  /** Of its definition. */
  readonly start: number;
  readonly end: number;
  /** It is a member of what extends or implements another. */
  readonly inherits: boolean;
  /** It is a method of what is no type: of an object in a function or a variable. */
  readonly inObject: boolean;
}

/**
 * In order of path and place. Neither the symbol nor anything in it is referred to from outside of it; who redefines a
 * method does not use it, and a method is used if one that it overrides is. Files themselves are left out, and languages
 * none of whose files has relationships.
 */
export async function unusedSymbols(
  db: Queryable,
  vault: Pick<StoredVault, 'key'>,
  kinds: readonly SymbolKind[],
): Promise<UnusedRow[]> {
  return db.query<UnusedRow>(
    `WITH spoken AS (
       SELECT DISTINCT f.language FROM source_files f JOIN file_resolutions r ON r.file_id = f.id
       WHERE f.vault_key = $1 AND r.relationship_count > 0
     )
     SELECT s.id, s.file_id AS "fileId", f.path, s.name, s.type AS kind, s.metadata ->> 'nativeKind' AS "nativeKind",
       s.ordinal, s.container, s.is_exported AS "isExported", s.definition_start AS start, s.definition_end AS "end",
       s.type = 'method' AND (
         c.signature ~ '\\m(extends|implements)\\M' OR f.language = 'python' AND c.signature ~ '\\('
         OR EXISTS (SELECT 1 FROM symbol_relationships r
           WHERE r.source_id = c.id AND r.relationship_type IN ('extends', 'implements'))) IS TRUE AS inherits,
       s.type = 'method' AND c.type IN ('function', 'method', 'variable', 'constant', 'property') IS TRUE AS "inObject"
     FROM source_files f
     JOIN code_symbols s ON s.file_id = f.id AND s.ordinal > 0
     LEFT JOIN code_symbols c ON c.file_id = s.file_id AND c.ordinal = s.container AND c.ordinal > 0
     WHERE f.vault_key = $1 AND s.type = ANY($2::text[]) AND f.language IN (SELECT language FROM spoken)
       AND NOT EXISTS (
         SELECT 1 FROM code_symbols d
         JOIN symbol_relationships r ON r.target_id = d.id AND r.relationship_type <> 'overrides'
         JOIN code_symbols u ON u.id = r.source_id
         WHERE d.file_id = s.file_id AND d.ordinal >= s.ordinal
           AND d.definition_start >= s.definition_start AND d.definition_end <= s.definition_end
           AND NOT (u.file_id = s.file_id AND u.ordinal > 0
             AND u.definition_start >= s.definition_start AND u.definition_end <= s.definition_end))
       AND NOT EXISTS (
         SELECT 1 FROM symbol_relationships o
         JOIN symbol_relationships r ON r.target_id = o.target_id AND r.relationship_type <> 'overrides'
         WHERE o.source_id = s.id AND o.relationship_type = 'overrides')
     ORDER BY f.path, s.ordinal`,
    [vault.key, kinds],
  );
}

/** By name: how many symbols are called so, and how many places are bound to one of them. */
export async function boundMentions(
  db: Queryable,
  vault: Pick<StoredVault, 'key'>,
  names: readonly string[],
): Promise<Map<string, number>> {
  if (names.length === 0) return new Map();
  const rows = await db.query<{ name: string; mentions: number }>(
    `SELECT s.name, (count(DISTINCT s.id) + coalesce(sum(r.site_count), 0))::int AS mentions
     FROM unnest($2::text[]) AS w (name)
     JOIN code_symbols s ON lower(s.name) = lower(w.name) AND s.name = w.name AND s.ordinal > 0
     JOIN source_files f ON f.id = s.file_id AND f.vault_key = $1
     LEFT JOIN symbol_relationships r ON r.target_id = s.id AND r.relationship_type <> 'overrides'
     GROUP BY s.name`,
    [vault.key, names],
  );
  return new Map(rows.map(({ name, mentions }) => [name, mentions]));
}

/** Keys of what files import by name. */
export async function importedBy(
  db: Queryable,
  vault: Pick<StoredVault, 'key'>,
  paths: readonly FilePath[],
): Promise<Set<number>> {
  if (paths.length === 0) return new Set();
  const rows = await db.query<{ id: number }>(
    `SELECT DISTINCT r.target_id AS id
     FROM source_files f
     JOIN code_symbols s ON s.file_id = f.id
     JOIN symbol_relationships r ON r.source_id = s.id AND r.relationship_type = 'imports'
     WHERE f.vault_key = $1 AND f.path = ANY($2::text[])`,
    [vault.key, paths],
  );
  return new Set(rows.map(({ id }) => id));
}
