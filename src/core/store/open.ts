/** Opens either database. */

import type { Database, DatabaseConfig } from './database';
import { openEmbedded } from './pglite';
import { openPostgres } from './postgres';

/** The schema is not looked at: see migrations.ts. Errors: those of pglite.ts and postgres.ts. */
export function openDatabase(config: DatabaseConfig): Promise<Database> {
  return config.kind === 'embedded' ? openEmbedded(config) : openPostgres(config);
}
