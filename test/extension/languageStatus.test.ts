/** Why a file is indexed or not, asked for real; and the language status, followed with a stub. */

import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { WhyAnswer } from '../../src/core/model/api';
import { followActiveFile } from '../../src/extension/languageStatus/languageStatus';
import type { StatusItem } from '../../src/extension/languageStatus/languageStatus';
import type { WhyAnswered } from '../../src/extension/languageStatus/whyFile';
import { fixtureUri, outlineOf, stubWindow } from './support/stub';
import type { Stub } from './support/stub';
import { api, eventually, shop } from './support/window';

async function why(argument?: unknown): Promise<WhyAnswered> {
  return (await vscode.commands.executeCommand<WhyAnswered | undefined>('loci.whyFile', argument))!;
}

describe('why is this file (not) indexed', () => {
  before(async () => {
    writeFileSync(path.join(shop(), '.lociignore'), '# generated\nmade/\n');
    mkdirSync(path.join(shop(), 'made'), { recursive: true });
    writeFileSync(path.join(shop(), 'made/api.ts'), 'export const made = 1;\n');
    writeFileSync(path.join(shop(), '.env'), 'KEY=value\n');
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    });
  });

  after(() => {
    for (const name of ['.lociignore', 'made', '.env']) rmSync(path.join(shop(), name), { recursive: true });
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('says that it is, for the active editor, a Uri and a tree node', async () => {
    const uri = fixtureUri('src/server.ts');
    await vscode.window.showTextDocument(uri);
    for (const argument of [undefined, uri, { resourceUri: uri, folder: shop() }]) {
      const { verdict, message, mends } = await why(argument);
      assert.equal(verdict.kind, 'indexed');
      assert.equal(message, 'src/server.ts is indexed: its symbols and words are found.');
      assert.deepEqual(mends, []);
    }
  });

  it('names the rule that leaves it out, and offers to open it', async () => {
    const { verdict, message, mends } = await why(fixtureUri('made/api.ts'));
    assert.deepEqual('rule' in verdict ? verdict.rule : undefined, { file: '.lociignore', line: 2 });
    assert.match(message, /^made\/api\.ts is not indexed: .*made\/.*\(\.lociignore line 2\)\.$/);
    assert.deepEqual(mends, ['openRule']);
  });

  it('the button opens the rule at its line', async () => {
    await why(fixtureUri('made/api.ts'));
    await eventually(async () => {
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.toString(), fixtureUri('.lociignore').toString());
      assert.equal(editor.selection.active.line, 1);
    });
  });

  it('tells secrets, other languages, folders and files of other places apart', async () => {
    const reasonOf = async (uri: vscode.Uri): Promise<string> => {
      const { verdict } = await why(uri);
      return verdict.kind === 'excluded' ? verdict.reason : verdict.kind;
    };
    assert.equal(await reasonOf(fixtureUri('.env')), 'secret');
    assert.equal(await reasonOf(fixtureUri('package.json')), 'unknownLanguage');
    assert.equal(await reasonOf(fixtureUri('src')), 'directory');
    assert.equal(await reasonOf(fixtureUri('gone.ts')), 'missing');
    assert.equal(await reasonOf(vscode.Uri.file(path.resolve(shop(), '../elsewhere.ts'))), 'outside');
    assert.equal(await reasonOf(vscode.Uri.parse('untitled:new.ts')), 'outside');
  });

  it('says so when no file is open', async () => {
    assert.equal(await vscode.commands.executeCommand('loci.whyFile'), undefined);
  });
});

describe('language status', () => {
  const autoSave = (value: string | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration('files').update('autoSave', value, vscode.ConfigurationTarget.Global);
  before(() => autoSave('off'));
  after(() => autoSave(undefined));

  let answer: Partial<WhyAnswer>;
  let stub: Stub;
  let item: StatusItem;
  let following: { dispose(): unknown };

  beforeEach(async () => {
    const document = await vscode.workspace.openTextDocument(fixtureUri('src/server.ts'));
    await vscode.window.showTextDocument(document);
    const { file } = outlineOf(document, []);
    answer = { file };
    stub = stubWindow({
      why: ({ path: asked }) =>
        Promise.resolve({ path: asked, folder: shop(), indexed: true, explanation: '', stale: false, ...answer }),
    });
    item = {
      name: undefined,
      text: '',
      severity: vscode.LanguageStatusSeverity.Error,
      busy: false,
      command: undefined,
    };
    following = followActiveFile(stub.window, item);
    await shows('Indexed by Loci', 'symbols and words are found');
  });

  afterEach(async () => {
    following.dispose();
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function shows(text: string, detail: string): Promise<void> {
    await eventually(() => {
      assert.deepEqual([item.text, item.detail], [text, detail]);
    }, 5000);
  }

  it('names itself, and its command answers for the file', () => {
    assert.equal(item.name, 'Loci');
    assert.equal(item.severity, vscode.LanguageStatusSeverity.Information);
    assert.equal(item.command?.command, 'loci.whyFile');
    assert.equal(String(item.command.arguments), String(fixtureUri('src/server.ts')));
    assert.ok(item.accessibilityInformation!.label.startsWith('Indexed by Loci'));
  });

  it('tells unsaved text', async () => {
    const edits = new vscode.WorkspaceEdit();
    edits.insert(fixtureUri('src/server.ts'), new vscode.Position(0, 0), '// typed\n');
    await vscode.workspace.applyEdit(edits);
    await shows('Indexed by Loci', 'unsaved text included');
    await vscode.commands.executeCommand('undo');
    await shows('Indexed by Loci', 'symbols and words are found');
  });

  it('follows the index: stale, in part, left out', async () => {
    answer = { ...answer, stale: true };
    stub.indexed(['src/server.ts']);
    await shows('Indexed by Loci before its last change', 'the new text is read soon');
    answer = { file: { ...answer.file!, status: 'partial', problem: 'syntax error at line 3' } };
    stub.indexed();
    await shows('Indexed by Loci in part', 'syntax error at line 3');
    assert.equal(item.severity, vscode.LanguageStatusSeverity.Warning);
    answer = { exclusion: { reason: 'minified', detail: 'it is minified' } };
    stub.indexed();
    await shows('Not indexed by Loci', 'it is minified');
  });

  it('asks nothing when other files were indexed', async () => {
    const before = stub.asked.length;
    stub.indexed(['src/cart/cart.ts']);
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(stub.asked.length, before);
  });

  it('tells the folder’s own state, and is busy while it is indexed', async () => {
    for (const [state, text, detail] of [
      ['notIndexed', 'Not indexed by Loci', 'its folder is not indexed yet'],
      ['untrusted', 'Not indexed by Loci', 'its folder is not trusted'],
      ['failed', "Loci's index cannot be reached", ''],
    ] as const) {
      stub.state = state;
      stub.indexed();
      await shows(text, detail);
      assert.equal(item.busy, false);
    }
    stub.state = 'indexing';
    answer = {};
    stub.indexed();
    await shows('Loci is indexing', '');
    assert.equal(item.busy, true);
  });

  it('goes with the active editor', async () => {
    answer = { ...answer, stale: true };
    await vscode.window.showTextDocument(fixtureUri('tools/stock.py'));
    await shows('Indexed by Loci before its last change', 'the new text is read soon');
    assert.equal(String(item.command?.arguments), String(fixtureUri('tools/stock.py')));
  });
});
