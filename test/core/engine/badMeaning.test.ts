/** What meaning makes of bad input: texts and questions of any kind, and endpoints that change or fail. */

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRemoteEmbedder } from '../../../src/core/embedding/remote/openaiCompatible';
import { symbolTexts } from '../../../src/core/embedding/symbolText';
import type { EmbeddingState, SearchResponse } from '../../../src/core/model/api';
import { silentLogger } from '../../../src/core/model/log';
import { json, startEmbeddingServer } from '../../support/embeddingServer';
import type { EmbeddingServer, Mood } from '../../support/embeddingServer';
import { openEngineBench } from '../../support/engine';
import type { EngineBench } from '../../support/engine';

const never = new AbortController().signal;
/** A question's failure is remembered for as long as `againMs`. */
const pauses = { restMs: 10, questionMs: 0, againMs: 400 };

async function until(
  bench: EngineBench,
  folder: string,
  what: string,
  isSo: (state: EmbeddingState) => boolean,
): Promise<EmbeddingState> {
  let state: EmbeddingState | undefined;
  for (let tries = 0; tries < 1_500; tries++) {
    state = (await bench.engine.status({ folder }, never)).folders[0]!.embedding;
    if (isSo(state)) return state;
    await sleep(20);
  }
  throw new Error(`not ${what}: ${JSON.stringify(state)}`);
}

/** The first answer without a notice. */
async function answer(bench: EngineBench, folder: string, query: string): Promise<SearchResponse> {
  for (let tries = 0; tries < 500; tries++) {
    const found = await bench.search(query, folder);
    if (found.notices.length === 0) return found;
    await sleep(20);
  }
  throw new Error((await bench.search(query, folder)).notices.join());
}

describe('texts that stand for symbols', () => {
  it('are a few thousand signs at most, whatever is in them', () => {
    const megabyte = 'word '.repeat(200_000);
    const part = { kind: 'function', name: megabyte, scope: megabyte, documentation: megabyte, start: 0 } as const;
    for (const text of symbolTexts('a.ts', megabyte, [{ ...part, end: megabyte.length }])) {
      assert.ok(text !== undefined && text.length < 5_000, String(text?.length));
    }
  });
});

describe('meaning of odd sources and questions', function () {
  this.timeout(120_000);
  let bench: EngineBench;
  before(async () => {
    bench = await openEngineBench({ embedding: { provider: 'builtin', pauses } });
  });
  after(() => bench.close());
  const isWhole = ({ state }: EmbeddingState): boolean => state === 'whole';

  it('a megabyte in one symbol, in its name, and in its comment', async () => {
    const megabyte = 'word '.repeat(200_000);
    const folder = await bench.folder({
      'body.ts': `export function body() {\n  return '${megabyte}';\n}\n`,
      'comment.ts': `/** Reads the ledger. ${megabyte} */\nexport function comment() {}\n`,
      'name.md': `# ${megabyte}\n\ntext\n`,
      'name.ts': `export const o = {\n  '${megabyte}'() {\n    return 1;\n  },\n};\n`,
      'next.ts': '/** Reads the ledger. */\nexport function next() {}\n',
    });
    await bench.index(folder);
    await until(bench, folder, 'whole', isWhole);
    const { hits } = await answer(bench, folder, 'go through the ledger');
    assert.ok(hits.some(({ symbol }) => symbol.id === 'next.ts/next().'));
  });

  it('questions in Chinese, in emoji, in nothing but signs, and of a megabyte', async () => {
    const folder = await bench.folder({ 'a.ts': '/** 解析配置 🎉 */\nexport function load() {}\n' });
    await bench.index(folder);
    await until(bench, folder, 'whole', isWhole);
    for (const query of ['解析配置', '🎉🚀', '\ud800', '±§', '?', ' ', '\0', 'どうやって設定を読むか']) {
      await answer(bench, folder, query);
    }
    const { hits } = await answer(bench, folder, '解析配置');
    assert.ok(hits.some(({ symbol }) => symbol.name === 'load'));
  });

  it('10,000 symbols of one name: those that are meant are found among them', async () => {
    const tree = Object.fromEntries(
      Array.from({ length: 100 }, (_, at) => [
        `f${at}.ts`,
        Array.from(
          { length: 100 },
          (__, i) => `export class C${at}x${i} {\n  run() {\n    return ${i};\n  }\n}\n`,
        ).join(''),
      ]),
    );
    const folder = await bench.folder({
      ...tree,
      'meant.ts': 'export class Ledger {\n  /** Sends a letter to the bank. */\n  run() {}\n}\n',
    });
    await bench.index(folder);
    await until(bench, folder, 'whole', isWhole);
    const { hits } = await answer(bench, folder, 'run: send a letter to the bank');
    assert.equal(hits[0]!.symbol.id, 'meant.ts/Ledger#run().');
  });
});

