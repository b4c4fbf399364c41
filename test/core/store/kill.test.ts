/** kill -9 of the process that owns the embedded database, while it writes. */

import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { temporaryFolder } from '../../support/databases';

const kills = 10;
const program = resolve('test/support/databasesWriter.ts');

interface Seen {
  readonly found: number;
  readonly broken: number;
  readonly acknowledged: number;
}

/** Runs the writer; kills it `afterMs` after its first commit, or lets it only look. */
async function run(dataDir: string, afterMs: number | 'look'): Promise<Seen> {
  const args = ['--import=tsx', program, dataDir, ...(afterMs === 'look' ? ['look'] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('exit', done));
  let [found, broken, acknowledged] = [-1, -1, -1];
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, ...numbers] = line.split(' ');
    if (word === 'found') [found = -1, broken = -1] = numbers.map(Number);
    if (word !== 'wrote') continue;
    if (acknowledged < 0 && afterMs !== 'look') setTimeout(() => child.kill('SIGKILL'), afterMs);
    acknowledged = Number(numbers[0]);
  }
  await ended;
  return { found, broken, acknowledged };
}

describe('kill -9 of the owner of an embedded database', () => {
  it(`loses nothing that was acknowledged, ${kills} times`, async function () {
    this.timeout(240_000);
    const dataDir = await temporaryFolder();
    let acknowledged = 0;
    let lost = 0;
    for (let kill = 0; kill < kills; kill++) {
      const seen = await run(dataDir, kill * 13);
      lost += Math.max(0, acknowledged - seen.found);
      assert.equal(seen.broken, 0, 'a file with a part of its symbols');
      assert(seen.acknowledged > seen.found, 'it has written before it was killed');
      ({ acknowledged } = seen);
    }
    const last = await run(dataDir, 'look');
    lost += Math.max(0, acknowledged - last.found);
    console.log(`      kills: ${kills}, files acknowledged: ${acknowledged}, found: ${last.found}, lost: ${lost}`);
    assert.deepEqual([lost, last.broken], [0, 0]);
  });
});
