/** A model on this machine, from its folder to the answer; and from one model to another and back. */

import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddingSettings, EmbeddingState } from '../../../src/core/model/api';
import { openEngineBench, writeTree } from '../../support/engine';
import type { EngineBench, Tree } from '../../support/engine';
import { tinyModel } from '../../support/tinyModel';

const shop = {
  'src/cart.ts': `export class Cart {
  /** What all of it comes to: the cost of items. */
  total(): number { return this.entries.length; }
  private entries: string[] = [];
}
`,
  'src/tax.py': '# vat\ndef vat(value):\n    return value * 1.19\n',
};
const pauses = { restMs: 20, questionMs: 0, againMs: 100 };

describe('engine: a local model', function () {
  this.timeout(60_000);
  let bench: EngineBench;
  let folder: string;
  let model: string;
  before(async () => {
    bench = await openEngineBench({ embedding: { provider: 'off', pauses } });
    folder = await bench.folder(shop);
    model = join(bench.dataDir, '..', 'tiny');
    await bench.index(folder);
  });
  after(() => bench.close());

  const never = new AbortController().signal;
  async function embedding(): Promise<EmbeddingState> {
    return (await bench.engine.status({ folder }, never)).folders[0]!.embedding;
  }
  async function until(isSo: (state: EmbeddingState) => boolean): Promise<EmbeddingState> {
    for (let tries = 0; tries < 600; tries++) {
      const state = await embedding();
      if (isSo(state)) return state;
      await sleep(25);
    }
    throw new Error(`it stays ${JSON.stringify(await embedding())}`);
  }
  const isWhole =
    (name: string) =>
    ({ state, model: named, ready }: EmbeddingState): boolean =>
      state === 'whole' && ready && named === name;
  async function set(settings: EmbeddingSettings, files: Tree = tinyModel()): Promise<void> {
    await rm(model, { recursive: true, force: true });
    await writeTree(model, files);
    bench.engine.configureEmbedding(settings);
  }
  /** Hits by meaning, once the answer has no notice. */
  async function byMeaning(query: string): Promise<string[]> {
    for (let tries = 0; tries < 200; tries++) {
      const { hits, notices } = await bench.search(query, folder);
      if (notices.length === 0) {
        return hits
          .filter(({ reasons }) => reasons.some(({ source }) => source === 'meaning'))
          .map(({ symbol }) => symbol.id);
      }
      await sleep(25);
    }
    throw new Error((await bench.search(query, folder)).notices.join());
  }

  it('embeds a folder, and finds by meaning what shares no word with the question', async () => {
    await set({ provider: 'local', model });
    await until(isWhole('local tiny'));
    assert.equal((await byMeaning('expensive amount'))[0], 'src/cart.ts/Cart#total().');
    assert.equal((await byMeaning('levy duty'))[0], 'src/tax.py/vat().');
  });

  it('changes to the built-in model and back, each answering by its own vectors', async () => {
    bench.engine.configureEmbedding({ provider: 'builtin' });
    await until(({ state }) => state === 'embedding' || state === 'whole');
    // Until the other's vectors are whole the local model's answer, and no answer mixes both.
    assert.equal((await byMeaning('levy duty'))[0], 'src/tax.py/vat().');
    const { model: builtin } = await until(({ state, model: name }) => state === 'whole' && name !== 'local tiny');
    assert.match(builtin ?? '', /^builtin/);
    await byMeaning('what does it cost altogether');
    await set({ provider: 'local', model });
    await until(isWhole('local tiny'));
    assert.equal((await byMeaning('levy duty goods'))[0], 'src/tax.py/vat().');
  });

  it('another model in the same folder is embedded by anew, and answers when all is', async () => {
    let embedded = 0;
    const stop = bench.engine.onEvent((event) => {
      if (event.kind === 'embedding') ({ embedded } = event);
    });
    await set({ provider: 'local', model, endpoint: 'http://again' }, tinyModel({ dimensions: 24 }));
    await until((state) => isWhole('local tiny')(state) && embedded === 2);
    stop();
    assert.equal((await byMeaning('levy duty people'))[0], 'src/tax.py/vat().');
  });

  it('a broken model costs meaning alone: one notice, which says how to mend it', async () => {
    await set({ provider: 'local', model, endpoint: 'http://other' }, { 'config.json': '{}' });
    await bench.engine.reset({});
    await bench.index(folder);
    const { problem } = await until(({ state }) => state === 'failed');
    assert.match(problem ?? '', /tiny holds no model\.onnx; choose a folder or a model/);
    const { hits, notices } = await bench.search('total cost', folder);
    assert.equal(hits[0]!.symbol.name, 'total');
    assert.equal(notices.length, 1);
    assert.match(notices[0]!, /searched by names and words: .*holds no model\.onnx/);
    await writeTree(model, tinyModel());
    await until(isWhole('local tiny'));
    assert.equal((await byMeaning('levy duty'))[0], 'src/tax.py/vat().');
  });
});
