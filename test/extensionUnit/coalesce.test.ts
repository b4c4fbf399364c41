/** Many calls, few runs. */

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { coalesce, delayed } from '../../src/extension/coalesce';

describe('coalesce', () => {
  it('calls during a run bring exactly one more, and answer after it', async () => {
    let runs = 0;
    const run = coalesce(async () => {
      runs += 1;
      await delay(5);
    });
    const first = run();
    const later = [run(), run(), run()];
    await first;
    assert.equal(runs, 1);
    await Promise.all(later);
    assert.equal(runs, 2);
    await run();
    assert.equal(runs, 3);
  });

  it('a run that fails is told to its callers, and the next goes on', async () => {
    let runs = 0;
    const run = coalesce(async () => {
      runs += 1;
      await delay(1);
      if (runs === 1) throw new Error('first');
    });
    const first = run();
    const second = run();
    await assert.rejects(first, /first/);
    await second;
    assert.equal(runs, 2);
  });
});

describe('delayed', () => {
  it('soon: one run a wait, however often it is asked for', async () => {
    let runs = 0;
    const later = delayed(20, () => (runs += 1));
    for (let time = 0; time < 5; time++) later.soon();
    await delay(60);
    assert.equal(runs, 1);
    later.soon();
    await delay(60);
    assert.equal(runs, 2);
  });

  it('cancelled: none', async () => {
    let runs = 0;
    const later = delayed(5, () => (runs += 1));
    later.whenQuiet();
    later.cancel();
    await delay(30);
    assert.equal(runs, 0);
  });
});
