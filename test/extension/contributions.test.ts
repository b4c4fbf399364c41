/** What package.json promises is there in a running window: settings with their defaults, views that can be focused. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../package.json';
import type { ContextKeys } from '../../src/extension/contributions';
import { commandIds, settingDefaults, viewIds } from '../../src/extension/contributions';
import { api, eventually, extension } from './support/window';

describe('contributions in the window', () => {
  it('every setting has the default that the code counts on', () => {
    for (const [key, value] of Object.entries(settingDefaults)) {
      const inspected = vscode.workspace.getConfiguration('loci').inspect(key);
      assert.deepEqual(inspected?.defaultValue, value, key);
    }
  });

  it('every view can be brought up', async () => {
    for (const id of Object.values(viewIds)) await vscode.commands.executeCommand(`${id}.focus`);
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  it('every command is registered, and no other', async () => {
    const views = Object.values(viewIds);
    const registered = (await vscode.commands.getCommands(true)).filter(
      (id) => id.startsWith('loci.') && !views.some((view) => id.startsWith(`${view}.`)),
    );
    assert.deepEqual(registered.sort(), Object.values(commandIds).sort());
  });

  it('what package.json names is in the package', async () => {
    const files = [...JSON.stringify(manifest).matchAll(/"(media\/[^"]+)"/g)].map(([, file]) => file!);
    for (const file of files) await vscode.workspace.fs.stat(vscode.Uri.joinPath(extension().extensionUri, file));
  });

  it('the state that menus go by is that of the folders', async () => {
    const states: readonly ContextKeys['loci.state'][] = ['starting', 'indexing', 'indexed'];
    assert.ok(states.includes(api().state()), api().state());
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    }, 30_000);
  });
});
