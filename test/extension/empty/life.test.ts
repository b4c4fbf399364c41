/** A window without a folder: nothing is started, a single file is left in peace, and commands stay calm. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/extension/contributions';
import { api, extension } from '../support/window';

describe('without a folder', () => {
  before(() => extension().activate());

  it('there is nothing to index, and no engine is started', () => {
    assert.equal(api().state(), 'noFolder');
    assert.equal(api().engineState(), 'idle');
  });

  it('a single file is opened and typed in', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'loci-single-'));
    try {
      const file = path.join(folder, 'single.ts');
      writeFileSync(file, 'export function single(): void {}\n');
      const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
      await editor.edit((edit) => {
        edit.insert(new vscode.Position(0, 0), '// typed\n');
      });
      assert.equal(api().state(), 'noFolder');
      assert.equal(api().engineState(), 'idle');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('commands that need a folder do nothing, and do not fail', async () => {
    for (const id of [
      commandIds.indexFolder,
      commandIds.rebuildIndex,
      commandIds.pauseIndexing,
      commandIds.forgetFolder,
      commandIds.excludeFolder,
      commandIds.refreshViews,
    ]) {
      await vscode.commands.executeCommand(id);
    }
    assert.equal(api().state(), 'noFolder');
    assert.equal(api().engineState(), 'idle');
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
