/** Call hierarchies: in the real window for Python, and who is asked where another extension provides one too. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Completeness, RelatedSymbol } from '../../src/core/model/relationship';
import type { CodeSymbol } from '../../src/core/model/symbol';
import { createCallHierarchy } from '../../src/extension/callHierarchy/callHierarchy';
import { createCalls } from '../../src/extension/callHierarchy/calls';
import { fixtureUri, stubWindow, symbolIn } from './support/stub';
import type { Stub } from './support/stub';
import { api, eventually, shop } from './support/window';

async function prepareAt(uri: vscode.Uri, line: number, character: number): Promise<vscode.CallHierarchyItem[]> {
  const position = new vscode.Position(line, character);
  return await vscode.commands.executeCommand('vscode.prepareCallHierarchy', uri, position);
}

function placeOf({ uri, name, detail }: vscode.CallHierarchyItem): string {
  return `${vscode.workspace.asRelativePath(uri)} ${name} (${detail})`;
}

const spots = (ranges: readonly vscode.Range[]): string[] =>
  ranges.map(({ start, end }) => `${start.line}:${start.character}-${end.character}`);

describe('call hierarchy in the fixture', () => {
  const stock = fixtureUri('tools/stock.py');

  before(async () => {
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    }, 60_000);
  });

  beforeEach(async () => {
    await vscode.window.showTextDocument(stock);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows who calls a method, and where', async () => {
    await eventually(async () => {
      const [item] = await prepareAt(stock, 13, 10);
      assert.ok(item);
      assert.equal(placeOf(item), 'tools/stock.py missing (StockLevel · tools/stock.py)');
      assert.deepEqual(spots([item.selectionRange]), ['13:8-15']);
      const calls = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>(
        'vscode.provideIncomingCalls',
        item,
      );
      assert.deepEqual(calls.map(({ from, fromRanges }) => [placeOf(from), ...spots(fromRanges)]).sort(), [
        ['tools/report.py order_lines (tools/report.py)', '7:41-48'],
        ['tools/stock.py to_order (Warehouse · tools/stock.py)', '30:66-73'],
      ]);
    });
  });

  it('shows what a function calls, itself prepared from a call', async () => {
    const report = fixtureUri('tools/report.py');
    await vscode.window.showTextDocument(report);
    await eventually(async () => {
      const [item] = await prepareAt(report, 13, 22);
      assert.equal(item?.name, 'order_lines');
      const calls = await vscode.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>(
        'vscode.provideOutgoingCalls',
        item,
      );
      const shown = calls.map(({ to, fromRanges }) => [to.name, ...spots(fromRanges)]).sort();
      assert.deepEqual(shown, [
        ['missing', '7:41-48'],
        ['to_order', '7:76-84'],
      ]);
    });
  });

  it('leaves it to whoever provides one for the language, registered before or after', async () => {
    const theirs: vscode.CallHierarchyProvider = {
      prepareCallHierarchy: ({ uri }) => {
        const range = new vscode.Range(0, 0, 0, 1);
        return new vscode.CallHierarchyItem(vscode.SymbolKind.Function, 'theirs', '', uri, range, range);
      },
      provideCallHierarchyIncomingCalls: () => [],
      provideCallHierarchyOutgoingCalls: () => [],
    };
    const nameAt = async (): Promise<string | undefined> => (await prepareAt(stock, 13, 10))[0]?.name;
    await eventually(async () => {
      assert.equal(await nameAt(), 'missing');
    });
    const later = vscode.languages.registerCallHierarchyProvider('python', theirs);
    try {
      await eventually(async () => {
        assert.equal(await nameAt(), 'theirs');
      });
      const { disposables = [] } = createCallHierarchy(stubWindow({}).window);
      assert.equal(await nameAt(), 'theirs');
      for (const one of disposables) one.dispose();
    } finally {
      later.dispose();
    }
    await eventually(async () => {
      assert.equal(await nameAt(), 'missing');
    });
  });

  it('says nothing where nothing is called, and where it is switched off', async () => {
    assert.deepEqual(await prepareAt(stock, 2, 0), []);
    const configuration = vscode.workspace.getConfiguration('loci', { languageId: 'python', uri: stock });
    await configuration.update('callHierarchy.enabled', false, vscode.ConfigurationTarget.Global, true);
    try {
      assert.deepEqual(await prepareAt(stock, 13, 10), []);
    } finally {
      await configuration.update('callHierarchy.enabled', undefined, vscode.ConfigurationTarget.Global, true);
    }
  });
});

describe('call hierarchy of made-up relationships', () => {
  const { token } = new vscode.CancellationTokenSource();
  let report: vscode.TextDocument;
  let missing: CodeSymbol;
  let related: RelatedSymbol[];
  let completeness: Completeness;
  let stub: Stub;
  let used: number;

  beforeEach(async () => {
    report = await vscode.workspace.openTextDocument(fixtureUri('tools/report.py'));
    missing = symbolIn(report, 'order_lines', 5, 7);
    [related, completeness, used] = [[], 'complete', 0];
    stub = stubWindow({
      symbolAt: () => Promise.resolve({ folder: shop(), named: { symbol: missing, folder: shop(), by: 'definition' } }),
      relations: () =>
        Promise.resolve({ folder: shop(), symbol: missing, related, total: 0, completeness, notices: [] }),
    });
  });

  async function prepared(): Promise<{ provider: vscode.CallHierarchyProvider; item: vscode.CallHierarchyItem }> {
    const provider = createCalls(stub.window, () => (used += 1));
    const item = await provider.prepareCallHierarchy(report, new vscode.Position(5, 6), token);
    assert.ok(item instanceof vscode.CallHierarchyItem);
    return { provider, item };
  }

  it('says at its root that callers may be missing', async () => {
    completeness = 'partial';
    assert.match((await prepared()).item.detail!, /not all references are resolved yet$/);
    completeness = 'complete';
    assert.equal((await prepared()).item.detail, 'tools/report.py');
    assert.equal(used, 2);
  });

  it('shows a file that calls at its top level by its name', async () => {
    const file = { ...missing, descriptor: '' as CodeSymbol['descriptor'], name: 'x', kind: 'module' as const };
    const sites = [{ line: 18, character: 4 }];
    related = [{ symbol: file, type: 'calls', confidence: 1, how: 'scope', sites, depth: 1 }];
    const { provider, item } = await prepared();
    const [call] = (await provider.provideCallHierarchyIncomingCalls(item, token)) ?? [];
    assert.deepEqual([call!.from.name, call!.from.kind], ['report.py', vscode.SymbolKind.File]);
    assert.deepEqual(spots(call!.fromRanges), ['18:4-15']);
  });

  it('asks nothing of a folder that is not read, nor about what is not called', async () => {
    const provider = createCalls(stub.window, () => (used += 1));
    const prepare = (): vscode.ProviderResult<unknown> =>
      provider.prepareCallHierarchy(report, new vscode.Position(5, 6), token);
    stub.state = 'untrusted';
    assert.equal(await prepare(), undefined);
    assert.deepEqual(stub.asked, []);
    stub.state = 'indexed';
    missing = { ...missing, kind: 'variable' };
    assert.equal(await prepare(), undefined);
    assert.equal(used, 0);
  });
});
