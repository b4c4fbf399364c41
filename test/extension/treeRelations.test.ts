/** The Relations view in a real window: its commands, and what it shows of made-up relationships. */

import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { RelationsResponse } from '../../src/core/model/api';
import { relationshipTypes } from '../../src/core/model/relationship';
import type { CodeSymbol } from '../../src/core/model/symbol';
import { commandIds } from '../../src/extension/contributions';
import { toUri } from '../../src/extension/convert';
import { createFollow } from '../../src/extension/tree/follow';
import { linesOf } from '../../src/extension/tree/lines';
import { createPins } from '../../src/extension/tree/pins';
import { groupLabel } from '../../src/extension/tree/relationItems';
import type { RelationNode } from '../../src/extension/tree/relationNodes';
import { createRelationsProvider } from '../../src/extension/tree/relations';
import { createRelationsModel } from '../../src/extension/tree/relationsModel';
import type { RelationsState } from '../../src/extension/tree/relationsState';
import { createRelationsState } from '../../src/extension/tree/relationsState';
import { related } from '../support/madeTree';
import { relationsFrom, treeWindow } from './support/treeWindow';
import { api, engine, eventually, shop } from './support/window';

const totalId = 'src/cart/cart.ts/Cart#total().';
const checkoutId = 'src/checkout/checkout.ts/checkout().';

async function symbolOf(id: string): Promise<CodeSymbol> {
  const [found] = await (await engine()).symbol({ symbol: id, folder: shop() });
  assert.ok(found, `no symbol ${id}`);
  return found.symbol;
}

async function open(file: string, line: number, character: number): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(path.join(shop(), file)));
  editor.selection = new vscode.Selection(line, character, line, character);
  return editor;
}

