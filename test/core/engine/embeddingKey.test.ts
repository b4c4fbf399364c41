/** An endpoint's key is in its requests, and nowhere else. */

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../../src/core/model/log';
import { openEngineBench } from '../../support/engine';
import { startEmbeddingServer } from '../../support/embeddingServer';

const key = 'unlikely-key-4711-nowhere-else';

describe('engine: the key of an endpoint', function () {
  this.timeout(120_000);

  it('is in no log, status, notice or failure, and in no file', async () => {
    const server = await startEmbeddingServer();
    const said: string[] = [];
    const note = (text: string): void => void said.push(text);
    const log: Logger = { debug: note, info: note, warn: note, error: note };
    const bench = await openEngineBench({
      log,
      embedding: { provider: 'off', pauses: { restMs: 10, questionMs: 0, againMs: 400 } },
    });
    const never = new AbortController().signal;
    try {
      const folder = await bench.folder({ 'cart.ts': '/** What all comes to. */\nexport function total() {}\n' });
      await bench.index(folder);
      const refuse = { error: { message: `Incorrect API key provided: ${key}` } };
      for (let i = 0; i < 2; i++) {
        server.moods.push((response) => {
          response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(refuse));
        });
      }
      const settings = { provider: 'openai-compatible', endpoint: server.endpoint, model: 'm', key } as const;
      bench.engine.configureEmbedding(settings);
      const states = new Set<string>();
      for (let tries = 0; !states.has('whole') && tries < 500; tries++) {
        const status = await bench.engine.status({ folder }, never);
        states.add(status.folders[0]!.embedding.state);
        said.push(JSON.stringify([status, await bench.search('what does it cost', folder)]));
        await sleep(10);
      }
      assert.ok(states.has('failed') && states.has('whole'), [...states].join());
      assert.ok(server.requests.some(({ authorization }) => authorization === `Bearer ${key}`));
      said.push(JSON.stringify(await bench.engine.doctor(never)));
      said.push(JSON.stringify(await bench.engine.estimateEmbedding({ settings }, () => undefined, never)));
      await bench.engine.backup(join(bench.dataDir, 'backup'), never);
      assert.ok(!said.join('\n').includes(key));
      await bench.engine.dispose();
      assert.deepEqual(await filesWith(bench.dataDir, key), []);
      assert.notDeepEqual(await filesWith(bench.dataDir, 'What all comes to'), [], 'nothing is looked at');
    } finally {
      await bench.close();
      await server.close();
    }
  });
});

async function filesWith(folder: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await readFile(file)).includes(text)) found.push(file);
  }
  return found;
}
