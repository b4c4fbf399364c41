/** A window without a folder. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../../package.json';

describe('no folder', () => {
  it('is open, and Loci starts all the same', async () => {
    assert.equal(vscode.workspace.workspaceFolders, undefined);
    const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });
});
