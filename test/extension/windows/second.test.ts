/** The second window on the folder of the first: what that does, types and saves counts here, and its end does not. */

import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { tell, told } from '../support/meeting';
import { api, engine, eventually, found, serverPid, shop } from '../support/window';

describe('the second window on a folder', function () {
  this.timeout(120_000);
  before(() =>
    eventually(() => {
      assert.equal(api().state(), 'indexed');
    }, 60_000),
  );

  it('has the server of the others, which knows the folder once', async () => {
    tell('server of the second', await serverPid());
    assert.equal(await told('server of the first'), await serverPid());
    const { folders } = await (await engine()).status({});
    assert.equal(folders.filter(({ vault }) => vault.folder === shop()).length, 1);
  });

  it('finds what is typed in the first, until that is taken back', async () => {
    await eventually(async () => {
      assert.ok(await found('typedInTheFirst'));
    }, 60_000);
    tell('typed is found');
    await told('typed is taken back');
    await eventually(async () => {
      assert.equal(await found('typedInTheFirst'), false);
    });
    tell('typed is gone');
  });

  it('is back with the others when the server is killed, on one server again', async () => {
    const killed = await serverPid();
    process.kill(killed, 'SIGKILL');
    tell('killed', killed);
    await eventually(async () => {
      assert.notEqual(await serverPid(), killed);
      assert.equal(api().state(), 'indexed');
    }, 60_000);
    tell('next server of the second', await serverPid());
    assert.equal(await told('next server of the first'), await serverPid());
  });

  it('stays watched when the first has gone', async () => {
    const first = await told<number>('first leaves');
    await eventually(() => {
      assert.throws(() => process.kill(first, 0));
    }, 60_000);
    appendFileSync(path.join(shop(), 'src/later.ts'), 'export function savedLater(): void {}\n');
    await eventually(async () => {
      assert.ok(await found('savedLater'));
    });
    assert.equal(api().state(), 'indexed');
  });
});
