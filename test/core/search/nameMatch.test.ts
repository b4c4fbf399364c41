import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editDistance, humpHeads, matchHumps, subsequenceShare } from '../../../src/core/search/nameMatch';
import { letterMask } from '../../../src/core/search/nameTable';

const humps: readonly (readonly [string, string, number | undefined])[] = [
  ['gun', 'getUserName', 0],
  ['gu', 'getUserName', 1],
  ['getun', 'getUserName', 0],
  ['gname', 'getUserName', 1],
  ['gun', 'get_user_name', 0],
  ['hs', 'HTTPServer', 0],
  ['https', 'HTTPServer', 0],
  ['un', 'getUserName', undefined],
  ['gnu', 'getUserName', undefined],
  ['gx', 'getUserName', undefined],
  ['aab', 'aaAb', 0],
];

describe('name match', () => {
  for (const [typed, name, passed] of humps) {
    it(`${typed} ${passed === undefined ? 'does not fit' : 'fits'} ${name} by its humps`, () => {
      assert.equal(matchHumps(typed, name), passed);
    });
  }

  it('finds the heads of the words', () => {
    assert.deepEqual(humpHeads('getHTTPServer_v2'), [0, 3, 7, 14, 15]);
    assert.deepEqual(humpHeads('__init__'), [2]);
    assert.deepEqual(humpHeads('имяПользователя'), [0, 3]);
  });

  it('ends soon for names made to be hard', () => {
    assert.equal(matchHumps(`${'a'.repeat(60)}b`, 'aA'.repeat(120)), undefined);
  });

  it('the initials of any name fit it', () => {
    const name = fc.array(fc.stringMatching(/^[A-Z][a-z]{1,6}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(name, (words) => {
        const initials = words.map((word) => word.charAt(0).toLowerCase()).join('');
        assert.notEqual(matchHumps(initials, words.join('')), undefined);
      }),
    );
  });

  it('counts typing errors as the plain algorithm does', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(short, short, (a, b) => {
        const distance = plainDistance(a, b);
        assert.equal(editDistance(a, b, 2), distance <= 2 ? distance : undefined);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a letter mask never shuts out a text that the name holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (a, b, c) => {
          const mask = letterMask(b);
          assert.equal((letterMask(a + b + c) & mask) >>> 0, mask);
        },
      ),
    );
  });

  it('says how much of a name its letters fill', () => {
    assert.equal(subsequenceShare('gtusr', 'getuser'), 5 / 7);
    assert.equal(subsequenceShare('gtx', 'getuser'), undefined);
  });
});

/** Optimal string alignment over the whole table. */
function plainDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : i)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const change = table[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(table[i - 1]![j]! + 1, table[i]![j - 1]! + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, table[i - 2]![j - 2]! + 1);
      table[i]![j] = least;
    }
  }
  return table[a.length]![b.length]!;
}
