/** Migrations: up, down, at once, failing, tampered with, from the future. */

import { strict as assert } from 'node:assert';
import { appendFile, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isLociError } from '../../../src/core/model/errors';
import type { LociError } from '../../../src/core/model/errors';
import type { Database } from '../../../src/core/store/database';
import { databaseFacts } from '../../../src/core/store/facts';
import { createMigration, migrate, migrationStates, readMigrations } from '../../../src/core/store/migrator';
import type { Migration } from '../../../src/core/store/migrator';
import { migrationsDir, onEachDatabase, temporaryFolder } from '../../support/databases';

/** The project's migrations with one more. */
async function withMigration(up: string, down = 'SELECT 1;'): Promise<{ dir: string; migrations: Migration[] }> {
  const dir = join(await temporaryFolder(), 'migrations');
  await cp(migrationsDir, dir, { recursive: true });
  const path = await createMigration(dir, 'Add: a thing!');
  await writeFile(path, `-- test\n-- migrate:up\n${up}\n-- migrate:down\n${down}\n`);
  return { dir, migrations: await readMigrations(dir) };
}

function numbered(version: number, name: string): string {
  return `${String(version).padStart(4, '0')}_${name}.sql`;
}

function failsWith(code: LociError['code'], pattern: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert(isLociError(error, code), String(error));
    assert.match(error.message, pattern);
    return true;
  };
}

async function relations(db: Database): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S', 'i')
     UNION ALL
     SELECT proname FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
     ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

onEachDatabase('migrations', (fresh, kind) => {
  it('go up, and down again to nothing', async () => {
    const db = await fresh({ empty: true });
    const migrations = await readMigrations(migrationsDir);
    assert.equal((await databaseFacts(db)).schemaVersion, 0);
    await migrate(db, migrations);
    await migrate(db, migrations);
    assert(
      (await migrationStates(db, migrations)).every(({ applied, appliedAt }) => applied && appliedAt !== undefined),
    );
    assert.equal((await databaseFacts(db)).schemaVersion, migrations.length);
    await migrate(db, migrations, { to: 0 });
    assert.deepEqual(await relations(db), []);
    assert((await migrationStates(db, migrations)).every(({ applied }) => !applied));
    await migrate(db, migrations);
  });

  it('go to a version in between', async () => {
    const db = await fresh({ empty: true });
    const { migrations } = await withMigration('CREATE TABLE thing (n int);', 'DROP TABLE thing;');
    await migrate(db, migrations, { to: migrations.length - 1 });
    assert(!(await relations(db)).includes('thing'));
    await migrate(db, migrations);
    assert((await relations(db)).includes('thing'));
    await migrate(db, migrations, { to: migrations.length - 1 });
    assert(!(await relations(db)).includes('thing'));
    await assert.rejects(migrate(db, migrations, { to: 99 }), failsWith('usage', /99/));
  });

  it('leave nothing of one that fails, and name file, line and reason', async () => {
    const db = await fresh({ empty: true });
    const { migrations } = await withMigration('CREATE TABLE thing (n int);\n\nINSERT INTO thing VALUES (1), (x);');
    await assert.rejects(
      migrate(db, migrations),
      failsWith('migrationFailed', /^\d{4}_add_a_thing\.sql line 5: column "x" does not exist/),
    );
    assert(!(await relations(db)).includes('thing'));
    assert.equal((await databaseFacts(db)).schemaVersion, migrations.length - 1);
    const mended = await withMigration('CREATE TABLE thing (n int);');
    await migrate(db, mended.migrations);
    assert((await relations(db)).includes('thing'));
  });

  it('refuse a file that was changed after it was applied', async () => {
    const db = await fresh({ empty: true });
    const { dir, migrations } = await withMigration('CREATE TABLE thing (n int);');
    await migrate(db, migrations);
    await appendFile(join(dir, migrations.at(-1)!.name), '-- one more line\n');
    const tampered = await readMigrations(dir);
    await assert.rejects(migrate(db, tampered), failsWith('migrationTampered', /\d{4}_add_a_thing\.sql/));
    await assert.rejects(migrationStates(db, tampered), failsWith('migrationTampered', /add_a_thing/));
  });

  it('do not mind other line ends', async () => {
    const { dir, migrations } = await withMigration('CREATE TABLE thing (n int);');
    const path = join(dir, migrations.at(-1)!.name);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll('\n', '\r\n'));
    assert.deepEqual(
      (await readMigrations(dir)).map(({ hash }) => hash),
      migrations.map(({ hash }) => hash),
    );
  });

  it('refuse a database that a later program has migrated', async () => {
    const db = await fresh({ empty: true });
    const { migrations } = await withMigration('CREATE TABLE thing (n int);');
    await migrate(db, migrations);
    await assert.rejects(migrate(db, migrations.slice(0, -1)), failsWith('databaseNewer', /add_a_thing/));
  });

  it('are applied once when several ask at once', async () => {
    const db = await fresh({ empty: true });
    const { migrations } = await withMigration('CREATE TABLE thing (n int);');
    await Promise.all(Array.from({ length: kind === 'embedded' ? 3 : 6 }, () => migrate(db, migrations)));
    assert.deepEqual(
      await db.query('SELECT version FROM schema_version ORDER BY version'),
      migrations.map(({ version }) => ({ version })),
    );
  });
});

describe('migration files', () => {
  it('must be numbered without gaps and have both sections', async () => {
    const { dir } = await withMigration('SELECT 1;');
    await writeFile(join(dir, '0099_gap.sql'), '-- migrate:up\n-- migrate:down\n');
    await assert.rejects(readMigrations(dir), failsWith('internal', /0099_gap\.sql/));
    const other = await withMigration('SELECT 1;');
    await writeFile(join(other.dir, numbered(other.migrations.length + 1, 'half')), '-- migrate:up\n');
    await assert.rejects(readMigrations(other.dir), failsWith('internal', /_half\.sql lacks/));
  });

  it('are made with the next number and a plain name', async () => {
    const { dir, migrations } = await withMigration('SELECT 1;');
    const path = await createMigration(dir, "Weird'; DROP näme/..");
    assert.equal(path, join(dir, numbered(migrations.length + 1, 'weird_drop_n_me')));
    assert.equal((await readMigrations(dir)).length, migrations.length + 1);
    await assert.rejects(createMigration(dir, '!!'), failsWith('usage', /name/));
  });
});
