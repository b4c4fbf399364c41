/** Where the relation graph puts things, where its keys lead, and what of it is seen. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SymbolId } from '../../src/core/model/ids';
import type { Placed } from '../../src/webview/graph/layout';
import { placed } from '../../src/webview/graph/layout';
import { measured } from '../../src/webview/graph/measure';
import type { Graph } from '../../src/webview/graph/messages';
import { nextNode } from '../../src/webview/graph/move';
import { stacked } from '../../src/webview/graph/stack';
import { fitted, revealing, zoomed } from '../../src/webview/graph/viewport';
import { madeGraph } from '../support/madeGraph';

const place = (graph: Graph): Placed => placed(graph, ({ name }) => ({ width: 60 + name.length * 7, height: 40 }));

const shop = madeGraph({ main: -1, checkout: 0, total: 1, pay: 1, discount: 2 }, [
  ['main', 'checkout'],
  ['checkout', 'total'],
  ['checkout', 'pay'],
  ['total', 'discount'],
  ['total', 'pay'],
  ['main', 'total'],
  ['discount', 'checkout'],
  ['pay', 'pay'],
]);

const boxOf = ({ nodes }: Placed, id: string): Placed['nodes'][number] => nodes.find(({ node }) => node.id === id)!;

describe('graph: layout', () => {
  it('has a column for each level, from left to right', () => {
    const picture = place(shop);
    const left = ['main', 'checkout', 'total', 'discount'].map((id) => boxOf(picture, id).x);
    assert.deepEqual(
      [...left].sort((a, b) => a - b),
      left,
    );
    assert.equal(boxOf(picture, 'pay').x, boxOf(picture, 'total').x);
    assert.equal(boxOf(picture, 'pay').width, boxOf(picture, 'total').width);
  });

  it('points from source to target, back to the left where an arrow leads back', () => {
    const picture = place(shop);
    for (const { source, target, tip } of picture.edges) {
      const [from, to] = [boxOf(picture, source), boxOf(picture, target)];
      if (from.node.level < to.node.level) assert.deepEqual([tip.heading, tip.x], [1, to.x]);
      else assert.deepEqual([tip.heading, tip.x], [-1, to.x + to.width]);
      assert.ok(tip.y > to.y && tip.y < to.y + to.height);
    }
    assert.equal(picture.edges.length, 8);
  });

  it('keeps what belongs together near, however long another column is', () => {
    const callers = Array.from({ length: 30 }, (_, at) => `caller${at}`);
    const callees = ['a', 'b', 'c'];
    const picture = place(
      madeGraph(
        Object.fromEntries([
          ['root', 0],
          ...callers.map((id) => [id, -1] as const),
          ...callees.map((id) => [id, 1] as const),
        ]),
        [
          ...callers.map((id) => [id, 'root'] as const),
          ...callees.map((id) => ['root', id] as const),
          ['caller0', 'a'],
          ['a', 'caller29'],
        ],
      ),
    );
    const rows = callees.map((id) => boxOf(picture, id).y).sort((a, b) => a - b);
    assert.ok(rows[2]! - rows[0]! < 150, rows.join(', '));
    assert.ok(Math.abs(boxOf(picture, 'root').y - rows[1]!) < 60);
  });

  it('draws several relationships of a pair as one', () => {
    const twice = madeGraph({ a: 0, b: 1 }, [
      ['a', 'b'],
      ['a', 'b', 'uses'],
      ['b', 'a'],
    ]);
    const { edges } = place(twice);
    assert.deepEqual(
      edges.map(({ source, edges: all }) => [source, all.map(({ type }) => type)]),
      [
        ['a', ['calls', 'uses']],
        ['b', ['calls']],
      ],
    );
  });

  it('never puts one box over another, and the same graph always alike', () => {
    const level = fc.integer({ min: -3, max: 3 });
    const graphs = fc.array(level, { minLength: 1, maxLength: 30 }).chain((levels) =>
      fc.array(fc.tuple(fc.nat(levels.length - 1), fc.nat(levels.length - 1)), { maxLength: 60 }).map((pairs) =>
        madeGraph(
          Object.fromEntries(levels.map((one, at) => [`n${at}`, at === 0 ? 0 : one])),
          pairs.map(([a, b]) => [`n${a}`, `n${b}`] as const),
        ),
      ),
    );
    fc.assert(
      fc.property(graphs, (graph) => {
        const picture = place(graph);
        assert.deepEqual(place(graph), picture);
        for (const { path } of picture.edges) assert.doesNotMatch(path, /NaN|undefined|Infinity/);
        for (const [at, a] of picture.nodes.entries()) {
          for (const b of picture.nodes.slice(at + 1)) {
            const isApart =
              a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            assert.ok(isApart, `${a.node.id} and ${b.node.id}`);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('graph: columns', () => {
  it('keep their order, overlap nowhere, and stand as near to where they want as that allows', () => {
    const rows = fc.array(
      fc.record({ wanted: fc.integer({ min: -500, max: 500 }), height: fc.integer({ min: 0, max: 60 }) }),
    );
    fc.assert(
      fc.property(rows, (all) => {
        const heights = all.map(({ height }) => height);
        const middles = stacked(
          all.map(({ wanted }) => wanted),
          heights,
          10,
        );
        for (const [at, middle] of middles.entries()) {
          const next = middles[at + 1];
          if (next === undefined) continue;
          assert.ok(next - middle >= heights[at]! / 2 + 10 + heights[at + 1]! / 2 - 1e-6);
        }
      }),
    );
    assert.deepEqual(stacked([0, 100, 300], [40, 40, 40], 10), [0, 100, 300]);
    assert.deepEqual(stacked([0, 0, 0], [40, 40, 40], 10), [-50, 0, 50]);
    assert.deepEqual(stacked([], [], 10), []);
  });
});

describe('graph: keys', () => {
  it('lead to what is related first, and stay in a column going up and down', () => {
    const picture = place(shop);
    const from = (id: string, way: Parameters<typeof nextNode>[2]): string | undefined =>
      nextNode(picture, id as SymbolId, way);
    assert.equal(from('checkout', 'left'), 'main');
    assert.equal(from('main', 'right'), 'checkout');
    assert.equal(from('discount', 'left'), 'total');
    assert.equal(from('main', 'left'), undefined);
    const [upper, lower] = ['total', 'pay'].sort((a, b) => boxOf(picture, a).y - boxOf(picture, b).y);
    assert.equal(from(upper!, 'down'), lower);
    assert.equal(from(lower!, 'up'), upper);
  });

  it('reach every symbol of a wide picture', () => {
    const many = madeGraph(
      { root: 0, ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`c${at}`, at % 2 === 0 ? -1 : 1])) },
      Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? [`c${at}`, 'root'] : ['root', `c${at}`])),
    );
    const picture = place(many);
    const reached = new Set<SymbolId>(['root' as SymbolId]);
    for (const id of reached) {
      for (const way of ['left', 'right', 'up', 'down'] as const) {
        const next = nextNode(picture, id, way);
        if (next !== undefined) reached.add(next);
      }
    }
    assert.equal(reached.size, 31);
  });
});

describe('graph: what is seen', () => {
  const window = { width: 800, height: 600 };

  it('fits a small picture unenlarged in the middle, and a large one whole', () => {
    const small = { x: 0, y: 0, width: 200, height: 100 };
    assert.deepEqual(fitted(small, window, small, true), { x: 300, y: 250, scale: 1 });
    const large = { x: 0, y: 0, width: 7520, height: 100 };
    assert.equal(fitted(large, window, small, false).scale, 0.2);
    const wide = { x: 0, y: 0, width: 1504, height: 100 };
    assert.equal(fitted(wide, window, small, false).scale, 0.5);
  });

  it('rather shows the middle of interest readably than everything', () => {
    const wide = { x: 0, y: 0, width: 5000, height: 100 };
    const interest = { x: 1000, y: 0, width: 100, height: 40 };
    const { x, scale } = fitted(wide, window, interest, true);
    assert.equal(scale, 0.78);
    assert.equal(x + 1050 * scale, 400);
  });

  it('leaves no emptiness beside a picture that is cut off', () => {
    const wide = { x: 0, y: 0, width: 1200, height: 100 };
    const at = (x: number): number => fitted(wide, window, { x, y: 0, width: 100, height: 40 }, true).x;
    assert.equal(at(0), 24);
    assert.equal(at(1100), window.width - 24 - 1200 * 0.78);
  });

  it('zooms around a place, within bounds', () => {
    const { x, y, scale } = zoomed({ x: 10, y: 20, scale: 1 }, 2, { x: 110, y: 220 });
    assert.deepEqual([x, y, scale], [-90, -180, 2]);
    assert.equal(zoomed({ x: 0, y: 0, scale: 1 }, 100, { x: 0, y: 0 }).scale, 3);
  });

  it('moves no more than is needed to see a box', () => {
    const box = { x: 0, y: 0, width: 100, height: 40 };
    const seen = { x: 300, y: 300, scale: 1 };
    assert.deepEqual(revealing(seen, box, window), seen);
    assert.equal(revealing({ x: -50, y: 300, scale: 1 }, box, window).x, 24);
    assert.equal(revealing({ x: 790, y: 300, scale: 1 }, box, window).x, 800 - 24 - 100);
  });
});

describe('graph: boxes', () => {
  const [node] = madeGraph({ name: 0 }, []).nodes;
  const widthOf = (text: string, size: number): number => (text.length * size) / 2;

  it('are as wide as their texts, but not wider than can be read', () => {
    const short = measured({ ...node!, name: 'total' }, widthOf);
    const long = measured({ ...node!, name: 'a'.repeat(200) }, widthOf);
    assert.ok(short.width < 120 && long.width < 280);
    assert.match(long.texts.name, /^a{20,}…$/);
    assert.equal(short.texts.name, 'total');
  });

  it('have room for how many are hidden', () => {
    const plain = measured({ ...node!, hidden: 0 }, widthOf);
    const badged = measured({ ...node!, hidden: 12 }, widthOf);
    assert.equal(plain.badge, undefined);
    assert.equal(badged.badge?.text, '+12');
    assert.ok(badged.width > plain.width);
  });
});
