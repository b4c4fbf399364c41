/** The first of two windows on one folder; a third one is on another. All share one server. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openFile } from '../support/editor';
import { tell, told } from '../support/meeting';
import { api, eventually, found, serverPid } from '../support/window';

describe('the first window on a folder', function () {
  this.timeout(120_000);
  before(() =>
    eventually(() => {
      assert.equal(api().state(), 'indexed');
    }, 60_000),
  );

  it('has the server of the others', async () => {
    const pid = await serverPid();
    tell('server of the first', pid);
    assert.equal(await told('server of the second'), pid);
    assert.equal(await told('server of the other'), pid);
  });

  it('shows the others what is typed in it, until that is taken back', async () => {
    const editor = await openFile('src/cart/discount.ts');
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'export function typedInTheFirst(): void {}\n');
    });
    await told('typed is found');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    tell('typed is taken back');
    await told('typed is gone');
  });

  it('is back with the others when the server is killed, on one server again', async () => {
    const killed = await told<number>('killed');
    await eventually(async () => {
      assert.notEqual(await serverPid(), killed);
      assert.equal(api().state(), 'indexed');
    }, 60_000);
    tell('next server of the first', await serverPid());
    assert.equal(await told('next server of the second'), await serverPid());
    await eventually(async () => {
      assert.ok(await found('Cart'));
    });
  });

  it('leaves', () => {
    tell('first leaves', process.pid);
  });
});