describe('relations view', () => {
  let total: CodeSymbol;
  let checkout: CodeSymbol;

  before(async () => {
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    });
    [total, checkout] = [await symbolOf(totalId), await symbolOf(checkoutId)];
  });

  interface Made {
    readonly state: RelationsState;
    readonly provider: vscode.TreeDataProvider<RelationNode>;
  }

  async function made(table: Readonly<Record<string, Partial<RelationsResponse>>>): Promise<Made> {
    const client = relationsFrom(await engine(), table);
    const { window } = treeWindow(client);
    const model = createRelationsModel({
      relations: (request, signal) => client.relations!(request, signal),
      uriOf: toUri,
      linesOf,
    });
    const state = createRelationsState(window, model, createPins(window.context.workspaceState));
    return { state, provider: createRelationsProvider(state) };
  }

  it('shows who calls a method of the fixture, as the index has it', async () => {
    const client = await engine();
    const { window } = treeWindow(client);
    const model = createRelationsModel({ relations: (request) => client.relations(request), uriOf: toUri, linesOf });
    await eventually(async () => {
      model.forget();
      const state = createRelationsState(window, model, createPins(window.context.workspaceState));
      const view = { state, provider: createRelationsProvider(state) };
      const subject = await state.show({ symbol: total, folder: shop() });
      const [group] = await items(view, subject);
      assert.equal(group?.label, 'Called by');
      const called = await items(view, group.node);
      state.dispose();
      const shown = called.map(({ label, description }) => [label, description]);
      assert.deepEqual(shown[0], ['checkout', 'checkout.ts:14 · src/checkout']);
    });
  });

  async function items({ provider }: Made, node?: RelationNode): Promise<(vscode.TreeItem & { node: RelationNode })[]> {
    const nodes = (await provider.getChildren(node)) ?? [];
    return await Promise.all(nodes.map(async (one) => Object.assign(await provider.getTreeItem(one), { node: one })));
  }

  const callers = (): Partial<RelationsResponse> => ({
    related: [related('calls', checkout, [13, 14]), related('references', checkout, [19], 0.7)],
    total: 2,
  });

  it('is empty until a symbol was chosen', async () => {
    const view = await made({});
    assert.deepEqual(await items(view), []);
    assert.equal(view.state.message(), undefined);
  });

  it('shows the symbol, its groups with counts, and who is in them', async () => {
    const view = await made({ [`in ${totalId}`]: callers() });
    await view.state.show({ symbol: total, folder: shop() });
    const [subject] = await items(view);
    assert.deepEqual([subject?.label, subject?.description, subject?.contextValue], ['total', '(): number', 'symbol']);
    const groups = await items(view, subject!.node);
    assert.deepEqual(
      groups.map(({ label, description }) => [label, description]),
      [
        ['Called by', '1'],
        ['Used by', '1'],
      ],
    );
    const [sure] = await items(view, groups[0]!.node);
    assert.equal(sure?.label, 'checkout');
    assert.equal(sure.description, 'checkout.ts:14 · src/checkout');
    assert.equal(sure.contextValue, 'symbol');
    const [unsure] = await items(view, groups[1]!.node);
    assert.equal(unsure?.description, 'checkout.ts:20 · likely · src/checkout');
    view.state.dispose();
  });

  it('opens the first place of use; lists several with their text', async () => {
    const view = await made({ [`in ${totalId}`]: callers() });
    await view.state.show({ symbol: total, folder: shop() });
    const [subject] = await items(view);
    const [group] = await items(view, subject!.node);
    const [caller] = await items(view, group!.node);
    const [uri, options] = caller!.command!.arguments as [vscode.Uri, { selection: vscode.Range }];
    assert.equal(caller!.command!.command, 'vscode.open');
    assert.equal(uri.fsPath, path.join(shop(), 'src/checkout/checkout.ts'));
    assert.deepEqual([options.selection.start.line, options.selection.start.character], [13, 4]);
    const sites = await items(view, caller!.node);
    assert.deepEqual(
      sites.map(({ label, description }) => [label, description]),
      [
        ['const total = cart.total();', ':14'],
        ['const receipt = await method.pay(total);', ':15'],
      ],
    );
    assert.equal(sites[0]!.accessibilityInformation?.label, 'const total = cart.total();, Line 14');
    view.state.dispose();
  });

  it('turns round, and remembers it', async () => {
    const view = await made({ [`out ${checkoutId}`]: { related: [related('calls', total, [14])], total: 1 } });
    await view.state.show({ symbol: checkout, folder: shop() });
    await view.state.turn('out');
    const [subject] = await items(view);
    const [group] = await items(view, subject!.node);
    assert.equal(group?.label, 'Calls');
    const [callee] = await items(view, group.node);
    assert.equal(callee?.description, 'Cart · cart.ts:35 · src/cart');
    view.state.dispose();
  });

  it('says how far the folder is resolved, and that nothing is there only when all is', async () => {
    const completenesses = ['none', 'partial', 'complete'] as const;
    const messages: (string | undefined)[] = [];
    for (const completeness of completenesses) {
      const view = await made({ [`in ${totalId}`]: { completeness } });
      await view.state.show({ symbol: total, folder: shop() });
      messages.push(view.state.message());
      const [subject] = await items(view);
      assert.deepEqual(await items(view, subject!.node), []);
      view.state.dispose();
    }
    assert.deepEqual(messages, [
      'References of this folder are not resolved yet.',
      'Not all references are resolved yet.',
      'Nothing in this folder refers to it.',
    ]);
  });

  it('keeps pinned symbols below, and says which are gone', async () => {
    const view = await made({ [`in ${totalId}`]: callers() });
    await view.state.pins.add({ symbol: total.id, folder: shop() });
    await view.state.pins.add({ symbol: 'src/gone.ts/gone().' as CodeSymbol['id'], folder: shop() });
    await view.state.show({ symbol: checkout, folder: shop() });
    const roots = await items(view);
    assert.deepEqual(
      roots.map(({ label, description }) => [label, description]),
      [
        ['checkout', '(cart: Cart, method: PaymentMethod): Promise<Order>'],
        ['Pinned', '2'],
      ],
    );
    const pins = await items(view, roots[1]!.node);
    assert.deepEqual(
      pins.map(({ label, contextValue }) => [label, contextValue]),
      [
        ['total', 'symbol pinned'],
        ['src/gone.ts/gone().', 'pinned'],
      ],
    );
    assert.deepEqual(
      (await items(view, pins[0]!.node)).map(({ label }) => label),
      ['Called by', 'Used by'],
    );
    view.state.dispose();
  });

  it('shows what an index that has changed says now', async () => {
    const table: Record<string, Partial<RelationsResponse>> = {};
    const view = await made(table);
    await view.state.show({ symbol: total, folder: shop() });
    assert.equal(view.state.message(), 'Nothing in this folder refers to it.');
    table[`in ${totalId}`] = callers();
    view.state.outdated(undefined, false);
    await delay(1000);
    assert.equal(view.state.message(), 'Nothing in this folder refers to it.', 'not while nobody looks');
    view.state.wake();
    await eventually(() => {
      assert.equal(view.state.message(), undefined);
    });
    view.state.dispose();
  });

  it('has words of its own for every type and direction', () => {
    const labels = relationshipTypes.flatMap((type) => [groupLabel(type, 'in'), groupLabel(type, 'out')]);
    assert.equal(new Set(labels).size, 2 * relationshipTypes.length);
  });
});

