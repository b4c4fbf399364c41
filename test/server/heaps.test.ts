/** The heaps of a server's threads, as V8 has them. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { frugalHeap } from '../../src/protocol/launch';

describe('server: heaps', function () {
  this.timeout(30_000);

  it('each thread has what it asks for, and the own one what the server was launched with', () => {
    const script = path.join(__dirname, 'support/heapLimits.ts');
    const said = execFileSync(process.execPath, [...frugalHeap, '--import=tsx', script], { encoding: 'utf8' });
    const [own = 0, small = 0, large = 0] = JSON.parse(said) as number[];
    // What is young comes on top.
    for (const [limit, asked] of [
      [own, 448],
      [small, 192],
      [large, 1024],
    ] as const) {
      assert.ok(limit >= asked && limit <= asked + 60, `${limit} MB, not ${asked}`);
    }
  });
});
