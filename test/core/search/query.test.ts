import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SearchQuery } from '../../../src/core/model/search';
import { parseQuery } from '../../../src/core/search/query';

type Parsed = Partial<Omit<SearchQuery, 'raw'>>;

const cases: readonly (readonly [string, Parsed])[] = [
  ['', {}],
  ['  total  of\tcart ', { text: 'total of cart' }],
  ['kind:class Cart', { text: 'Cart', kinds: ['class'] }],
  ['Cart KIND:Class', { text: 'Cart', kinds: ['class'] }],
  ['kind:fn kind:methods,classes', { kinds: ['function', 'method', 'class'] }],
  ['kind:properties kind:Trait', { kinds: ['property', 'trait'] }],
  ['lang:ts,py lang:C++', { languages: ['typescript', 'python', 'cpp'] }],
  ['path:src/shop path:"my folder/a b.ts"', { paths: ['src/shop', 'my folder/a b.ts'] }],
  ['path:**/*.test.ts,docs', { paths: ['**/*.test.ts', 'docs'] }],
  ['in:Cart total', { text: 'total', containers: ['Cart'] }],
  ['like:Cart.total lang:ts', { languages: ['typescript'], like: ['Cart.total'] }],
  ['in:std::vec push', { text: 'push', containers: ['std::vec'] }],
  ['"exact text" total', { text: 'total', quoted: ['exact text'] }],
  ['“curly quotes”', { quoted: ['curly quotes'] }],
  ['std::vec', { text: 'std::vec' }],
  ['in::foo', { text: 'in::foo' }],
  ['kind:', {}],
  ['""', {}],
  ['say "what', { text: 'say what' }],
  ['http://example.test/a:b', { text: 'http://example.test/a:b' }],
  ['kind:constructor', { kinds: ['constructor'] }],
  ['lang:toString', { languages: ['tostring'] }],
  ["'; DROP TABLE code_symbols; --", { text: "'; DROP TABLE code_symbols; --" }],
  ['(a+)+$ [', { text: '(a+)+$ [' }],
  ['включить 用户登录', { text: 'включить 用户登录' }],
];

describe('query', () => {
  for (const [raw, expected] of cases) {
    it(`reads ${JSON.stringify(raw)}`, () => {
      const nothing = {
        text: '',
        quoted: [],
        kinds: [],
        languages: [],
        paths: [],
        containers: [],
        like: [],
        places: [],
      };
      assert.deepEqual(parseQuery(raw), { raw, ...nothing, ...expected });
    });
  }

  it('reads any text', () => {
    const pieces = fc.constantFrom(
      'kind:',
      'lang:',
      'path:',
      'in:',
      '"',
      '“',
      '”',
      ',',
      ' ',
      ':',
      'a',
      '\\',
      '*',
      '(',
      '𝒳',
      '用',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 60 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const query = parseQuery(raw);
        assert.equal(query.raw, raw);
        assert.equal(query.text, query.text.trim());
        for (const list of [query.quoted, query.kinds, query.languages, query.paths, query.containers]) {
          assert.ok(list.every((value) => value.trim() !== ''));
        }
      }),
    );
  });

  it('reads text of any length in time that grows with it and no faster', () => {
    for (const piece of ['"', 'kind:', 'kind:,', 'path:"a', 'a"b,', '“', ',', 'in:a,b ']) {
      const query = parseQuery(piece.repeat(20_000));
      assert.ok(query.kinds.length + query.paths.length + query.containers.length + query.quoted.length <= 200);
    }
  });
});
