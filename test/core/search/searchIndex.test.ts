import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isLociError } from '../../../src/core/model/errors';
import { parseQuery } from '../../../src/core/search/query';
import { createSearchIndex } from '../../../src/core/search/searchIndex';
import { madeIndex, symbol } from '../../support/madeIndex';
import type { MadeSource } from '../../support/madeIndex';

const shop: readonly MadeSource[] = [
  {
    path: 'src/shop/cart.ts',
    symbols: [
      { name: 'Cart', kind: 'class', definition: 'class Cart holds items', isExported: true },
      symbol('total', 'sum of prices and tax', { in: 'Cart', kind: 'method' }),
      symbol('addItem', 'push', { in: 'Cart', kind: 'method' }),
    ],
  },
  {
    path: 'src/shop/invoice.ts',
    symbols: [
      { name: 'Invoice', kind: 'class', definition: 'class Invoice', nativeKind: 'struct' },
      symbol('total', 'amount due', { in: 'Invoice', kind: 'method' }),
      symbol('totalWithTax', 'tax', { in: 'Invoice', kind: 'method' }),
    ],
  },
  {
    path: 'src/users/lookup.py',
    language: 'python',
    symbols: [
      symbol('get_user_name', 'database row'),
      symbol('getUserNumber', 'database row'),
      symbol('Total', 'report of users'),
      symbol('connection', 'opens the database socket and retries', { qualifiedName: 'std::net::connection' }),
    ],
  },
  { path: 'test/cart.test.ts', symbols: [symbol('checkCheckout', 'checkout of a cart')] },
  { path: 'src/shop/checkout.ts', symbols: [symbol('startCheckout', 'checkout of a cart')] },
];

/** A question and the first of its answers, as many as are sure. */
const cases: readonly (readonly [string, readonly string[]])[] = [
  ['total', ['src/shop/invoice.ts total', 'src/shop/cart.ts total', 'src/users/lookup.py Total']],
  ['Total', ['src/users/lookup.py Total']],
  ['Invoice.total', ['src/shop/invoice.ts total']],
  ['Cart#total()', ['src/shop/cart.ts total']],
  ['invoice::total', ['src/shop/invoice.ts total']],
  ['net::connection', ['src/users/lookup.py connection']],
  ['getUserName', ['src/users/lookup.py get_user_name']],
  ['get user name', ['src/users/lookup.py get_user_name']],
  ['totalWi', ['src/shop/invoice.ts totalWithTax']],
  ['gUN', ['src/users/lookup.py get_user_name', 'src/users/lookup.py getUserNumber']],
  ['totalWihtTax', ['src/shop/invoice.ts totalWithTax']],
  ['conection', ['src/users/lookup.py connection']],
  ['WithTax', ['src/shop/invoice.ts totalWithTax']],
  ['where is the sum of the prices', ['src/shop/cart.ts total']],
  ['database retries', ['src/users/lookup.py connection']],
  ['conn db retries', ['src/users/lookup.py connection']],
  ['who opens sockets', ['src/users/lookup.py connection']],
  ['where is getUserNumber called', ['src/users/lookup.py getUserNumber']],
  ['checkout', ['src/shop/checkout.ts', 'src/shop/checkout.ts startCheckout', 'test/cart.test.ts checkCheckout']],
  ['checkout test', ['test/cart.test.ts checkCheckout', 'test/cart.test.ts']],
  ['cart.ts', ['src/shop/cart.ts']],
  ['shop/invoice.ts', ['src/shop/invoice.ts']],
  ['kind:class', ['src/shop/cart.ts Cart', 'src/shop/invoice.ts Invoice']],
  ['kind:struct', ['src/shop/invoice.ts Invoice']],
  ['lang:py total', ['src/users/lookup.py Total']],
  ['path:invoice total', ['src/shop/invoice.ts total']],
  ['path:**/inv*.ts total', ['src/shop/invoice.ts total']],
  ['in:invoice tax', ['src/shop/invoice.ts totalWithTax']],
  ['in:std.net database', ['src/users/lookup.py connection']],
  ['kind:method in:Cart', ['src/shop/cart.ts addItem', 'src/shop/cart.ts total'].reverse()],
  ['"amount due"', ['src/shop/invoice.ts total']],
];

