/** The package stands in a real VS Code: it is the installed one, it activates, and its server answers. */

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import manifest from '../../package.json';

describe('smoke', () => {
  const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);

  it('is the installed package, with nothing of the checkout in it', () => {
    assert.ok(extension, 'not installed');
    assert.equal((extension.packageJSON as typeof manifest).version, manifest.version);
    assert.ok(existsSync(path.join(extension.extensionPath, 'dist/server.cjs')));
    assert.equal(existsSync(path.join(extension.extensionPath, 'src')), false);
  });

  it('activates', async () => {
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  it('has every contributed command', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((id) => !known.has(id));
    assert.deepEqual(missing, []);
  });

  it('opens the fixture', () => {
    assert.deepEqual(
      vscode.workspace.workspaceFolders?.map(({ name }) => name),
      ['shop'],
    );
  });
});
