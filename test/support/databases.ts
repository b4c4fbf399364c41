/** Runs a suite on each database: DATABASES=embedded,postgresql chooses, both unless told. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { Database } from '../../src/core/store/database';
import { migrate, readMigrations } from '../../src/core/store/migrator';
import { openDatabase } from '../../src/core/store/open';
import { messageOf } from '../../src/core/model/errors';
import { startServer } from './postgres';
import type { TestServer } from './postgres';

export const assetsDir = resolve('dist');
export const migrationsDir = resolve('migrations');

/** `empty`: a database of its own without a schema; else the schema is there, and no rows. Closed by the suite. */
export type FreshDatabase = (options?: { readonly empty?: boolean }) => Promise<Database>;

type Kind = Database['kind'];
const chosen = (process.env['DATABASES'] ?? 'embedded,postgresql').split(',');
/** Long enough for the server's packages to come. */
const setUpMs = 600_000;

export function onEachDatabase(title: string, define: (fresh: FreshDatabase, kind: Kind) => void): void {
  for (const kind of ['embedded', 'postgresql'] as const) {
    if (!chosen.includes(kind)) continue;
    describe(`${title} [${kind}]`, () => {
      let shared: Database | undefined;
      let others: Database[] = [];
      before(async function () {
        this.timeout(setUpMs);
        if (kind === 'postgresql' && (await server()) === undefined) this.skip();
      });
      afterEach(async () => {
        for (const db of others) await db.close();
        others = [];
      });
      after(async () => {
        await shared?.close();
      });
      define(async (options = {}) => {
        if (options.empty === true) {
          const db = await newDatabase(kind);
          others.push(db);
          return db;
        }
        shared ??= await migrated(await newDatabase(kind));
        await emptyTables(shared);
        return shared;
      }, kind);
    });
  }
}

let running: Promise<TestServer | undefined> | undefined;
const cleanUp: (() => Promise<void>)[] = [];

/** The server, started once for the whole run; undefined, said loudly, where there is none. */
export function server(): Promise<TestServer | undefined> {
  running ??= startServer().then(
    (started) => {
      cleanUp.unshift(() => started.stop());
      return started;
    },
    (error: unknown) => {
      const why = messageOf(error).split('\n')[0];
      console.error(
        `\n!!! THE POSTGRESQL HALF DID NOT RUN: ${why}. Set LOCI_TEST_DATABASE_URL to a server's URL. !!!\n`,
      );
      return undefined;
    },
  );
  return running;
}

after(async function () {
  this.timeout(120_000);
  for (const step of cleanUp.toReversed()) await step();
});

async function newDatabase(kind: Kind): Promise<Database> {
  if (kind === 'embedded') return openDatabase({ kind, dataDir: await temporaryFolder(), assetsDir });
  return openDatabase({ kind, url: await newServerDatabase() });
}

/** Removed at the end of the run. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'loci-test-'));
  cleanUp.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** URL of a new database on the server. */
export async function newServerDatabase(): Promise<string> {
  const started = await server();
  if (started === undefined) throw new Error('no PostgreSQL server');
  const name = `loci_test_${randomBytes(6).toString('hex')}`;
  await administer(started.url, `CREATE DATABASE ${name}`);
  if (!started.disposable) {
    cleanUp.push(() => administer(started.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
  const url = new URL(started.url);
  url.pathname = `/${name}`;
  return url.href;
}

export async function administer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function migrated(db: Database): Promise<Database> {
  await migrate(db, await readMigrations(migrationsDir));
  return db;
}

async function emptyTables(db: Database): Promise<void> {
  const tables = await db.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname = current_schema() AND tablename <> 'schema_version'`,
  );
  await db.execute(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} RESTART IDENTITY CASCADE`);
}
