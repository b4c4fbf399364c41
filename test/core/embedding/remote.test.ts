/** An endpoint that embeds, in all its moods. */

import assert from 'node:assert/strict';
import { openRemoteEmbedder } from '../../../src/core/embedding/remote/openaiCompatible';
import type { RemoteSettings } from '../../../src/core/embedding/remote/openaiCompatible';
import { isLociError } from '../../../src/core/model/errors';
import type { ErrorCode } from '../../../src/core/model/errors';
import { answerTo, json, startEmbeddingServer } from '../../support/embeddingServer';
import type { EmbeddingServer, Mood } from '../../support/embeddingServer';

const key = `made-up-${'k'.repeat(30)}1`;
const pauses = { againMs: 1, longestMs: 40, answerMs: 300 };

describe('embedding by an endpoint', () => {
  let server: EmbeddingServer;
  beforeEach(async () => {
    server = await startEmbeddingServer();
  });
  afterEach(() => server.close());

  const open = (over: Partial<RemoteSettings> = {}) =>
    openRemoteEmbedder({ endpoint: server.endpoint, model: 'small', key, pauses, ...over });
  const fails = (promise: Promise<unknown>, code: ErrorCode, message: RegExp) =>
    assert.rejects(promise, (error) => {
      assert.ok(isLociError(error, code), String(error));
      assert.match(error.message, message);
      assert.ok(!`${error.message} ${error.mend}`.includes(key), 'the key is in the message');
      assert.ok(!error.message.includes('\n'));
      return true;
    });
  const status =
    (code: number, headers: Record<string, string> = {}, message = 'no'): Mood =>
    (response) => {
      json(response, code, { error: { message } }, headers);
    };

  it('learns the dimensions, sends the key, and gives vectors of length 1 in the order of the texts', async () => {
    const embedder = await open();
    assert.equal(embedder.model.dimensions, 8);
    assert.equal(embedder.model.name, 'small');
    const vectors = await embedder.embed(['a', 'a longer text', ''], 'document');
    assert.deepEqual(
      vectors.map((vector) => Math.round(Math.hypot(...vector) * 1e6)),
      [1e6, 1e6, 1e6],
    );
    assert.ok(vectors[1]![0]! > vectors[0]![0]!);
    assert.equal(vectors[0]![0], vectors[2]![0], 'an empty text is sent as one sign');
    assert.deepEqual(new Set(server.requests.map(({ authorization }) => authorization)), new Set([`Bearer ${key}`]));
    await open({ key: undefined } as unknown as RemoteSettings);
    assert.equal(server.requests.at(-1)!.authorization, undefined);
  });

  it('tells how many tokens the endpoint counted, in all batches, and nothing that cannot be', async () => {
    const embedder = await open();
    const texts = Array.from({ length: 150 }, (_, at) => `text ${at}`);
    const counted = async (...usages: readonly unknown[]): Promise<readonly number[]> => {
      const told: number[] = [];
      const answering =
        (usage: unknown): Mood =>
        (response, request) => {
          json(response, 200, { ...answerTo(request, 8), usage });
        };
      server.moods.push(...usages.map(answering));
      await embedder.embed(texts, 'document', undefined, (tokens) => told.push(tokens));
      return told;
    };
    const of = (prompt_tokens: unknown): object => ({ prompt_tokens, total_tokens: 1 });
    assert.deepEqual(await counted(of(200), of(210), of(60)), [470]);
    for (const wrong of [of(0), of(-5), of(1e9), of('200'), of(200.5), {}, null, undefined]) {
      assert.deepEqual(await counted(of(200), wrong, of(60)), [], JSON.stringify(wrong));
    }
  });

  it('sends texts in batches, by number and by length', async () => {
    const embedder = await open();
    await embedder.embed(
      Array.from({ length: 150 }, (_, at) => `text ${at}`),
      'document',
    );
    await embedder.embed(['x'.repeat(60_000), 'y'.repeat(60_000), 'z'], 'document');
    assert.deepEqual(
      server.requests.slice(1).map(({ input }) => input.length),
      [64, 64, 22, 1, 2],
    );
  });

  it('asks for the dimensions that are wished for, and refuses others', async () => {
    const embedder = await open({ dimensions: 4 });
    assert.equal(embedder.model.dimensions, 4);
    server.moods.push((response, request) => {
      json(response, 200, answerTo(request, 8));
    });
    await fails(open({ dimensions: 4 }), 'usage', /8 numbers, not 4/);
  });

  it('an endpoint that changes its dimensions is not believed', async () => {
    const embedder = await open();
    server.dimensions = 9;
    await fails(embedder.embed(['a'], 'document'), 'usage', /9 numbers, not 8/);
  });

  const passing: readonly (readonly [string, Mood])[] = [
    ['429 with Retry-After in seconds', status(429, { 'retry-after': '0' })],
    ['429 with a date', status(429, { 'retry-after': new Date(Date.now() - 5_000).toUTCString() })],
    ['429 with a long wait, which is bounded', status(429, { 'retry-after': '3600' })],
    ['429 with nonsense', status(429, { 'retry-after': 'soon' })],
    ['500', status(500)],
    ['503', status(503)],
    ['a cut connection', (response) => void response.destroy()],
    [
      'an answer that is cut off',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"data": [');
        setTimeout(() => response.destroy(), 5);
      },
    ],
    ['an answer that does not come', () => undefined],
    ['no JSON', (response) => void response.end('<html>busy</html>')],
  ];
  for (const [what, mood] of passing) {
    it(`goes on after ${what}`, async () => {
      const embedder = await open();
      server.moods.push(mood, mood);
      const [vector] = await embedder.embed(['a'], 'document');
      assert.equal(vector!.length, 8);
      assert.equal(server.requests.length, 4);
    });
  }

  it('waits as long as it is told to', async () => {
    const embedder = await open({ pauses: { ...pauses, longestMs: 5_000 } });
    server.moods.push(status(429, { 'retry-after': '0.2' }));
    const started = performance.now();
    await embedder.embed(['a'], 'document');
    assert.ok(performance.now() - started >= 195);
  });

  it('gives up after some tries, and a question after one', async () => {
    const embedder = await open();
    server.moods.push(...Array.from({ length: 6 }, () => status(500)));
    await fails(embedder.embed(['a'], 'document'), 'endpointUnreachable', /answered 500: no/);
    server.moods.push(status(500));
    await fails(embedder.embed(['a'], 'query'), 'endpointUnreachable', /answered 500/);
    assert.equal(server.requests.length, 8);
  });

  const refused: readonly (readonly [string, number, ErrorCode])[] = [
    ['a wrong key', 401, 'permission'],
    ['a key without the right', 403, 'permission'],
    ['a model that is not there', 404, 'notFound'],
    ['what it cannot read', 400, 'usage'],
  ];
  for (const [what, code, error] of refused) {
    it(`says that the endpoint refuses ${what}, once`, async () => {
      server.moods.push(status(code, {}, `Incorrect: ${key}\n is wrong`));
      await fails(open(), error, new RegExp(`answered ${code}: Incorrect`));
      assert.equal(server.requests.length, 1);
    });
  }

  const unsound: readonly (readonly [string, (input: readonly string[]) => unknown])[] = [
    ['nothing', () => null],
    ['no list', () => ({ data: {} })],
    ['too few', () => ({ data: [] })],
    ['texts for numbers', () => ({ data: [{ index: 0, embedding: ['a'] }] })],
    ['no numbers', () => ({ data: [{ index: 0, embedding: [] }] })],
    ['an index that is not there', () => ({ data: [{ index: 7, embedding: [1] }] })],
  ];
  for (const [what, body] of unsound) {
    it(`does not take ${what} for vectors`, async () => {
      server.moods.push((response, { input }) => {
        json(response, 200, body(input));
      });
      await fails(open(), 'endpointUnreachable', /something else than 1 vectors/);
    });
  }

  it('a redirection is not followed with the key', async () => {
    const other = await startEmbeddingServer();
    server.moods.push(
      ...Array.from({ length: 6 }, (): Mood => (response) => {
        response.writeHead(307, { location: `${other.endpoint}/embeddings` }).end();
      }),
    );
    await fails(open(), 'endpointUnreachable', /does not embed/);
    assert.deepEqual(other.requests, []);
    await other.close();
  });

  it('is cancelled while it waits for an answer, and between two tries', async () => {
    const embedder = await open({ pauses: { againMs: 10_000, longestMs: 10_000, answerMs: 10_000 } });
    for (const mood of [(): void => undefined, status(500)]) {
      server.moods.push(mood);
      const controller = new AbortController();
      setTimeout(() => {
        controller.abort();
      }, 30);
      const started = performance.now();
      await fails(embedder.embed(['a'], 'document', controller.signal), 'cancelled', /cancelled/);
      assert.ok(performance.now() - started < 2_000);
    }
  });

  const wrongSettings: readonly (readonly [Partial<RemoteSettings>, RegExp])[] = [
    [{ endpoint: 'api.example.com' }, /not a URL/],
    [{ endpoint: 'file:///etc/passwd' }, /neither https nor http/],
    [{ endpoint: 'https://me:hunter2@example.com/v1' }, /holds a login/],
    [{ endpoint: 'http://example.com/v1' }, /unencrypted/],
    [{ model: '' }, /no name/],
  ];
  for (const [over, message] of wrongSettings) {
    it(`refuses settings: ${message.source}`, () => fails(open(over), 'usage', message));
  }

  it('an endpoint that is not there is not reachable', async () => {
    const gone = await startEmbeddingServer();
    await gone.close();
    await fails(open({ endpoint: gone.endpoint }), 'endpointUnreachable', /does not embed/);
  });
});
