/** Recent searches and opened symbols: newest first, once each, bounded, whatever is stored. */

import assert from 'node:assert/strict';
import type { SymbolId } from '../../src/core/model/ids';
import type { OpenedSymbol } from '../../src/extension/search/recents';
import { createRecents } from '../../src/extension/search/recents';
import { searchText } from '../../src/extension/search/selection';

/** As VS Code's: it keeps what JSON keeps. */
function memory(): Parameters<typeof createRecents>[0] {
  const held = new Map<string, string>();
  return {
    get: (key: string) => (held.has(key) ? (JSON.parse(held.get(key)!) as never) : undefined),
    update: (key, value: unknown) => {
      if (value === undefined) held.delete(key);
      else held.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

function opened(name: string, folder = '/shop'): OpenedSymbol {
  return { symbol: `src/a.ts/${name}.` as SymbolId, folder, name, kind: 'function', path: 'src/a.ts' };
}

describe('recents', () => {
  it('keeps the last twenty questions, each once, the newest first', async () => {
    const recents = createRecents(memory());
    for (let i = 0; i < 25; i++) await recents.addQuery(` q${i} `);
    await recents.addQuery('q20');
    await recents.addQuery('  ');
    assert.equal(recents.queries.length, 20);
    assert.deepEqual(recents.queries.slice(0, 3), ['q20', 'q24', 'q23']);
    assert.equal(new Set(recents.queries).size, 20);
  });

  it('keeps symbols by id and folder', async () => {
    const recents = createRecents(memory());
    await recents.addOpened(opened('total'));
    await recents.addOpened(opened('total', '/other'));
    await recents.addOpened({ ...opened('total'), container: 'Cart' });
    assert.deepEqual(recents.opened, [{ ...opened('total'), container: 'Cart' }, opened('total', '/other')]);
  });

  it('forgets one, and all', async () => {
    const recents = createRecents(memory());
    for (const name of ['a', 'b']) {
      await recents.addQuery(name);
      await recents.addOpened(opened(name));
    }
    await recents.removeQuery('b');
    await recents.removeOpened(opened('a'));
    assert.deepEqual(recents.queries, ['a']);
    assert.deepEqual(recents.opened, [opened('b')]);
    await recents.clear();
    assert.deepEqual([recents.queries, recents.opened], [[], []]);
  });

  it('counts for nothing what another version stored', async () => {
    const stored = memory();
    await stored.update('loci.search.queries', ['a', 3, null]);
    await stored.update('loci.search.opened', [opened('b'), { ...opened('c'), kind: 'gone' }, 'x', null]);
    const recents = createRecents(stored);
    assert.deepEqual(recents.queries, ['a']);
    assert.deepEqual(recents.opened, [opened('b')]);
    await stored.update('loci.search.queries', 'text');
    assert.deepEqual(recents.queries, []);
  });
});

describe('text to search for', () => {
  it('is the first line that holds something, bounded', () => {
    assert.equal(searchText('\r\n\t  cart.total() \nnext'), 'cart.total()');
    assert.equal(searchText('x'.repeat(300)).length, 200);
    assert.equal(searchText(' \n '), '');
  });
});
