/** Embedding on a thread: the same vectors, and what becomes of a thread that ends, hangs, rests or changes its model. */

import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtinModelFile, openBuiltinModel, readModelBytes } from '../../../src/core/embedding/builtin/builtin';
import type { Embedder } from '../../../src/core/embedding/embedder';
import { openBuiltinOnThread } from '../../../src/core/embedding/worker/builtinThread';
import { EmbedderLost, startEmbedderThread } from '../../../src/core/embedding/worker/embedderThread';
import type { EmbedderThread } from '../../../src/core/embedding/worker/embedderThread';
import { createThreadEmbedder } from '../../../src/core/embedding/worker/threadEmbedder';
import { isLociError, LociError } from '../../../src/core/model/errors';
import { silentLogger } from '../../../src/core/model/log';
import { createTinyEmbedder } from '../../support/tinyEmbedder';

const workerFile = resolve('dist/embedderWorker.cjs');
const shipped = builtinModelFile(resolve('dist'));
const limits = { heapMegabytes: 192, requestMs: 30_000 };

describe('the built-in model on a thread', function () {
  this.timeout(30_000);
  const texts = Array.from(
    { length: 250 },
    (_, at) => `symbol: read${at}\nfile: src/a${at}.ts\n\nread the configuration`,
  );

  it('gives the vectors that it gives here, in the order of the texts', async () => {
    const here = await openBuiltinModel(shipped);
    const there = await openBuiltinOnThread(shipped, { workerFile, log: silentLogger });
    assert.deepEqual(there.model, here.model);
    for (const kind of ['document', 'query'] as const) {
      assert.deepEqual(await there.embed(texts, kind), await here.embed(texts, kind));
    }
    await there.close?.();
    await assert.rejects(there.embed(texts, 'document'), (error) => isLociError(error, 'cancelled'));
  });

  it('a thread that ends loses what is in hand, and one that cannot open its model says why', async () => {
    const bytes = await readModelBytes(shipped);
    const thread = startEmbedderThread(workerFile, { provider: 'builtin', bytes: bytes.buffer, source: 'x' }, limits);
    await thread.opened;
    const lost = assert.rejects(thread.embed(texts, 'document'), EmbedderLost);
    await thread.end();
    await lost;
    await assert.rejects(thread.embed(['a'], 'document'), EmbedderLost);
    const half = new SharedArrayBuffer(1_000);
    new Uint8Array(half).set(bytes.subarray(0, 1_000));
    const cut = startEmbedderThread(workerFile, { provider: 'builtin', bytes: half, source: 'cut' }, limits);
    await assert.rejects(cut.opened, (error) => isLociError(error, 'corrupt') && error.message.includes('cut'));
  });

  it('a thread that does not answer is ended', async () => {
    const bytes = await readModelBytes(shipped);
    const job = { provider: 'builtin', bytes: bytes.buffer, source: 'x' } as const;
    const thread = startEmbedderThread(workerFile, job, { ...limits, requestMs: 1 });
    const many = Array.from({ length: 5_000 }, () => 'word '.repeat(400));
    await assert.rejects(thread.embed(many, 'document'), (error) => String(error).includes('no answer'));
    assert.equal(thread.alive, false);
  });
});

describe('an embedder on a thread', () => {
  /** What each thread does, in the order in which they are started; the last goes on. */
  type Act = 'works' | 'ends' | 'hangs' | 'changes' | 'fails';
  let started: (EmbedderThread & { ended: boolean })[];
  let warnings: string[];
  beforeEach(() => {
    started = [];
    warnings = [];
  });

  function fake(act: Act): EmbedderThread & { ended: boolean } {
    const inner = createTinyEmbedder(act === 'changes' ? { version: '2' } : {});
    let ended = false;
    return {
      opened: act === 'fails' ? Promise.reject(new LociError('notFound', 'gone')) : Promise.resolve(inner.model),
      embed(texts, kind) {
        if (ended || act === 'ends') {
          ended = true;
          return Promise.reject(new EmbedderLost('out of memory'));
        }
        return act === 'hangs' ? new Promise(() => undefined) : inner.embed(texts, kind);
      },
      get alive() {
        return !ended;
      },
      get ended() {
        return ended;
      },
      end() {
        ended = true;
        return Promise.resolve();
      },
    };
  }

  function open(acts: readonly Act[], idleMs = 10_000): Embedder {
    return createThreadEmbedder({
      ...{ model: createTinyEmbedder().model, textsAtOnce: 2, idleMs },
      log: { ...silentLogger, warn: (text) => void warnings.push(text) },
      start() {
        const thread = fake(acts[Math.min(started.length, acts.length - 1)]!);
        started.push(thread);
        return thread;
      },
    });
  }
  const texts = ['cart', 'total', 'vat', 'user', 'save'];

  it('starts no thread before it is asked, and one for all that it is asked', async () => {
    const embedder = open(['works']);
    assert.equal(started.length, 0);
    const [vectors] = await Promise.all([embedder.embed(texts, 'document'), embedder.embed(['x'], 'query')]);
    assert.deepEqual(vectors, await createTinyEmbedder().embed(texts, 'document'));
    assert.equal(started.length, 1);
  });

  it('a thread that dies costs what was in hand and one notice', async () => {
    const vectors = await open(['ends', 'works']).embed(texts, 'document');
    assert.equal(vectors.length, texts.length);
    assert.deepEqual(warnings, ['what embeds ended, and is started anew: out of memory']);
    assert.equal(started.length, 2);
  });

  it('texts that end it twice fail, and it serves what comes after', async () => {
    const embedder = open(['ends', 'ends', 'works']);
    await assert.rejects(embedder.embed(texts, 'document'), (error) => isLociError(error, 'internal'));
    assert.equal((await embedder.embed(texts, 'document')).length, texts.length);
  });

  it('a thread that opens another model is not believed', async () => {
    const embedder = open(['changes']);
    await assert.rejects(embedder.embed(texts, 'document'), (error) => isLociError(error, 'corrupt'));
    assert.ok(started[0]!.ended);
  });

  it('a thread that cannot open its model is no end of a thread', async () => {
    await assert.rejects(open(['fails']).embed(texts, 'document'), (error) => isLociError(error, 'notFound'));
    assert.equal(started.length, 1);
  });

  it('is cancelled at once, also while a thread hangs', async () => {
    const embedder = open(['hangs']);
    const stop = new AbortController();
    const embedding = embedder.embed(texts, 'document', stop.signal);
    await sleep(5);
    stop.abort();
    await assert.rejects(embedding, (error) => isLociError(error, 'cancelled'));
    await assert.rejects(embedder.embed(texts, 'document', stop.signal), (error) => isLociError(error, 'cancelled'));
  });

  it('ends its thread when it is idle, and starts another when it is asked again', async () => {
    const embedder = open(['works'], 20);
    await embedder.embed(texts, 'document');
    assert.equal(started[0]!.ended, false);
    await sleep(80);
    assert.equal(started[0]!.ended, true);
    await embedder.embed(texts, 'document');
    assert.equal(started.length, 2);
  });
});
