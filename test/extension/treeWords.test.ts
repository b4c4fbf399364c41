/** Words that are made without Intl are those that it would have made. */

import assert from 'node:assert/strict';
import { agoText, numberText } from '../../src/extension/tree/words';

describe('words of the views', () => {
  it('say how long ago something was', () => {
    const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
    const seconds = { second: 1, minute: 60, hour: 3600, day: 86_400, month: 30 * 86_400, year: 360 * 86_400 } as const;
    const now = new Date('2026-06-01T12:00:00Z');
    for (const [unit, length] of Object.entries(seconds)) {
      for (const amount of [1, 2, 7]) {
        const then = new Date(now.getTime() - amount * length * 1000);
        assert.equal(agoText(then, now), format.format(-amount, unit as keyof typeof seconds));
      }
    }
    assert.equal(agoText(now, now), format.format(0, 'second'));
    assert.equal(agoText(new Date(now.getTime() + 5000), now), 'now');
  });

  it('write numbers as they are read', () => {
    for (const value of [0, 7, 999, 1000, 12_345, 1_234_567]) {
      assert.equal(numberText(value), value.toLocaleString('en'));
    }
  });
});
