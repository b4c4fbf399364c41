/** vaults: the folders that the database knows. */

import { basename } from 'node:path';
import type { FileStatus } from '../model/file';
import { fileStatuses } from '../model/file';
import type { VaultId } from '../model/ids';
import type { Freshness } from '../model/search';
import type { Vault } from '../model/vault';
import type { Database, Queryable } from './database';

/** A vault with the key that the other tables refer to, and what its index has seen. */
export interface StoredVault extends Vault {
  /** The bigint inside; never shown. */
  readonly key: number;
  readonly freshness: Freshness;
  /** Globs of files that the folder's settings leave out. */
  readonly exclude: readonly string[];
}

export interface VaultStatistics {
  readonly files: number;
  readonly symbols: number;
  readonly references: number;
  /** Bytes of source. */
  readonly bytes: number;
  readonly filesByLanguage: Readonly<Record<string, number>>;
  readonly filesByStatus: Readonly<Record<FileStatus, number>>;
}

/** The vault of a folder on a host; made if absent, with a number after the name if the name is taken. */
export async function openVault(
  db: Database,
  wanted: { readonly name: string; readonly folder: string; readonly host: string },
): Promise<StoredVault> {
  const { folder, host } = wanted;
  const base = (wanted.name || basename(folder) || folder).slice(0, 240);
  for (let number = 1; ; number++) {
    const found = await db.query<VaultRow>(
      `UPDATE vaults SET last_accessed = now() WHERE host = $1 AND path = $2 RETURNING ${vaultColumns}`,
      [host, folder],
    );
    if (found[0] !== undefined) return toVault(found[0]);
    const name = number === 1 ? base : `${base} (${number})`;
    // Nothing comes back if the name, or meanwhile the folder, is taken: look again.
    const made = await db.query<VaultRow>(
      `INSERT INTO vaults (name, host, path) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING ${vaultColumns}`,
      [name, host, folder],
    );
    if (made[0] !== undefined) return toVault(made[0]);
  }
}

/** By name. */
export async function listVaults(db: Queryable): Promise<StoredVault[]> {
  return (await db.query<VaultRow>(`SELECT ${vaultColumns} FROM vaults ORDER BY name`)).map(toVault);
}

/** With its files and symbols; false if there was none. */
export async function removeVault(db: Database, id: VaultId): Promise<boolean> {
  return (await db.query('DELETE FROM vaults WHERE id = $1 RETURNING id', [id])).length > 0;
}

export async function vaultStatistics(db: Queryable, id: VaultId): Promise<VaultStatistics> {
  const rows = await db.query<{
    language: string;
    status: FileStatus;
    files: number;
    symbols: number;
    references: number;
    bytes: number;
  }>(
    `SELECT f.language, f.status, count(*)::bigint AS files, sum(f.symbol_count)::bigint AS symbols,
       sum(f.reference_count)::bigint AS "references", sum(f.size)::bigint AS bytes
     FROM source_files f JOIN vaults v ON v.key = f.vault_key
     WHERE v.id = $1 GROUP BY f.language, f.status ORDER BY f.language`,
    [id],
  );
  const total = { files: 0, symbols: 0, references: 0, bytes: 0 };
  const filesByLanguage: Record<string, number> = {};
  const filesByStatus = Object.fromEntries(fileStatuses.map((status) => [status, 0])) as Record<FileStatus, number>;
  for (const row of rows) {
    total.files += row.files;
    total.symbols += row.symbols;
    total.references += row.references;
    total.bytes += row.bytes;
    filesByLanguage[row.language] = (filesByLanguage[row.language] ?? 0) + row.files;
    filesByStatus[row.status] += row.files;
  }
  return { ...total, filesByLanguage, filesByStatus };
}

/** Records what the index of a vault has seen. */
export async function setVaultIndexed(db: Queryable, id: VaultId, freshness: Freshness): Promise<void> {
  await db.query(
    `UPDATE vaults SET metadata = metadata || jsonb_build_object('indexed', $2::jsonb), last_modified = now()
     WHERE id = $1`,
    [id, JSON.stringify(freshness)],
  );
}

/** Replaces the globs of files that a vault leaves out. */
export async function setVaultExclude(db: Queryable, id: VaultId, exclude: readonly string[]): Promise<void> {
  await db.query(
    `UPDATE vaults SET settings = settings || jsonb_build_object('exclude', $2::jsonb), last_modified = now()
     WHERE id = $1`,
    [id, JSON.stringify(exclude)],
  );
}

const vaultColumns = "id, key, name, host, path, metadata -> 'indexed' AS indexed, settings -> 'exclude' AS exclude";

interface VaultRow {
  readonly id: VaultId;
  readonly key: number;
  readonly name: string;
  readonly host: string;
  readonly path: string;
  readonly indexed: Freshness | null;
  readonly exclude: readonly string[] | null;
}

function toVault({ id, key, name, host, path, indexed, exclude }: VaultRow): StoredVault {
  return { id, key, name, host, folder: path, freshness: indexed ?? { complete: false }, exclude: exclude ?? [] };
}
