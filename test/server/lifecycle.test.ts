/** Servers as processes, around the fake engine: started, shared, lost, replaced and ended by real clients. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EngineClient } from '../../src/protocol/client';
import { connectEngine } from '../../src/protocol/client';
import { readAddress } from '../../src/protocol/endpoint';
import { codeOf } from '../core/protocol/support';
import { bundle, isAlive, readText, remove, temporaryFolder, until } from './support/programs';

describe('server: life', function () {
  this.timeout(60_000);
  let programs: string;
  let serverFile: string;
  let clientFile: string;
  let folder: string;
  let dataDir: string;
  let journal: string;
  const clients: EngineClient[] = [];
  const variables = ['LOCI_IDLE_SECONDS', 'FAKE_JOURNAL', 'FAKE_START'] as const;

  before(async () => {
    programs = temporaryFolder();
    serverFile = await bundle('test/server/support/fakeServer.ts', programs, 'server');
    clientFile = await bundle('test/server/support/clientProgram.ts', programs, 'client');
  });
  after(() => {
    remove(programs);
  });
  beforeEach(() => {
    folder = temporaryFolder();
    dataDir = path.join(folder, 'data');
    journal = path.join(folder, 'journal');
    process.env['FAKE_JOURNAL'] = journal;
    process.env['LOCI_IDLE_SECONDS'] = '30';
  });
  afterEach(async () => {
    const pids = serverPids();
    for (const client of clients.splice(0)) client.close();
    for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    for (const pid of pids) await until(`server ${pid} is gone`, () => !isAlive(pid));
    for (const name of variables) Reflect.deleteProperty(process.env, name);
    remove(folder);
  });

  async function connect(): Promise<EngineClient> {
    const client = await connectEngine({ dataDir, serverFile });
    clients.push(client);
    return client;
  }

  function log(): string {
    return readText(path.join(dataDir, 'logs', 'server.log'));
  }

  /** The processes of every server that has served the test's data directory. */
  function serverPids(): number[] {
    const pids = [...log().matchAll(/ (\d+) info release/g)].map(([, pid]) => Number(pid));
    return [...new Set([...pids, ...clients.map((client) => client.welcome().pid)])];
  }

  it('starts with the first client and is shared by the next', async () => {
    const first = await connect();
    const second = await connect();
    assert.equal(first.welcome().pid, second.welcome().pid);
    assert.equal((await second.search({ query: 'x' })).hits.length, 2);
    assert.equal(statSync(dataDir).mode & 0o077, 0);
    assert.equal(serverPids().length, 1);
  });

  it('is one server for twenty clients that start it at once', async () => {
    const started = Array.from({ length: 20 }, () => spawnClient('search', 'x'));
    const ended = await Promise.all(started.map((child) => once(child, 'exit')));
    assert.deepEqual(
      ended.map(([code]) => code as number),
      Array.from({ length: 20 }, () => 0),
    );
    assert.equal(serverPids().length, 1);
    assert.equal(readText(journal).match(/search x/g)?.length, 20);
  });

  it('is started again when it was killed: questions are asked again by themselves, changes are not', async () => {
    const client = await connect();
    const { pid } = client.welcome();
    let lost = 0;
    client.onLost(() => lost++);
    const asked = client.search({ query: 'wait 500' });
    const indexing = codeOf(client.index({ folder: '/slow' }, () => undefined));
    await until('both run', () => readText(journal).includes('wait') && readText(journal).includes('slow'));
    process.kill(pid, 'SIGKILL');
    assert.equal(await indexing, 'serverLost');
    assert.equal((await asked).hits.length, 2);
    assert.equal(lost, 1);
    assert.notEqual(client.welcome().pid, pid);
    await client.index({ folder: '/x' }, () => undefined);
    assert.deepEqual(readText(journal).match(/index \/slow/g)?.length, 1);
  });

  it('aborts the search of a client that was killed, and goes on with its index', async () => {
    await connect();
    const searching = spawnClient('search', 'wait 30000');
    const indexing = spawnClient('index', '/slow');
    await until('both run', () => readText(journal).includes('wait 30000') && readText(journal).includes('/slow'));
    for (const child of [searching, indexing]) child.kill('SIGKILL');
    await until('the search is aborted', () => readText(journal).includes('aborted wait 30000'));
    await until('the index is done', () => readText(journal).includes('indexed /slow'));
  });

  it('ends when it has been idle, but not in the middle of a job', async () => {
    process.env['LOCI_IDLE_SECONDS'] = '0.3';
    const client = await connect();
    const { pid } = client.welcome();
    const indexing = spawnClient('index', '/slow');
    await until('it is indexing', () => readText(journal).includes('index /slow'));
    indexing.kill('SIGKILL');
    client.close();
    await until('it has ended', () => !isAlive(pid));
    assert.match(readText(journal), /indexed \/slow\n(.*\n)*dispose/);
    const { socket } = readAddress({ dataDir }) ?? { socket: '' };
    assert.equal(statSync(socket, { throwIfNoEntry: false }), undefined, 'its socket is removed');
  });

  it('stays while a client is connected', async () => {
    process.env['LOCI_IDLE_SECONDS'] = '0.2';
    const client = await connect();
    const { pid } = client.welcome();
    await client.search({ query: 'wait 900' });
    await delay(900);
    assert.ok(isAlive(pid));
  });

  it('disposes of the engine at SIGTERM, and answers what is pending first', async function () {
    if (process.platform === 'win32') this.skip();
    const client = await connect();
    const indexing = codeOf(client.index({ folder: '/slow' }, () => undefined));
    await until('it is indexing', () => readText(journal).includes('index /slow'));
    process.kill(client.welcome().pid, 'SIGTERM');
    assert.equal(await indexing, 'cancelled');
    await until('it has ended', () => !isAlive(client.welcome().pid));
    assert.match(readText(journal), /dispose/);
  });

  it('lets requests wait while the engine opens', async () => {
    process.env['FAKE_START'] = 'slow';
    const client = await connect();
    assert.equal((await client.search({ query: 'x' })).hits.length, 2);
  });

  it('says why the engine cannot be opened, and ends', async () => {
    process.env['FAKE_START'] = 'refuse';
    const client = await connect();
    assert.equal(await codeOf(client.search({ query: 'x' })), 'databaseUnreachable');
    await until('it has ended', () => !isAlive(client.welcome().pid));
    delete process.env['FAKE_START'];
    assert.equal((await client.search({ query: 'x' })).hits.length, 2);
  });

  it('reports a server that dies at its start, with its last words', async () => {
    process.env['FAKE_START'] = 'crash';
    await assert.rejects(connect(), { code: 'serverLost', message: /could not start .*exit code 1/ });
    assert.match(log(), /the fake server crashes/);
  });

  it('reports a program that is not there, and a data directory that cannot be', async () => {
    await assert.rejects(connectEngine({ dataDir, serverFile, nodeFile: path.join(folder, 'none') }), {
      code: 'serverLost',
      message: /ENOENT/,
    });
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    assert.equal(await codeOf(connectEngine({ dataDir: file, serverFile })), 'usage');
    assert.equal(await codeOf(connectEngine({ dataDir: path.join(file, 'below'), serverFile })), 'usage');
  });

  it('gives way when its data directory was removed or moved away', async () => {
    const { pid } = (await connect()).welcome();
    renameSync(dataDir, `${dataDir}.moved`);
    mkdirSync(dataDir, { mode: 0o700 });
    const client = await connect();
    assert.notEqual(client.welcome().pid, pid);
    await until('the first has ended', () => !isAlive(pid));
    assert.equal((await client.search({ query: 'x' })).hits.length, 2);
  });

  it('is replaced when its program has been built again, but not while others use it', async () => {
    const own = path.join(folder, 'server.cjs');
    writeFileSync(own, readText(serverFile));
    const first = await connectEngine({ dataDir, serverFile: own });
    const { pid } = first.welcome();
    clients.push(first);
    const later = new Date(Date.now() + 60_000);
    utimesSync(own, later, later);
    const second = await connectEngine({ dataDir, serverFile: own });
    assert.equal(second.welcome().pid, pid);
    for (const client of [first, second]) client.close();
    // The server hears a little later than the clients that they have gone.
    for (let attempt = 0; attempt < 50 && isAlive(pid); attempt++) {
      const next = await connectEngine({ dataDir, serverFile: own });
      clients.push(next);
      if (next.welcome().pid === pid) next.close();
      await delay(20);
    }
    await until('the first has ended', () => !isAlive(pid));
    assert.equal((await clients.at(-1)?.search({ query: 'x' }))?.hits.length, 2);
  });

  it('is found by a program that sees another runtime folder', async function () {
    if (process.platform === 'win32') this.skip();
    const { pid } = (await connect()).welcome();
    const { XDG_RUNTIME_DIR: runtime } = process.env;
    process.env['XDG_RUNTIME_DIR'] = folder;
    try {
      assert.equal((await connect()).welcome().pid, pid);
    } finally {
      if (runtime === undefined) delete process.env['XDG_RUNTIME_DIR'];
      else process.env['XDG_RUNTIME_DIR'] = runtime;
    }
  });

  function spawnClient(command: 'search' | 'index', argument: string): ReturnType<typeof spawn> {
    return spawn(process.execPath, [clientFile, dataDir, serverFile, command, argument], { stdio: 'inherit' });
  }
});
