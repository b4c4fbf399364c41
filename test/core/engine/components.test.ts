/** Circles in graphs, against what following every edge says. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { components, shortestCircle } from '../../../src/core/engine/graph/components';
import type { Edges } from '../../../src/core/engine/graph/components';

const graphs = fc
  .integer({ min: 0, max: 12 })
  .chain((size) =>
    fc.array(fc.uniqueArray(fc.nat({ max: Math.max(0, size - 1) })), { minLength: size, maxLength: size }),
  );

/** By node: how many edges away each node is; by following all. */
function distances(edges: Edges): number[][] {
  return edges.map((_targets, start) => {
    const far: number[] = edges.map(() => Infinity);
    let frontier = edges[start]!;
    for (let distance = 1; frontier.length > 0; distance++) {
      const fresh = [...new Set(frontier)].filter((node) => far[node] === Infinity);
      for (const node of fresh) far[node] = distance;
      frontier = fresh.flatMap((node) => edges[node]!);
    }
    return far;
  });
}

describe('engine: components', () => {
  it('hold what leads to each other, and nothing else', () => {
    fc.assert(
      fc.property(graphs, (edges) => {
        const far = distances(edges);
        const found = components(edges);
        const componentOf = new Map(found.flatMap((nodes, at) => nodes.map((node) => [node, at] as const)));
        assert.equal(componentOf.size, found.flat().length);
        for (const a of edges.keys()) {
          for (const b of edges.keys()) {
            if (a === b) continue;
            const together = componentOf.has(a) && componentOf.get(a) === componentOf.get(b);
            assert.equal(together, far[a]![b]! < Infinity && far[b]![a]! < Infinity);
          }
        }
      }),
    );
  });

  it('have a shortest circle', () => {
    const simple = graphs.map((edges) => edges.map((targets, node) => targets.filter((target) => target !== node)));
    fc.assert(
      fc.property(simple, (edges) => {
        const far = distances(edges);
        for (const component of components(edges)) {
          const circle = shortestCircle(edges, component);
          for (const [at, node] of circle.entries()) {
            assert(component.includes(node) && edges[node]!.includes(circle[(at + 1) % circle.length]!));
          }
          assert.equal(circle.length, Math.min(...component.map((node) => far[node]![node]!)));
        }
      }),
    );
  });

  it('of long chains need no deep stack', () => {
    const size = 200_000;
    const edges = Array.from({ length: size }, (_, node) => [(node + 1) % size]);
    assert.deepEqual(
      components(edges).map(({ length }) => length),
      [size],
    );
  });
});
