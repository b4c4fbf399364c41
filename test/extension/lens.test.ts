/** Code lenses over real documents, with counts that a stub gives; and the switch, for real. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Completeness } from '../../src/core/model/relationship';
import type { CodeSymbol } from '../../src/core/model/symbol';
import { createLensProvider } from '../../src/extension/lens/lens';
import type { LensProvider } from '../../src/extension/lens/lens';
import { createUseSources } from '../../src/extension/lens/useSources';
import { fixtureUri, outlineOf, stubWindow, symbolIn, usesOfSymbol } from './support/stub';
import { eventually, shop } from './support/window';
import type { Stub } from './support/stub';

const never = new vscode.CancellationTokenSource().token;

describe('code lens', () => {
  let document: vscode.TextDocument;
  let symbols: CodeSymbol[];
  let stub: Stub;
  let provider: LensProvider;
  let completeness: Completeness;

  beforeEach(async () => {
    document = await vscode.workspace.openTextDocument(fixtureUri('src/cart/cart.ts'));
    await vscode.window.showTextDocument(document);
    symbols = [
      symbolIn(document, 'CartLine', 4, 7, { kind: 'interface' }),
      symbolIn(document, 'Cart', 10, 38, { kind: 'class' }),
      symbolIn(document, 'add', 16, 21, { kind: 'method' }),
      symbolIn(document, 'quantity', 6, 6, { kind: 'property' }),
      symbolIn(document, 'total', 34, 37, { kind: 'method' }),
    ];
    completeness = 'complete';
    stub = stubWindow({
      outline: () => Promise.resolve(outlineOf(document, symbols)),
      uses: () =>
        Promise.resolve({
          folder: shop(),
          completeness,
          uses: [
            usesOfSymbol(symbols[0]!.id, 0, 2),
            usesOfSymbol(symbols[1]!.id, 3, 1),
            usesOfSymbol(symbols[2]!.id, 1),
            usesOfSymbol(symbols[3]!.id, 5),
            usesOfSymbol(symbols[4]!.id, 0),
          ],
        }),
    });
    provider = createLensProvider(stub.window, createUseSources(stub.window.engine));
  });

  afterEach(async () => {
    provider.dispose();
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  async function shown(): Promise<string[]> {
    const lenses = await provider.provideCodeLenses(document, never);
    const resolved = await Promise.all(lenses.map((lens) => provider.resolveCodeLens(lens)));
    return resolved.map(({ range, command }) => `${range.start.line + 1} ${command!.title}`);
  }

  async function edit(change: (edit: vscode.WorkspaceEdit) => void): Promise<void> {
    const edits = new vscode.WorkspaceEdit();
    change(edits);
    assert.ok(await vscode.workspace.applyEdit(edits));
  }

  it('says who calls and who implements, and nothing of what is never used', async () => {
    assert.deepEqual(await shown(), ['5 2 implementations', '11 3 callers', '11 1 implementation', '17 1 caller']);
  });

  it('says at least while references are being resolved, and nothing before', async () => {
    completeness = 'partial';
    assert.deepEqual((await shown())[1], '11 at least 3 callers');
    completeness = 'none';
    stub.indexed();
    await eventually(async () => {
      assert.deepEqual(await shown(), []);
    });
  });

  it('asks for the words of a lens only when it comes into view', async () => {
    const lenses = await provider.provideCodeLenses(document, never);
    assert.ok(lenses.every(({ isResolved }) => !isResolved));
  });

  it('is clicked to peek at the sites, from the name', async () => {
    const [, lens] = await provider.provideCodeLenses(document, never);
    const { command } = await provider.resolveCodeLens(lens!);
    assert.equal(command!.command, 'loci.showCallers');
    assert.deepEqual(command!.arguments, [
      { symbol: symbols[1]!.id, folder: shop(), at: { uri: document.uri, position: lens!.range.start } },
    ]);
  });

  it('asks once for all sources and all looks, until the index has changed', async () => {
    await shown();
    await shown();
    assert.equal(stub.asked.filter((name) => name === 'uses').length, 1);
    const told = new Promise<void>((resolve) => provider.onDidChangeCodeLenses(resolve));
    for (let batch = 0; batch < 20; batch++) stub.indexed(['src/server.ts']);
    await told;
    await shown();
    assert.equal(stub.asked.filter((name) => name === 'uses').length, 2);
  });

  it('follows the settings', async () => {
    stub.settings['codeLens.kinds'] = ['method'];
    assert.deepEqual(await shown(), ['17 1 caller']);
    stub.settings['codeLens.kinds'] = ['function', 'method', 'class', 'interface'];
    stub.settings['codeLens.minimumLines'] = 7;
    assert.deepEqual(await shown(), ['11 3 callers', '11 1 implementation']);
    stub.settings['codeLens.enabled'] = false;
    assert.deepEqual(await shown(), []);
  });

  it('leaves out what is switched off', async () => {
    stub.settings['codeLens.callers'] = false;
    assert.deepEqual(await shown(), ['5 2 implementations', '11 1 implementation']);
  });

  it('leaves out implementations alike', async () => {
    stub.settings['codeLens.implementations'] = false;
    assert.deepEqual(await shown(), ['11 3 callers', '17 1 caller']);
  });

  it('stays above its name while lines are typed before it', async () => {
    await shown();
    await edit((edits) => {
      edits.insert(document.uri, new vscode.Position(0, 0), '// one\n// two\n');
    });
    assert.deepEqual(await shown(), ['7 2 implementations', '13 3 callers', '13 1 implementation', '19 1 caller']);
    await edit((edits) => {
      edits.insert(document.uri, new vscode.Position(12, 0), '/* */ ');
      edits.delete(document.uri, new vscode.Range(0, 0, 1, 0));
    });
    assert.deepEqual(await shown(), ['6 2 implementations', '12 3 callers', '12 1 implementation', '18 1 caller']);
  });

  it('goes when its name is changed, or the outline has it no more', async () => {
    await shown();
    await edit((edits) => {
      edits.replace(document.uri, new vscode.Range(16, 2, 16, 5), 'put');
    });
    assert.deepEqual(await shown(), ['5 2 implementations', '11 3 callers', '11 1 implementation']);
    symbols.splice(0, 1);
    assert.deepEqual(await shown(), ['11 3 callers', '11 1 implementation']);
  });

  it('is quiet when the engine fails, and comes back with it', async () => {
    const answers = (await stub.window.engine.get()) as unknown as Record<string, unknown>;
    const { uses } = answers;
    answers['uses'] = () => Promise.reject(new Error('lost'));
    assert.deepEqual(await shown(), []);
    answers['uses'] = uses;
    assert.equal((await shown()).length, 4);
  });

  it('asks the engine for nothing where there is no index', async () => {
    stub.state = 'notIndexed';
    assert.deepEqual(await shown(), []);
    const [outside] = [await vscode.workspace.openTextDocument({ language: 'typescript', content: 'let a = 1;' })];
    assert.deepEqual(await provider.provideCodeLenses(outside, never), []);
    assert.deepEqual(stub.asked, []);
  });
});

