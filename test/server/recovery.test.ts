/** A window's view of a server that is killed: it is told, tells again what it wants, and hears of changes again. */

import assert from 'node:assert/strict';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EngineEvent } from '../../src/core/model/api';
import type { EngineClient } from '../../src/protocol/client';
import { connectEngine } from '../../src/protocol/client';
import { isAlive, remove, temporaryFolder, until } from './support/programs';

describe('server: recovery', function () {
  this.timeout(120_000);
  let root: string;
  let folder: string;
  let dataDir: string;
  const clients: EngineClient[] = [];
  const pids = new Set<number>();

  beforeEach(() => {
    root = realpathSync(temporaryFolder());
    folder = path.join(root, 'shop');
    dataDir = path.join(root, 'data');
    mkdirSync(folder);
    for (let at = 0; at < 20; at++) save(`file${at}.ts`, `export function function${at}() {}\n`);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) {
      pids.add(client.welcome().pid);
      client.close();
    }
    for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    for (const pid of pids) await until(`server ${pid} is gone`, () => !isAlive(pid));
    pids.clear();
    Reflect.deleteProperty(process.env, 'LOCI_IDLE_SECONDS');
    remove(root);
  });

  async function connect(): Promise<EngineClient> {
    const client = await connectEngine({ dataDir, serverFile: path.resolve('dist/server.cjs') });
    clients.push(client);
    return client;
  }
  function save(name: string, text: string): void {
    writeFileSync(path.join(folder, name), text);
  }
  function kill(client: EngineClient): void {
    const { pid } = client.welcome();
    pids.add(pid);
    process.kill(pid, 'SIGKILL');
  }
  const found = async (client: EngineClient, query: string): Promise<string[]> =>
    (await client.search({ query, folder })).hits.map(({ symbol }) => symbol.id);

  it('hears of events, watches and unsaved text again after each of three kills, without asking for anything', async () => {
    const window = await connect();
    const events: EngineEvent[] = [];
    const file = path.join(folder, 'file3.ts');
    window.onEvent((event) => events.push(event));
    let ready = 0;
    let lost = 0;
    const start = async (): Promise<void> => {
      await Promise.all([window.watch(folder), window.setBuffer({ file, text: 'export const typed = 1;\n' })]);
      ready++;
    };
    window.onLost(() => lost++);
    window.onConnected(() => void start());
    await window.index({ folder }, () => undefined);
    await start();
    for (let round = 1; round <= 3; round++) {
      assert.equal((await found(window, 'typed'))[0], 'file3.ts/typed.');
      const name = `saved${round}`;
      save(`${name}.ts`, `export const ${name} = 1;\n`);
      const isTold = (event: EngineEvent): boolean =>
        event.kind === 'indexed' && event.paths?.some((path) => path === `${name}.ts`) === true;
      await until('the save is told', () => events.some(isTold), 30_000);
      assert.equal((await found(window, name))[0], `${name}.ts/${name}.`);
      kill(window);
      await until('it is ready again', () => ready === round + 1, 30_000);
      assert.equal(lost, round);
    }
    assert.equal((await found(window, 'typed'))[0], 'file3.ts/typed.');
    assert.equal((await window.status({ folder })).folders[0]?.watching, true);
  });

  it('lets the unsaved text of a window that is gone go, and keeps that of the other', async () => {
    const [one, two] = [await connect(), await connect()];
    await one.index({ folder }, () => undefined);
    const file = path.join(folder, 'file3.ts');
    await two.setBuffer({ file, text: 'export const emptyBasket = 1;\n' });
    await one.setBuffer({ file, text: 'export const countStamps = 1;\n' });
    assert.deepEqual(await found(two, 'countStamps kind:constant'), ['file3.ts/countStamps.']);
    one.close();
    for (let tries = 0; (await found(two, 'emptyBasket kind:constant')).length === 0; tries++) assert.ok(tries < 500);
    assert.deepEqual(await found(two, 'countStamps kind:constant'), []);
    const { notices } = await two.search({ query: 'emptyBasket', folder });
    assert.ok(notices.includes('1 unsaved file is included'), notices.join());
    await two.setBuffer({ file });
    assert.ok((await found(two, 'function3')).includes('file3.ts/function3().'));
  });

  it('goes on with an index when the window is gone, and ends when that is held for nobody', async () => {
    process.env['LOCI_IDLE_SECONDS'] = '1';
    for (let at = 0; at < 300; at++) save(`more${at}.ts`, `export function more${at}() {}\n`);
    const window = await connect();
    const { pid } = window.welcome();
    const held = new Promise<void>((resolve) => {
      const indexing = window.index({ folder }, ({ done, paused }) => {
        if (paused) resolve();
        else if (done > 0) void window.pauseIndex(folder);
      });
      indexing.catch(() => undefined);
    });
    await held;
    window.close();
    await until('the server is gone', () => !isAlive(pid), 30_000);
    const next = await connect();
    const { files } = await next.index({ folder }, () => undefined);
    assert.ok(files.unchanged > 0 && files.added > 0 && files.added + files.unchanged === 320, JSON.stringify(files));
  });

  it('is not looked for by a client that has closed, or that wants to hear of nothing', async () => {
    const [closed, quiet] = [await connect(), await connect()];
    closed.onConnected(() => assert.fail('it was closed'));
    let lost = 0;
    quiet.onLost(() => lost++);
    closed.close();
    kill(quiet);
    await until('the loss is noticed', () => lost === 1);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.ok(!isAlive(quiet.welcome().pid));
    assert.equal((await quiet.status({})).folders.length, 0);
  });

  it('refuses text that no message can carry, and forgets what it held of that file', async () => {
    const window = await connect();
    await window.index({ folder }, () => undefined);
    const file = path.join(folder, 'file3.ts');
    await window.setBuffer({ file, text: 'export const typed = 1;\n' });
    await assert.rejects(window.setBuffer({ file, text: '\0'.repeat(40_000_000) }), { code: 'usage' });
    assert.deepEqual(await found(window, 'typed kind:constant'), []);
    assert.ok((await found(window, 'function3')).includes('file3.ts/function3().'));
  });
});
