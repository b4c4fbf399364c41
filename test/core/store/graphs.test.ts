/** Ways between symbols, and the graphs of a whole vault. */

import { strict as assert } from 'node:assert';
import type { Database } from '../../../src/core/store/database';
import { callGraph, edgeSites, importGraph } from '../../../src/core/store/graphs';
import { pathBetween } from '../../../src/core/store/paths';
import type { PathQuestion } from '../../../src/core/store/paths';
import { onEachDatabase } from '../../support/databases';
import { graphOf } from '../../support/databasesGraph';
import type { Graph } from '../../support/databasesGraph';

const question: PathQuestion = { types: ['calls'], dispatch: true, depth: 10, minConfidence: 0 };

onEachDatabase('graphs', (fresh) => {
  async function way(
    db: Database,
    graph: Graph,
    [from, to]: readonly [string, string],
    over: Partial<PathQuestion> = {},
  ): Promise<string | undefined> {
    const { links, cut } = await pathBetween(db, graph.id(from), graph.id(to), { ...question, ...over });
    assert.equal(cut, false);
    return links?.map((link) => `${graph.nameOf(link.from)}→${graph.nameOf(link.to)} ${link.type}`).join(', ');
  }

  it('have the surest of the shortest ways', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['a', 'b', 'c', 'd'], ['e', 'f', 'g']);
    for (const [source, target, confidence] of [
      ...[
        ['a', 'b', 0.5],
        ['a', 'c', 0.9],
        ['b', 'd', 1],
        ['c', 'd', 0.9],
      ],
      ...[
        ['d', 'e', 1],
        ['a', 'f', 1],
        ['f', 'g', 1],
        ['g', 'c', 1],
      ],
    ] as const) {
      await graph.relate(source, target, 'calls', confidence);
    }
    assert.equal(await way(db, graph, ['a', 'e']), 'a→c calls, c→d calls, d→e calls');
    assert.equal(await way(db, graph, ['a', 'e'], { minConfidence: 0.95 }), undefined);
    assert.equal(await way(db, graph, ['a', 'd'], { minConfidence: 0.9, depth: 2 }), 'a→c calls, c→d calls');
    assert.equal(await way(db, graph, ['a', 'd'], { depth: 1 }), undefined);
    assert.equal(await way(db, graph, ['e', 'a']), undefined);
    assert.equal(await way(db, graph, ['f', 'c']), 'f→g calls, g→c calls');
  });

  it('have ways through what overrides, where calls are followed', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['main', 'base', 'derived', 'last']);
    await graph.relate('main', 'base', 'calls');
    await graph.relate('derived', 'base', 'overrides');
    await graph.relate('derived', 'last', 'calls');
    assert.equal(await way(db, graph, ['main', 'last']), 'main→base calls, base→derived overrides, derived→last calls');
    assert.equal(await way(db, graph, ['main', 'last'], { dispatch: false }), undefined);
    assert.equal(
      await way(db, graph, ['derived', 'base'], { types: ['overrides'], dispatch: false }),
      'derived→base overrides',
    );
  });

  it('lead from file to file by imports, and from symbol to symbol by calls', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['a', 'a2'], ['b', 'b2'], ['c']);
    await graph.relate('a', 'b', 'imports', 1, '[[2, 3]]');
    await graph.relate('a2', 'b2', 'imports', 1, '[[1, 5], [9, 1]]');
    await graph.relate('a2', 'b', 'uses');
    await graph.relate('b', 'c', 'calls', 1, '[[4, 2]]');
    await graph.relate('b', 'b', 'calls');
    const files = await db.query<{ id: number }>('SELECT id FROM code_symbols WHERE ordinal = 0 ORDER BY file_id');
    const [a, b] = files.map(({ id }) => id);
    const vault = { key: graph.vaultKey };
    assert.deepEqual(await importGraph(db, vault), [{ source: a, target: b, typesOnly: false }]);
    assert.deepEqual(await callGraph(db, vault), [{ source: graph.id('b'), target: graph.id('c'), typesOnly: false }]);
    const at = (sites: { line: number; character: number }[][]): string[][] =>
      sites.map((each) => each.map(({ line, character }) => `${line}:${character}`));
    assert.deepEqual(at(await edgeSites(db, 'files', [{ source: a!, target: b! }])), [['0:4', '1:2', '8:0']]);
    const call = { source: graph.id('b'), target: graph.id('c') };
    assert.deepEqual(at(await edgeSites(db, 'symbols', [call, { source: call.target, target: call.source }])), [
      ['3:1'],
      [],
    ]);
    assert.deepEqual(await edgeSites(db, 'files', []), []);
  });

  it('forget imports of what is used as a type alone, where the language does', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['a', 'a2'], ['b', 'b2']);
    await db.query("UPDATE source_files SET language = 'typescript'");
    const vault = { key: graph.vaultKey };
    const typesOnly = async (): Promise<boolean[]> => (await importGraph(db, vault)).map((edge) => edge.typesOnly);
    await graph.relate('a', 'b', 'imports');
    assert.deepEqual(await typesOnly(), [false]);
    await graph.relate('a', 'b', 'uses');
    assert.deepEqual(await typesOnly(), [true]);
    await graph.relate('a2', 'b2', 'calls');
    assert.deepEqual(await typesOnly(), [true], 'a member that is come to by a value is not imported');
    await graph.relate('a2', 'b', 'references');
    assert.deepEqual(await typesOnly(), [false]);
    await db.query("UPDATE source_files SET language = 'python'");
    await db.query("DELETE FROM symbol_relationships WHERE relationship_type = 'references'");
    assert.deepEqual(await typesOnly(), [false]);
  });
});