describe('toggle code lenses', () => {
  const setting = (): boolean | undefined => vscode.workspace.getConfiguration('loci').get('codeLens.enabled');

  it('switches off and on again', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal(setting(), true);
    assert.equal(await vscode.commands.executeCommand('loci.toggleCodeLens'), false);
    assert.equal(setting(), false);
    assert.equal(await vscode.commands.executeCommand('loci.toggleCodeLens'), true);
    assert.equal(setting(), true);
    await vscode.workspace
      .getConfiguration('loci')
      .update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Global);
  });

  it('switches the language of the open file where that has a value of its own', async () => {
    const document = await vscode.workspace.openTextDocument(fixtureUri('tools/stock.py'));
    await vscode.window.showTextDocument(document);
    const python = (): vscode.WorkspaceConfiguration =>
      vscode.workspace.getConfiguration('loci', { languageId: 'python' });
    await python().update('codeLens.enabled', false, vscode.ConfigurationTarget.Global, true);
    try {
      assert.equal(await vscode.commands.executeCommand('loci.toggleCodeLens'), true);
      assert.equal(python().get('codeLens.enabled'), true);
      assert.equal(python().inspect('codeLens.enabled')?.globalLanguageValue, true);
      assert.equal(setting(), true);
    } finally {
      await python().update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Global, true);
    }
  });
});
