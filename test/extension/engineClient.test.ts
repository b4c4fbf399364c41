/** The engine over its lives and failures, as the features of a window meet it. */

import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isLociError, LociError } from '../../src/core/model/errors';
import { silentLogger } from '../../src/core/model/log';
import { createEngineAccess } from '../../src/extension/engineClient';
import type { EngineTarget } from '../../src/extension/engineTarget';
import type { EngineAccess, EngineState } from '../../src/extension/window';
import { eventually, extension } from './support/window';

function realTarget(): EngineTarget {
  const { LOCI_DATA_DIR: dataDir = '' } = process.env;
  return { dataDir, serverFile: path.join(extension().extensionPath, 'dist/server.cjs') };
}

describe('engine', () => {
  let access: EngineAccess | undefined;
  afterEach(() => access?.dispose());

  function open(target: () => Promise<EngineTarget>): {
    readonly access: EngineAccess;
    readonly states: EngineState[];
  } {
    const opened = createEngineAccess({ log: silentLogger, target });
    const states: EngineState[] = [];
    opened.onDidChangeState((state) => states.push(state));
    access = opened;
    return { access: opened, states };
  }

  it('nothing is asked for before it is needed; then everybody is given the same', async () => {
    let asked = 0;
    const { access: engine, states } = open(() => {
      asked += 1;
      return Promise.resolve(realTarget());
    });
    assert.equal(engine.state, 'idle');
    assert.equal(asked, 0);
    const [first, second] = await Promise.all([engine.get(), engine.get()]);
    assert.equal(first, second);
    assert.equal(asked, 1);
    assert.deepEqual(states, ['connecting', 'connected']);
  });

  it('what only a person can mend is not tried again before something has changed', async () => {
    let asked = 0;
    const { access: engine } = open(() => {
      asked += 1;
      return Promise.reject(new LociError('databaseAuth', 'wrong password', 'set another'));
    });
    for (let time = 0; time < 3; time++) {
      await assert.rejects(engine.get(), (error) => isLociError(error, 'databaseAuth'));
    }
    assert.equal(asked, 1);
    assert.equal(engine.state, 'failed');
    assert.equal(engine.failure?.message, 'wrong password');
    engine.reconnect();
    assert.equal(engine.state, 'idle');
    await assert.rejects(engine.get());
    assert.equal(asked, 2);
  });

  it('what may mend itself is tried again after a while, by itself', async () => {
    let asked = 0;
    const { access: engine } = open(() => {
      asked += 1;
      if (asked > 1) return Promise.resolve(realTarget());
      return Promise.reject(new LociError('databaseUnreachable', 'not there'));
    });
    await assert.rejects(engine.get(), (error) => isLociError(error, 'databaseUnreachable'));
    await assert.rejects(engine.get(), (error) => isLociError(error, 'databaseUnreachable'));
    assert.equal(asked, 1, 'a failure is the answer for a while');
    await eventually(() => {
      assert.equal(engine.state, 'connected');
    });
    assert.equal(engine.failure, undefined);
  });

  it('a server that is killed is lost, and then there again', async () => {
    const { access: engine, states } = open(() => Promise.resolve(realTarget()));
    const client = await engine.get();
    const { process: server } = await client.status({});
    process.kill(server.pid, 'SIGKILL');
    await eventually(() => {
      assert.deepEqual(states, ['connecting', 'connected', 'lost', 'connected']);
    });
    const after = await client.status({});
    assert.notEqual(after.process.pid, server.pid);
    assert.equal(await engine.get(), client);
  });

  it('another place: who waits is given the engine that is there now', async () => {
    const { access: engine } = open(async () => {
      await delay(50);
      return realTarget();
    });
    const waiting = engine.get();
    engine.reconnect();
    const client = await waiting;
    assert.equal(await engine.get(), client);
    assert.equal(engine.state, 'connected');
  });

  it('a window that closes is given nothing more', async () => {
    const { access: engine } = open(() => Promise.resolve(realTarget()));
    const client = await engine.get();
    engine.dispose();
    await assert.rejects(engine.get());
    await assert.rejects(client.status({}));
  });
});
