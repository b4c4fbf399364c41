/** Callers and implementations: what is peeked at, and what is said when there is nothing. */

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Completeness, RelatedSymbol, RelationshipType } from '../../src/core/model/relationship';
import type { CodeSymbol } from '../../src/core/model/symbol';
import { createPeek } from '../../src/extension/peek/peek';
import type { Peeked } from '../../src/extension/peek/peek';
import { fixtureUri, stubWindow, symbolIn } from './support/stub';
import type { Stub } from './support/stub';
import { eventually, shop } from './support/window';

describe('peek', () => {
  let cart: vscode.TextDocument;
  let checkout: vscode.TextDocument;
  let total: CodeSymbol;
  let completeness: Completeness;
  let related: RelatedSymbol[];
  let asked: { readonly symbol: string; readonly types?: readonly RelationshipType[] }[];
  let stub: Stub;

  beforeEach(async () => {
    cart = await vscode.workspace.openTextDocument(fixtureUri('src/cart/cart.ts'));
    checkout = await vscode.workspace.openTextDocument(fixtureUri('src/checkout/checkout.ts'));
    total = symbolIn(cart, 'total', 34, 37, { kind: 'method' });
    completeness = 'complete';
    asked = [];
    const caller = symbolIn(checkout, 'checkout', 12, 16);
    related = [
      {
        symbol: caller,
        type: 'calls',
        confidence: 1,
        how: 'receiver',
        sites: [
          { line: 13, character: 21 },
          { line: 15, character: 20 },
        ],
        depth: 1,
      },
    ];
    stub = stubWindow({
      relations: (request) => {
        asked.push(request);
        return Promise.resolve({ folder: shop(), symbol: total, related, total: 1, completeness, notices: [] });
      },
      symbolAt: () => Promise.resolve({ folder: shop() }),
      symbol: () => Promise.resolve([]),
    });
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('closeReferenceSearch');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function run(id: 'loci.showCallers' | 'loci.showImplementations', argument?: unknown): Promise<Peeked> {
    return (await createPeek(stub.window).commands![id]!(argument)) as Peeked;
  }

  function placesOf({ locations }: Peeked): string[] {
    return locations.map(({ uri, range }) => {
      const { start, end } = range;
      return `${vscode.workspace.asRelativePath(uri)}:${start.line}:${start.character}-${end.character}`;
    });
  }

  it('shows the call sites, at the definition', async () => {
    const peeked = await run('loci.showCallers', { symbol: total.id, folder: shop() });
    assert.deepEqual(asked, [{ symbol: total.id, folder: shop(), direction: 'in', types: ['calls'], limit: 1000 }]);
    assert.deepEqual(placesOf(peeked), ['src/checkout/checkout.ts:13:21-26', 'src/checkout/checkout.ts:15:20-25']);
    const { activeTextEditor } = vscode.window;
    assert.equal(activeTextEditor!.document.uri.toString(), cart.uri.toString());
    assert.deepEqual(activeTextEditor!.selection.active, new vscode.Position(34, 2));
  });

  it('shows them where it was asked', async () => {
    const at = { uri: checkout.uri, position: new vscode.Position(13, 22) };
    await run('loci.showCallers', { symbol: total.id, folder: shop(), at });
    assert.equal(vscode.window.activeTextEditor!.document.uri.toString(), checkout.uri.toString());
  });

  it('shows the names of what implements, extends or overrides', async () => {
    related = [{ ...related[0]!, type: 'implements' }];
    const peeked = await run('loci.showImplementations', { symbol: total, folder: shop(), kind: 'symbol' });
    assert.deepEqual(asked[0]!.types, ['extends', 'implements', 'overrides']);
    assert.deepEqual(placesOf(peeked), ['src/checkout/checkout.ts:12:22-30']);
  });

  it('says why there is nothing', async () => {
    related = [];
    const address = { symbol: total.id, folder: shop() };
    assert.equal((await run('loci.showCallers', address)).message, "No callers of 'total' found.");
    total = { ...total, isExported: true };
    assert.match((await run('loci.showCallers', address)).message!, /exported, so code elsewhere may call it/);
    completeness = 'partial';
    assert.match((await run('loci.showCallers', address)).message!, /so far: not all references are resolved yet/);
    completeness = 'none';
    assert.match((await run('loci.showImplementations', address)).message!, /are not known yet/);
  });

  it('asks about the name at the cursor, then about its namesakes, then about what is around', async () => {
    const editor = await vscode.window.showTextDocument(checkout);
    editor.selection = new vscode.Selection(13, 22, 13, 22);
    const folder = shop();
    const { window } = stub;
    const engine = await window.engine.get();
    const answers = engine as unknown as Record<string, unknown>;

    answers['symbolAt'] = () => Promise.resolve({ folder, named: { symbol: total, folder, by: 'reference' } });
    await run('loci.showCallers');
    assert.equal(asked.at(-1)!.symbol, total.id);

    const namesake = { ...total, id: 'src/other.ts/total().' };
    answers['symbolAt'] = () => Promise.resolve({ folder, enclosing: symbolIn(checkout, 'checkout', 12, 16) });
    answers['symbol'] = () => Promise.resolve([{ symbol: namesake, folder, stale: false }]);
    await run('loci.showCallers');
    assert.equal(asked.at(-1)!.symbol, 'src/other.ts/total().');

    answers['symbol'] = () => Promise.resolve([{ symbol: { ...namesake, kind: 'variable' }, folder, stale: false }]);
    await run('loci.showCallers');
    assert.equal(asked.at(-1)!.symbol, 'src/checkout/checkout.ts/checkout().');
  });

  it('lets the person choose among namesakes', async () => {
    const editor = await vscode.window.showTextDocument(checkout);
    editor.selection = new vscode.Selection(13, 22, 13, 22);
    const answers = (await stub.window.engine.get()) as unknown as Record<string, unknown>;
    const second = { ...total, id: 'src/other.ts/total().' };
    answers['symbol'] = () =>
      Promise.resolve([total, second].map((symbol) => ({ symbol, folder: shop(), stale: false })));
    const running = run('loci.showCallers');
    // The list has to be there before it can be moved in.
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      const ended = await Promise.race([running, delay(100)]);
      assert.ok(ended);
    });
    assert.ok([total.id, second.id].some((id) => id === asked.at(-1)!.symbol));
  });
});

describe('peek in the fixture', () => {
  it('both commands answer for the symbol at the cursor', async () => {
    const document = await vscode.workspace.openTextDocument(fixtureUri('src/payment/paymentMethod.ts'));
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 20, 1, 20);
    for (const command of ['loci.showCallers', 'loci.showImplementations']) {
      await eventually(async () => {
        const peeked = await vscode.commands.executeCommand<Peeked | undefined>(command);
        assert.ok(peeked !== undefined);
        assert.ok(peeked.locations.length > 0 || peeked.message!.includes("'PaymentMethod'"), peeked.message);
      });
    }
    await vscode.commands.executeCommand('closeReferenceSearch');
  });
});
