/** How sentences are ranked: what their form says, and that the fitted weights are of the features there are. */

import assert from 'node:assert/strict';
import type { WordVectors } from '../../../src/core/model/embedding';
import { parseQuery } from '../../../src/core/search/query';
import { featureCount, featureNames } from '../../../src/core/search/sentence/featureNames';
import { formOf } from '../../../src/core/search/sentence/form';
import type { Form } from '../../../src/core/search/sentence/form';
import { isSentence } from '../../../src/core/search/sentence/rank';
import { chancesOf } from '../../../src/core/search/sentence/ranker';
import fitted from '../../../src/core/search/sentence/ranker.json';
import { madeIndex, symbol } from '../../support/madeIndex';

const forms: readonly { readonly text: string; readonly says: readonly (keyof Omit<Form, 'kinds'>)[] }[] = [
  { text: 'Returns the name of the cart', says: ['deed'] },
  { text: 'parse the query string', says: ['deed'] },
  { text: 'A queue of jobs that wait', says: ['thing'] },
  { text: 'Represents one line of a cart', says: ['thing'] },
  { text: 'Checks whether the cart is empty', says: ['deed', 'predicate'] },
  { text: 'Creates a new cart', says: ['deed', 'making'] },
  { text: 'Fix the rounding of totals', says: ['change'] },
  { text: 'jobs that wait for a worker', says: ['deed'] },
  { text: '购物车 合计', says: [] },
];

/** Each word is like itself alone, but those two, which are one. */
function wordsWhere(one: string, other: string): WordVectors {
  const numbers = new Map<string, number>();
  const vectorOf = (word: string): Float32Array => {
    const key = word === other ? one : word;
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return Float32Array.from({ length: 32 }, (_, i) => (i === numbers.get(key) ? 1 : 0));
  };
  return { ofQuestion: vectorOf, ofName: vectorOf };
}

describe('a sentence', () => {
  for (const { text, says } of forms) {
    it(`“${text}” says ${says.length === 0 ? 'nothing by its form' : says.join(', ')}`, () => {
      const { thing, deed, predicate, making, change } = formOf(text);
      const found = Object.entries({ thing, deed, predicate, making, change }).filter(([, holds]) => holds);
      assert.deepEqual(
        found.map(([name]) => name),
        says,
      );
    });
  }

  it('is several words', () => {
    assert.ok(isSentence('parse query'));
    for (const text of ['', 'parseQuery', ' parse ', 'Cart.total']) assert.ok(!isSentence(text), text);
  });

  it('is ranked by weights that each feature has, and nothing else', () => {
    for (const { weights } of [fitted.withMeaning, fitted.withoutWordVectors, fitted.byWordsAlone]) {
      assert.deepEqual(Object.keys(weights), [...featureNames]);
      assert.ok(Object.values(weights).every(Number.isFinite));
    }
  });

  it('gives chances from 0 to 1, whatever the features', () => {
    const rows = Float32Array.from(
      { length: featureCount * 3 },
      (_, i) => [0, 1e9, -1e9][Math.floor(i / featureCount)]!,
    );
    for (const ranker of ['withMeaning', 'withoutWordVectors', 'byWordsAlone'] as const) {
      for (const chance of chancesOf(rows, ranker)) assert.ok(chance >= 0 && chance <= 1, String(chance));
    }
  });

  it('finds what stands in generated code alone, and prefers what is written by hand', () => {
    const made = madeIndex([
      { path: 'api/orders.pb.go', symbols: [symbol('CancelOrderRequest'), symbol('RefundOrder')] },
      { path: 'dist/orders.ts', symbols: [symbol('archiveOrders')] },
      {
        path: 'src/orders.ts',
        symbols: [symbol('RefundOrder'), symbol('archiveOrders'), symbol('archiveOrdersDaily')],
      },
      { path: 'src/state.ts', symbols: [symbol('cancelled')] },
    ]);
    const first = (question: string): string | undefined => made.find(question)[0];
    assert.equal(first('the request by which an order is to be cancelled'), 'api/orders.pb.go CancelOrderRequest');
    assert.equal(first('refund an order that was paid'), 'src/orders.ts RefundOrder');
    assert.equal(first('archive the orders of the year'), 'src/orders.ts archiveOrders');
  });

  it('puts tests below what they test, also where it speaks of tests', () => {
    const made = madeIndex([
      {
        path: 'test/runner.test.ts',
        symbols: [symbol('runFailedAgain'), symbol('failedRunIsTold')],
      },
      { path: 'src/runner.ts', symbols: [symbol('runFailedAgain')] },
    ]);
    assert.equal(made.find('runs again what failed in the last run of the program')[0], 'src/runner.ts runFailedAgain');
  });

  for (const alike of ['remov', 'paint']) {
    it(`goes by what the words of names mean, where that is known: deleting is to ${alike}`, () => {
      const { index } = madeIndex([
        { path: 'src/a.ts', symbols: [symbol('removeEntry')] },
        { path: 'src/b.ts', symbols: [symbol('paintEntry')] },
      ]);
      const meaning = [1, 2].map((fileId) => ({ fileId, ordinal: 1, similarity: 0.3 }));
      const query = parseQuery('deletes one of the entries');
      const [first] = index.search(query, { limit: 2, meaning, words: wordsWhere('delet', alike) });
      assert.equal(first?.fileId, alike === 'remov' ? 1 : 2);
    });
  }
});
