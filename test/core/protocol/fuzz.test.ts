/** Bytes that are not the protocol: only the connection that they come on ends. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import type { Host } from '../../../src/server/host';
import { remoteEngine } from '../../../src/protocol/client';
import { openSession } from '../../../src/protocol/session';
import { protocolVersion } from '../../../src/protocol/version';
import { createFakeEngine } from '../../support/fakeEngine';
import { remove, temporaryFolder, until } from '../../server/support/programs';
import { clientOf, hostFor } from './support';

const hello = frame({ jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion, version: '0.1.0' } });
const question = frame({ jsonrpc: '2.0', id: 1, method: 'search', params: { args: [{ query: 'x' }] } });

function frame(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}

describe('protocol: broken streams', () => {
  let folder: string;
  let server: net.Server;
  let socketFile: string;
  let host: Host;

  before(async () => {
    folder = temporaryFolder();
    socketFile = process.platform === 'win32' ? `\\\\.\\pipe\\${path.basename(folder)}` : path.join(folder, 's');
    host = hostFor(createFakeEngine());
    server = net.createServer(host.accept).listen(socketFile);
    await once(server, 'listening');
  });
  after(() => {
    host.closeAll();
    server.close();
    remove(folder);
  });

  /** Sends the chunks on a connection of its own, and hangs up. */
  async function send(chunks: readonly Uint8Array[]): Promise<void> {
    const socket = net.connect(socketFile).resume();
    socket.on('error', () => undefined);
    for (const chunk of chunks) if (!socket.destroyed) socket.write(chunk);
    socket.end();
    await once(socket, 'close');
  }

  it('survives 300 connections of random bytes, mangled and cut frames, and goes on answering others', async () => {
    const good = await openSession(net.connect(socketFile));
    const engine = remoteEngine(good.call);
    const bytes = fc.uint8Array({ maxLength: 400 });
    const mangled = fc.tuple(fc.nat({ max: question.length - 1 }), fc.nat({ max: 255 })).map(([at, value]) => {
      const copy = Buffer.from(question);
      copy[at] = value;
      return copy;
    });
    const cutShort = fc.nat({ max: question.length }).map((end) => question.subarray(0, end));
    const anyFrame = fc.jsonValue({ maxDepth: 2 }).map(frame);
    const anyRequest = fc
      .record({ method: fc.oneof(fc.string(), fc.constant('search')), params: fc.jsonValue({ maxDepth: 2 }) })
      .map((request) => frame({ jsonrpc: '2.0', id: 5, ...request }));
    const header = fc.string().map((value) => Buffer.from(`Content-Length: ${value}\r\n\r\n`));
    const chunk = fc.oneof(bytes, mangled, cutShort, anyFrame, anyRequest, header);
    const runs = fc.asyncProperty(fc.boolean(), fc.array(chunk, { maxLength: 4 }), async (greeted, chunks) => {
      await send(greeted ? [hello, ...chunks] : chunks);
      assert.equal((await engine.search({ query: 'x' })).hits.length, 2);
    });
    await fc.assert(runs, { numRuns: 300 });
    good.close();
    await until('the others are gone', () => host.connections() === 0);
    assert.equal(host.pending(), 0);
  });

  it('ends a connection at once on a header that never ends and on a message that is too long', async () => {
    for (const opening of ['x'.repeat(10_000), 'Content-Length: 999999999\r\n\r\n', 'Content-Length: -5\r\n\r\n']) {
      const socket = net.connect(socketFile).resume();
      socket.on('error', () => undefined);
      socket.write(opening);
      await once(socket, 'close');
    }
    await until('they are gone', () => host.connections() === 0);
  });

  it('takes frames that come byte by byte', async () => {
    const socket = net.connect(socketFile);
    let answers = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answers += text));
    for (const byte of Buffer.concat([hello, question])) socket.write(Buffer.from([byte]));
    await until('both are answered', () => answers.includes('"id":0') && answers.includes('"hits"'));
    socket.destroy();
  });

  it('answers nothing before the greeting', async () => {
    const { session } = await clientOf(host);
    session.close();
    const socket = net.connect(socketFile);
    let answers = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answers += text));
    socket.write(question);
    await until('it is refused', () => answers.includes('protocolMismatch'));
    socket.destroy();
  });
});
