/** Two folders of one name, on a path with spaces and an emoji; folders that come and go; globs that leave files out. */

import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { api, engine, eventually, found } from '../support/window';

function roots(): readonly vscode.WorkspaceFolder[] {
  return vscode.workspace.workspaceFolders ?? [];
}

describe('several folders', () => {
  before(() =>
    eventually(() => {
      assert.equal(api().state(), 'indexed');
    }, 30_000),
  );

  it('two of one name are two', async () => {
    assert.deepEqual(
      roots().map(({ name }) => name),
      ['app', 'app'],
    );
    assert.deepEqual(
      api()
        .folders()
        .map(({ state, files }) => [state, files]),
      [
        ['indexed', 1],
        ['indexed', 1],
      ],
    );
    const [first, second] = roots().map(({ uri }) => uri.fsPath);
    const client = await engine();
    const inFirst = await client.search({ query: 'onlyInFirst', folder: first! });
    assert.equal(inFirst.hits[0]?.symbol.name, 'onlyInFirst');
    const inSecond = await client.search({ query: 'only_in_second', folder: second! });
    assert.equal(inSecond.hits[0]?.symbol.name, 'only_in_second');
  });

  it('the setting of the workspace leaves files out; another lets them in', async () => {
    assert.equal(await found('leftOutBySetting'), false);
    const configuration = vscode.workspace.getConfiguration('loci');
    await configuration.update('index.exclude', [], vscode.ConfigurationTarget.Workspace);
    await eventually(async () => {
      assert.ok(await found('leftOutBySetting'));
    });
    await configuration.update('index.exclude', ['**/left-out/**'], vscode.ConfigurationTarget.Workspace);
    await eventually(async () => {
      assert.equal(await found('leftOutBySetting'), false);
    });
  });

  it('a folder that is added is indexed and watched; one that is removed is watched no more', async () => {
    const added = path.join(path.dirname(roots()[1]!.uri.fsPath), 'third one');
    mkdirSync(added);
    writeFileSync(path.join(added, 'third.ts'), 'export function onlyInThird(): void {}\n');
    vscode.workspace.updateWorkspaceFolders(roots().length, 0, { uri: vscode.Uri.file(added) });
    await eventually(async () => {
      assert.equal(api().folders().length, 3);
      assert.equal(api().folders()[2]?.state, 'indexed');
      assert.ok(await found('onlyInThird'));
    });
    appendFileSync(path.join(added, 'third.ts'), 'export function addedLater(): void {}\n');
    await eventually(async () => {
      assert.ok(await found('addedLater'));
    });
    vscode.workspace.updateWorkspaceFolders(2, 1);
    await eventually(async () => {
      assert.equal(api().folders().length, 2);
      const { folders } = await (await engine()).status({ folder: added });
      assert.equal(folders[0]?.watching, false);
    });
    assert.equal(api().state(), 'indexed');
  });
});
