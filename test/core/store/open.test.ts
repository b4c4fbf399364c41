/** Databases that do not open: each says in one line what is wrong, and what to do. */

import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { copyFile, mkdir, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { isLociError } from '../../../src/core/model/errors';
import type { LociError } from '../../../src/core/model/errors';
import { writeBatch } from '../../../src/core/store/files';
import { migrate, readMigrations } from '../../../src/core/store/migrator';
import { openDatabase } from '../../../src/core/store/open';
import { checkServer } from '../../../src/core/store/postgresServer';
import { openVault } from '../../../src/core/store/vaults';
import {
  administer,
  assetsDir,
  migrationsDir,
  newServerDatabase,
  server,
  temporaryFolder,
} from '../../support/databases';
import { batchOf, makeTypicalFile } from '../../support/databasesFiles';

type Code = LociError['code'];

async function refuses(opening: Promise<unknown>, codes: readonly Code[], pattern: RegExp): Promise<void> {
  await assert.rejects(opening, (error) => {
    assert(isLociError(error), String(error));
    assert(codes.includes(error.code), `${error.code}: ${error.message}`);
    assert.match(error.message, pattern);
    assert(!error.message.includes('\n') && error.mend !== '');
    return true;
  });
}

const embedded = (dataDir: string): ReturnType<typeof openDatabase> =>
  openDatabase({ kind: 'embedded', dataDir, assetsDir });

describe('an embedded database', () => {
  it('appears whole in a folder that was absent or empty, also after an unpacking that was killed', async () => {
    const folder = join(await temporaryFolder(), 'deep', 'er');
    await mkdir(join(folder, 'pgdata'), { recursive: true });
    await mkdir(join(folder, 'pgdata.new-1'));
    await writeFile(join(folder, 'pgdata.new-1', 'PG_VERSION'), '18');
    const db = await embedded(folder);
    assert.deepEqual(await db.query('SELECT 1 AS one'), [{ one: 1 }]);
    await db.close();
    assert.deepEqual(await readdir(folder), ['pgdata']);
  });

  it('that is damaged says so', async () => {
    const damages: readonly ((pgdata: string) => Promise<void>)[] = [
      (pgdata) => truncate(join(pgdata, 'global', 'pg_control'), 100),
      (pgdata) => rm(join(pgdata, 'global', 'pg_control')),
      (pgdata) => rm(join(pgdata, 'base'), { recursive: true }),
      async (pgdata) => {
        const folder = join(pgdata, 'global');
        for (const name of await readdir(folder)) {
          if (/^\d+$/.test(name))
            await writeFile(join(folder, name), Buffer.alloc((await readFile(join(folder, name))).length, 7));
        }
      },
      async (pgdata) => {
        await rm(pgdata, { recursive: true });
        await mkdir(pgdata);
        await writeFile(join(pgdata, 'letter.txt'), 'not a database');
      },
    ];
    for (const damage of damages) {
      const folder = await temporaryFolder();
      await (await embedded(folder)).close();
      await damage(join(folder, 'pgdata'));
      await refuses(embedded(folder), ['corrupt'], /./);
    }
  });

  it('made by another version says so', async () => {
    const folder = await temporaryFolder();
    await (await embedded(folder)).close();
    await writeFile(join(folder, 'pgdata', 'PG_VERSION'), '15\n');
    await refuses(embedded(folder), ['databaseUnsupported'], /another version/);
  });

  it('in the place of a file, or below one, says so', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await refuses(embedded(file), ['usage'], /file is not a folder/);
    await refuses(embedded(join(file, 'below')), ['usage'], /below is not a folder/);
  });

  it('is not taken for damaged where the program lacks its own files', async () => {
    const assets = await temporaryFolder();
    const opening = (): Promise<unknown> =>
      temporaryFolder().then((dataDir) => openDatabase({ kind: 'embedded', dataDir, assetsDir: assets }));
    await refuses(opening(), ['internal'], /databaseWorker/);
    await copyFile(join(assetsDir, 'databaseWorker.cjs'), join(assets, 'databaseWorker.cjs'));
    await refuses(opening(), ['internal'], /pglite/);
  });
});

/** Mounts a small file system of its own, where this process may; undefined, said loudly, where not. */
async function mountSmall(options: string): Promise<string | undefined> {
  const folder = await temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    console.error('!!! NO RIGHT TO MOUNT: full and read-only disks were not tried !!!');
    return undefined;
  }
}

function unmount(folder: string): void {
  execFileSync('umount', ['-l', folder]);
}

describe('a disk', () => {
  it('that is full at the start, or fills up, is reported, and nothing acknowledged is lost', async function () {
    this.timeout(120_000);
    const folder = await mountSmall('size=16m');
    if (folder === undefined) this.skip();
    try {
      await refuses(embedded(folder), ['diskFull'], /full/);
      assert.deepEqual(await readdir(folder), []);
      execFileSync('mount', ['-o', 'remount,size=64m', folder]);
      let db = await embedded(folder);
      await migrate(db, await readMigrations(migrationsDir));
      const vault = await openVault(db, { name: 'full', folder: '/full', host: 'here' });
      let acknowledged = 0;
      const fill = async (): Promise<void> => {
        for (;;) {
          await writeBatch(db, vault, batchOf({ files: [makeTypicalFile(acknowledged, 400)] }));
          acknowledged++;
        }
      };
      await refuses(fill(), ['diskFull'], /full/);
      await db.close();
      execFileSync('mount', ['-o', 'remount,size=256m', folder]);
      db = await embedded(folder);
      assert(acknowledged > 0);
      const rows = await db.query('SELECT count(*)::int AS files, sum(symbol_count)::int AS symbols FROM source_files');
      assert.deepEqual(rows, [{ files: acknowledged, symbols: acknowledged * 400 }]);
      assert.deepEqual(await db.query('SELECT count(*)::int AS n FROM code_symbols'), [{ n: acknowledged * 400 }]);
      await db.close();
    } finally {
      unmount(folder);
    }
  });

  it('that is read-only is reported', async function () {
    this.timeout(60_000);
    const folder = await mountSmall('size=128m');
    if (folder === undefined) this.skip();
    try {
      const made = join(folder, 'made');
      await (await embedded(made)).close();
      execFileSync('mount', ['-o', 'remount,ro', folder]);
      await refuses(embedded(join(folder, 'absent')), ['permission'], /read-only/i);
      await refuses(embedded(made), ['permission'], /./);
    } finally {
      unmount(folder);
    }
  });
});

