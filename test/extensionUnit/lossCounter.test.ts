/** One notice at most. */

import assert from 'node:assert/strict';
import { createLossCounter } from '../../src/extension/status/lossCounter';

describe('losses of the server', () => {
  it('are told of at the third within minutes, and never again', () => {
    const isWorthTelling = createLossCounter();
    const told = Array.from({ length: 20 }, (_, at) => isWorthTelling(at * 1000));
    assert.deepEqual(told.indexOf(true), 2);
    assert.deepEqual(told.filter(Boolean).length, 1);
  });

  it('that are far between are not told of', () => {
    const isWorthTelling = createLossCounter();
    for (let hour = 0; hour < 20; hour++) assert.equal(isWorthTelling(hour * 3_600_000), false);
  });
});
