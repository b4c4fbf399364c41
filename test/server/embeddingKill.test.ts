/** kill -9 of a server while it embeds: what it said is done is done, and in the end it is as if nothing had happened. */

import assert from 'node:assert/strict';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddingState } from '../../src/core/model/api';
import { connectEngine } from '../../src/protocol/client';
import type { EngineClient } from '../../src/protocol/client';
import { isAlive, remove, temporaryFolder, until } from './support/programs';

/** With one function each, fewer symbols than an answer compares by their vectors: none is left out by a tie of signs. */
const files = 190;
const kills = 3;
const topics = ['parse the configuration', 'close the connection', 'render a page', 'send a letter'];

describe('server: killed while it embeds', function () {
  this.timeout(180_000);
  let root: string;
  let folder: string;
  const clients: EngineClient[] = [];
  beforeEach(() => {
    process.env['LOCI_CHECKER'] = 'off';
    root = realpathSync(temporaryFolder());
    folder = path.join(root, 'shop');
    mkdirSync(folder);
    for (let at = 0; at < files; at++) writeFileSync(path.join(folder, `file${at}.ts`), textOf(at));
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await kill(client);
    Reflect.deleteProperty(process.env, 'LOCI_CHECKER');
    remove(root);
  });

  async function kill(client: EngineClient): Promise<void> {
    const { pid } = client.welcome();
    client.close();
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await until(`server ${pid} is gone`, () => !isAlive(pid));
  }

  const textOf = (at: number): string =>
    `/** To ${topics[at % topics.length]!}, ${at}. */\nexport function f${at}() {\n  return ${at};\n}\n`;
  async function connect(dataDir: string): Promise<EngineClient> {
    const client = await connectEngine({ dataDir, serverFile: path.resolve('dist/server.cjs') });
    clients.push(client);
    return client;
  }
  const state = async (client: EngineClient): Promise<EmbeddingState> =>
    (await client.status({ folder })).folders[0]!.embedding;
  async function embedded(client: EngineClient, least: number): Promise<number> {
    for (let tries = 0; tries < 6_000; tries++) {
      const found = await state(client);
      if (found.embedded >= least && (least < files || found.state === 'whole')) return found.embedded;
      await sleep(10);
    }
    throw new Error(`waited in vain for ${least}: ${JSON.stringify(await state(client))}`);
  }
  /** All hits by meaning, with their scores. */
  async function answers(client: EngineClient): Promise<unknown> {
    const found: unknown[] = [];
    for (const query of topics) {
      for (let tries = 0; (await client.search({ query, folder })).notices.length > 0; tries++) {
        assert.ok(tries < 500, 'meaning does not become ready');
        await sleep(20);
      }
      const { hits } = await client.search({ query, folder, limit: 200 });
      found.push(hits.map(({ symbol, score, reasons }) => [symbol.id, score, reasons.map(({ source }) => source)]));
    }
    return found;
  }

  it(`loses nothing, ${kills} times, and goes on where it was`, async () => {
    const dataDir = path.join(root, 'data');
    let done = 0;
    for (let round = 1; round <= kills; round++) {
      const client = await connect(dataDir);
      await client.index({ folder }, () => undefined);
      // It is known as soon as the model is.
      const before = await embedded(client, 1);
      assert.ok(before >= done, `${done} were done, and ${before} are`);
      done = await embedded(
        client,
        Math.min(files - 1, Math.max(before + 1, Math.round((files * round) / (kills + 1)))),
      );
      await kill(client);
    }
    const client = await connect(dataDir);
    await client.index({ folder }, () => undefined);
    assert.equal(await embedded(client, files), files);
    const found = await answers(client);
    await kill(client);
    const other = await connect(path.join(root, 'other'));
    await other.index({ folder }, () => undefined);
    await embedded(other, files);
    assert.deepEqual(found, await answers(other));
  });
});
