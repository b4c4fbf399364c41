/** Maintenance, statistics, backup and restore. */

import { strict as assert } from 'node:assert';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isLociError } from '../../../src/core/model/errors';
import type { LociError } from '../../../src/core/model/errors';
import { spend, spentTokens } from '../../../src/core/store/embeddingUsage';
import { backup, restore } from '../../../src/core/store/backup';
import { databaseFacts } from '../../../src/core/store/facts';
import { writeBatch } from '../../../src/core/store/files';
import { maintain } from '../../../src/core/store/maintenance';
import { readMetrics, recordMetric } from '../../../src/core/store/metrics';
import { migrate, readMigrations } from '../../../src/core/store/migrator';
import { listVaults, openVault, setVaultIndexed } from '../../../src/core/store/vaults';
import type { Database } from '../../../src/core/store/database';
import { migrationsDir, onEachDatabase, server, temporaryFolder } from '../../support/databases';
import { batchOf, makeFile, makeTypicalFile } from '../../support/databasesFiles';

onEachDatabase('maintenance', (fresh, kind) => {
  it('removes contents that no file has, and counts what vaults hold', async () => {
    const db = await fresh();
    const vault = await openVault(db, { name: 'shop', folder: '/shop', host: 'here' });
    await writeBatch(db, vault, batchOf({ files: [makeFile('a.ts', 'one'), makeFile('b.ts', 'two')] }));
    await writeBatch(db, vault, batchOf({ files: [makeFile('a.ts', 'three')] }));
    await db.query("UPDATE performance_metrics SET recorded_at = now() - interval '91 days'");
    await maintain(db);
    assert.deepEqual(await db.query("SELECT encode(digest, 'escape') AS digest FROM file_facts ORDER BY id"), [
      { digest: 'digest of two' },
      { digest: 'digest of three' },
    ]);
    assert.deepEqual(await db.query('SELECT symbol_count, total_size_bytes FROM vaults'), [
      { symbol_count: 2, total_size_bytes: 8 },
    ]);
    assert.equal((await databaseFacts(db)).bytes > 0, true);
  });

  it('forgets measurements after 90 days', async () => {
    const db = await fresh();
    for (const value of [1, 2]) await recordMetric(db, { name: 'm', value, unit: 'ms', labels: {} });
    await db.query("UPDATE performance_metrics SET recorded_at = now() - interval '91 days' WHERE value = 1");
    await maintain(db);
    assert.deepEqual(
      (await readMetrics(db, { name: 'm', limit: 9 })).map(({ value }) => value),
      [2],
    );
  });

  if (kind === 'embedded') {
    it('takes away dead rows once there are many, and then leaves the tables alone', async () => {
      const db = await fresh();
      const vault = await openVault(db, { name: 'shop', folder: '/shop', host: 'here' });
      await writeBatch(db, vault, batchOf({ files: Array.from({ length: 100 }, (_, n) => makeTypicalFile(n, 30)) }));
      await db.execute('UPDATE code_symbols SET ordinal = ordinal + 1000');
      const state = async (): Promise<{ dead: number; vacuums: number } | undefined> => {
        await db.query('SELECT pg_stat_force_next_flush()');
        return (
          await db.query<{ dead: number; vacuums: number }>(
            `SELECT n_dead_tup AS dead, vacuum_count AS vacuums FROM pg_stat_user_tables WHERE relname = 'code_symbols'`,
          )
        )[0];
      };
      const before = await state();
      assert((before?.dead ?? 0) >= 3_000);
      await maintain(db);
      const after = await state();
      assert.deepEqual(after, { dead: 0, vacuums: (before?.vacuums ?? 0) + 1 });
      await maintain(db);
      assert.deepEqual(await state(), after);
    });
  }

  it('can be cancelled', async () => {
    const db = await fresh();
    await assert.rejects(maintain(db, AbortSignal.abort()), (error) => isLociError(error, 'cancelled'));
  });

  it('tells the sizes of the tables', async () => {
    const db = await fresh();
    const rows = await db.query<{ table_name: string; total_bytes: number }>('SELECT * FROM get_database_statistics()');
    assert(rows.some(({ table_name, total_bytes }) => table_name === 'code_symbols' && total_bytes > 0));
  });
});

function failsWith(code: LociError['code'], pattern: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert(isLociError(error, code), String(error));
    assert.match(error.message, pattern);
    return true;
  };
}

async function fill(db: Database): Promise<void> {
  for (const name of ['one', 'two "quoted" ✓']) {
    const vault = await openVault(db, { name, folder: `/${name}`, host: 'here' });
    await setVaultIndexed(db, vault.id, { complete: true, commit: 'abc' });
  }
  for (let value = 0; value < 1_200; value++) await recordMetric(db, { name: 'm', value, unit: 'ms', labels: {} });
}

