/** Walking relationships, and counting the uses of a file's symbols. */

import { strict as assert } from 'node:assert';
import type { FilePath } from '../../../src/core/model/ids';
import type { Database } from '../../../src/core/store/database';
import { relationsFrom, sitesOf, usesOfFile } from '../../../src/core/store/relationships';
import type { RelationQuestion } from '../../../src/core/store/relationships';
import { symbolKey, symbolsByKey } from '../../../src/core/store/symbols';
import { onEachDatabase } from '../../support/databases';
import { graphOf } from '../../support/databasesGraph';
import type { Graph } from '../../support/databasesGraph';

const direct: RelationQuestion = { direction: 'in', depth: 1, minConfidence: 0 };

onEachDatabase('relationships', (fresh) => {
  /** `depth near→far type` of each, in order. */
  async function walk(db: Database, graph: Graph, from: string, over: Partial<RelationQuestion>): Promise<string[]> {
    const { relations, cut } = await relationsFrom(db, graph.id(from), { ...direct, ...over });
    assert.equal(cut, false);
    return relations.map(({ depth, near, far, type }) => `${depth} ${graph.nameOf(near)} ${graph.nameOf(far)} ${type}`);
  }

  it('are walked in either direction, nearest, surest and first in place first', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['total', 'tax'], ['cart', 'shop'], ['main']);
    await graph.relate('shop', 'total', 'calls', 0.9);
    await graph.relate('cart', 'total', 'calls', 0.9);
    await graph.relate('cart', 'total', 'references', 0.5);
    await graph.relate('main', 'total', 'calls', 0.95);
    await graph.relate('main', 'shop', 'calls');
    await graph.relate('total', 'tax', 'calls');
    assert.deepEqual(await walk(db, graph, 'total', {}), [
      '1 total main calls',
      '1 total cart calls',
      '1 total shop calls',
      '1 total cart references',
    ]);
    assert.deepEqual(await walk(db, graph, 'main', { direction: 'out', depth: 3 }), [
      '1 main shop calls',
      '1 main total calls',
      '2 total tax calls',
    ]);
    assert.deepEqual(await walk(db, graph, 'total', { minConfidence: 0.95, types: ['calls', 'uses'] }), [
      '1 total main calls',
    ]);
    assert.deepEqual(await walk(db, graph, 'tax', { direction: 'out' }), []);
  });

  it('that go in circles are walked once', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['a', 'b', 'c']);
    for (const [source, target] of ['ab', 'bc', 'ca', 'aa']) await graph.relate(source!, target!, 'calls');
    assert.deepEqual(await walk(db, graph, 'a', { direction: 'out', depth: 10 }), [
      '1 a a calls',
      '1 a b calls',
      '2 b c calls',
    ]);
  });

  it('reached on two ways are told by the surest', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['top', 'left', 'right', 'bottom']);
    await graph.relate('top', 'left', 'calls');
    await graph.relate('top', 'right', 'calls');
    await graph.relate('left', 'bottom', 'calls', 0.6);
    await graph.relate('right', 'bottom', 'calls', 0.8);
    assert.deepEqual((await walk(db, graph, 'top', { direction: 'out', depth: 2 })).at(-1), '2 right bottom calls');
  });

  it('know their sites, 0-based', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['total'], ['cart', 'shop']);
    await graph.relate('shop', 'total', 'calls', 0.8, '[[3, 7], [9, 1]]');
    await graph.relate('cart', 'total', 'uses', 0.9);
    await db.query("UPDATE symbol_relationships SET sites = NULL WHERE relationship_type = 'uses'");
    const { relations } = await relationsFrom(db, graph.id('total'), direct);
    assert.deepEqual(await sitesOf(db, 'in', relations), [
      [],
      [
        { line: 2, character: 6 },
        { line: 8, character: 0 },
      ],
    ]);
    assert.deepEqual(await sitesOf(db, 'in', []), []);
  });

  it('of a file are counted by symbol', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['Base', 'unused', 'total'], ['Derived', 'call', 'callToo']);
    await graph.relate('Derived', 'Base', 'extends');
    await graph.relate('Derived', 'total', 'overrides');
    await graph.relate('call', 'total', 'calls', 1, '[[1, 1], [2, 1]]');
    await graph.relate('callToo', 'total', 'calls');
    await graph.relate('callToo', 'total', 'references');
    assert.deepEqual(await usesOfFile(db, graph.fileIds[0]!, 'a.ts' as FilePath), [
      { symbol: 'a.ts/Base().', callers: 0, implementations: 1, references: 1 },
      { symbol: 'a.ts/total().', callers: 2, implementations: 1, references: 4 },
    ]);
  });

  it('lead from a symbol to its key and back', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['total']);
    const symbol = (await symbolsByKey(db, [graph.id('total'), 9_999])).get(graph.id('total'));
    assert.equal(symbol?.id, 'a.ts/total().');
    assert.equal(await symbolKey(db, symbol), graph.id('total'));
    assert.equal(await symbolKey(db, { ...symbol, path: 'b.ts' as FilePath }), undefined);
  });
});
