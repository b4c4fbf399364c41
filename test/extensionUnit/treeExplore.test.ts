/** The Explore tree's nodes: what is asked for, what is kept, and what is drawn anew. */

import assert from 'node:assert/strict';
import type { SymbolId } from '../../src/core/model/ids';
import type { ExploreModel } from '../../src/extension/tree/exploreModel';
import { createExploreModel } from '../../src/extension/tree/exploreModel';
import type { ExploreNode } from '../../src/extension/tree/exploreNodes';
import type { MadeTree } from '../support/madeTree';
import { madeTree, madeUri, treeFolder } from '../support/madeTree';

const folder = { path: treeFolder, name: 'made' };

function made(files: Readonly<Record<string, readonly string[]>>): { tree: MadeTree; model: ExploreModel } {
  const tree = madeTree(files);
  return { tree, model: createExploreModel({ engine: () => Promise.resolve(tree), uriOf: madeUri }) };
}

function label(node: ExploreNode): string {
  switch (node.kind) {
    case 'folder':
      return node.name;
    case 'directory':
      return `${node.label}/`;
    case 'file':
      return node.entry.name;
    case 'symbol':
      return node.symbol.name;
    case 'page':
      return `page ${node.first}`;
    case 'note':
      return node.message;
  }
}

/** All nodes, opened down to the last, as indented labels. */
async function drawn(model: ExploreModel, node: ExploreNode, depth = 0): Promise<string[]> {
  const children = await model.children(node);
  const lines = await Promise.all(
    children.map(async (child) => [`${' '.repeat(depth)}${label(child)}`, ...(await drawn(model, child, depth + 1))]),
  );
  return lines.flat();
}

const shop = {
  'src/main/java/Cart.java': ['Cart', 'Cart.total'],
  'src/main/java/Shop.java': ['Shop'],
  'tools/report.py': ['report'],
  'readme.md': [],
};

describe('tree: explore', () => {
  it('shows directories, files and nested symbols; directories that only lead on are one with the next', async () => {
    const { model } = made(shop);
    assert.deepEqual(await drawn(model, model.folder(folder)), [
      'src/main/java/',
      ' Cart.java',
      '  Cart',
      '   total',
      ' Shop.java',
      '  Shop',
      'tools/',
      ' report.py',
      '  report',
      'readme.md',
    ]);
  });

  it('asks for what is opened, once', async () => {
    const { tree, model } = made(shop);
    const root = model.folder(folder);
    const [source] = await model.children(root);
    await model.children(source!);
    await model.children(source!);
    assert.deepEqual(tree.asked, ['browse ', 'browse src/main/java']);
  });

  it('asks again after a failure', async () => {
    const { tree, model } = made(shop);
    tree.fail = new Error('gone');
    await assert.rejects(model.children(model.folder(folder)), /gone/);
    assert.equal((await model.children(model.folder(folder))).length, 3);
  });

  it('has ids that are unique, and the same for the same thing after everything was forgotten', async () => {
    const { model } = made(shop);
    const idsOf = async (node: ExploreNode): Promise<string[]> => {
      const children = await model.children(node);
      return [node.id, ...(await Promise.all(children.map(idsOf))).flat()];
    };
    const before = await idsOf(model.folder(folder));
    model.forget();
    assert.deepEqual(await idsOf(model.folder(folder)), before);
    assert.equal(new Set(before).size, before.length);
  });

  it('finds a symbol with all that it stands in', async () => {
    const { model } = made(shop);
    const id = 'src/main/java/Cart.java/Cart.total' as SymbolId;
    let node = await model.locate(folder, 'src/main/java/Cart.java', id);
    const way: string[] = [];
    for (; node !== undefined; node = node.parent) way.unshift(label(node));
    assert.deepEqual(way, ['made', 'src/main/java/', 'Cart.java', 'Cart', 'total']);
  });

  it('finds the file where the symbol is unknown, and nothing where the file is', async () => {
    const { model } = made(shop);
    const node = await model.locate(folder, 'tools/report.py', 'tools/report.py/gone' as SymbolId);
    assert.equal(node && label(node), 'report.py');
    assert.equal(await model.locate(folder, 'tools/gone.py'), undefined);
  });

  it('puts long lists in pages that a symbol on a late page is found in', async () => {
    const names = Array.from({ length: 1200 }, (_, at) => `symbol${at}`);
    const { model } = made({ 'long.ts': names });
    const file = (await model.children(model.folder(folder)))[0]!;
    const shown = await model.children(file);
    assert.deepEqual(shown.slice(-2).map(label), ['page 501', 'page 1001']);
    assert.equal(shown.length, 502);
    const node = await model.locate(folder, 'long.ts', 'long.ts/symbol1100' as SymbolId);
    assert.equal(node?.parent, shown[501]);
    assert.equal(node?.parent?.parent, file);
  });
});

describe('tree: explore, when files change', () => {
  async function opened(): Promise<{ tree: MadeTree; model: ExploreModel; cart: ExploreNode }> {
    const { tree, model } = made(shop);
    await drawn(model, model.folder(folder));
    const cart = (await model.locate(folder, 'src/main/java/Cart.java'))!;
    tree.asked.length = 0;
    return { tree, model, cart };
  }

  it('draws nothing anew when nothing that is shown has changed', async () => {
    const { tree, model } = await opened();
    assert.deepEqual(await model.changed(treeFolder, ['src/main/java/Cart.java']), []);
    assert.deepEqual(tree.asked, ['browse ', 'browse src/main/java', 'outline src/main/java/Cart.java']);
  });

  it('draws a file anew when its symbols have changed, and nothing beside it', async () => {
    const { tree, model, cart } = await opened();
    tree.files.set('src/main/java/Cart.java', ['Cart', 'Cart.sum']);
    assert.deepEqual(await model.changed(treeFolder, ['src/main/java/Cart.java']), [cart]);
    assert.deepEqual(await drawn(model, cart), ['Cart', ' sum']);
  });

  it('draws from the topmost list that shows something else: counts reach up to the folder', async () => {
    const { tree, model } = await opened();
    tree.files.set('src/main/java/Cart.java', ['Cart', 'Cart.total', 'Cart.sum']);
    assert.deepEqual(await model.changed(treeFolder, ['src/main/java/Cart.java']), [model.folder(folder)]);
  });

  it('shows new files and forgets lost ones', async () => {
    const { tree, model } = await opened();
    tree.files.set('tools/new.py', []);
    tree.files.delete('tools/report.py');
    await model.changed(treeFolder, ['tools/new.py', 'tools/report.py']);
    const lines = await drawn(model, model.folder(folder));
    assert.deepEqual(lines.slice(-3), ['tools/', ' new.py', 'readme.md']);
  });

  it('leaves lists that were never opened alone', async () => {
    const { tree, model } = made(shop);
    await model.children(model.folder(folder));
    tree.asked.length = 0;
    await model.changed(treeFolder, ['tools/report.py']);
    assert.deepEqual(tree.asked, ['browse ']);
    assert.equal(model.isOpen(treeFolder, 'tools/report.py'), false);
  });

  it('keeps what it has when the engine is away, and asks when it is back', async () => {
    const { tree, model, cart } = await opened();
    tree.fail = new Error('away');
    await model.changed(treeFolder, ['readme.md']);
    assert.equal((await model.children(model.folder(folder))).length, 3);
    assert.deepEqual(await drawn(model, cart), ['Cart', ' total']);
  });
});
