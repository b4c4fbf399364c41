/** What nothing refers to, what is central, and what is how far from given files. */

import { strict as assert } from 'node:assert';
import type { FilePath } from '../../../src/core/model/ids';
import type { Database } from '../../../src/core/store/database';
import { centralSymbols, depthsFrom } from '../../../src/core/store/hotspots';
import { boundMentions, importedBy, unusedSymbols } from '../../../src/core/store/unused';
import { onEachDatabase } from '../../support/databases';
import { graphOf } from '../../support/databasesGraph';
import type { Graph } from '../../support/databasesGraph';

const paths = (...names: string[]): FilePath[] => names as FilePath[];

onEachDatabase('unused', (fresh) => {
  async function unused(db: Database, graph: Graph): Promise<string[]> {
    const rows = await unusedSymbols(db, { key: graph.vaultKey }, ['function']);
    return rows.map(({ name }) => name);
  }

  it('is what nothing outside of it refers to, where the language has relationships', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['base', 'derived', 'other'], ['self', 'caller']);
    assert.deepEqual(await unused(db, graph), [], 'nothing is resolved');
    await db.query(
      `INSERT INTO file_resolutions (file_id, facts_id, status, against, depends_on, relationship_count)
       SELECT id, facts_id, 'resolved', 'x', '{}', 1 FROM source_files`,
    );
    await graph.relate('derived', 'base', 'overrides');
    await graph.relate('other', 'base', 'overrides');
    await graph.relate('self', 'self', 'calls');
    assert.deepEqual(await unused(db, graph), ['base', 'derived', 'other', 'self', 'caller']);
    await graph.relate('caller', 'base', 'calls');
    assert.deepEqual(await unused(db, graph), ['self', 'caller'], 'who is called may come to what overrides');
  });

  it('names are bound by definitions and by places', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['total', 'tax'], ['cart']);
    await graph.relate('cart', 'total', 'calls', 1, '[[1, 1], [2, 1]]');
    await graph.relate('cart', 'total', 'overrides');
    const vault = { key: graph.vaultKey };
    assert.deepEqual([...(await boundMentions(db, vault, ['total', 'tax', 'none']))].sort(), [
      ['tax', 1],
      ['total', 3],
    ]);
    assert.deepEqual([...(await boundMentions(db, vault, []))], []);
    await graph.relate('cart', 'tax', 'imports');
    assert.deepEqual([...(await importedBy(db, vault, paths('b.ts')))], [graph.id('tax')]);
    assert.deepEqual([...(await importedBy(db, vault, paths('a.ts')))], []);
  });

  it('symbols are central in the order of their ranks', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['low', 'high'], ['elsewhere']);
    for (const [name, rank] of [
      ['low', 1],
      ['high', 5],
      ['elsewhere', 9],
    ] as const) {
      await db.query('INSERT INTO symbol_usage (symbol_id, reference_count, rank) VALUES ($1, 2, $2)', [
        graph.id(name),
        rank,
      ]);
    }
    const central = async (limit: number): Promise<string[]> =>
      (await centralSymbols(db, { key: graph.vaultKey }, paths('a.ts'), limit)).map(
        ({ id, rank }) => `${graph.nameOf(id)} ${rank}`,
      );
    assert.deepEqual(await central(10), ['high 5', 'low 1']);
    assert.deepEqual(await central(1), ['high 5']);
  });

  it('files reach symbols in steps, through what overrides too', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['test'], ['base', 'derived', 'last', 'imported']);
    await graph.relate('test', 'base', 'calls');
    await graph.relate('test', 'imported', 'imports');
    await graph.relate('derived', 'base', 'overrides');
    await graph.relate('derived', 'last', 'uses');
    const names = new Set(['test', 'base', 'derived', 'last', 'imported'].map((name) => graph.id(name)));
    const depths = async (depth: number): Promise<string[]> =>
      [...(await depthsFrom(db, { key: graph.vaultKey }, paths('a.ts'), depth))]
        .filter(([id]) => names.has(id))
        .map(([id, steps]) => `${graph.nameOf(id)} ${steps}`)
        .sort();
    assert.deepEqual(await depths(3), ['base 1', 'derived 2', 'last 3', 'test 0']);
    assert.deepEqual(await depths(1), ['base 1', 'test 0']);
  });
});
