/** The relation graph in a real window: its page stands under its policy, draws, and asks the editor for what it wants. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RelationsRequest } from '../../src/core/model/api';
import { relationshipTypes } from '../../src/core/model/relationship';
import { commandIds, webviewIds } from '../../src/extension/contributions';
import { neighbourhoodOf } from '../../src/extension/graph/neighbourhood';
import { escapeHtml, pageHtml } from '../../src/extension/graph/page';
import { pictureOf } from '../../src/extension/graph/picture';
import type { Graph, GraphQuery } from '../../src/webview/graph/messages';
import { related } from '../support/madeTree';
import { api, engine, eventually, extension, shop } from './support/window';

const checkoutId = 'src/checkout/checkout.ts/checkout().';
const totalId = 'src/cart/cart.ts/Cart#total().';

interface Shown {
  readonly symbol: string;
  readonly nodes: number;
  readonly edges: number;
}

function graphTabs(): vscode.Tab[] {
  const isGraph = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputWebview && input.viewType.endsWith(webviewIds.graph);
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isGraph));
}

async function show(symbol: string): Promise<Shown> {
  const shown = await vscode.commands.executeCommand<Shown | undefined>(commandIds.showRelationGraph, {
    symbol,
    folder: shop(),
  });
  assert.ok(shown);
  return shown;
}

describe('relation graph', () => {
  before(async () => {
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    }, 60_000);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('draws the neighbourhood of a symbol in a panel of its own, and another one in the same', async () => {
    await eventually(async () => {
      const { nodes, edges } = await show(checkoutId);
      assert.ok(nodes > 8 && edges >= nodes - 1, `${nodes} nodes, ${edges} edges`);
    }, 60_000);
    assert.deepEqual(
      graphTabs().map(({ label }) => label),
      ['Relations: checkout'],
    );
    assert.equal((await show(totalId)).symbol, totalId);
    assert.deepEqual(
      graphTabs().map(({ label }) => label),
      ['Relations: total'],
    );
  });

  it('is about the symbol at the cursor, unless it is told one', async () => {
    const editor = await vscode.window.showTextDocument(vscode.Uri.joinPath(vscode.Uri.file(shop()), 'src/server.ts'));
    editor.selection = new vscode.Selection(8, 26, 8, 26);
    const shown = await vscode.commands.executeCommand<Shown | undefined>(commandIds.showRelationGraph);
    assert.equal(shown?.symbol, 'src/server.ts/buySomething().');
    assert.equal(graphTabs()[0]!.group.viewColumn, vscode.ViewColumn.Two);
  });

  it('says quietly that there is no symbol', async () => {
    assert.equal(await vscode.commands.executeCommand(commandIds.showRelationGraph), undefined);
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.deepEqual(graphTabs(), []);
  });

  it('is shown again after a while in the background', async () => {
    await show(checkoutId);
    const other = vscode.Uri.joinPath(vscode.Uri.file(shop()), 'README.md');
    await vscode.window.showTextDocument(other, { viewColumn: graphTabs()[0]!.group.viewColumn });
    assert.ok((await show(checkoutId)).nodes > 8);
  });
});

describe('relation graph: its words', () => {
  const query: GraphQuery = {
    symbol: totalId as GraphQuery['symbol'],
    folder: '',
    direction: 'both',
    types: relationshipTypes,
    depth: 1,
    pages: {},
  };

  async function picture(more: Partial<GraphQuery> = {}, ask?: (request: RelationsRequest) => object): Promise<Graph> {
    const client = await engine();
    const asked = { ...query, folder: shop(), ...more };
    const around = await neighbourhoodOf(
      async (request) => ({ ...(await client.relations(request)), ...ask?.(request) }),
      asked,
    );
    return pictureOf(around, asked);
  }

  it('name a symbol, its place, and what it has to do with others', async () => {
    const { name, nodes, edges, notices } = await picture();
    const root = nodes[0]!;
    assert.deepEqual([name, root.detail, root.icon], ['total', 'Cart · cart.ts:35', 'symbol-method']);
    assert.match(root.tooltip, /^total\(\): number\nsrc\/cart\/cart\.ts:35$/);
    assert.match(root.spoken, /^total, method, Cart, cart\.ts:35, Called by 2, Calls 2/);
    assert.ok(edges.some(({ spoken }) => spoken === 'checkout → total: calls'));
    assert.match(notices[0]!, /^\d+ related symbols$/);
  });

  it('name a file by its name', async () => {
    const { nodes } = await picture({
      direction: 'in',
      types: ['imports', 'calls', 'uses'],
      symbol: checkoutId as never,
    });
    const file = nodes.find(({ name }) => name === 'server.ts');
    assert.equal(file?.detail, 'src');
  });

  it('say what is cut off, what is doubtful, and what is not resolved yet', async () => {
    const { symbol } = await (await engine()).relations({ symbol: checkoutId, folder: shop(), direction: 'in' });
    const doubtful = related('calls', symbol, [1, 2], 0.7);
    const { notices, nodes } = await picture({ direction: 'in' }, ({ symbol: of }) => ({
      related: of === totalId ? [doubtful] : [],
      total: of === totalId ? 212 : 0,
      completeness: 'partial',
    }));
    assert.deepEqual(notices, ['1 of 212 shown', 'Not all references are resolved yet.']);
    assert.equal(nodes[0]!.hidden, 211);
    const { edges } = await picture({}, ({ symbol: of, direction }) => ({
      related: of === totalId && direction === 'out' ? [doubtful] : [],
      total: 1,
    }));
    assert.deepEqual(
      edges.map(({ spoken }) => spoken),
      ['total → checkout: calls · 2 places · 70 % sure'],
    );
  });
});

describe('relation graph: its page', () => {
  it('allows its own script and style sheet, and nothing else', () => {
    const webview = { cspSource: 'https://own', asWebviewUri: (uri: vscode.Uri) => uri } as unknown as vscode.Webview;
    const [first, second] = [0, 1].map(() => pageHtml(webview, extension().extensionUri));
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(first!)![1]!;
    const [, nonce] = /nonce-([^&]+)&#39;$/.exec(policy)!;
    assert.equal(
      policy.replace(nonce!, 'N'),
      'default-src &#39;none&#39;; style-src https://own; script-src &#39;nonce-N&#39;',
    );
    assert.ok(!second!.includes(nonce!));
    assert.equal(first!.split('<script').length, 2);
    assert.doesNotMatch(first!, /<style|\sstyle=|\son\w+=/);
  });

  it('has no way out of an attribute', () => {
    assert.equal(escapeHtml(`"><script>'&`), '&quot;&gt;&lt;script&gt;&#39;&amp;');
  });
});