onEachDatabase('backup', (fresh, kind) => {
  it('brings back vaults on either database, to be indexed again', async function () {
    const source = await fresh();
    await fill(source);
    const file = join(await temporaryFolder(), 'loci.backup');
    const written = await backup(source, file);
    assert.equal(written.rows, 1_202);
    assert.equal(written.bytes, (await readFile(file)).length);
    const before = await listVaults(source);

    const target = await fresh({ empty: true });
    await migrate(target, await readMigrations(migrationsDir));
    assert.deepEqual(await restore(target, file), { rows: 1_202 });
    const unindexed = before.map((vault) => ({ ...vault, freshness: { complete: false } }));
    assert.deepEqual(await listVaults(target), unindexed);
    assert.equal((await readMetrics(target, { name: 'm', limit: 5_000 })).length, 1_200);
    const added = await openVault(target, { name: 'new', folder: '/new', host: 'here' });
    assert(before.every(({ key }) => key < added.key));

    await assert.rejects(restore(target, file), failsWith('usage', /not empty/));
    await restore(target, file, undefined, { replace: true });
    assert.deepEqual(await listVaults(target), unindexed);
    if (kind === 'postgresql') await crossOver(file);
  });

  it('makes no room in the budget of a month, older or not', async () => {
    const sent = { host: 'api.example.com', model: 'small', texts: 1 };
    const [source, target] = [await fresh(), await fresh({ empty: true })];
    await migrate(target, await readMigrations(migrationsDir));
    await spend(source, { ...sent, tokens: 500 }, undefined);
    const file = join(await temporaryFolder(), 'loci.backup');
    await backup(source, file);
    await restore(target, file);
    assert.equal(await spentTokens(target), 500);
    await spend(target, { ...sent, tokens: 100 }, undefined);
    await restore(target, file, undefined, { replace: true });
    assert.equal(await spentTokens(target), 600, 'what was sent since is not forgotten');
  });

  it('refuses what is no whole backup, and changes nothing', async () => {
    const db = await fresh();
    await fill(db);
    const folder = await temporaryFolder();
    const file = join(folder, 'whole');
    await backup(db, file);
    const whole = await readFile(file);
    const target = await fresh({ empty: true });
    await migrate(target, await readMigrations(migrationsDir));
    const lines = (...texts: unknown[]): Buffer => gzipSync(texts.map((text) => JSON.stringify(text)).join('\n'));
    const header = { format: 'loci-backup', version: 1, schemaVersion: 1, createdAt: '' };
    const vaults = { table: 'vaults', columns: ['id', 'name'] };
    const bad: readonly (readonly [Buffer, LociError['code'], RegExp])[] = [
      [whole.subarray(0, whole.length - 20), 'usage', /not a whole Loci backup/],
      [whole.subarray(0, whole.length >> 1), 'usage', /not a whole Loci backup/],
      [Buffer.concat([whole.subarray(0, 500), Buffer.from([1, 2, 3]), whole.subarray(503)]), 'usage', /not a whole/],
      [Buffer.alloc(0), 'usage', /not a whole Loci backup/],
      [Buffer.from('hello'), 'usage', /not a whole Loci backup/],
      [gzipSync('not json'), 'usage', /not a whole Loci backup/],
      [lines({ format: 'other' }), 'usage', /does not begin like one/],
      [lines(header), 'usage', /cut off/],
      [lines(header, vaults, { row: { id: 'x', name: 'y' } }, { end: 1 }), 'usage', /not a whole Loci backup/],
      [lines(header, { table: 'pg_authid', columns: [] }, { end: 0 }), 'usage', /no table pg_authid/],
      [lines(header, { end: 0 }, vaults), 'usage', /goes on after its end/],
      [lines({ ...header, schemaVersion: 999 }, { end: 0 }), 'databaseNewer', /later Loci/],
    ];
    for (const [bytes, code, pattern] of bad) {
      await writeFile(join(folder, 'bad'), bytes);
      await assert.rejects(restore(target, join(folder, 'bad')), failsWith(code, pattern));
      assert.deepEqual(await listVaults(target), []);
    }
    await assert.rejects(restore(target, join(folder, 'nowhere')), failsWith('notFound', /nowhere/));
    await assert.rejects(restore(target, folder), failsWith('usage', /folder/));
  });

  it('leaves no half-written file', async () => {
    const db = await fresh();
    await fill(db);
    const folder = await temporaryFolder();
    await assert.rejects(backup(db, join(folder, 'no', 'such')), failsWith('notFound', /no/));
    const controller = new AbortController();
    const cancelled = backup(db, join(folder, 'file'), controller.signal);
    controller.abort();
    await assert.rejects(cancelled, (error) => isLociError(error, 'cancelled'));
    assert.deepEqual(await readdir(folder), []);
  });
});

/** A server's backup into an embedded database: the other way round is the same code on the same text. */
async function crossOver(file: string): Promise<void> {
  assert(await server());
  const { openDatabase } = await import('../../../src/core/store/open');
  const { assetsDir } = await import('../../support/databases');
  const db = await openDatabase({ kind: 'embedded', dataDir: await temporaryFolder(), assetsDir });
  try {
    await migrate(db, await readMigrations(migrationsDir));
    assert.equal((await restore(db, file)).rows, 1_202);
    assert.equal((await listVaults(db)).length, 2);
  } finally {
    await db.close();
  }
}
