/** One owner for a data directory, however the last one ended. */

import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { acquireLock } from '../../src/server/lock';
import { bundle, remove, temporaryFolder } from './support/programs';

describe('server: lock', function () {
  this.timeout(60_000);
  let folder: string;
  let dataDir: string;
  let holderFile: string;
  const children = new Set<ChildProcess>();

  before(async () => {
    folder = temporaryFolder();
    dataDir = path.join(folder, 'data');
    mkdirSync(dataDir);
    holderFile = await bundle('test/server/support/lockHolder.ts', folder, 'lockHolder');
  });
  afterEach(async () => {
    for (const child of children) await kill(child);
  });
  after(() => {
    remove(folder);
  });

  async function startHolder(dir = dataDir): Promise<{ readonly child: ChildProcess; readonly said: string }> {
    const child = spawn(process.execPath, [holderFile, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.add(child);
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, said: said.toString().trim() };
  }

  async function kill(child: ChildProcess): Promise<void> {
    children.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  it('is refused while another process holds it, by whatever path', async () => {
    const { said } = await startHolder();
    assert.equal(said, 'held');
    assert.equal((await startHolder()).said, 'refused');
    assert.equal(await acquireLock({ dataDir }), undefined);
    symlinkSync(dataDir, path.join(folder, 'link'));
    assert.equal(await acquireLock({ dataDir: path.join(folder, 'link') }), undefined);
  });

  it('is free at once when its holder was killed, ten times in a row', async () => {
    for (let round = 0; round < 10; round++) {
      const { child, said } = await startHolder();
      assert.equal(said, 'held', `round ${round}`);
      await kill(child);
      const lock = await acquireLock({ dataDir });
      assert.ok(lock !== undefined, `round ${round}`);
      await lock.release();
    }
  });

  it('has one winner of twenty', async () => {
    const started = await Promise.all(Array.from({ length: 20 }, () => startHolder()));
    const said = started.map((holder) => holder.said).sort();
    assert.deepEqual(said, ['held', ...Array.from({ length: 19 }, () => 'refused')]);
  });

  it('is separate for another directory and another database', async () => {
    const databaseUrl = 'postgresql://host/db';
    const other = path.join(folder, 'other');
    mkdirSync(other);
    const keys = [{ dataDir }, { dataDir: other }, { dataDir, databaseUrl }];
    const locks = await Promise.all(keys.map(acquireLock));
    assert.equal(locks.filter((lock) => lock !== undefined).length, 3);
    for (const lock of locks) await lock?.release();
  });
});
