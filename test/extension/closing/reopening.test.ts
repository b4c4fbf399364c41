/** The folder of closing.test.ts, opened again: the index goes on where it was. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { told } from '../support/meeting';
import { api, eventually, found } from '../support/window';

describe('the window that was closed in the middle of an index, opened again', () => {
  it('goes on by itself, and reads nothing again that was in the index', async () => {
    const before = await told<number>('indexed when closed');
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
      assert.equal(api().folders()[0]?.files, 1500);
    }, 60_000);
    assert.ok(await found('made1499'));
    const log = readFileSync(path.join(process.env['LOCI_DATA_DIR']!, 'logs/server.log'), 'utf8');
    const passes = [...log.matchAll(/indexed 1500 files in \d+ ms: (\d+) added, (\d+) unchanged/g)];
    console.log(`    ${before} files when it was closed; then ${passes[0]?.[0] ?? 'nothing'}`);
    assert.equal(passes.length, 1);
    const [added, unchanged] = passes[0]!.slice(1).map(Number) as [number, number];
    assert.equal(added + unchanged, 1500);
    assert.ok(unchanged >= before, `${unchanged} unchanged of ${before}`);
  }).timeout(90_000);
});
