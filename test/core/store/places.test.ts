/** What stands at a place, what is below a directory, and what a vault leaves out: on both databases. */

import { strict as assert } from 'node:assert';
import type { Descriptor } from '../../../src/core/model/ids';
import type { Range } from '../../../src/core/model/range';
import { directoryRows } from '../../../src/core/store/browse';
import type { Database } from '../../../src/core/store/database';
import { writeBatch } from '../../../src/core/store/files';
import { boundNames, symbolsAround } from '../../../src/core/store/places';
import { listVaults, openVault, setVaultExclude, setVaultIndexed } from '../../../src/core/store/vaults';
import type { StoredVault } from '../../../src/core/store/vaults';
import { onEachDatabase } from '../../support/databases';
import { batchOf, makeFile, makeSymbol } from '../../support/databasesFiles';

async function shop(db: Database): Promise<{ readonly vault: StoredVault; readonly fileOf: (path: string) => number }> {
  const vault = await openVault(db, { name: 'shop', folder: '/shop', host: 'here' });
  const named = (name: string, descriptor: string, own: Range, nameRange: Range) =>
    makeSymbol(name, { descriptor: descriptor as Descriptor, range: own, nameRange });
  const cart = makeFile('src/cart.ts', 'cart', [
    named('Cart', 'Cart#', range(2, 0, 9, 1), range(2, 6, 2, 10)),
    named('total', 'Cart#total().', range(3, 2, 5, 3), range(3, 2, 3, 7)),
    named('other', 'other().', range(11, 0, 12, 0), range(11, 9, 11, 14)),
  ]);
  const empty = ['src/a/one.ts', 'src/a/two.ts', 'src/a_b.ts', 'src/%.ts'].map((path) => makeFile(path, path));
  const { written } = await writeBatch(db, vault, batchOf({ files: [cart, ...empty] }));
  return { vault, fileOf: (path) => written.find((file) => file.path === path)!.fileId };
}

onEachDatabase('places', (fresh) => {
  it('are in symbols from the outermost in, their ends included', async () => {
    const db = await fresh();
    const { fileOf } = await shop(db);
    const around = async (line: number, character: number): Promise<string[]> =>
      (await symbolsAround(db, fileOf('src/cart.ts'), { line, character })).map(({ name }) => name);
    assert.deepEqual(await around(4, 100), ['Cart', 'total']);
    assert.deepEqual(await around(5, 3), ['Cart', 'total']);
    assert.deepEqual(await around(5, 4), ['Cart']);
    assert.deepEqual(await around(9, 1), ['Cart']);
    assert.deepEqual(await around(10, 0), []);
    assert.deepEqual(await around(11, 0), ['other']);
  });

  it('hold names that are bound, of the symbols that are asked for alone, the surest first', async () => {
    const db = await fresh();
    const { fileOf } = await shop(db);
    const relate = (source: string, target: string, type: string, confidence: number, sites: string | null) =>
      db.query(
        `INSERT INTO symbol_relationships (source_id, target_id, relationship_type, confidence, how, sites)
         SELECT a.id, b.id, $3, $4, 'scope', $5::jsonb FROM code_symbols a, code_symbols b
         WHERE a.descriptor = $1 AND b.descriptor = $2`,
        [source, target, type, confidence, sites],
      );
    await relate('Cart#total().', 'other().', 'calls', 0.5, '[[5, 3], [6, 1]]');
    await relate('Cart#total().', 'Cart#', 'uses', 0.75, null);
    await relate('Cart#total().', 'Cart#total().', 'overrides', 1, null);
    await relate('other().', 'Cart#', 'uses', 1, null);
    const bound = await boundNames(db, fileOf('src/cart.ts'), ['Cart#', 'Cart#total().'] as Descriptor[]);
    assert.deepEqual(
      bound.map(({ name, confidence, sites }) => [name, confidence, sites]),
      [
        ['Cart', 0.75, []],
        [
          'other',
          0.5,
          [
            { line: 4, character: 2 },
            { line: 5, character: 0 },
          ],
        ],
      ],
    );
    assert.deepEqual(await boundNames(db, fileOf('src/a/one.ts'), ['Cart#total().'] as Descriptor[]), []);
  });

  it('are directories with the sums of what is below, and names mean what they say', async () => {
    const db = await fresh();
    const { vault } = await shop(db);
    const rows = async (prefix: string): Promise<unknown[]> =>
      (await directoryRows(db, vault, prefix))
        .map(({ name, is_directory, files }) => [name, is_directory, files])
        .sort();
    assert.deepEqual(await rows(''), [['src', true, 5]]);
    assert.deepEqual(await rows('src/'), [
      ['%.ts', false, 1],
      ['a', true, 2],
      ['a_b.ts', false, 1],
      ['cart.ts', false, 1],
    ]);
    for (const prefix of ['src/_/', 'src/%', '%', "'; DROP TABLE vaults; --"]) {
      assert.deepEqual((await rows(prefix)).length, prefix === 'src/%' ? 1 : 0, prefix);
    }
  });

  it('are left out by what is kept with the vault, beside what the index has seen', async () => {
    const db = await fresh();
    const { vault } = await shop(db);
    assert.deepEqual(vault.exclude, []);
    await setVaultExclude(db, vault.id, ['**/*.gen.ts', `it's "odd" \\ \u00e9`]);
    await setVaultIndexed(db, vault.id, { complete: true, commit: 'c' });
    const [read] = await listVaults(db);
    assert.deepEqual(read?.exclude, ['**/*.gen.ts', `it's "odd" \\ \u00e9`]);
    assert.deepEqual(read.freshness, { complete: true, commit: 'c' });
    await setVaultExclude(db, vault.id, []);
    assert.deepEqual((await listVaults(db))[0]?.exclude, []);
  });
});

function range(line: number, character: number, endLine: number, endCharacter: number): Range {
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}
