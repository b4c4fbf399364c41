/** What another machine is sent: nothing without consent, no more than the budget; and what it would be. */

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddingSettings, EmbeddingState, IndexProgress } from '../../../src/core/model/api';
import { isLociError } from '../../../src/core/model/errors';
import { openEngineBench } from '../../support/engine';
import type { EngineBench } from '../../support/engine';
import { createTinyEmbedder } from '../../support/tinyEmbedder';
import type { TinyEmbedder } from '../../support/tinyEmbedder';

const files = 60;
const tree = Object.fromEntries(
  Array.from({ length: files }, (_, i) => [`f${i}.ts`, `/** Levy ${i}. */\nexport function f${i}() {}\n`]),
);
const pauses = { restMs: 20, questionMs: 0, againMs: 30 };
const endpoint = 'https://api.example.com/v1';
const remote = { provider: 'openai-compatible', endpoint, model: 'small' } as const;

describe('engine: consent, budget and estimates of embedding', function () {
  this.timeout(60_000);
  let embedder: TinyEmbedder;
  let opened: EmbeddingSettings[];
  let bench: EngineBench;
  let folder: string;
  beforeEach(async () => {
    // The version that an endpoint's models have.
    embedder = createTinyEmbedder({
      ...{ provider: 'openai-compatible', name: 'small' },
      version: 'api.example.com/v1/embeddings',
    });
    opened = [];
    const open = (settings: EmbeddingSettings): Promise<TinyEmbedder> => {
      opened.push(settings);
      return Promise.resolve(settings.provider === 'builtin' ? createTinyEmbedder() : embedder);
    };
    bench = await openEngineBench({ embedding: { provider: 'off', open, pauses } });
    folder = await bench.folder(tree);
    await bench.index(folder);
  });
  afterEach(() => bench.close());

  const never = new AbortController().signal;
  const nobody = (): void => undefined;
  const state = async (): Promise<EmbeddingState> =>
    (await bench.engine.status({ folder }, never)).folders[0]!.embedding;
  const notices = async (): Promise<string> => (await bench.search('levy on goods', folder)).notices.join();
  async function until(wanted: EmbeddingState['state']): Promise<EmbeddingState> {
    for (let tries = 0; tries < 500; tries++) {
      const found = await state();
      if (found.state === wanted) return found;
      await sleep(20);
    }
    throw new Error(`not ${wanted}: ${JSON.stringify(await state())}`);
  }
  const tokens = async (): Promise<number> =>
    (await bench.engine.estimateEmbedding({ folders: [folder], settings: remote }, nobody, never)).tokens;
  const spent = async (): Promise<number> => (await bench.engine.estimateEmbedding({}, nobody, never)).spent;

  it('another machine is sent nothing before somebody has agreed, neither texts nor questions', async () => {
    bench.engine.configureEmbedding(remote);
    const { problem, code, ready } = await until('consent');
    assert.match(problem ?? '', /nothing is sent to api\.example\.com before you have agreed/);
    assert.deepEqual([code, ready], ['consentMissing', false]);
    assert.match(await notices(), /by names and words: nothing is sent to api\.example\.com/);
    await sleep(100);
    assert.deepEqual(opened, []);
    await assert.rejects(bench.engine.embed({ folder }, nobody, never), (error) =>
      isLociError(error, 'consentMissing'),
    );
    bench.engine.configureEmbedding({ ...remote, consent: true });
    await until('whole');
    assert.equal(embedder.documents.length, 2 * files);
  });

  it('questions are not sent either once consent is taken back, though there are vectors', async () => {
    bench.engine.configureEmbedding({ ...remote, consent: true });
    await until('whole');
    await bench.restart();
    bench.engine.configureEmbedding(remote);
    await until('consent');
    for (let tries = 0; !(await notices()).includes('nothing is sent to') && tries < 100; tries++) await sleep(20);
    assert.match(await notices(), /nothing is sent to api\.example\.com/);
    assert.deepEqual(embedder.queries, []);
  });

  it('what stays on this machine needs no consent and has no budget', async () => {
    for (const host of ['127.0.0.1:11434', 'localhost:1234', '[::1]:80']) {
      bench.engine.configureEmbedding({ ...remote, endpoint: `http://${host}/v1`, budget: 1 });
      await until('whole');
    }
    assert.equal(await spent(), 0);
  });

  it('stops at the budget, says so, answers with what has vectors, and goes on with a larger one', async () => {
    const all = await tokens();
    const budget = Math.ceil(all * 0.6);
    bench.engine.configureEmbedding({ ...remote, consent: true, budget });
    const { problem, code, embedded, ready } = await until('budget');
    assert.match(problem ?? '', /budget of [\d,]+ tokens is used up; raise it/);
    assert.deepEqual([code, ready], ['budgetReached', true]);
    assert.ok(embedded > 0 && embedded < files, String(embedded));
    assert.ok((await spent()) <= budget);
    await bench.restart();
    bench.engine.configureEmbedding({ ...remote, consent: true, budget });
    await until('budget');
    assert.equal((await state()).embedded, embedded, 'a restart makes no room for more');
    await bench.search('levy on goods', folder);
    for (let tries = 0; !(await notices()).includes('in part') && tries < 100; tries++) await sleep(20);
    const { hits, notices: said } = await bench.search('levy on goods', folder);
    assert.ok(hits.some(({ reasons }) => reasons.some(({ source }) => source === 'meaning')));
    assert.match(said.join(), /by meaning only in part: this month's budget/);
    bench.engine.configureEmbedding({ ...remote, consent: true, budget: 2 * all });
    await until('whole');
    assert.equal(await notices(), '');
  });

  it('an estimate counts what would be embedded, and what is there, and sends nothing', async () => {
    const asked = await bench.engine.estimateEmbedding(
      { folders: [folder], settings: { ...remote, budget: 7 } },
      nobody,
      never,
    );
    const { characters, ...rest } = asked;
    assert.deepEqual(rest, {
      ...{ provider: 'openai-compatible', model: 'openai-compatible small', host: 'api.example.com' },
      ...{ files, texts: 2 * files, known: 0, tokens: rest.tokens, redacted: 0, spent: 0, budget: 7 },
    });
    assert.ok(characters / 3 <= rest.tokens && rest.tokens < characters / 2, `${characters} ${rest.tokens}`);
    assert.deepEqual([opened, embedder.documents], [[], []]);
    bench.engine.configureEmbedding({ ...remote, consent: true });
    await until('whole');
    const after = await bench.engine.estimateEmbedding({}, nobody, never);
    assert.deepEqual([after.files, after.texts, after.known], [0, 0, 2 * files]);
    assert.equal(after.spent, rest.tokens, 'what was estimated is what is counted');
    const builtin = await bench.engine.estimateEmbedding({ settings: { provider: 'builtin' } }, nobody, never);
    assert.deepEqual([builtin.texts, builtin.host], [2 * files, undefined]);
  });

  it('counts what the endpoint counted, where it says so', async () => {
    embedder.tokensOfText = 7;
    bench.engine.configureEmbedding({ ...remote, consent: true });
    await until('whole');
    assert.equal(await spent(), 7 * 2 * files);
    await bench.search('levy on goods', folder);
    for (let tries = 0; embedder.queries.length === 0 && tries < 100; tries++) await sleep(20);
    assert.equal(await spent(), 7 * (2 * files + 1));
  });

  it('embeds when it is asked to, tells how far it is, and goes on where it was stopped', async () => {
    bench.engine.configureEmbedding({ ...remote, consent: true });
    const stop = new AbortController();
    let batches = 0;
    embedder.before = () => {
      if (++batches === 2) stop.abort();
    };
    await assert.rejects(bench.engine.embed({ folder }, nobody, stop.signal), (error) =>
      isLociError(error, 'cancelled'),
    );
    const done = embedder.documents.length;
    const told: IndexProgress[] = [];
    const summary = await bench.engine.embed({ folder }, (progress) => told.push(progress), never);
    assert.deepEqual([summary.state, summary.embedded, summary.texts], ['whole', files, 2 * files - done]);
    assert.equal(embedder.documents.length, 2 * files);
    assert.deepEqual(told.map(({ phase, total }) => [phase, total]).at(-1), ['embedding', files]);
    assert.equal((await bench.engine.embed({ folder }, nobody, never)).texts, 0);
    bench.engine.configureEmbedding({ provider: 'off' });
    await assert.rejects(bench.engine.embed({ folder }, nobody, never), (error) => isLociError(error, 'usage'));
  });

  it('vectors of an endpoint are there again after another model has answered for a while', async () => {
    bench.engine.configureEmbedding({ ...remote, consent: true });
    await until('whole');
    bench.engine.configureEmbedding({ provider: 'builtin' });
    await until('whole');
    const before = embedder.documents.length;
    await sleep(100);
    bench.engine.configureEmbedding({ ...remote, consent: true });
    for (let tries = 0; (await state()).model !== 'openai-compatible small' && tries < 500; tries++) await sleep(20);
    await until('whole');
    assert.equal(embedder.documents.length, before);
  });
});
