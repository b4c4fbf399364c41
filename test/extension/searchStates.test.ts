/** What the search palette shows where there are no hits: recents, advice, failures. */

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { FolderStatus, SearchResponse } from '../../src/core/model/api';
import { LociError } from '../../src/core/model/errors';
import type { Folder } from '../../src/extension/window';
import { accept, activeFile, activeLine, closeEditors, isActive, openFile, press } from './support/editor';
import { activeIs, made, responseOf, shopFolder, shows, stage } from './support/palette';
import type { Seen, Stage } from './support/palette';
import { eventually, shop } from './support/window';

describe('search palette without hits', () => {
  beforeEach(closeEditors);
  after(closeEditors);
  let seen: Seen | undefined;
  const open = async (on: Stage, query?: string): Promise<Seen> => (seen = await on.open(query));
  afterEach(async () => {
    await seen?.close();
    seen = undefined;
  });

  it('keeps what was opened and asked, shows it in an empty box, and forgets on request', async () => {
    const hit = made('total', 'src/cart/cart.ts', 33, { container: 'Cart' });
    const position = { line: 35, character: 2 };
    const moved = { ...hit.symbol, nameRange: { start: position, end: position } };
    const on = stage({
      search: () => Promise.resolve(responseOf([hit])),
      symbol: () => Promise.resolve([{ symbol: moved, folder: shop(), stale: false }]),
    });
    const first = await open(on, ' total of cart ');
    await shows(first, ['total']);
    await accept();
    await isActive('src/cart/cart.ts');
    await openFile('src/cart/discount.ts');

    const second = await open(on);
    await shows(second, ['total', 'total of cart']);
    assert.deepEqual(
      second.pick.items.map(({ label, kind }) => (kind === undefined ? label : `- ${label}`)),
      ['- recently opened', 'total', '- recent searches', 'total of cart'],
    );
    await delay(400);
    assert.equal(activeFile(), 'src/cart/discount.ts', 'nothing is shown before somebody moves');
    await accept();
    await isActive('src/cart/cart.ts');
    await eventually(() => {
      assert.equal(activeLine(), 35, 'looked up again: it has moved');
    });

    const third = await open(on);
    await shows(third, ['total', 'total of cart']);
    await activeIs(third, 'total');
    await press('Next');
    await activeIs(third, 'total of cart');
    await accept();
    await eventually(() => {
      assert.equal(third.pick.value, 'total of cart');
    });
    third.type('');
    await activeIs(third, 'total');
    on.command('loci.actOnHit', 'remove');
    await shows(third, ['total of cart']);
    third.pressButton(third.pick.buttons[0]!);
    await eventually(() => {
      assert.equal(third.labels()[0], 'kind:');
      assert.deepEqual([...on.memory.keys()], []);
    });
  });

  it('a recent symbol that is gone says so, leaves the editor as it was, and is forgotten', async () => {
    const on = stage({ symbol: () => Promise.resolve([]) });
    on.memory.set('loci.search.opened', [
      { symbol: 'src/a.ts/gone.', folder: shop(), name: 'gone', kind: 'function', path: 'src/a.ts' },
    ]);
    await openFile('src/cart/discount.ts');
    const palette = await open(on);
    await activeIs(palette, 'gone');
    await accept();
    await eventually(() => {
      assert.deepEqual(on.memory.get('loci.search.opened'), []);
      assert.equal(on.errors.length, 1);
    });
    assert.match(on.errors[0]!, /gone is no longer in src\/a\.ts/i);
    assert.equal(activeFile(), 'src/cart/discount.ts');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('says what was searched when nothing is found, and offers what may help', async () => {
    const asked: string[] = [];
    const search = ({ query }: { query: string }): Promise<SearchResponse> => {
      asked.push(query);
      return Promise.resolve(responseOf([], ['2 unsaved files are included']));
    };
    const status = {
      files: 1234,
      freshness: { commit: '1a2b3c4d5e6f', complete: true },
    } as unknown as Folder['status'];
    const palette = await open(stage({ search, folders: [shopFolder({ status: status! })] }), 'zeppelin kind:enum');
    await shows(palette, ['Nothing found', 'Search without filters', 'Search text in files']);
    assert.equal(
      palette.pick.items[0]?.detail,
      'Searched shop (1,234 files at commit 1a2b3c4) · 2 unsaved files are included',
    );
    await activeIs(palette, 'Nothing found');
    await press('Next');
    await activeIs(palette, 'Search without filters');
    await accept();
    await eventually(() => {
      assert.equal(asked.at(-1), 'zeppelin');
    });
  });

  it('says how far a folder was read, in the title and where nothing is found, and asks again by itself', async () => {
    let hits = responseOf([]);
    const progress = { folder: shop(), phase: 'indexing', done: 120, total: 4000, symbols: 9, paused: false } as const;
    const on = stage({ search: () => Promise.resolve(hits), folders: [shopFolder({ state: 'indexing', progress })] });
    const palette = await open(on, 'total');
    await shows(palette, ['Nothing found', 'Indexing shop: 120 of 4,000 files', 'Search text in files']);
    assert.equal(palette.pick.title, 'Indexing shop: 120 of 4,000 files');
    hits = responseOf([made('total')]);
    on.setFolders([shopFolder()]);
    on.changed.fire();
    await shows(palette, ['total']);
    assert.equal(palette.pick.title, undefined);
  });

  it('says in the title that it searches by names and words, until meaning is there', async () => {
    const folderWith = (embedding: object): Folder =>
      shopFolder({ status: { files: 4000, freshness: { complete: true }, embedding } as unknown as FolderStatus });
    const folder = folderWith({ state: 'embedding', ready: false, files: 4000, embedded: 1200 });
    const on = stage({ search: () => Promise.resolve(responseOf([made('total')])), folders: [folder] });
    const palette = await open(on, 'what it costs');
    await shows(palette, ['total']);
    assert.equal(palette.pick.title, 'By names and words; meaning follows: 1,200 of 4,000 files');
    on.setFolders([folderWith({ state: 'whole', ready: true, files: 4000, embedded: 4000 })]);
    on.changed.fire();
    await eventually(() => {
      assert.equal(palette.pick.title, undefined);
    });
  });

  it('offers one useful thing in a window that cannot be searched', async () => {
    const failure = { message: 'the data directory cannot be written', mend: 'choose another' };
    const states: readonly [readonly Folder[], readonly string[]][] = [
      [[], ['Open a folder']],
      [[shopFolder({ state: 'notIndexed' })], ['Index shop']],
      [[shopFolder({ state: 'starting' })], ['Looking at shop…']],
      [[shopFolder({ state: 'untrusted' })], ['Manage workspace trust']],
      [[shopFolder({ state: 'unsupported' })], ['Open a folder on a disk']],
      [[shopFolder({ state: 'failed', failure })], ['shop: the data directory cannot be written']],
    ];
    for (const [folders, labels] of states) {
      const palette = await open(stage({ folders }));
      await eventually(() => {
        assert.deepEqual(palette.labels().slice(0, labels.length), labels);
      });
      await palette.close();
    }
  });

  it('says why it cannot answer, and answers when it can again', async () => {
    let failing = true;
    const search = (): Promise<SearchResponse> =>
      failing
        ? Promise.reject(new LociError('serverLost', 'the server is gone', 'try again'))
        : Promise.resolve(responseOf([made('total')]));
    const palette = await open(stage({ search }), 'total');
    await shows(palette, ['the server is gone']);
    assert.equal(palette.pick.items[0]?.detail, 'try again');
    failing = false;
    palette.type('total ');
    await shows(palette, ['total']);
  });
});
