/** Restricted Mode: the folder is not read, whatever is asked; what an index holds from before can be searched. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/extension/contributions';
import { tell } from '../support/meeting';
import { api, engine, eventually, extension, found, shop } from '../support/window';

describe('an untrusted folder', () => {
  before(() => extension().activate());

  it('is not indexed by itself', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await eventually(() => {
      assert.equal(api().folders()[0]?.state, 'untrusted');
      assert.equal(api().engineState(), 'connected');
    });
    const { folders } = await (await engine()).status({});
    assert.deepEqual(folders, []);
  });

  it('is not indexed when it is asked for', async () => {
    await vscode.commands.executeCommand(commandIds.indexFolder, vscode.Uri.file(shop()));
    assert.equal(api().folders()[0]?.state, 'untrusted');
    assert.deepEqual((await (await engine()).status({})).folders, []);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('can be searched if another program has indexed it', async () => {
    const client = await engine();
    await client.index({ folder: shop() }, () => undefined);
    assert.ok(await found('Cart'));
    await eventually(() => {
      assert.equal(api().folders()[0]?.state, 'indexed');
    });
    const { folders } = await client.status({ folder: shop() });
    assert.equal(folders[0]?.watching, false);
  });

  it('is indexed, and watched, once it is trusted', async () => {
    const client = await engine();
    await client.reset({ folder: shop() });
    await eventually(() => {
      assert.equal(api().folders()[0]?.state, 'untrusted');
    });
    tell('restricted');
    await eventually(() => {
      assert.equal(vscode.workspace.isTrusted, true);
    }, 60_000);
    await eventually(async () => {
      assert.equal(api().folders()[0]?.state, 'indexed');
      assert.ok(await found('Cart'));
      assert.equal((await client.status({ folder: shop() })).folders[0]?.watching, true);
    });
  }).timeout(90_000);
});
