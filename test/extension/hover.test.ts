/** Hovers: in the real window what is shown for the fixture, and with a stub what else there is to say. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createHoverProvider } from '../../src/extension/hover/hover';
import { contention, percentile } from './support/measure';
import { fixtureUri, stubWindow, symbolIn, usesOfSymbol } from './support/stub';
import { api, eventually, shop } from './support/window';
import type { Stub } from './support/stub';

const never = new vscode.CancellationTokenSource().token;

function textOf(hovers: readonly vscode.Hover[]): string {
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content as vscode.MarkdownString).value)
    .join('\n---\n');
}

async function hoverAt(uri: vscode.Uri, line: number, character: number): Promise<string> {
  const position = new vscode.Position(line, character);
  return textOf(await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position));
}

describe('hover in the fixture', () => {
  before(async () => {
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    }, 60_000);
  });

  it('says signature and documentation where no other hover does', async () => {
    const uri = fixtureUri('tools/stock.py');
    await vscode.window.showTextDocument(uri);
    let text = '';
    await eventually(async () => {
      text = await hoverAt(uri, 13, 10);
      assert.match(text, /command:loci\./);
    });
    assert.match(text, /```python\ndef missing\(self\) -> int/);
    assert.match(text, /How many are to be ordered\\; none if there are enough\\\./);
    assert.match(text, /\[Relations\]\(command:loci\.showRelations\?/);
    assert.match(text, /\[Similar names\]\(command:loci\.search\?%5B%22missing%22%5D/);
  });

  it('repeats nothing that the language itself says', async () => {
    const uri = fixtureUri('src/cart/discount.ts');
    await vscode.window.showTextDocument(uri);
    // The TypeScript server takes its time to start.
    let text = '';
    await eventually(async () => {
      text = await hoverAt(uri, 4, 18);
      assert.match(text, /function discountFor/);
    }, 25_000);
    assert.equal(text.split('function discountFor').length, 2, text);
    assert.equal(text.split('a tenth of a large one').length, 2, text);
  });

  it('is silent in comments, strings, keywords and on nothing', async () => {
    const uri = fixtureUri('tools/stock.py');
    for (const [line, character] of [
      [0, 6],
      [13, 5],
      [14, 14],
      [17, 0],
    ] as const) {
      assert.equal(await hoverAt(uri, line, character), '', `${line}:${character}`);
    }
  });

  it('is quick', async () => {
    const uri = fixtureUri('tools/stock.py');
    const times: number[] = [];
    for (let i = 0; i < 40; i++) {
      const start = performance.now();
      assert.notEqual(await hoverAt(uri, 13, 10), '');
      times.push(performance.now() - start);
    }
    const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
    console.log(`      hover: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
    // Half of them: what other programs take comes on top of some, at random.
    assert.ok(p50 < 100 * contention(), `${p50} ms`);
  });

  it('can be switched off for a language', async () => {
    const uri = fixtureUri('tools/stock.py');
    const configuration = vscode.workspace.getConfiguration('loci', { languageId: 'python' });
    await configuration.update('hover.enabled', false, vscode.ConfigurationTarget.Global, true);
    try {
      await eventually(async () => {
        assert.equal(await hoverAt(uri, 13, 10), '');
      });
    } finally {
      await configuration.update('hover.enabled', undefined, vscode.ConfigurationTarget.Global, true);
    }
    assert.notEqual(await hoverAt(uri, 13, 10), '');
  });
});

describe('hover of a stub', () => {
  let document: vscode.TextDocument;
  /** `formatPrice` in `checkout.ts`. */
  const position = new vscode.Position(19, 45);

  before(async () => {
    document = await vscode.workspace.openTextDocument(fixtureUri('src/checkout/checkout.ts'));
    assert.equal(document.getText(document.getWordRangeAtPosition(position)), 'formatPrice');
  });

  async function stubbed(completeness: 'none' | 'partial' | 'complete', by: 'definition' | 'reference'): Promise<Stub> {
    const product = await vscode.workspace.openTextDocument(fixtureUri('src/catalog/product.ts'));
    const symbol = symbolIn(product, 'formatPrice', 10, 14, {
      container: 'a*b<c>',
      signature: 'function formatPrice(cents: number): string',
    });
    const folder = shop();
    const uses = completeness === 'none' ? [] : [usesOfSymbol(symbol.id, 3, 2)];
    return stubWindow({
      symbolAt: () => Promise.resolve({ folder, named: { symbol, folder, by } }),
      uses: () => Promise.resolve({ folder, completeness, uses }),
    });
  }

  async function said({ window }: Stub): Promise<string> {
    const hover = await createHoverProvider(window).provideHover(document, position, never);
    return textOf(hover ? [hover] : []);
  }

  it('counts, and says where the definition is, with links', async () => {
    const text = await said(await stubbed('complete', 'reference'));
    const plain = text.replace(/\]\(command:[^)]*\)/g, ']');
    assert.match(plain, /\[3 callers\] · \[2 implementations\] · defined in \[src\\\/catalog\\\/product\\\.ts\\:11\]/);
    assert.match(plain, /\(a\\\*b\\<c\\>\)/);
    assert.match(text, /command:loci\.showCallers\?/);
    assert.match(text, /command:loci\.showImplementations\?/);
    assert.match(text, /command:loci\.openSymbol\?/);
  });

  it('says at least while references are being resolved, and nothing of counts before', async () => {
    assert.match(await said(await stubbed('partial', 'reference')), /\[at least 3 callers\]/);
    assert.doesNotMatch(await said(await stubbed('none', 'reference')), /callers|implementations/i);
  });

  it('adds to what the language says, however often and fast it is asked', async () => {
    const { window } = await stubbed('complete', 'reference');
    const registered = vscode.languages.registerHoverProvider('typescript', createHoverProvider(window));
    try {
      const { line, character } = position;
      const texts = await Promise.all([0, 1, 2].map((step) => hoverAt(document.uri, line, character + (step % 2))));
      for (const text of texts) assert.match(text, /3 callers/);
      await eventually(async () => {
        assert.match(await hoverAt(document.uri, line, character), /\(alias\) formatPrice\(/);
      });
      const text = await hoverAt(document.uri, line, character);
      assert.match(text, /3 callers/);
      assert.doesNotMatch(text, /function formatPrice/);
    } finally {
      registered.dispose();
    }
  });

  it('lets only its own commands run', async () => {
    const { window } = await stubbed('complete', 'reference');
    const hover = await createHoverProvider(window).provideHover(document, position, never);
    const [content] = hover!.contents as vscode.MarkdownString[];
    assert.deepEqual(content!.isTrusted, {
      enabledCommands: [
        'loci.openSymbol',
        'loci.showCallers',
        'loci.showImplementations',
        'loci.showRelations',
        'loci.search',
      ],
    });
    assert.notEqual(content!.supportHtml, true);
  });

  it('does not send the reader where he is', async () => {
    assert.doesNotMatch(await said(await stubbed('complete', 'definition')), /defined in/);
  });

  it('asks the engine for nothing when it is switched off, or the folder has no index', async () => {
    const stub = await stubbed('complete', 'reference');
    stub.settings['hover.enabled'] = false;
    assert.equal(await said(stub), '');
    stub.settings['hover.enabled'] = true;
    for (const state of ['notIndexed', 'starting', 'failed', 'untrusted', 'unsupported'] as const) {
      stub.state = state;
      assert.equal(await said(stub), '');
    }
    assert.deepEqual(stub.asked, []);
  });

  it('is silent when the engine fails or the reader has gone on', async () => {
    const failing = stubWindow({ symbolAt: () => Promise.reject(new Error('lost')) });
    assert.equal(await said(failing), '');
    const { window } = await stubbed('complete', 'reference');
    const gone = new vscode.CancellationTokenSource();
    gone.cancel();
    assert.equal(await createHoverProvider(window).provideHover(document, position, gone.token), undefined);
  });
});
