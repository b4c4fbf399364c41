/** The search commands, end to end: the installed extension, its server, the fixture's index. */

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { commandIds } from '../../src/extension/contributions';
import { accept, activeFile, activeLine, closeEditors, escape, isActive, openFile, openTabs } from './support/editor';
import { api, eventually } from './support/window';

describe('search command', () => {
  beforeEach(closeEditors);
  after(closeEditors);
  before(async () => {
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    });
  });

  it('finds while typing, shows the hit, and opens it for good', async () => {
    await vscode.commands.executeCommand(commandIds.search, 'discountFor');
    await isActive('src/cart/discount.ts');
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.isPreview, true);
    await accept();
    await eventually(() => {
      assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.isPreview, false);
      assert.equal(activeLine(), 4);
    });
    assert.deepEqual(openTabs(), ['discount.ts']);
  });

  it('Escape brings back the editor, its selections and its scroll position', async () => {
    const editor = await openFile('src/catalog/catalog.ts');
    editor.selections = [new vscode.Selection(3, 0, 3, 4), new vscode.Selection(9, 2, 9, 2)];
    const before = { selections: editor.selections, visible: editor.visibleRanges[0] };
    await vscode.commands.executeCommand(commandIds.search, 'discountFor');
    await isActive('src/cart/discount.ts');
    await escape();
    await isActive('src/catalog/catalog.ts');
    await eventually(() => {
      assert.deepEqual(openTabs(), ['catalog.ts']);
      assert.deepEqual(vscode.window.activeTextEditor?.selections, before.selections);
      assert.deepEqual(vscode.window.activeTextEditor.visibleRanges[0], before.visible);
    });
  });

  it('opens beside the editor', async () => {
    await openFile('src/catalog/catalog.ts');
    await vscode.commands.executeCommand(commandIds.search, 'discountFor');
    await isActive('src/cart/discount.ts');
    await vscode.commands.executeCommand(commandIds.actOnHit, 'side');
    await eventually(() => {
      assert.equal(vscode.window.tabGroups.all.length, 2);
      assert.equal(vscode.window.activeTextEditor?.viewColumn, vscode.ViewColumn.Two);
    });
    await isActive('src/cart/discount.ts');
  });

  it('copies the symbol id and stays open', async () => {
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand(commandIds.search, 'discountFor');
    await isActive('src/cart/discount.ts');
    await vscode.commands.executeCommand(commandIds.actOnHit, 'copy');
    await eventually(async () => {
      assert.equal(await vscode.env.clipboard.readText(), 'src/cart/discount.ts/discountFor().');
    });
    await accept();
    await eventually(() => {
      assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.isPreview, false);
    });
  });

  it('searches the selection, else the word at the cursor', async () => {
    for (const selection of [new vscode.Selection(4, 16, 4, 27), new vscode.Selection(4, 20, 4, 20)]) {
      const editor = await openFile('src/cart/discount.ts');
      editor.selection = selection;
      await vscode.commands.executeCommand(commandIds.searchSelection);
      await eventually(async () => {
        await vscode.commands.executeCommand(commandIds.actOnHit, 'copy');
        assert.equal(await vscode.env.clipboard.readText(), 'src/cart/discount.ts/discountFor().');
      });
      await escape();
      await vscode.env.clipboard.writeText('');
    }
  });

  it('finds what is typed in an editor and not saved', async () => {
    const editor = await openFile('src/cart/discount.ts');
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'export function unsavedThing(): void {}\n');
    });
    await openFile('src/catalog/catalog.ts');
    await eventually(async () => {
      await vscode.commands.executeCommand(commandIds.search, 'unsavedThing');
      await delay(400);
      assert.equal(activeFile(), 'src/cart/discount.ts');
    });
    await escape();
    await isActive('src/catalog/catalog.ts');
    await openFile('src/cart/discount.ts');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('finds code that is a copy of what is at the cursor', async () => {
    const editor = await openFile('src/cart/discount.ts');
    const summing = (name: string, sum: string): string =>
      `export function ${name}(rows: Map<string, number[]>): number {\n  let ${sum} = 0;\n` +
      `  for (const [key, list] of rows.entries()) {\n    if (key.startsWith('x')) ${sum} += list.at(0)! * key.length;\n` +
      `    else if (list.length > 3) ${sum} -= list.at(-1)!;\n    while (${sum} > list.length) ${sum} = Math.floor(${sum} / 2);\n` +
      `  }\n  return Math.max(${sum}, rows.size);\n}\n`;
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), summing('firstCopy', 'sum') + summing('secondCopy', 'all'));
    });
    await eventually(async () => {
      await vscode.commands.executeCommand(commandIds.findSimilar, {
        symbol: 'src/cart/discount.ts/firstCopy().',
        folder: vscode.workspace.workspaceFolders![0]!.uri.fsPath,
      });
      await delay(400);
      await vscode.commands.executeCommand(commandIds.actOnHit, 'copy');
      assert.equal(await vscode.env.clipboard.readText(), 'src/cart/discount.ts/secondCopy().');
    });
    await escape();
    await openFile('src/cart/discount.ts');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
