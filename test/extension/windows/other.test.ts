/** A window on another folder, a repository: its index follows the branch, and the other folder's is left alone. */

import assert from 'node:assert/strict';
import { git } from '../support/made';
import { tell, told } from '../support/meeting';
import { api, engine, eventually, serverPid, shop } from '../support/window';

async function names(): Promise<string[]> {
  const { hits } = await (await engine()).search({ query: 'kind:function', folder: shop(), limit: 20 });
  return hits.map(({ symbol }) => symbol.name).sort();
}

describe('the window on another folder', function () {
  this.timeout(120_000);
  before(() =>
    eventually(() => {
      assert.equal(api().state(), 'indexed');
    }, 60_000),
  );

  it('has the server of the others, and a folder of its own there', async () => {
    tell('server of the other', await serverPid());
    assert.equal(await told('server of the first'), await serverPid());
    const { folders } = await (await engine()).status({});
    assert.deepEqual(folders.map(({ vault }) => vault.name).sort(), ['branches', 'shop']);
    assert.deepEqual(
      api()
        .folders()
        .map(({ files }) => files),
      [2],
    );
  });

  it('follows a switch of the branch, there and back', async () => {
    assert.deepEqual(await names(), ['everywhere', 'onMain']);
    for (const [branch, function_] of [
      ['side', 'onSide'],
      ['main', 'onMain'],
    ] as const) {
      git(shop(), 'checkout', '-q', branch);
      await eventually(async () => {
        assert.deepEqual(await names(), ['everywhere', function_]);
        const { commit, headNow } = (await (await engine()).status({ folder: shop() })).folders[0]!.freshness;
        assert.equal(commit, headNow);
      }, 60_000);
    }
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    });
  });
});
