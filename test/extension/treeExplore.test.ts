/** The Explore view in a real window: what it shows of the fixture, and its commands. */

import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { commandIds } from '../../src/extension/contributions';
import { toUri } from '../../src/extension/convert';
import { createDrag } from '../../src/extension/tree/drag';
import { createExploreProvider } from '../../src/extension/tree/explore';
import type { ExploreModel } from '../../src/extension/tree/exploreModel';
import { createExploreModel } from '../../src/extension/tree/exploreModel';
import type { ExploreNode } from '../../src/extension/tree/exploreNodes';
import { createRefresher } from '../../src/extension/tree/exploreRefresh';
import type { Folder } from '../../src/extension/window';
import type { MadeTree } from '../support/madeTree';
import { madeTree, madeUri, treeFolder } from '../support/madeTree';
import { madeFolder, treeWindow } from './support/treeWindow';
import { api, engine, eventually, shop } from './support/window';

const total = 'src/cart/cart.ts/Cart#total().';

async function explore(folders?: readonly Folder[]): Promise<{
  provider: vscode.TreeDataProvider<ExploreNode>;
  model: ExploreModel;
}> {
  const client = await engine();
  const { window } = treeWindow(client, folders);
  const model = createExploreModel({ engine: () => Promise.resolve(client), uriOf: toUri });
  const provider = createExploreProvider(window, model, new vscode.EventEmitter<ExploreNode | undefined>().event);
  return { provider, model };
}

async function open(file: string, line = 0, character = 0): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.file(path.join(shop(), file));
  const editor = await vscode.window.showTextDocument(uri);
  editor.selection = new vscode.Selection(line, character, line, character);
  return editor;
}

