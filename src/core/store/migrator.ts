/**
 * Migrations: numbered plain SQL, each applied in a transaction of its own together with its row in schema_version.
 * A file that was applied is never edited: its hash is recorded and checked.
 */

import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationState } from '../model/api';
import { LociError, messageOf } from '../model/errors';
import type { Database, Queryable } from './database';
import { QueryError } from './errors';

export interface Migration {
  /** From 1, without gaps. */
  readonly version: number;
  /** File name, such as `0001_index.sql`. */
  readonly name: string;
  /** SHA-256 of the text with line feeds as line ends, hexadecimal. */
  readonly hash: string;
  readonly up: SqlPart;
  readonly down: SqlPart;
}

interface SqlPart {
  readonly sql: string;
  /** 1-based line of the file on which `sql` begins. */
  readonly line: number;
}

/**
 * Brings the schema to version `to` (the newest, unless told), up or down. Several processes may do so at once. Errors:
 * `databaseNewer`, `migrationTampered`, `migrationFailed` (that migration has left nothing behind, earlier ones stay),
 * `usage` for a version that does not exist.
 */
export async function migrate(
  db: Database,
  migrations: readonly Migration[],
  options: { readonly to?: number | undefined } = {},
): Promise<void> {
  const newest = migrations.at(-1)?.version ?? 0;
  const to = options.to ?? newest;
  if (!Number.isInteger(to) || to < 0 || to > newest) {
    throw new LociError('usage', `there is no migration ${to}`, `give a number from 0 to ${newest}`);
  }
  while (await step(db, migrations, to)) continue;
}

/** Every migration that the program knows, with when it was applied. Errors: `databaseNewer`, `migrationTampered`. */
export async function migrationStates(db: Database, migrations: readonly Migration[]): Promise<MigrationState[]> {
  const applied = new Map((await appliedMigrations(db, migrations)).map((row) => [row.version, row]));
  return migrations.map(({ version, name }) => {
    const row = applied.get(version);
    return { version, name, applied: row !== undefined, ...(row && { appliedAt: row.applied_at.toISOString() }) };
  });
}

/** Errors: `internal` if the files are not numbered 0001, 0002, … or lack a section. */
export async function readMigrations(dir: string): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      if (Number(/^(\d{4})_\w+\.sql$/.exec(name)?.[1]) !== index + 1) {
        throw new LociError('internal', `${name} is not the migration number ${index + 1}`, 'renumber the files');
      }
      return parseMigration(index + 1, name, await readFile(join(dir, name), 'utf8'));
    }),
  );
}

/** Writes an empty migration with the next number; answers with its path. */
export async function createMigration(dir: string, name: string): Promise<string> {
  const next = (await readMigrations(dir)).length + 1;
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (slug === '') throw new LociError('usage', 'a migration needs a name', 'such as: add memories');
  const path = join(dir, `${String(next).padStart(4, '0')}_${slug}.sql`);
  await writeFile(path, `-- ${name.replace(/\s+/g, ' ').trim()}.\n\n${upMark}\n\n${downMark}\n`, { flag: 'wx' });
  return path;
}

const upMark = '-- migrate:up';
const downMark = '-- migrate:down';

function parseMigration(version: number, name: string, text: string): Migration {
  // Git may have changed the line ends on the way to this machine.
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const up = lines.indexOf(upMark);
  const down = lines.indexOf(downMark);
  if (up < 0 || down < up) throw new LociError('internal', `${name} lacks ${upMark} or, after it, ${downMark}`);
  return {
    version,
    name,
    hash: createHash('sha256').update(lines.join('\n')).digest('hex'),
    up: { sql: lines.slice(up + 1, down).join('\n'), line: up + 2 },
    down: { sql: lines.slice(down + 1).join('\n'), line: down + 2 },
  };
}

interface AppliedRow {
  readonly version: number;
  readonly name: string;
  readonly hash: string;
  readonly applied_at: Date;
}

async function appliedMigrations(db: Queryable, migrations: readonly Migration[]): Promise<AppliedRow[]> {
  const [table] = await db.query<{ found: boolean }>("SELECT to_regclass('schema_version') IS NOT NULL AS found");
  if (table?.found !== true) return [];
  const rows = await db.query<AppliedRow>(
    'SELECT version, name, hash, applied_at FROM schema_version ORDER BY version',
  );
  for (const { version, name, hash } of rows) {
    const known = migrations[version - 1];
    if (known === undefined) {
      throw new LociError(
        'databaseNewer',
        `the database was migrated by a later Loci (to ${name}; this one knows ${migrations.length})`,
        'update Loci',
      );
    }
    if (known.hash !== hash) {
      throw new LociError(
        'migrationTampered',
        `${known.name} is not the file that was applied to this database`,
        'restore the file; put changes into a new migration',
      );
    }
  }
  return rows;
}

/** Any number that nobody else is likely to lock. */
const advisoryLock = 5_026_214_411;

/** One migration up or down, chosen under the lock; false if there was none left to apply. */
async function step(db: Database, migrations: readonly Migration[], to: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (db.kind === 'postgresql') await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [advisoryLock]);
    const current = (await appliedMigrations(tx, migrations)).at(-1)?.version ?? 0;
    if (current === to) return false;
    const goUp = current < to;
    const migration = migrations[goUp ? current : current - 1]!;
    const started = performance.now();
    await apply(tx, migration, goUp ? 'up' : 'down');
    if (goUp) {
      await tx.query('INSERT INTO schema_version (version, name, hash, duration_ms) VALUES ($1, $2, $3, $4)', [
        migration.version,
        migration.name,
        migration.hash,
        Math.round(performance.now() - started),
      ]);
    } else if (migration.version > 1) {
      await tx.query('DELETE FROM schema_version WHERE version = $1', [migration.version]);
    }
    return true;
  });
}

async function apply(tx: Queryable, migration: Migration, direction: 'up' | 'down'): Promise<void> {
  const { sql, line } = migration[direction];
  try {
    await tx.execute(sql);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const before = error.position === undefined ? '' : sql.slice(0, error.position - 1);
    const at = error.position === undefined ? '' : ` line ${line + before.split('\n').length - 1}`;
    throw new LociError(
      'migrationFailed',
      `${migration.name}${at}: ${messageOf(error)}`,
      'nothing of it was kept; mend the file or the data and run `loci migrate up`',
      { cause: error },
    );
  }
}