/** A name as it is written is answered without meaning. */
const almost = (name: string): string => name.toUpperCase();

describe('meaning by an endpoint that changes or fails', function () {
  this.timeout(60_000);
  let server: EmbeddingServer;
  let bench: EngineBench;
  let folder: string;
  let warnings: string[];
  const impatient = { againMs: 5, longestMs: 20, answerMs: 500 };
  before(async () => {
    bench = await openEngineBench({
      log: { ...silentLogger, warn: (text) => void warnings.push(text) },
      embedding: {
        ...{ provider: 'openai-compatible', pauses },
        open: ({ endpoint = '' }) => openRemoteEmbedder({ endpoint, model: 'm', key: 'made-up', pauses: impatient }),
      },
    });
  });
  after(() => bench.close());
  beforeEach(async () => {
    warnings = [];
    server = await startEmbeddingServer();
    bench.engine.configureEmbedding({ provider: 'openai-compatible', endpoint: server.endpoint });
    folder = await bench.folder(
      Object.fromEntries(
        Array.from({ length: 60 }, (_, at) => [`f${at}.ts`, `/** Number ${at}. */\nexport function f${at}() {}\n`]),
      ),
    );
  });
  afterEach(async () => {
    await bench.engine.reset({});
    await server.close();
  });
  const whole = () => until(bench, folder, 'whole', ({ state }) => state === 'whole');
  const status =
    (code: number, message: string): Mood =>
    (response) => {
      json(response, code, { error: { message } });
    };
  const always = (mood: Mood): void => {
    server.moods.push(...Array.from({ length: 500 }, () => mood));
  };

  it('changes its dimension while a folder is embedded: all is embedded anew by what it is now', async () => {
    const usual = server.dimensions;
    server.onRequest = (count) => {
      server.dimensions = count > 2 ? usual + 4 : usual;
    };
    await bench.index(folder);
    await whole();
    assert.equal((await answer(bench, folder, 'number')).notices.length, 0);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]!, /gave a vector of 12 numbers, not 8/);
    const documents = new Set(
      server.requests.flatMap(({ input }) => input).filter((text) => text.startsWith('symbol')),
    );
    const after = server.requests.slice(2).flatMap(({ input }) => input);
    assert.ok(
      [...documents].every((text) => after.includes(text)),
      'a text has no vector of the new dimension',
    );
  });

  it('refuses the key: one notice, one request, and a mend; goes on when the key is right', async () => {
    always(status(401, 'Incorrect API key'));
    await bench.index(folder);
    const { problem } = await until(bench, folder, 'failed', ({ state }) => state === 'failed');
    assert.match(problem ?? '', /answered 401: Incorrect API key; give the key/);
    for (const name of ['f1', 'f2', 'f3']) {
      const { hits, notices } = await bench.search(almost(name), folder);
      assert.equal(hits[0]!.symbol.name, name);
      assert.equal(notices.length, 1);
      assert.match(notices[0]!, /names and words: .* answered 401/);
    }
    server.moods.length = 0;
    await whole();
    assert.equal((await answer(bench, folder, 'number')).notices.length, 0);
  });

  it('goes away when all is embedded: questions do not ask it one by one', async () => {
    await bench.index(folder);
    await whole();
    await answer(bench, folder, 'number');
    always(status(500, 'out of order'));
    const before = server.requests.length;
    for (let at = 0; at < 10; at++) {
      const { hits, notices } = await bench.search(almost(`f${at}`), folder);
      assert.equal(hits[0]!.symbol.name, `f${at}`);
      assert.match(notices.join(), /names and words: .*answered 500/);
    }
    assert.ok(server.requests.length - before <= 3, `${server.requests.length - before} requests`);
    server.moods.length = 0;
    await sleep(pauses.againMs);
    await answer(bench, folder, 'number again');
  });

  it('cannot be reached: names and words answer, and it is tried again', async () => {
    always((response) => void response.destroy());
    await bench.index(folder);
    await until(bench, folder, 'failed', ({ state }) => state === 'failed');
    const { hits, notices } = await bench.search(almost('f7'), folder);
    assert.equal(hits[0]!.symbol.name, 'f7');
    assert.equal(notices.length, 1);
    server.moods.length = 0;
    await whole();
  });
});