describe('explore view', () => {
  before(async () => {
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    });
  });

  /** The children of the node that these labels lead to, with their items. */
  async function at(
    provider: vscode.TreeDataProvider<ExploreNode>,
    ...labels: readonly string[]
  ): Promise<readonly { readonly node: ExploreNode; readonly item: vscode.TreeItem }[]> {
    let node: ExploreNode | undefined;
    for (;;) {
      const nodes = (await provider.getChildren(node)) ?? [];
      const rows = await Promise.all(nodes.map(async (one) => ({ node: one, item: await provider.getTreeItem(one) })));
      const [label, ...rest] = labels;
      if (label === undefined) return rows;
      node = rows.find(({ item }) => item.label === label)?.node;
      assert.ok(node, `no ${label}`);
      labels = rest;
    }
  }

  it('shows one folder by what is in it: directories first, files with the icons of the theme', async () => {
    const { provider } = await explore();
    const rows = await at(provider);
    assert.deepEqual(
      rows.map(({ item }) => [item.label, item.description, item.contextValue]),
      [
        ['src', '9 files', 'directory'],
        ['tests', '1 file', 'directory'],
        ['tools', '2 files', 'directory'],
        ['README.md', '2', 'file'],
      ],
    );
    const { item } = rows[3]!;
    assert.equal(item.iconPath, vscode.ThemeIcon.File);
    assert.equal(item.resourceUri?.fsPath, path.join(shop(), 'README.md'));
    assert.equal(item.command?.command, 'vscode.open');
    assert.equal(item.accessibilityInformation?.label, 'README.md, 2 symbols');
  });

  it('shows the symbols of a file, nested, with their icons, signatures and tooltips', async () => {
    const { provider } = await explore();
    const rows = await at(provider, 'src', 'cart', 'cart.ts', 'Cart');
    const row = rows.find(({ item }) => item.label === 'total');
    assert.ok(row);
    assert.equal(row.item.description, '(): number');
    assert.equal(row.item.contextValue, 'symbol');
    assert.equal((row.item.iconPath as vscode.ThemeIcon).id, 'symbol-method');
    assert.equal((row.item.iconPath as vscode.ThemeIcon).color?.id, 'symbolIcon.methodForeground');
    assert.equal(row.item.accessibilityInformation?.label, 'total, method, (): number');
    const { token } = new vscode.CancellationTokenSource();
    const resolved = await provider.resolveTreeItem!(row.item, row.node, token);
    const { value } = resolved!.tooltip as vscode.MarkdownString;
    assert.match(value, /```typescript\ntotal\(\): number\n```/);
    assert.equal(
      value.replaceAll('\\', '').split('```')[2],
      '\nIn cents, what the customer pays.\n\nsrc/cart/cart.ts:35',
    );
  });

  it('shows several folders by name, with their states', async () => {
    const other = madeFolder({ path: path.join(shop(), 'src'), state: 'notIndexed' });
    const { provider } = await explore([madeFolder(), other]);
    const rows = await at(provider);
    assert.deepEqual(
      rows.map(({ item }) => [item.label, item.description, item.contextValue]),
      [['shop', 'Indexed', 'folder']],
    );
    assert.equal((await at(provider, 'shop')).length, 4);
  });

  it('is empty where a welcome says more', async () => {
    for (const state of ['unsupported', 'untrusted', 'starting', 'notIndexed', 'failed'] as const) {
      const { provider } = await explore([madeFolder({ state })]);
      assert.deepEqual(await provider.getChildren(), [], state);
    }
    const { provider } = await explore([]);
    assert.deepEqual(await provider.getChildren(), []);
  });

  it('says in the tree what cannot be read, and why', async () => {
    const tree = madeTree({ 'src/a.ts': ['a'] });
    const { window } = treeWindow({}, [madeFolder({ path: treeFolder })]);
    const model = createExploreModel({ engine: () => Promise.resolve(tree), uriOf: madeUri });
    const provider = createExploreProvider(window, model, new vscode.EventEmitter<undefined>().event);
    const [source] = await at(provider);
    tree.fail = new Error('the disk is gone');
    const [note] = (await provider.getChildren(source!.node)) ?? [];
    const item = await provider.getTreeItem(note!);
    assert.equal(item.label, 'the disk is gone');
  });

  it('marks what was read in part, and what was not', async () => {
    const { provider } = await explore();
    const [{ node } = { node: undefined }] = (await at(provider)).slice(-1);
    assert.equal(node?.kind, 'file');
    const problem = 'syntax error at line 3';
    const partial = { ...node, entry: { ...node.entry, status: 'partial' as const, problem } };
    const failed = { ...node, entry: { ...node.entry, status: 'failed' as const, problem, symbols: 0 } };
    const items = [await provider.getTreeItem(partial), await provider.getTreeItem(failed)];
    assert.deepEqual(
      items.map(({ iconPath }) => (iconPath as vscode.ThemeIcon).id),
      ['warning', 'error'],
    );
    assert.equal(items[0]?.accessibilityInformation?.label, `README.md, 2 symbols, ${problem}`);
    assert.equal(items[1]?.collapsibleState, vscode.TreeItemCollapsibleState.None);
    const { token } = new vscode.CancellationTokenSource();
    const resolved = await provider.resolveTreeItem!(items[0], partial, token);
    assert.equal(resolved?.tooltip, `README.md\n2 symbols\n${problem}`);
  });

  it('lets files and symbols be dragged out as addresses and as text', async () => {
    const { provider, model } = await explore();
    const [file] = (await at(provider)).slice(-1);
    const symbol = await model.locate({ path: shop(), name: 'shop' }, 'src/cart/cart.ts', total as never);
    const drag = createDrag();
    const transfer = new vscode.DataTransfer();
    const { token } = new vscode.CancellationTokenSource();
    await drag.handleDrag!([file!.node, symbol!], transfer, token);
    const text = async (type: string): Promise<string> => (await transfer.get(type)?.asString()) ?? '';
    assert.equal(await text('text/plain'), `README.md\n${total}`);
    const [first, second] = (await text('text/uri-list')).split('\r\n');
    assert.equal(vscode.Uri.parse(first!).fsPath, path.join(shop(), 'README.md'));
    assert.equal(vscode.Uri.parse(second!).fragment, 'L35,3');
  });
});

