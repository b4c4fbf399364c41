import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Postings } from '../../../src/core/search/postings';

function listOf(postings: Postings, list: number): number[] {
  const entries = new Uint32Array(postings.length(list));
  assert.equal(postings.read(list, entries), entries.length);
  const visited: number[] = [];
  postings.each(list, (value) => visited.push(value));
  assert.deepEqual(visited, Array.from(entries));
  return Array.from(entries);
}

describe('postings', () => {
  it('an unknown list is empty', () => {
    assert.deepEqual(listOf(new Postings(), 123_456), []);
  });

  it('a long list keeps all its entries in order', () => {
    const postings = new Postings();
    const entries = Array.from({ length: 30_000 }, (_, i) => (i * 2_654_435_761) >>> 0);
    for (const entry of entries) {
      postings.append(7, entry);
      postings.append(8, entry);
    }
    assert.deepEqual(listOf(postings, 7), entries);
    assert.deepEqual(listOf(postings, 8), entries);
  });

  it('looks for an entry up to the first that will do', () => {
    const postings = new Postings();
    for (let i = 0; i < 1000; i++) postings.append(1, i);
    const seen: number[] = [];
    const isHundred = (value: number): boolean => seen.push(value) > 0 && value === 100;
    assert.equal(postings.some(1, isHundred), true);
    assert.equal(seen.length, 101);
    assert.equal(
      postings.some(1, (value) => value > 1000),
      false,
    );
  });

  it('holds what plain arrays hold, whatever is appended and filtered', () => {
    const append = fc.record({ list: fc.nat(5), values: fc.array(fc.nat(0xffffffff), { maxLength: 70 }) });
    const filter = fc.record({ list: fc.nat(5), modulus: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(fc.array(fc.oneof(append, filter), { maxLength: 60 }), (steps) => {
        const postings = new Postings();
        const arrays: number[][] = [[], [], [], [], [], []];
        for (const step of steps) {
          const array = arrays[step.list]!;
          if ('values' in step) {
            for (const value of step.values) postings.append(step.list, value);
            array.push(...step.values);
          } else {
            const keep = (value: number): boolean => value % step.modulus === 0;
            postings.filter(step.list, new Uint32Array(array.length), keep);
            arrays[step.list] = array.filter(keep);
          }
        }
        arrays.forEach((array, list) => {
          assert.deepEqual(listOf(postings, list), array);
        });
      }),
    );
  });

  it('uses again what was freed', () => {
    const postings = new Postings();
    const scratch = new Uint32Array(50_000);
    const fill = (): void => {
      for (let i = 0; i < 50_000; i++) postings.append(i % 10, i);
      for (let list = 0; list < 10; list++) postings.filter(list, scratch, () => false);
    };
    fill();
    const before = postings.bytes();
    for (let round = 0; round < 10; round++) fill();
    assert.equal(postings.bytes(), before);
  });
});