describe('relations view, following the cursor', () => {
  async function rests(isOwn: boolean): Promise<number> {
    await open('src/server.ts', 0, 0);
    await delay(400);
    let count = 0;
    const follow = createFollow({
      wanted: () => true,
      isOwn: () => isOwn,
      onRest: () => {
        count++;
        return Promise.resolve();
      },
    });
    const editor = vscode.window.activeTextEditor!;
    for (let line = 1; line <= 4; line++) {
      editor.selection = new vscode.Selection(line, 0, line, 0);
      await delay(30);
    }
    await delay(600);
    follow.dispose();
    return count;
  }

  it('asks once the cursor has come to rest', async () => {
    assert.equal(await rests(false), 1);
  });

  it('asks later what was missed while nobody looked, unless something else was shown', async () => {
    let isSeen = false;
    let count = 0;
    const onRest = (): Promise<void> => {
      count++;
      return Promise.resolve();
    };
    const follow = createFollow({ wanted: () => isSeen, isOwn: () => false, onRest });
    await open('src/server.ts', 2, 0);
    await delay(500);
    isSeen = true;
    assert.equal(count, 0);
    follow.catchUp();
    await delay(500);
    assert.equal(count, 1);
    isSeen = false;
    await open('src/server.ts', 4, 0);
    await delay(500);
    isSeen = true;
    follow.cancel();
    follow.catchUp();
    await delay(500);
    follow.dispose();
    assert.equal(count, 1);
  });

  it('does not ask when the view itself put it there', async () => {
    assert.equal(await rests(true), 0);
  });
});

describe('relations commands', () => {
  it('show the symbol under the cursor: what is named there, else what is around', async () => {
    await open('src/cart/cart.ts', 34, 4);
    assert.equal(await vscode.commands.executeCommand(commandIds.showRelations), totalId);
    await open('src/cart/cart.ts', 36, 2);
    assert.equal(await vscode.commands.executeCommand(commandIds.showRelations), totalId);
  });

  it('show a symbol that they are told', async () => {
    const address = { symbol: checkoutId, folder: shop() };
    assert.equal(await vscode.commands.executeCommand(commandIds.showRelations, address), checkoutId);
  });

  it('say quietly that there is none', async () => {
    await open('src/cart/cart.ts', 0, 0);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal(await vscode.commands.executeCommand(commandIds.showRelations), undefined);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('turn the direction', async () => {
    assert.equal(await vscode.commands.executeCommand(commandIds.showOutgoing), 'out');
    assert.equal(await vscode.commands.executeCommand(commandIds.showIncoming), 'in');
  });

  it('pin the symbol that is shown, and another, and take the pins away', async () => {
    const address = { symbol: checkoutId, folder: shop() };
    await vscode.commands.executeCommand(commandIds.showRelations, address);
    assert.equal(await vscode.commands.executeCommand(commandIds.pinSymbol), checkoutId);
    assert.equal(await vscode.commands.executeCommand(commandIds.pinSymbol, { ...address, symbol: totalId }), totalId);
    assert.equal(
      await vscode.commands.executeCommand(commandIds.unpinSymbol, { ...address, symbol: totalId }),
      totalId,
    );
    assert.equal(await vscode.commands.executeCommand(commandIds.unpinSymbol), checkoutId);
  });
});
