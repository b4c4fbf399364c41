/** Filters as text: what is read agrees with the query language, and buttons put in and take out exactly theirs. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseQuery } from '../../src/core/search/query';
import { isOn, pathsNear, pressed } from '../../src/extension/search/filterToggles';
import {
  completed,
  filterValues,
  hasFilters,
  openFilter,
  plainText,
  withFilter,
  withoutFilter,
} from '../../src/extension/search/queryFilters';

const word = fc.constantFrom('cart', 'Cart#total', '"two words"', 'a::b', 'kind', 'x.kind:y', '“curly”', 'ü', ',');
const filter = fc.constantFrom(
  'kind:fn',
  'KIND:class,enum',
  'lang:ts',
  'path:"a b/c"',
  'file:x',
  'in:Cart',
  'type:',
  'in:a:b',
);
const query = fc.array(fc.oneof(word, filter), { maxLength: 8 }).map((parts) => parts.join(' '));

describe('query filters', () => {
  it('finds the filters that the query language finds', () => {
    fc.assert(
      fc.property(fc.oneof(query, fc.string()), (text) => {
        const { paths, containers, kinds, languages } = parseQuery(text);
        assert.deepEqual([...new Set(filterValues(text, 'path'))].slice(0, 50), paths);
        assert.deepEqual([...new Set(filterValues(text, 'in'))].slice(0, 50), containers);
        assert.equal(hasFilters(text), paths.length + containers.length + kinds.length + languages.length > 0);
      }),
    );
  });

  it('takes out filters and nothing else', () => {
    fc.assert(
      fc.property(query, (text) => {
        const [before, after] = [parseQuery(text), parseQuery(withoutFilter(text))];
        assert.deepEqual(after, { ...before, raw: after.raw, kinds: [], languages: [], paths: [], containers: [] });
      }),
    );
  });

  it('puts a filter in place of those of its name', () => {
    fc.assert(
      fc.property(query, fc.constantFrom('src/a b.ts', 'x', 'a,b', 'q"uote'), (text, value) => {
        const filtered = withFilter(text, 'path', value);
        assert.deepEqual(parseQuery(filtered).paths, [value.replaceAll('"', '')]);
        assert.deepEqual(parseQuery(withoutFilter(filtered)), {
          ...parseQuery(withoutFilter(text)),
          raw: withoutFilter(filtered),
        });
      }),
    );
  });

  it('keeps the text as it was typed', () => {
    assert.equal(withoutFilter('cart kind:fn total'), 'cart total');
    assert.equal(withoutFilter('kind:fn cart lang:ts', 'kind'), 'cart lang:ts');
    assert.equal(withFilter('cart', 'path', 'src/'), 'cart path:src/ ');
    assert.equal(withFilter('', 'kind', 'enum member'), 'kind:"enum member" ');
    assert.equal(plainText('"a b" kind:fn c'), 'a b c');
  });

  it('tells the filter that is being typed, and completes its last value', () => {
    assert.deepEqual(openFilter('cart kind:cl'), { name: 'kind', typed: 'cl', start: 10 });
    assert.deepEqual(openFilter('kind:class,me'), { name: 'kind', typed: 'me', start: 11 });
    assert.deepEqual(openFilter('lang:'), { name: 'lang', typed: '', start: 5 });
    assert.equal(openFilter('kind:class '), undefined);
    assert.equal(openFilter('kind:class x'), undefined);
    assert.equal(openFilter('path:"a b"'), undefined);
    assert.equal(openFilter('cart'), undefined);
    assert.equal(
      completed('cart kind:class,me', openFilter('cart kind:class,me')!, 'method'),
      'cart kind:class,method ',
    );
    assert.equal(completed('kind:en', openFilter('kind:en')!, 'enum member'), 'kind:"enum member" ');
  });
});

describe('filter toggles', () => {
  const near = 'src/cart/cart.ts';

  it('put their filter in, show it, and take it out', () => {
    for (const [toggle, expected] of [
      ['file', 'total path:src/cart/cart.ts '],
      ['folder', 'total path:src/cart/ '],
    ] as const) {
      const on = pressed('total', toggle, near);
      assert.equal(on, expected);
      assert.equal(isOn(on, toggle, near), true);
      assert.equal(pressed(on, toggle, near).trim(), 'total');
    }
  });

  it('open the filter where its value is to be chosen', () => {
    assert.equal(pressed('total', 'kind', near), 'total kind:');
    assert.equal(pressed('total', 'language', near), 'total lang:');
    assert.equal(pressed('', 'folder', undefined), 'path:');
    assert.equal(pressed('', 'folder', 'server.ts'), 'path:');
  });

  it('are on for what was typed, one of folder and file at a time', () => {
    assert.equal(isOn('kind:fn', 'kind', near), true);
    assert.equal(isOn('path:src/', 'folder', near), true);
    assert.equal(isOn('path:src/', 'file', near), false);
    const file = pressed('path:src/', 'file', near);
    assert.equal(isOn(file, 'folder', near), false);
    assert.equal(isOn('kind:', 'kind', near), false);
  });

  it('write a path that would be a glob as one that fits it', () => {
    assert.deepEqual(pathsNear('app/(shop)/[id]/page.tsx'), [
      'app/?shop?/?id?/page.tsx',
      'app/?shop?/?id?',
      'app/(shop)/',
      'app/',
    ]);
    const on = pressed('', 'file', 'app/[id]/page.tsx');
    assert.equal(isOn(on, 'file', 'app/[id]/page.tsx'), true);
  });
});
