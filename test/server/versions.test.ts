/** Programs of different releases meet: the newer one has its way, but never at the cost of a job. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { connectEngine } from '../../src/protocol/client';
import { maximumRequest, openConnection } from '../../src/protocol/connection';
import { endpointFor } from '../../src/protocol/endpoint';
import { helloMethod, retireMethod } from '../../src/protocol/methods';
import type { Welcome } from '../../src/protocol/version';
import { lociVersion, protocolVersion } from '../../src/protocol/version';
import { bundle, isAlive, remove, temporaryFolder, until } from './support/programs';

describe('server: releases', function () {
  this.timeout(60_000);
  let folder: string;
  let dataDir: string;
  let serverFile: string;
  let other: net.Server | undefined;

  before(async () => {
    folder = temporaryFolder();
    serverFile = await bundle('test/server/support/fakeServer.ts', folder, 'server');
  });
  beforeEach(() => {
    dataDir = path.join(folder, `data-${Math.random().toString(36).slice(2)}`);
    mkdirSync(dataDir);
  });
  afterEach(() => {
    other?.close();
  });
  after(() => {
    remove(folder);
  });

  /** A server of another release at the data directory's place; `yields` is its answer to being asked to end. */
  async function startOther(release: Partial<Welcome>, yields: boolean): Promise<() => number> {
    let asked = 0;
    const server = net.createServer((socket) => {
      const { rpc, close } = openConnection(socket, maximumRequest);
      rpc.onRequest((method: string) => {
        const own = {
          protocolVersion,
          version: lociVersion,
          pid: 1,
          program: '',
          programModifiedMs: 0,
          connections: 1,
        };
        if (method === helloMethod) return { ...own, ...release };
        if (method !== retireMethod) return null;
        asked++;
        if (yields) {
          server.close();
          setTimeout(close, 50);
        }
        return { ending: yields };
      });
      rpc.listen();
    });
    other = server;
    server.listen(endpointFor({ dataDir }));
    await once(server, 'listening');
    return () => asked;
  }

  it('a newer protocol is not spoken, and its server is left alone', async () => {
    const asked = await startOther({ protocolVersion: protocolVersion + 1, version: '9.0.0' }, true);
    await assert.rejects(connectEngine({ dataDir, serverFile }), {
      code: 'protocolMismatch',
      message: /9\.0\.0.* newer/,
      mend: /update/,
    });
    assert.equal(asked(), 0);
  });

  it('an older server that is busy is not ended', async () => {
    const asked = await startOther({ protocolVersion: protocolVersion - 1, version: '0.0.1' }, false);
    await assert.rejects(connectEngine({ dataDir, serverFile }), { code: 'protocolMismatch', message: /older.* busy/ });
    assert.equal(asked(), 1);
  });

  it('an older server that is idle makes room', async () => {
    for (const release of [{ protocolVersion: protocolVersion - 1 }, { version: '0.0.1' }]) {
      const asked = await startOther(release, true);
      const client = await connectEngine({ dataDir, serverFile });
      const { pid, version } = client.welcome();
      assert.equal((await client.search({ query: 'x' })).hits.length, 2);
      client.close();
      process.kill(pid);
      await until('the server is gone', () => !isAlive(pid));
      assert.deepEqual([asked(), version], [1, lociVersion]);
    }
  });

  it('an older or newer release of the same protocol that others use is used too', async () => {
    for (const release of [{ version: '0.0.1', connections: 2 }, { version: '9.0.0' }]) {
      const asked = await startOther(release, true);
      const client = await connectEngine({ dataDir, serverFile });
      assert.equal(client.welcome().version, release.version);
      client.close();
      other?.close();
      assert.equal(asked(), 0);
      dataDir = `${dataDir}-next`;
      mkdirSync(dataDir);
    }
  });
});