describe('explore view, when files change', () => {
  const files = { 'src/a.ts': ['a'], 'src/b.ts': ['b'] };

  function refreshed(visible: boolean): {
    tree: MadeTree;
    model: ExploreModel;
    shown: (string | undefined)[];
    window: ReturnType<typeof treeWindow>;
    dispose: () => void;
  } {
    const tree = madeTree(files);
    const made = treeWindow({}, [madeFolder({ path: treeFolder })]);
    const model = createExploreModel({ engine: () => Promise.resolve(tree), uriOf: madeUri });
    const shown: (string | undefined)[] = [];
    const parts = createRefresher(made.window, model, { visible }, (node) => shown.push(node?.id));
    const dispose = (): void => {
      for (const part of parts) part.dispose();
    };
    return { tree, model, shown, window: made, dispose };
  }

  it('draws the changed file alone, once for many events', async () => {
    const { tree, model, shown, window, dispose } = refreshed(true);
    const file = await model.locate({ path: treeFolder, name: 'made' }, 'src/a.ts', 'src/a.ts/a' as never);
    tree.files.set('src/a.ts', ['changed']);
    const [folder] = window.window.folders.all();
    for (let i = 0; i < 5; i++) window.indexed.fire({ folder: folder!, paths: ['src/a.ts'] });
    await eventually(() => {
      assert.deepEqual(shown, [file?.parent?.id]);
    });
    await delay(400);
    assert.equal(shown.length, 1);
    dispose();
  });

  it('forgets a folder of which too much has changed, and asks for nothing that is not seen', async () => {
    for (const visible of [true, false]) {
      const { tree, model, shown, window, dispose } = refreshed(visible);
      await model.children(model.folder({ path: treeFolder, name: 'made' }));
      tree.asked.length = 0;
      const [folder] = window.window.folders.all();
      window.indexed.fire(visible ? { folder: folder! } : { folder: folder!, paths: ['src/a.ts'] });
      await eventually(() => {
        assert.deepEqual(shown, [undefined]);
      });
      assert.deepEqual(tree.asked, []);
      dispose();
    }
  });

  it('draws everything when a folder comes to be readable', () => {
    const { shown, window, dispose } = refreshed(true);
    window.setFolders([madeFolder({ path: treeFolder, state: 'notIndexed' })]);
    window.changed.fire();
    window.changed.fire();
    window.setFolders([madeFolder({ path: treeFolder, state: 'indexing' })]);
    window.changed.fire();
    assert.deepEqual(shown, [undefined, undefined]);
    dispose();
  });
});

describe('explore commands', () => {
  it('reveals the symbol under the cursor in the tree', async () => {
    await open('src/cart/cart.ts', 35, 10);
    assert.equal(await vscode.commands.executeCommand(commandIds.revealInExplore), total);
  });

  it('reveals a file by its address', async () => {
    const uri = vscode.Uri.file(path.join(shop(), 'tools/report.py'));
    assert.equal(await vscode.commands.executeCommand(commandIds.revealInExplore, uri), 'tools/report.py');
  });

  it('reveals nothing of what is not indexed', async () => {
    const uri = vscode.Uri.file(path.join(shop(), 'package-lock.json'));
    assert.equal(await vscode.commands.executeCommand(commandIds.revealInExplore, uri), undefined);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('opens a symbol by its id, here and beside', async () => {
    const address = { symbol: total, folder: shop() };
    await vscode.commands.executeCommand(commandIds.openSymbol, address);
    const editor = vscode.window.activeTextEditor!;
    assert.equal(editor.document.uri.fsPath, path.join(shop(), 'src/cart/cart.ts'));
    assert.deepEqual([editor.selection.start.line, editor.selection.start.character], [34, 2]);
    await vscode.commands.executeCommand(commandIds.openToSide, address);
    assert.equal(vscode.window.activeTextEditor?.viewColumn, vscode.ViewColumn.Two);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens a file beside', async () => {
    await open('src/server.ts');
    const resourceUri = vscode.Uri.file(path.join(shop(), 'README.md'));
    await vscode.commands.executeCommand(commandIds.openToSide, { resourceUri, folder: shop() });
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, resourceUri.fsPath);
    assert.equal(vscode.window.activeTextEditor.viewColumn, vscode.ViewColumn.Two);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('copies the id of the symbol under the cursor', async () => {
    await open('src/cart/cart.ts', 34, 4);
    assert.equal(await vscode.commands.executeCommand(commandIds.copySymbolId), total);
    assert.equal(await vscode.env.clipboard.readText(), total);
  });

  it('does nothing for a symbol that is gone', async () => {
    await open('src/server.ts');
    const address = { symbol: 'src/gone.ts/gone().', folder: shop() };
    await vscode.commands.executeCommand(commandIds.openSymbol, address);
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, path.join(shop(), 'src/server.ts'));
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('reads all views again, and ends when that is done', async () => {
    const { state, engineState } = api();
    await vscode.commands.executeCommand(commandIds.refreshViews);
    assert.deepEqual([state(), engineState()], ['indexed', 'connected']);
  });
});
