/** Whatever was asked before, a walk that keeps answers says what one that keeps none says. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Answers } from '../../../src/core/resolver/rust/answers';
import { createWalk } from '../../../src/core/resolver/rust/answers';

/** The first of them lead on, the others are what is found. */
const places = 6;
const leading = 4;
const seed = Number(process.env['FUZZ_SEED'] ?? 20);
const runs = Number(process.env['FUZZ_RUNS'] ?? 3_000);

/** Where each place leads, in the order in which it is looked. */
type Graph = readonly (readonly number[])[];

const ways = fc.array(fc.nat(places - 1), { minLength: 1, maxLength: 3, size: 'max' });
const graphs: fc.Arbitrary<Graph> = fc.array(ways, { minLength: leading, maxLength: leading, size: 'max' });
const questions = fc.array(fc.nat(leading - 1), { minLength: 2, maxLength: 8, size: 'max' });

function createAsking(graph: Graph, deepest: number, keeps: boolean): (place: number) => number | undefined {
  const walk = createWalk(deepest);
  const of = graph.map((each) => each.map((to) => ({ to, answers: new Map() as Answers<string, number> })));
  const ask = (place: number, depth: number): number | undefined => {
    if (!walk.goesOn(depth)) return undefined;
    const own = of[place];
    if (own === undefined) return place;
    const look = (): number | undefined => {
      for (const { to, answers } of own) {
        const work = (): number | undefined => ask(to, depth + 1);
        const found = keeps ? walk.kept(answers, 'type', depth + 1, work) : work();
        if (found !== undefined) return found;
      }
      return undefined;
    };
    // As from inside functions: only the depth ends that circle.
    return place < 2 ? look() : walk.once({ of: own, name: 'name', space: 'type' }, look);
  };
  return (place) => ask(place, 0);
}

describe('answers that are kept', () => {
  it('are those of a walk that keeps none, in circles and in the depth', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 2, max: 7 }), questions, (graph, deepest, asked) => {
        const keeping = createAsking(graph, deepest, true);
        const plain = createAsking(graph, deepest, false);
        for (const place of asked) assert.equal(keeping(place), plain(place));
      }),
      { numRuns: runs, seed },
    );
  });

  it('are not worked out twice', () => {
    const walk = createWalk(7);
    const answers: Answers<string, number> = new Map();
    let worked = 0;
    const work = (): number => ++worked;
    assert.deepEqual([walk.kept(answers, 'type', 0, work), walk.kept(answers, 'type', 1, work)], [1, 1]);
  });
});
