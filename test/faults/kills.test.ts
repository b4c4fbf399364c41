/**
 * kill -9, with the real server on a real data directory: nothing acknowledged is lost, and the next start goes on.
 * LOCI_KILLS sets how often; `npm run test:faults` runs the long form.
 */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isLociError } from '../../src/core/model/errors';
import { connectEngine } from '../../src/protocol/client';
import type { EngineClient } from '../../src/protocol/client';

const kills = Number(process.env['LOCI_KILLS'] ?? 4);
const files = 600;
const symbolsAFile = 6;

describe('kill -9', function () {
  this.timeout(60_000 + kills * 30_000);
  let root: string;
  let folder: string;
  let dataDir: string;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'loci-kills-'));
    folder = join(root, 'folder');
    dataDir = join(root, 'data');
    await mkdir(folder);
    for (let at = 0; at < files; at++) await writeFile(join(folder, `file${at}.ts`), sourceOf(at, 0));
  });
  after(async () => {
    const client = await connect();
    await endServer(client);
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  });

  const connect = (): Promise<EngineClient> => connectEngine({ dataDir, serverFile: resolve('dist/server.cjs') });

  it(`the server, ${kills} times in the middle of an index: no acknowledged file is lost`, async () => {
    let lost = 0;
    for (let kill = 0; kill < kills; kill++) {
      const client = await connect();
      const { process: server } = await client.status({});
      const acknowledged = await indexUntil(client, folder, kill, server.pid);
      const status = await client.status({ folder });
      lost += Math.max(0, acknowledged - (status.folders[0]?.files ?? 0));
      client.close();
    }
    const client = await connect();
    const summary = await client.index({ folder }, () => undefined);
    assert.equal(summary.files.total, files);
    assert.equal(summary.symbols, files * symbolsAFile);
    const { hits } = await client.search({ query: `method${files - 1}`, folder });
    assert.equal(hits[0]?.symbol.name, `method${files - 1}`);
    client.close();
    console.log(`      kills tried: ${kills}, acknowledged files lost: ${lost}`);
    assert.equal(lost, 0);
  });

  it(`the server, ${kills} times while files are saved: every save that was acknowledged is found`, async () => {
    let lost = 0;
    for (let kill = 0; kill < kills; kill++) {
      const client = await connect();
      const { process: server } = await client.status({});
      const path = join(folder, `file${kill}.ts`);
      await writeFile(path, `${sourceOf(kill, kill)}export const savedBefore${kill} = ${Date.now()};\n`);
      await client.filesChanged(folder, [path]);
      process.kill(server.pid, 'SIGKILL');
      const { hits } = await client.search({ query: `savedBefore${kill}`, folder });
      if (hits[0]?.symbol.name !== `savedBefore${kill}`) lost += 1;
      client.close();
    }
    console.log(`      kills tried: ${kills}, acknowledged saves lost: ${lost}`);
    assert.equal(lost, 0);
  });

  it(`the server, ${kills} times while relationships are resolved: the next index goes on, and misses none`, async () => {
    const chain = join(root, 'chain');
    await mkdir(chain);
    for (let at = 0; at < files; at++) await writeFile(join(chain, `link${at}.ts`), linkOf(at));
    let client = await connect();
    const done: number[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const { process: server } = await client.status({});
      const resolved = await resolveUntil(client, chain, 10 + ((kill * 131) % 300), server.pid);
      done.push(resolved);
      client.close();
      client = await connect();
      const { completeness } = await client.relations({ symbol: 'link5', direction: 'in', folder: chain });
      assert.notEqual(completeness, 'none', 'what was written is kept');
    }
    const summary = await client.index({ folder: chain }, () => undefined);
    assert.equal(summary.files.unchanged, files);
    for (let at = 0; at < files; at += 7) {
      const symbol = `link${at}.ts/link${at}().`;
      const callers = await client.relations({ symbol, direction: 'in', folder: chain, types: ['calls'] });
      assert.equal(callers.completeness, 'complete');
      assert.deepEqual(
        callers.related.map((caller) => caller.symbol.name),
        [`link${(at + files - 1) % files}`],
      );
    }
    client.close();
    console.log(`      kills tried: ${kills}, files resolved before each: ${done.join(', ')}`);
  });

  it('a client in the middle of a request: the server and its other clients go on', async () => {
    const client = await connect();
    const program = resolve('dist/cli.cjs');
    for (let kill = 0; kill < kills; kill++) {
      const args = [program, '--data-dir', dataDir, 'index', folder, '--rebuild', '--json'];
      const child = spawn(process.execPath, args, { stdio: 'ignore' });
      await new Promise((resume) => setTimeout(resume, 250 + kill * 50));
      child.kill('SIGKILL');
      await client.search({ query: 'method1', folder });
    }
    const { files: counts } = await client.index({ folder }, () => undefined);
    assert.equal(counts.total, files);
    client.close();
  });

  it('twenty programs at once find one server', async () => {
    await endServer(await connect());
    const clients = await Promise.all(Array.from({ length: 20 }, connect));
    const pids = await Promise.all(clients.map(async (client) => (await client.status({})).process.pid));
    assert.equal(new Set(pids).size, 1);
    for (const client of clients) client.close();
  });
});

/** Indexes, kills the server once some files were acknowledged, and answers with how many those were. */
async function indexUntil(client: EngineClient, folder: string, round: number, pid: number): Promise<number> {
  let acknowledged = 0;
  const limit = 30 + ((round * 97) % 400);
  try {
    await client.index({ folder }, ({ done }) => {
      acknowledged = Math.max(acknowledged, done);
      if (done >= limit) process.kill(pid, 'SIGKILL');
    });
  } catch (error) {
    if (!isLociError(error, 'serverLost')) throw error;
  }
  return acknowledged;
}

/** Indexes, kills the server once some files are resolved in this run, and answers with how many those were. */
async function resolveUntil(client: EngineClient, folder: string, limit: number, pid: number): Promise<number> {
  let resolved = 0;
  try {
    await client.index({ folder }, ({ phase, done, total }) => {
      if (phase !== 'resolving' || total === 0) return;
      resolved = Math.max(resolved, done);
      if (done >= Math.min(limit, total / 2)) process.kill(pid, 'SIGKILL');
    });
  } catch (error) {
    if (!isLociError(error, 'serverLost')) throw error;
  }
  return resolved;
}

async function endServer(client: EngineClient): Promise<void> {
  const { process: server } = await client.status({});
  client.close();
  process.kill(server.pid, 'SIGTERM');
  for (let tries = 0; tries < 100; tries++) {
    try {
      process.kill(server.pid, 0);
    } catch {
      return;
    }
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** Calls the next one; the last calls the first. */
function linkOf(at: number): string {
  const next = `link${(at + 1) % files}`;
  return `import { ${next} } from './${next}';\nexport function link${at}(): void { ${next}(); }\n`;
}

/** A file of exactly `symbolsAFile` symbols, its own included. */
function sourceOf(at: number, version: number): string {
  return `/** Number ${at}, version ${version}. */
export class Class${at} {
  field${at} = ${version};
  method${at}(): number { return this.field${at}; }
}
export function function${at}(): void {}
export const constant${at} = ${version};
`;
}
