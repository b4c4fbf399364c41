/** Walking from what changes to what that affects. */

import { strict as assert } from 'node:assert';
import type { Database } from '../../../src/core/store/database';
import { filesReferredTo, reachedFrom, spreads } from '../../../src/core/store/reach';
import type { FilePath } from '../../../src/core/model/ids';
import { onEachDatabase } from '../../support/databases';
import { graphOf } from '../../support/databasesGraph';
import type { Graph } from '../../support/databasesGraph';

onEachDatabase('reach', (fresh) => {
  /** `depth near→far type direction confidence/weakest` of each step, in order. */
  async function reach(
    db: Database,
    graph: Graph,
    starts: readonly string[],
    over: { depth?: number; minConfidence?: number; spread?: 0 | 1 | 2 } = {},
  ): Promise<string[]> {
    const { depth = 10, minConfidence = 0, spread = spreads.plain } = over;
    const keys = new Map(starts.map((name) => [graph.id(name), spread]));
    const { steps, cut } = await reachedFrom(db, keys, { depth, minConfidence });
    assert.equal(cut, false);
    return steps.map(({ near, far, ...step }) => {
      const round = (value: number): number => Math.round(value * 100) / 100;
      const [confidence, weakest] = [round(step.confidence), round(step.weakest)];
      return `${step.depth} ${graph.nameOf(near)}→${graph.nameOf(far)} ${step.type} ${step.direction} ${confidence}/${weakest}`;
    });
  }

  it('goes against the relationships, by the surest of the shortest ways, imports left out', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['tax'], ['left', 'right', 'idle'], ['main']);
    await graph.relate('left', 'tax', 'calls', 0.5);
    await graph.relate('right', 'tax', 'references', 0.9);
    await graph.relate('main', 'left', 'calls', 1);
    await graph.relate('main', 'right', 'calls', 0.8);
    await graph.relate('idle', 'tax', 'imports');
    assert.deepEqual(await reach(db, graph, ['tax']), [
      '1 tax→right references in 0.9/0.9',
      '1 tax→left calls in 0.5/0.5',
      '2 right→main calls in 0.72/0.8',
    ]);
    assert.deepEqual(await reach(db, graph, ['tax'], { minConfidence: 0.6, depth: 1 }), [
      '1 tax→right references in 0.9/0.9',
    ]);
    assert.deepEqual(await reach(db, graph, ['tax'], { spread: spreads.file, minConfidence: 0.95 }), [
      '1 tax→idle imports in 1/1',
    ]);
    assert.deepEqual(await reach(db, graph, []), []);
  });

  it('ends in circles, and does not reach what it starts from', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['a', 'b', 'c']);
    for (const [source, target] of ['ab', 'bc', 'ca', 'aa']) await graph.relate(source!, target!, 'calls');
    assert.deepEqual(await reach(db, graph, ['a', 'b']), ['1 a→c calls in 1/1']);
  });

  it('comes by an overridden method to its callers, not to its other overriders', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['base', 'one', 'two'], ['caller', 'further', 'user']);
    await graph.relate('one', 'base', 'overrides');
    await graph.relate('two', 'base', 'overrides');
    await graph.relate('caller', 'base', 'calls');
    await graph.relate('user', 'base', 'uses');
    await graph.relate('further', 'caller', 'calls');
    assert.deepEqual(await reach(db, graph, ['one']), [
      '1 one→base overrides out 1/1',
      '2 base→caller calls in 1/1',
      '3 caller→further calls in 1/1',
    ]);
    assert.deepEqual(await reach(db, graph, ['base'], { depth: 1 }), [
      '1 base→one overrides in 1/1',
      '1 base→two overrides in 1/1',
      '1 base→caller calls in 1/1',
      '1 base→user uses in 1/1',
    ]);
  });

  it('knows which files others refer to', async () => {
    const db = await fresh();
    const graph = await graphOf(db, ['help', 'own'], ['test']);
    await graph.relate('test', 'help', 'calls');
    const files = ['a.ts', 'b.ts', 'none.ts'] as FilePath[];
    assert.deepEqual([...(await filesReferredTo(db, graph.vaultKey, files))], ['a.ts']);
    assert.deepEqual([...(await filesReferredTo(db, graph.vaultKey, []))], []);
  });
});
