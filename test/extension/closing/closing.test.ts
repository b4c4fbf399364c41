/** A window that is closed, its server with it, in the middle of the first index; reopening.test.ts opens it again. */

import assert from 'node:assert/strict';
import { tell } from '../support/meeting';
import { api, engine, eventually, shop } from '../support/window';

describe('a window that is closed in the middle of an index', () => {
  it('has indexed some of the files, and not all', async () => {
    let files = 0;
    await eventually(async () => {
      const { folders } = await (await engine()).status({ folder: shop() });
      files = folders[0]?.files ?? 0;
      assert.ok(files > 0);
    }, 60_000);
    await (await engine()).pauseIndex(shop());
    await eventually(() => {
      assert.equal(api().state(), 'paused');
    });
    assert.ok(files < 1500, `${files} files`);
    tell('indexed when closed', files);
  }).timeout(90_000);
});
