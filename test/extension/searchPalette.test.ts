/** The search palette's rows: what they show, their order, what is kept while somebody types, and filters. */

import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { SearchResponse } from '../../src/core/model/api';
import type { FilterButton } from '../../src/extension/search/filterButtons';
import { accept, closeEditors, openFile, press } from './support/editor';
import { activeIs, made, responseOf, shopFolder, shows, stage } from './support/palette';
import type { Seen, Stage } from './support/palette';
import { eventually, shop } from './support/window';

describe('search palette', () => {
  beforeEach(closeEditors);
  after(closeEditors);
  let seen: Seen | undefined;
  const open = async (on: Stage, query?: string): Promise<Seen> => (seen = await on.open(query));
  afterEach(async () => {
    await seen?.close();
    seen = undefined;
  });

  it('shows a hit in two lines: icon, name, container, place and one reason', async () => {
    const hit = made('total', 'src/cart/cart.ts', 33, { kind: 'method', container: 'Cart' });
    const reasons = [
      { source: 'words', rank: 1, score: 1, detail: 'cart, total' },
      { source: 'prefix', rank: 2, score: 1 },
    ] as const;
    const { pick } = await open(
      stage({ search: () => Promise.resolve(responseOf([{ ...hit, reasons }])) }),
      'cart total',
    );
    await eventually(() => {
      assert.equal(pick.items.length, 1);
    });
    const { label, description, detail, iconPath, buttons } = pick.items[0]!;
    assert.deepEqual([label, description, detail], ['total', 'Cart', 'src/cart/cart.ts:34  ·  words: cart, total']);
    assert.equal((iconPath as vscode.ThemeIcon).id, 'symbol-method');
    assert.deepEqual(
      buttons?.map(({ tooltip }) => tooltip),
      ['Open to the Side', 'Show Relations', 'Copy Symbol Id'],
    );
  });

  it('shows the hits in the order of the answer, and all of them', async () => {
    const names = ['zeta', 'cart', 'noMatchAtAll', 'cartLine', 'aCart', 'Cart'];
    const hits = names.map((name, line) => made(name, 'src/cart/cart.ts', line));
    const palette = await open(stage({ search: () => Promise.resolve(responseOf(hits)) }), 'cart');
    await shows(palette, names);
    const walked: string[] = [];
    for (const name of names) {
      await activeIs(palette, name);
      walked.push(palette.pick.activeItems[0]!.label);
      await press('Next');
    }
    assert.deepEqual(walked, names);
  });

  it('drops the answer to a question that has been typed over, and is never empty in between', async () => {
    const answers: Record<string, (response: SearchResponse) => void> = {};
    const signals: Record<string, AbortSignal> = {};
    const search = ({ query }: { query: string }, signal: AbortSignal): Promise<SearchResponse> => {
      signals[query] = signal;
      return new Promise((resolve) => (answers[query] = resolve));
    };
    const palette = await open(stage({ search }), 'first');
    await eventually(() => {
      assert.ok(answers['first']);
    });
    answers['first']!(responseOf([made('one')]));
    await shows(palette, ['one']);
    palette.type('second');
    await eventually(() => {
      assert.ok(answers['second']);
    });
    palette.type('third');
    assert.equal(signals['second']?.aborted, true);
    await eventually(() => {
      assert.ok(answers['third']);
    });
    answers['second']!(responseOf([made('late')]));
    await delay(50);
    assert.deepEqual(palette.labels(), ['one']);
    answers['third']!(responseOf([made('two')]));
    await shows(palette, ['two']);
    assert.equal(palette.lists.filter((list) => list.length === 0).length, 0);
    assert.equal(palette.lists.flat().includes('late'), false);
  });

  it('keeps the row that somebody moved to while it is still there, and begins at the first otherwise', async () => {
    const lists: Record<string, readonly string[]> = { a: ['x', 'y', 'z'], ab: ['w', 'z', 'y'], abc: ['x', 'w'] };
    const search = ({ query }: { query: string }): Promise<SearchResponse> =>
      Promise.resolve(responseOf(lists[query]!.map((name) => made(name))));
    const palette = await open(stage({ search }), 'a');
    await activeIs(palette, 'x');
    await press('Next');
    await activeIs(palette, 'y');
    palette.type('ab');
    await shows(palette, ['w', 'z', 'y']);
    await activeIs(palette, 'y');
    await delay(150);
    assert.equal(palette.pick.activeItems[0]?.label, 'y');
    palette.type('abc');
    await activeIs(palette, 'x');
  });

  it('asks for as many hits as the setting says, in the folder of the window', async () => {
    const asked: unknown[] = [];
    const search = (request: unknown): Promise<SearchResponse> => {
      asked.push(request);
      return Promise.resolve(responseOf([]));
    };
    await open(stage({ search, settings: { 'search.limit': 17 } }), 'total');
    await eventually(() => {
      assert.deepEqual(asked, [{ query: 'total', limit: 17, folder: shop() }]);
    });
  });

  it('names the folder where there are several', async () => {
    const workspaceFolder = { name: 'tools', uri: vscode.Uri.file(path.join(shop(), 'tools')), index: 1 };
    const tools = shopFolder({ workspaceFolder, path: path.join(shop(), 'tools') });
    const search = ({ folder = '' }: { folder?: string }): Promise<SearchResponse> =>
      Promise.resolve(responseOf(folder === shop() ? [made('total')] : [made('report', 'tools/report.py')]));
    const palette = await open(stage({ search, folders: [shopFolder(), tools] }), 'x');
    await shows(palette, ['total', 'report']);
    assert.deepEqual(
      palette.pick.items.map(({ detail }) => detail),
      ['shop • src/cart/cart.ts:1', 'tools • report.py:1'],
    );
  });

  it('completes a filter that is being typed, and asks on with it', async () => {
    const asked: string[] = [];
    const search = ({ query }: { query: string }): Promise<SearchResponse> => {
      asked.push(query);
      return Promise.resolve(responseOf([made('total')]));
    };
    const palette = await open(stage({ search }), 'total kind:me');
    await shows(palette, ['kind:method', 'kind:namespace', 'kind:enum member', 'total']);
    await activeIs(palette, 'kind:method');
    await accept();
    await eventually(() => {
      assert.equal(palette.pick.value, 'total kind:method ');
      assert.equal(asked.at(-1), 'total kind:method ');
    });
    await shows(palette, ['total']);
  });

  it('has buttons that put a filter in, show that it is on, and take it out', async () => {
    await openFile('src/cart/discount.ts');
    const palette = await open(stage({ search: () => Promise.resolve(responseOf([])) }), 'total');
    const value = (): string => palette.pick.value;
    const state = (): Record<string, boolean> =>
      Object.fromEntries(
        (palette.pick.buttons as FilterButton[]).map(({ filter, toggle }) => [filter, toggle.checked]),
      );
    const pressButton = (name: FilterButton['filter']): void => {
      palette.pressButton((palette.pick.buttons as FilterButton[]).find(({ filter }) => filter === name)!);
    };
    assert.deepEqual(state(), { kind: false, language: false, folder: false, file: false });
    pressButton('file');
    assert.equal(value(), 'total path:src/cart/discount.ts ');
    assert.deepEqual(state(), { kind: false, language: false, folder: false, file: true });
    pressButton('folder');
    assert.equal(value(), 'total path:src/cart/ ');
    assert.deepEqual(state(), { kind: false, language: false, folder: true, file: false });
    pressButton('folder');
    assert.equal(value(), 'total ');
    pressButton('kind');
    assert.equal(value(), 'total kind:');
    palette.type('total kind:class lang:typescript');
    assert.deepEqual(state(), { kind: true, language: true, folder: false, file: false });
    pressButton('kind');
    assert.equal(value(), 'total lang:typescript');
  });

  it('hands a symbol to the relations view', async () => {
    const palette = await open(stage({ search: () => Promise.resolve(responseOf([made('total')])) }), 'total');
    await activeIs(palette, 'total');
    const told: unknown[] = [];
    const restore = replace(vscode.commands, 'executeCommand', (...args: unknown[]) => {
      told.push(args);
      return Promise.resolve();
    });
    palette.pressItemButton(palette.pick.items[0]!, 'relations');
    await eventually(() => {
      assert.deepEqual(told.at(-1), ['loci.showRelations', { symbol: 'src/cart/cart.ts/total.', folder: shop() }]);
    }).finally(restore);
  });

  it('escapes what would be an icon, and shows one line', async () => {
    const hit = made('$(trash) a\nb', 'src/$(x)/a.ts', 0, { container: '$(sync~spin)' });
    const palette = await open(stage({ search: () => Promise.resolve(responseOf([hit])) }), 'a');
    await shows(palette, ['\\$(trash) a b']);
    assert.equal(palette.pick.items[0]?.description, '\\$(sync~spin)');
    assert.equal(palette.pick.items[0].detail, 'src/\\$(x)/a.ts:1');
  });
});

/** Answers with what puts the former one back. */
function replace<Key extends string>(object: Record<Key, unknown>, key: Key, value: unknown): () => void {
  const former = object[key];
  Object.assign(object, { [key]: value });
  return () => Object.assign(object, { [key]: former });
}