const connect = (url: string): ReturnType<typeof openDatabase> => openDatabase({ kind: 'postgresql', url });

describe('a PostgreSQL server', () => {
  it('that does not answer says so', async () => {
    await refuses(connect('postgresql://u:secret@host.invalid/db'), ['databaseUnreachable'], /host\.invalid\/db/);
    await refuses(connect('postgresql://u:secret@127.0.0.1:1/db'), ['databaseUnreachable'], /ECONNREFUSED/);
    await refuses(connect('postgresql://u:secret@localhost:1/db'), ['databaseUnreachable'], /localhost:1/);
  });

  it('that is none says so, and soon', async function () {
    this.timeout(30_000);
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    const rude = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
    const portOf = (each: typeof silent): number => (each.address() as { port: number }).port;
    await new Promise((done) => setTimeout(done, 50));
    await refuses(connect(`postgresql://u:s@127.0.0.1:${portOf(rude)}/db`), ['databaseUnreachable'], /./);
    await refuses(
      connect(`postgresql://u:s@127.0.0.1:${portOf(silent)}/db?connect_timeout=1`),
      ['databaseUnreachable'],
      /time/,
    );
    silent.close();
    rude.close();
  });

  it('needs a URL of its own kind, and no error shows a password', async () => {
    for (const url of ['', 'nonsense', 'mysql://u:hunter2@h/db', 'postgresql://u:hunter2@h:99999/db']) {
      await refuses(connect(url), ['usage', 'databaseUnreachable'], /^(?!.*hunter2)/);
    }
  });

  it('that is too old, or cannot have vector, says so', async () => {
    const answering = (answers: Record<string, unknown[]>): ClientBase =>
      ({
        query: (sql: string) => {
          const key = Object.keys(answers).find((part) => sql.includes(part));
          return key === undefined
            ? Promise.reject(new Error('permission denied to create'))
            : Promise.resolve({ rows: answers[key] });
        },
      }) as unknown as ClientBase;
    const old = answering({ server_version_num: [{ version: 15 }] });
    await refuses(checkServer(old, 'h/db'), ['databaseUnsupported'], /PostgreSQL 15.*16/);
    const bare = answering({ server_version_num: [{ version: 17 }], pg_available_extensions: [] });
    await refuses(checkServer(bare, 'h/db'), ['databaseUnsupported'], /vector/);
    const strict = answering({
      server_version_num: [{ version: 17 }],
      pg_available_extensions: [{ installed_version: null }],
    });
    await refuses(checkServer(strict, 'h/db'), ['databaseUnsupported'], /vector is not enabled.*permission denied/);
  });

  it('refuses a wrong password, an unknown database, and a user who may not create vector', async function () {
    this.timeout(600_000);
    const started = await server();
    if (started === undefined) this.skip();
    const wrong = new URL(started.url);
    wrong.password = 'wrong-secret';
    await refuses(connect(wrong.href), ['databaseAuth'], /^(?!.*wrong-secret).*refused/);
    wrong.password = '';
    await refuses(connect(wrong.href), ['databaseAuth'], /refused/);
    const unknown = new URL(started.url);
    unknown.pathname = '/no_such_database';
    await refuses(connect(unknown.href), ['databaseUnreachable'], /no_such_database/);

    const url = new URL(await newServerDatabase());
    const role = `role${url.pathname.slice(1)}`;
    await administer(url.href, `CREATE ROLE ${role} LOGIN PASSWORD 'pw'`);
    const limited = new URL(url.href);
    [limited.username, limited.password] = [role, 'pw'];
    try {
      await refuses(connect(limited.href), ['databaseUnsupported'], /vector is not enabled/);
      await administer(url.href, 'CREATE EXTENSION vector; CREATE EXTENSION pg_trgm');
      const db = await connect(limited.href);
      await refuses(
        migrate(db, await readMigrations(migrationsDir)),
        ['migrationFailed'],
        /permission denied for schema/,
      );
      await db.close();
    } finally {
      await administer(url.href, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });

  it('that goes away is reported, and found again when it is back', async function () {
    this.timeout(600_000);
    if ((await server()) === undefined) this.skip();
    const url = await newServerDatabase();
    const db = await connect(url);
    const kill = (): Promise<void> =>
      administer(
        url,
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
    await refuses(
      db.transaction(async (tx) => {
        await kill();
        await tx.query('SELECT 1');
      }),
      ['databaseUnreachable'],
      /connection/,
    );
    await kill();
    assert.deepEqual(await db.query('SELECT 1 AS one'), [{ one: 1 }]);
    await db.close();
  });
});
