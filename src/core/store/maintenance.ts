/** What keeps the database quick, for when nobody waits: the embedded one does none of it by itself. */

import { throwIfCancelled } from '../model/errors';
import { identifier } from './copyText';
import type { Database } from './database';

/** Cheap where little has changed since the last time. May end between two steps, with LociError `cancelled`. */
export async function maintain(db: Database, signal?: AbortSignal): Promise<void> {
  throwIfCancelled(signal);
  await db.query('SELECT perform_maintenance()');
  // The embedded engine's counts of changes lag behind by up to a minute.
  if (db.kind === 'embedded') await db.query('SELECT pg_stat_force_next_flush()');
  const tables = await staleTables(db);
  // Looks through all vectors: worth it once many files have other texts than when they were embedded.
  if (tables.some(({ name, dead }) => name === 'content_embeddings' && dead)) {
    await db.query('SELECT cleanup_unreferenced_embeddings()');
  }
  for (const { name, vacuum } of tables) {
    // VACUUM cannot run in a transaction; and what is asked meanwhile waits for one short statement only.
    for (const statement of vacuum ? ['VACUUM', 'ANALYZE'] : ['ANALYZE']) {
      throwIfCancelled(signal);
      await db.execute(`${statement} ${identifier(name)}`);
    }
  }
  throwIfCancelled(signal);
  // A server takes its checkpoints itself, and lets few people ask for one.
  if (db.kind === 'embedded' && tables.length > 0) await db.execute('CHECKPOINT');
}

interface StaleTable {
  readonly name: string;
  /** Much of it was changed or removed. */
  readonly dead: boolean;
  readonly vacuum: boolean;
}

/** Tables of which a tenth has changed, or to which a fifth was added: roughly what autovacuum would take. */
async function staleTables(db: Database): Promise<StaleTable[]> {
  return db.query<StaleTable>(
    `SELECT t.relname AS name, t.dead, t.dead OR t.added AS vacuum
     FROM (
       SELECT relname,
         n_dead_tup > 50 + 0.1 * n_live_tup AS dead,
         n_ins_since_vacuum > 1000 + 0.2 * n_live_tup AS added,
         n_mod_since_analyze > 50 + 0.1 * n_live_tup AS changed
       FROM pg_stat_user_tables
       WHERE schemaname = current_schema()
     ) t
     WHERE t.dead OR t.added OR t.changed
     ORDER BY t.relname`,
  );
}
