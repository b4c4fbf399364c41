import assert from 'node:assert/strict';
import { isLociError } from '../../../src/core/model/errors';
import { filterQuoted } from '../../../src/core/search/quoted';

const definitions = [
  'let a = total(cart);',
  'let b = TOTAL(cart);',
  undefined,
  'return total;',
  'total(cart) // twice',
];
const hits = definitions.map((_, ordinal) => ({ fileId: 1, ordinal, score: 10 - ordinal, reasons: [] }));
const read = (hit: { ordinal: number }): Promise<string | undefined> => Promise.resolve(definitions[hit.ordinal]);
const ordinals = (found: readonly { ordinal: number }[]): number[] => found.map(({ ordinal }) => ordinal);

describe('quoted text', () => {
  const signal = new AbortController().signal;

  it('is looked for as it stands, case aside, in the order of the hits', async () => {
    const notices: string[] = [];
    assert.deepEqual(ordinals(await filterQuoted(hits, ['total(cart)'], read, 10, signal, notices)), [0, 1, 4]);
    assert.deepEqual(notices, []);
  });

  it('may be punctuation', async () => {
    assert.deepEqual(ordinals(await filterQuoted(hits, [');'], read, 10, signal, [])), [0, 1]);
  });

  it('must all be there', async () => {
    const found = await filterQuoted(hits, ['total', 'twice'], read, 10, signal, []);
    assert.deepEqual(ordinals(found), [4]);
    assert.deepEqual(found[0]!.reasons, [{ source: 'quoted text', rank: 1, score: 1 }]);
  });

  it('is not looked for past the limit', async () => {
    let reads = 0;
    const many = Array.from({ length: 1_000 }, (_, ordinal) => ({ fileId: 1, ordinal, score: 1, reasons: [] }));
    const counting = (): Promise<string> => {
      reads++;
      return Promise.resolve('total');
    };
    assert.equal((await filterQuoted(many, ['total'], counting, 5, signal, [])).length, 5);
    assert.ok(reads < 100, `${reads} reads`);
  });

  it('says so when not all could be read in time', async () => {
    const many = Array.from({ length: 3_000 }, (_, ordinal) => ({ fileId: 1, ordinal, score: 1, reasons: [] }));
    const slow = (): Promise<string> => new Promise((resolve) => setTimeout(resolve, 400, 'nothing'));
    const notices: string[] = [];
    assert.deepEqual(await filterQuoted(many, ['total'], slow, 5, signal, notices), []);
    assert.match(notices.join(), /looked for in \d+ of 3000/);
  });

  it('can be cancelled', async () => {
    const aborted = AbortSignal.abort();
    await assert.rejects(filterQuoted(hits, ['total'], read, 10, aborted, []), (error) =>
      isLociError(error, 'cancelled'),
    );
  });
});
