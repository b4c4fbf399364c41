/** What a database says of itself. */

import type { Queryable } from './database';

export interface DatabaseFacts {
  /** Such as `17.5`. */
  readonly serverVersion: string;
  /** Number of the newest migration applied, 0 for none. */
  readonly schemaVersion: number;
  /** On disk, without the write-ahead log. */
  readonly bytes: number;
}

export async function databaseFacts(db: Queryable): Promise<DatabaseFacts> {
  const [server] = await db.query<{ version: string; bytes: number; migrated: boolean }>(
    `SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes,
       to_regclass('schema_version') IS NOT NULL AS migrated`,
  );
  const { version, bytes, migrated } = server!;
  if (!migrated) return { serverVersion: version, schemaVersion: 0, bytes };
  const [schema] = await db.query<{ version: number | null }>('SELECT max(version) AS version FROM schema_version');
  return { serverVersion: version, schemaVersion: schema?.version ?? 0, bytes };
}
