/** What being referred to adds to a hit: among namesakes, prefixes and words; and where it adds nothing. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { madeIndex, symbol } from '../../support/madeIndex';
import type { MadeIndex, MadeSource } from '../../support/madeIndex';

const shelf: readonly MadeSource[] = [
  { path: 'src/a.ts', symbols: [symbol('render', 'paints a page'), symbol('renderAll', 'paints a page')] },
  { path: 'src/b.ts', symbols: [symbol('render', 'paints a page'), symbol('renderSome', 'paints a page')] },
  { path: 'test/c.test.ts', symbols: [symbol('render', 'paints a page')] },
  { path: 'src/d.pb.ts', symbols: [symbol('render', 'paints a page')] },
];
const [a, b] = ['src/a.ts render', 'src/b.ts render'];

function used(uses: Readonly<Record<string, readonly number[]>>): MadeIndex {
  const made = madeIndex(shelf);
  for (const [path, counts] of Object.entries(uses)) made.use(path, counts);
  return made;
}

/** Of each hit that says so, how often it is referred to. */
function told(made: MadeIndex, query: string): string[] {
  return made.hits(query).map(({ reasons }) => reasons.find(({ source }) => source === 'references')?.detail ?? '');
}

describe('search index: uses', () => {
  it('decide between namesakes, and say so where they decided', () => {
    assert.deepEqual(used({}).find('render', 2), [a, b]);
    assert.deepEqual(told(used({}), 'render').join(''), '');
    const made = used({ 'src/b.ts': [0, 12] });
    assert.deepEqual(made.find('render', 2), [b, a]);
    assert.deepEqual(told(made, 'render').slice(0, 2), ['12', '']);
    assert.equal(made.hits('render')[0]!.reasons[0]!.source, 'exact name');
    const both = used({ 'src/a.ts': [0, 12], 'src/b.ts': [0, 4] });
    assert.deepEqual(both.find('render', 2), [a, b]);
    assert.equal(told(both, 'render').slice(0, 2).join(''), '', 'the order is as it would be');
  });

  it('count for the start of a name and for words too', () => {
    const made = used({ 'src/b.ts': [0, 1, 45] });
    assert.equal(made.find('renderAll')[0], 'src/a.ts renderAll');
    assert.deepEqual(made.find('rende', 2), [b, a]);
    assert.equal(made.find('who paints pages')[0], 'src/b.ts renderSome');
    assert.equal(told(made, 'who paints pages')[0], '40+');
  });

  it('never make another name better than the one that was typed', () => {
    const made = used({ 'src/a.ts': [0, 0, 1e9] });
    assert.deepEqual(made.find('render', 2), [a, b]);
    assert.equal(made.find('renderSome')[0], 'src/b.ts renderSome');
  });

  it('of tests and generated code count only for questions that ask for such', () => {
    const made = used({ 'test/c.test.ts': [0, 5_000], 'src/d.pb.ts': [0, 5_000], 'src/b.ts': [0, 1] });
    assert.deepEqual(made.find('render', 2), [b, a]);
    assert.equal(made.find('render path:test')[0], 'test/c.test.ts render');
    assert.equal(told(made, 'render').join(''), '1');
  });

  it('say nothing where only filters were asked', () => {
    assert.deepEqual(used({ 'src/b.ts': [0, 12] }).find('kind:function', 1), [a]);
  });

  it('are forgotten with the text they were of, also where numbers are used again', () => {
    const made = used({ 'src/b.ts': [0, 12] });
    made.add(shelf[1]!);
    assert.deepEqual(made.find('render', 2), [a, b]);
    for (let round = 0; round < 3_000; round++) {
      made.use('src/b.ts', [3, 3, 3]);
      made.add(shelf[1]!);
    }
    assert.deepEqual(made.find('render', 2), [a, b]);
    made.use('src/b.ts', [0, 12, 1, 7, 7, 7]);
    assert.deepEqual(made.find('render', 2), [b, a], 'places that the file does not have are passed over');
    assert.deepEqual(told(made, 'render').slice(0, 2), ['12', '']);
  });

  it('are told exactly up to twenty, and rounded down beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (count) => {
        const [text = ''] = told(used({ 'src/b.ts': [0, count] }), 'render');
        if (count <= 20) assert.equal(text, String(count));
        const least = Number.parseInt(text, 10);
        assert.ok(least <= count && (text.endsWith('+') || least === count), `${count}: ${text}`);
      }),
      { numRuns: 100 },
    );
  });
});
