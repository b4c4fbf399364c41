/** The window's life with its engine: indexed by itself, kept fresh, and back after every death of the server. */

import assert from 'node:assert/strict';
import { appendFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { api, eventually, found, serverPid, shop } from './support/window';

/** A file of this test's own: what others look at stays as it is. */
function ownFile(): string {
  return path.join(shop(), 'src/life.ts');
}

describe('life', () => {
  after(() => {
    rmSync(ownFile(), { force: true });
  });

  it('a trusted folder is indexed without being asked', async () => {
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    });
    const [folder] = api().folders();
    assert.ok((folder?.files ?? 0) >= 10, `${folder?.files} files`);
    assert.ok((folder?.symbols ?? 0) >= 30, `${folder?.symbols} symbols`);
    assert.equal(api().engineState(), 'connected');
  });

  it('what is saved by other programs is found', async () => {
    appendFileSync(ownFile(), '\nexport function wrapAsGift(): void {}\n');
    await eventually(async () => {
      assert.ok(await found('wrapAsGift'));
    });
  });

  it('the server is killed ten times: each time it is back, and the folder is watched again', async () => {
    for (let time = 1; time <= 10; time++) {
      const before = await serverPid();
      process.kill(before, 'SIGKILL');
      const name = `afterDeath${time}`;
      appendFileSync(ownFile(), `\nexport function ${name}(): void {}\n`);
      await eventually(async () => {
        assert.notEqual(await serverPid(), before);
        assert.ok(await found(name));
      });
    }
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    });
  }).timeout(180_000);
});
