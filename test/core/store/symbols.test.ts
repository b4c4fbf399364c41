/** Finding symbols by id, qualified name and name; vaults; metrics. */

import { strict as assert } from 'node:assert';
import type { Descriptor } from '../../../src/core/model/ids';
import type { Database } from '../../../src/core/store/database';
import { writeBatch } from '../../../src/core/store/files';
import { readMetrics, recordMetric } from '../../../src/core/store/metrics';
import { findSymbols } from '../../../src/core/store/symbols';
import { listVaults, openVault, removeVault, setVaultIndexed, vaultStatistics } from '../../../src/core/store/vaults';
import type { StoredVault } from '../../../src/core/store/vaults';
import { onEachDatabase } from '../../support/databases';
import { batchOf, makeFile, makeSymbol } from '../../support/databasesFiles';

async function shop(db: Database, folder = '/shop'): Promise<StoredVault> {
  const vault = await openVault(db, { name: 'shop', folder, host: 'here' });
  const method = (name: string, qualifiedName: string, descriptor: string): ReturnType<typeof makeSymbol> =>
    makeSymbol(name, { kind: 'method', qualifiedName, descriptor: descriptor as Descriptor });
  const cart = makeFile('src/shop.ts', 'cart', [
    makeSymbol('Cart', { kind: 'class', descriptor: 'Cart#' as Descriptor }),
    method('total', 'Cart.total', 'Cart#total().'),
    method('Total', 'Cart.Total', 'Cart#Total().'),
    method('push_back', 'std::vec::Vec::push_back', 'std/vec/Vec#push_back().'),
    makeSymbol('1.2 Set up', { qualifiedName: 'Guide.1.2 Set up', descriptor: '`1.2 Set up`.' as Descriptor }),
  ]);
  const bill = makeFile('src/bill.ts', 'bill', [method('total', 'Bill.total', 'Bill#total().')]);
  await writeBatch(db, vault, batchOf({ files: [cart, bill] }));
  return vault;
}

onEachDatabase('symbols', (fresh) => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['src/shop.ts/Cart#total().', ['src/shop.ts/Cart#total().']],
    ['src/shop.ts/std/vec/Vec#push_back().', ['src/shop.ts/std/vec/Vec#push_back().']],
    ['src/shop.ts/', ['src/shop.ts/']],
    ['Cart.total', ['src/shop.ts/Cart#total().']],
    ['cart.TOTAL', ['src/shop.ts/Cart#total().', 'src/shop.ts/Cart#Total().']],
    ['std::vec::Vec::push_back', ['src/shop.ts/std/vec/Vec#push_back().']],
    ['Vec::push_back', ['src/shop.ts/std/vec/Vec#push_back().']],
    ['vec::Vec::PUSH_BACK', ['src/shop.ts/std/vec/Vec#push_back().']],
    ['ec::push_back', []],
    ['Guide.1.2 Set up', ['src/shop.ts/`1.2 Set up`.']],
    ['1.2 Set up', ['src/shop.ts/`1.2 Set up`.']],
    ['total', ['src/bill.ts/Bill#total().', 'src/shop.ts/Cart#total().']],
    ['Total', ['src/shop.ts/Cart#Total().']],
    ['TOTAL', ['src/bill.ts/Bill#total().', 'src/shop.ts/Cart#total().', 'src/shop.ts/Cart#Total().']],
    ['nothing', []],
    ['', []],
    ["'; DROP TABLE code_symbols; --", []],
    ['%', []],
    ['\0\ud800', []],
    ['/'.repeat(5_000), []],
    ['x'.repeat(10_000), []],
  ];
  it('are found by id, else by qualified name, whole or its last parts, else by name, exactly or else in any case', async () => {
    const db = await fresh();
    await shop(db);
    for (const [idOrName, expected] of cases) {
      const found = await findSymbols(db, { idOrName, limit: 10 });
      assert.deepEqual(
        found.map(({ id }) => id),
        expected,
        idOrName.slice(0, 50),
      );
    }
  });

  it('are found within vaults and up to a limit', async () => {
    const db = await fresh();
    const [one, two] = [await shop(db, '/one'), await shop(db, '/two')];
    assert.equal((await findSymbols(db, { idOrName: 'total', limit: 10 })).length, 4);
    assert.equal((await findSymbols(db, { idOrName: 'total', limit: 3 })).length, 3);
    const inTwo = await findSymbols(db, { idOrName: 'total', limit: 10, vaults: [two.id] });
    assert.deepEqual(new Set(inTwo.map(({ vault }) => vault)), new Set([two.id]));
    await removeVault(db, one.id);
    assert.equal((await findSymbols(db, { idOrName: 'total', limit: 10 })).length, 2);
    assert.deepEqual(await db.query('SELECT count(*)::int AS n FROM code_symbols'), [{ n: 8 }]);
  });

  it('have every column of the wide form in a view', async () => {
    const db = await fresh();
    const vault = await shop(db);
    const [row] = await db.query<Record<string, unknown>>(
      "SELECT * FROM code_symbol_details WHERE qualified_name = 'Cart.total'",
    );
    const wide = `id name qualified_name type file_path line_number column_number end_line end_column signature
      documentation language visibility definition context_before context_after is_exported is_async is_generator
      is_abstract is_static project_id vault_id metadata created_at last_analyzed reference_count last_referenced`;
    for (const column of wide.split(/\s+/)) assert(row !== undefined && column in row, column);
    assert.equal(row?.['symbol_id'], 'src/shop.ts/Cart#total().');
    assert.equal(row['vault_id'], vault.id);
    assert.equal(row['line_number'], 1);
  });
});

