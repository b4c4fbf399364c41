/** What an answer rests on is all that can be come to from its question, whoever asked before, in circles too. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Tracked, Tracker } from '../../../src/core/resolver/tracker';
import { createTracker } from '../../../src/core/resolver/tracker';
import { openFixture } from './fixture';

const places = 7;
const seed = Number(process.env['FUZZ_SEED'] ?? 20);
const runs = Number(process.env['FUZZ_RUNS'] ?? 3_000);

/** What each question asks on its way; its own unit is its number. */
type Graph = readonly (readonly number[])[];

const graphs: fc.Arbitrary<Graph> = fc.array(fc.array(fc.nat(places - 1), { maxLength: 3 }), {
  minLength: places,
  maxLength: places,
  size: 'max',
});
const questions = fc.array(fc.nat(places - 1), { minLength: 1, maxLength: 6, size: 'max' });

/** Keeps answers, but not those of `forgetful` places: they are worked out whenever they are asked for outside a circle. */
function createAsking(graph: Graph, tracker: Tracker, forgetful: ReadonlySet<number>): (place: number) => void {
  const answers = new Map<number, Tracked<number>>();
  return function ask(place) {
    tracker.touch(place);
    const known = answers.get(place);
    if (known !== undefined) {
      assert.equal(tracker.use(known), known.state === 'busy' ? undefined : place);
      return;
    }
    const answer = tracker.begin<number>();
    answers.set(place, answer);
    for (const next of graph[place]!) ask(next);
    tracker.end(answer, place);
    if (forgetful.has(place)) answers.delete(place);
  };
}

function reached(graph: Graph, from: number): number[] {
  const found = new Set([from]);
  for (const place of found) for (const next of graph[place]!) found.add(next);
  return [...found].sort((a, b) => a - b);
}

describe('what answers rest on', () => {
  it('is all that can be come to, whichever was asked first', () => {
    fc.assert(
      fc.property(graphs, questions, fc.uniqueArray(fc.nat(places - 1), { maxLength: 2 }), (graph, asked, few) => {
        const tracker = createTracker();
        const ask = createAsking(graph, tracker, new Set(few));
        for (const place of asked) {
          const units = tracker.run(() => {
            ask(place);
          });
          assert.deepEqual(
            [...units].sort((a, b) => a - b),
            reached(graph, place),
          );
        }
      }),
      { numRuns: runs, seed },
    );
  });

  it('is told of again after work that failed, and never of what a language gives', () => {
    const tracker = createTracker();
    assert.throws(() =>
      tracker.run(() => {
        tracker.begin();
        tracker.touch(1);
        throw new Error('failed');
      }),
    );
    const units = tracker.run(() => {
      for (const unit of [-1, 5_000, 2, 5_000]) tracker.touch(unit);
    });
    assert.deepEqual(units, [5_000, 2]);
  });
});

/** Each of the three gives the same, in whatever order they come to each other. */
const circle = `
//- /src/a.ts
import { second } from './b';
export const first = () => second();
//- /src/b.ts
import { third } from './c';
import { leaf } from './d';
export const second = () => third() ?? leaf();
//- /src/c.ts
import { first } from './a';
import { leaf } from './d';
export const third = () => first() ?? leaf();
//- /src/d.ts
import { deep } from './e';
export const leaf = () => deep;
//- /src/e.ts
export class Deep { run() {} }
export const deep = new Deep();
//- /src/one.ts
import { first } from './a';
first().run();
//- /src/other.ts
import { third } from './c';
const made = third();
made.run();
//- /src/again.ts
import { made } from './kept';
made.run();
//- /src/kept.ts
import { second } from './b';
export const made = second();
made.run();
`;

describe('files in a circle of imports', () => {
  it('rest on the same files in whatever order they are resolved', async () => {
    const names = ['a', 'b', 'c', 'd', 'one', 'other', 'again', 'kept'].map((name) => `src/${name}.ts`);
    const restsOn = async (order: readonly string[]): Promise<unknown> => {
      const project = await openFixture(circle);
      const found = new Map(order.map((name) => [name, project.resolve(name)]));
      return names.map((name) => [name, [...found.get(name)!.dependsOn].sort(), found.get(name)!.references]);
    };
    const expected = await restsOn(names);
    for (let turn = 1; turn < names.length; turn++) {
      const order = [...names.slice(turn), ...names.slice(0, turn)];
      assert.deepEqual(await restsOn(order), expected, order.join(' '));
      assert.deepEqual(await restsOn(order.toReversed()), expected, order.toReversed().join(' '));
    }
  });
});
