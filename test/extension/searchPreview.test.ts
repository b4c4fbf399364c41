/** What the search palette does to editors while it is open, and after. */

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { SearchResponse } from '../../src/core/model/api';
import {
  accept,
  activeFile,
  activeLine,
  closeEditors,
  escape,
  isActive,
  openFile,
  openTabs,
  press,
} from './support/editor';
import { activeIs, made, responseOf, stage } from './support/palette';
import type { Seen, Stage } from './support/palette';
import { eventually, shop } from './support/window';

describe('search preview', () => {
  beforeEach(closeEditors);
  after(closeEditors);
  let seen: Seen | undefined;
  const open = async (on: Stage, query?: string): Promise<Seen> => (seen = await on.open(query));
  afterEach(async () => {
    await seen?.close();
    seen = undefined;
  });

  it('Enter before the answer opens what is found then', async () => {
    let answer: ((response: SearchResponse) => void) | undefined;
    const search = (): Promise<SearchResponse> => new Promise((resolve) => (answer = resolve));
    await open(stage({ search }), 'total');
    await eventually(() => {
      assert.ok(answer);
    });
    await accept();
    await delay(50);
    assert.equal(activeFile(), undefined);
    answer!(responseOf([made('total', 'src/cart/cart.ts', 33)]));
    await isActive('src/cart/cart.ts');
    await eventually(() => {
      assert.equal(activeLine(), 33);
    });
  });

  it('previews nothing where the setting says so', async () => {
    const search = (): Promise<SearchResponse> => Promise.resolve(responseOf([made('total'), made('add')]));
    const palette = await open(stage({ search, settings: { 'search.preview': false } }), 'total');
    await activeIs(palette, 'total');
    await press('Next');
    await activeIs(palette, 'add');
    await delay(500);
    assert.deepEqual(openTabs(), []);
  });

  it('restores tabs that a preview would take the place of, and closes only its own', async () => {
    await openFile('src/catalog/catalog.ts');
    await openFile('src/server.ts', { preview: true });
    const search = (): Promise<SearchResponse> =>
      Promise.resolve(
        responseOf([made('a', 'src/cart/cart.ts'), made('b', 'src/catalog/catalog.ts'), made('c', 'tools/report.py')]),
      );
    const palette = await open(stage({ search }), 'x');
    await activeIs(palette, 'a');
    await isActive('src/cart/cart.ts');
    for (const file of ['src/catalog/catalog.ts', 'tools/report.py']) {
      await press('Next');
      await isActive(file);
    }
    assert.deepEqual(openTabs(), ['catalog.ts', 'report.py']);
    await escape();
    await isActive('src/server.ts');
    await eventually(() => {
      assert.deepEqual(openTabs(), ['catalog.ts', 'server.ts']);
      assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.isPreview, true);
    });
  });

  it('leaves no tabs where the person has no preview editors', async () => {
    const setting = vscode.workspace.getConfiguration('workbench.editor');
    await setting.update('enablePreview', false, vscode.ConfigurationTarget.Global);
    try {
      await openFile('src/catalog/catalog.ts');
      const search = (): Promise<SearchResponse> =>
        Promise.resolve(responseOf([made('a', 'src/cart/cart.ts'), made('b', 'tools/report.py')]));
      const palette = await open(stage({ search }), 'x');
      await activeIs(palette, 'a');
      await isActive('src/cart/cart.ts');
      await press('Next');
      await isActive('tools/report.py');
      await eventually(() => {
        assert.deepEqual(openTabs(), ['catalog.ts', 'report.py']);
      });
      await escape();
      await eventually(() => {
        assert.deepEqual(openTabs(), ['catalog.ts']);
      });
    } finally {
      await setting.update('enablePreview', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('scrolls back to where the editor was, whether the hit was in another file or the same', async () => {
    const file = path.join(shop(), 'long.md');
    writeFileSync(file, Array.from({ length: 400 }, (_, line) => `line ${line}`).join('\n'));
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
    editor.selections = [new vscode.Selection(200, 0, 200, 4), new vscode.Selection(205, 2, 205, 2)];
    const selected = editor.selections;
    editor.revealRange(new vscode.Range(190, 0, 190, 0), vscode.TextEditorRevealType.AtTop);
    const firstLine = (): number | undefined => vscode.window.activeTextEditor?.visibleRanges[0]?.start.line;
    await eventually(() => {
      assert.ok((firstLine() ?? 0) > 150);
    });
    await delay(300);
    const before = firstLine();
    for (const hit of [made('a', 'src/cart/cart.ts'), made('b', 'long.md', 20)]) {
      const palette = await open(stage({ search: () => Promise.resolve(responseOf([hit])) }), 'x');
      await isActive(hit.symbol.path);
      await eventually(() => {
        assert.notEqual(firstLine(), before);
      });
      await palette.close();
      await isActive('long.md');
      await eventually(() => {
        // By its middle line, so that a view of an even number of lines may come back one line off.
        assert.ok(Math.abs((firstLine() ?? 0) - (before ?? 0)) <= 1, `${firstLine()}, not ${before}`);
        const { selections } = vscode.window.activeTextEditor!;
        assert.deepEqual(selections, selected);
      });
    }
    await closeEditors();
    rmSync(file);
  });
});
