/** A data directory that cannot be made: said in the state, in words, and nothing else breaks. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/extension/contributions';
import { accept } from '../support/editor';
import { api, eventually, shop } from '../support/window';

describe('a data directory that cannot be written', () => {
  it('is named in the state of every folder, with what to do', async () => {
    await eventually(() => {
      assert.equal(api().state(), 'failed');
    });
    const [folder] = api().folders();
    const { LOCI_DATA_DIR: dataDir } = process.env;
    assert.ok(dataDir);
    const { message = '', mend = '' } = folder?.failure ?? {};
    assert.ok(message.includes(dataDir), message);
    assert.notEqual(mend, '');
  });

  it('Doctor says the same', async () => {
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand(commandIds.doctor);
    await eventually(async () => {
      await accept();
      assert.match(await vscode.env.clipboard.readText(), /^FAIL engine: /);
    });
  });

  it('asking for an index tells why there is none, and looking again stays calm', async () => {
    await vscode.commands.executeCommand(commandIds.indexFolder, vscode.Uri.file(shop()));
    await vscode.commands.executeCommand(commandIds.refreshViews);
    await eventually(() => {
      assert.equal(api().state(), 'failed');
    });
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
