/** When maintenance is done: after work has rested, and never in the middle of it. */

import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { createMaintenance } from '../../../src/core/engine/maintaining';
import type { Maintenance } from '../../../src/core/engine/maintaining';
import type { Database } from '../../../src/core/store/database';

const seconds = 1_000;

describe('maintenance', () => {
  let maintenance: Maintenance;
  let done: number;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    done = 0;
    maintenance = createMaintenance(countingDatabase(), silentLog);
  });

  afterEach(async () => {
    await maintenance.close();
    mock.timers.reset();
  });

  it('is done once writing has rested', () => {
    maintenance.due();
    mock.timers.tick(4 * seconds);
    maintenance.due();
    mock.timers.tick(4 * seconds);
    assert.equal(done, 0);
    mock.timers.tick(2 * seconds);
    assert.equal(done, 1);
  });

  it('waits for the end of work, however long that writes nothing', () => {
    const release = maintenance.hold();
    maintenance.due();
    mock.timers.tick(60 * seconds);
    assert.equal(done, 0);
    release();
    mock.timers.tick(6 * seconds);
    assert.equal(done, 1);
  });

  it('that was due before work waits for its end, too', () => {
    maintenance.due();
    const [one, other] = [maintenance.hold(), maintenance.hold()];
    one();
    mock.timers.tick(60 * seconds);
    assert.equal(done, 0);
    other();
    mock.timers.tick(6 * seconds);
    assert.equal(done, 1);
  });

  it('is done in spite of work that does not end', () => {
    maintenance.hold();
    maintenance.due();
    mock.timers.tick(11 * 60 * seconds);
    assert.equal(done, 1);
  });

  it('is not done where nothing is due', () => {
    maintenance.hold()();
    mock.timers.tick(60 * seconds);
    assert.equal(done, 0);
  });

  /** Counts how often maintenance begins. */
  function countingDatabase(): Database {
    const refuse = (): never => {
      throw new Error('not asked for');
    };
    return {
      kind: 'postgresql',
      location: '',
      query: (sql) => {
        if (sql.includes('perform_maintenance')) done += 1;
        return Promise.resolve([]);
      },
      ...{
        execute: refuse,
        copyFrom: refuse,
        queryPrepared: refuse,
        transaction: refuse,
        listen: refuse,
        close: refuse,
      },
    };
  }
});

const silentLog = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
