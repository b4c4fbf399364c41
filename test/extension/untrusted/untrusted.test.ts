/** A window in Restricted Mode. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../../package.json';

describe('restricted mode', () => {
  it('is on, and Loci starts all the same', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });
});