describe('search index', () => {
  const made = madeIndex(shop);

  for (const [query, expected] of cases) {
    it(`answers ${query}`, () => {
      assert.deepEqual(made.find(query).slice(0, expected.length), expected);
    });
  }

  it('lets through only what all filters want', () => {
    assert.deepEqual(made.find('kind:class,function path:shop lang:ts'), [
      'src/shop/cart.ts Cart',
      'src/shop/checkout.ts startCheckout',
      'src/shop/invoice.ts Invoice',
    ]);
    assert.deepEqual(made.find('total kind:enum'), []);
    assert.deepEqual(made.find('path:[ lang:none'), []);
  });

  it('offers every symbol for a quoted text without words', () => {
    assert.equal(made.hits('"(" kind:method').length, 4);
  });

  it('offers more for a quoted text that may begin within a word', () => {
    assert.ok(made.find('"mount due"').includes('src/shop/invoice.ts total'));
  });

  it('says why', () => {
    const [first] = made.hits('Invoice.total');
    assert.equal(first!.reasons[0]!.source, 'exact name');
    const sources = ['totalWi', 'gUN', 'conection', 'kind:class'].map(
      (query) => made.hits(query)[0]!.reasons[0]!.source,
    );
    assert.deepEqual(sources, ['prefix', 'camel humps', 'fuzzy name', 'filter']);
    const [words] = made.hits('database retries').map(({ reasons }) => reasons[0]!);
    assert.equal(words!.source, 'words');
    assert.equal(words!.rank, 1);
    assert.match(words!.detail!, /databas/);
  });

  it('names the words of a hit in the order of the question', () => {
    const details = (query: string): string[] => made.hits(query)[0]!.reasons.map(({ detail }) => detail ?? '');
    const [one, other] = [details('connection database').at(-1)!, details('database connection').at(-1)!];
    assert.deepEqual([one, other], ['connection, database', 'database, connection']);
  });

  it('lists nothing for the last part of a name that is too long to be one word', () => {
    const name = 'readDiscoveryMetadataFromAllHardcodedValues';
    const long = madeIndex([{ path: 'src/a.ts', symbols: [symbol(name, 'map'), symbol('keepValues', 'values')] }]);
    assert.deepEqual(long.find(name), [`src/a.ts ${name}`]);
  });

  it('keeps to the limit', () => {
    assert.equal(made.hits('total', 2).length, 2);
    assert.equal(made.hits('lang:ts', 3).length, 3);
    assert.equal(made.hits('database cart total tax', 2).length, 2);
  });

  it('answers nothing to nothing', () => {
    for (const query of ['', '   ', 'kind:', '???', '()', '—']) assert.deepEqual(made.hits(query), [], query);
    assert.deepEqual(createSearchIndex().search(parseQuery('total'), { limit: 5 }), []);
  });

  it('heeds an aborted signal', () => {
    const options = { limit: 5, signal: AbortSignal.abort() };
    assert.throws(
      () => made.index.search(parseQuery('total'), options),
      (error) => isLociError(error, 'cancelled'),
    );
  });

  it('answers any text, best first, each symbol once', () => {
    const pieces = fc.constantFrom(
      'total',
      'Cart.',
      'gUN',
      'kind:',
      'in:a',
      '"',
      '*',
      '::',
      ' ',
      '\\',
      '[',
      '用户',
      '\u0000',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const hits = made.hits(raw);
        const scores = hits.map(({ score }) => score);
        assert.deepEqual(
          scores,
          [...scores].sort((a, b) => b - a),
        );
        assert.equal(new Set(hits.map(({ fileId, ordinal }) => `${fileId} ${ordinal}`)).size, hits.length);
        for (const { reasons, score } of hits) assert.ok(reasons.length > 0 && Number.isFinite(score));
      }),
      { numRuns: 300 },
    );
  });

  it('answers a question of 10,000 characters', () => {
    assert.match(made.find(`${'unheard of words '.repeat(580)} total`)[0]!, / total$/i);
    assert.deepEqual(made.find('x'.repeat(10_000)), []);
  });
});

describe('search index: changes', () => {
  const questions = ['total', 'tot', 'alpha beta', 'getAlphaBeta', 'kind:function', 'gAB', 'alpah', '"beta"', 'file3'];
  const vocabulary = ['alpha', 'beta', 'gamma', 'delta', 'total'];
  const source = (file: number, seed: number): MadeSource => ({
    path: `src/file${file}.ts`,
    symbols: Array.from({ length: 1 + (seed % 5) }, (_, i) => {
      const word = (n: number): string => vocabulary[(seed + n * (i + 1)) % vocabulary.length]!;
      const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
      return symbol(`get${capital(word(1))}${capital(word(2))}`, `${word(3)} ${word(4)}`);
    }),
  });
  const step = fc.record({ file: fc.nat(6), seed: fc.option(fc.nat(40)) });

  it('an index that was changed answers as one that was built afresh', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const changed = madeIndex([]);
        const now = new Map<number, MadeSource>();
        for (const { file, seed } of steps) {
          if (seed === null) {
            changed.remove(`src/file${file}.ts`);
            now.delete(file);
          } else {
            changed.add(source(file, seed));
            now.set(file, source(file, seed));
          }
        }
        const fresh = madeIndex([...now.values()]);
        assert.equal(changed.index.documentCount, fresh.index.documentCount);
        for (const question of questions) assert.deepEqual(changed.find(question), fresh.find(question), question);
      }),
      { numRuns: 150 },
    );
  });

  it('goes on answering rightly while what was removed is swept out, and does not grow', () => {
    const files = 60;
    const many = (file: number, round: number): MadeSource => ({
      path: `src/file${file}.ts`,
      symbols: Array.from({ length: 60 }, (_, i) =>
        symbol(`name${i % 7}Of${file}`, `round${round} word${i} of ${file % 5}`),
      ),
    });
    const changed = madeIndex(Array.from({ length: files }, (_, file) => many(file, 0)));
    const before = changed.index.memoryBytes;
    for (let round = 1; round <= 12; round++) {
      for (let file = 0; file < files; file++) changed.add(many(file, round));
    }
    const fresh = madeIndex(Array.from({ length: files }, (_, file) => many(file, 12)));
    for (const question of ['name3Of17', 'round12 word7', 'round11', 'round11 word3', 'kind:function', 'name']) {
      assert.deepEqual(changed.find(question), fresh.find(question), question);
    }
    assert.ok(changed.index.memoryBytes < before * 3, `${before} bytes became ${changed.index.memoryBytes}`);
  });
});