onEachDatabase('vaults', (fresh) => {
  it('are one for each folder on a host, by distinct names', async () => {
    const db = await fresh();
    const wanted = { name: 'shop', folder: '/shop', host: 'here' };
    const [first, again] = await Promise.all([openVault(db, wanted), openVault(db, wanted)]);
    assert.equal(first.id, again.id);
    const others = [
      await openVault(db, { ...wanted, folder: '/other/shop' }),
      await openVault(db, { ...wanted, host: 'there' }),
      await openVault(db, { ...wanted, name: 'n'.repeat(400), folder: '/long' }),
    ];
    assert.deepEqual(
      (await listVaults(db)).map(({ name }) => name),
      ['n'.repeat(240), 'shop', 'shop (2)', 'shop (3)'],
    );
    assert.equal(new Set([first, ...others].map(({ id }) => id)).size, 4);
    assert.equal(await removeVault(db, first.id), true);
    assert.equal(await removeVault(db, first.id), false);
  });

  it('remember what their index has seen', async () => {
    const db = await fresh();
    const vault = await shop(db);
    assert.deepEqual(vault.freshness, { complete: false });
    const freshness = { commit: 'abc', indexedAt: '2024-01-02T03:04:05.000Z', complete: true };
    await setVaultIndexed(db, vault.id, freshness);
    assert.deepEqual((await listVaults(db))[0]?.freshness, freshness);
    assert.deepEqual((await openVault(db, { name: 'x', folder: '/shop', host: 'here' })).freshness, freshness);
  });

  it('know how much they hold', async () => {
    const db = await fresh();
    const vault = await shop(db);
    assert.deepEqual(await vaultStatistics(db, vault.id), {
      files: 2,
      symbols: 8,
      references: 6,
      bytes: 8,
      filesByLanguage: { typescript: 2 },
      filesByStatus: { indexed: 2, partial: 0, failed: 0 },
    });
    const empty = await openVault(db, { name: 'empty', folder: '/empty', host: 'here' });
    assert.equal((await vaultStatistics(db, empty.id)).files, 0);
  });
});

onEachDatabase('metrics', (fresh) => {
  it('are read newest first', async () => {
    const db = await fresh();
    for (const value of [1.5, 2.5, 3.5])
      await recordMetric(db, { name: 'search.ms', value, unit: 'ms', labels: { n: value } });
    await recordMetric(db, { name: 'other', value: 0, unit: 'ms', labels: {} });
    const read = await readMetrics(db, { name: 'search.ms', limit: 2 });
    assert.deepEqual(
      read.map(({ value, labels }) => [value, labels]),
      [
        [3.5, { n: 3.5 }],
        [2.5, { n: 2.5 }],
      ],
    );
    assert.deepEqual(await readMetrics(db, { name: 'search.ms', limit: 9, since: new Date(Date.now() + 60_000) }), []);
  });
});
