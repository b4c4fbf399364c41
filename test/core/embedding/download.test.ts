/** Models that are fetched: only when that is allowed, and whole or not at all. */

import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile, mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Embedder } from '../../../src/core/embedding/embedder';
import { openLocalOnThread } from '../../../src/core/embedding/worker/localThread';
import { isLociError } from '../../../src/core/model/errors';
import type { ErrorCode } from '../../../src/core/model/errors';
import { silentLogger } from '../../../src/core/model/log';
import type { Tree } from '../../support/engine';
import { tinyModel } from '../../support/tinyModel';

const program = { workerFile: resolve('dist/embedderWorker.cjs'), log: silentLogger };
const wasmFile = resolve('dist/onnx/ort-wasm-simd-threaded.wasm');
const id = 'made/tiny';

describe('a published model', function () {
  this.timeout(30_000);
  let root: string;
  let server: Server;
  let host: string;
  /** What the host has, and in which other way it answers for a file. */
  let files: Tree;
  let moods: Record<string, (response: ServerResponse) => void>;
  let asked: string[];
  let embedder: Embedder | undefined;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'loci-model-'));
    [files, moods, asked, embedder] = [tinyModel(), {}, [], undefined];
    server = createServer(({ url = '' }, response) => {
      asked.push(url);
      const file = url.replace(`/${id}/resolve/main/`, '');
      const mood = moods[file];
      if (mood !== undefined) mood(response);
      else if (files[file] === undefined) response.writeHead(404).end('Entry not found');
      else response.end(files[file]);
    });
    await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
    host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await embedder?.close?.();
    server.closeAllConnections();
    await new Promise((resume) => server.close(resume));
    await rm(root, { recursive: true });
  });

  async function open(allowDownload: boolean, signal = new AbortController().signal): Promise<Embedder> {
    await embedder?.close?.();
    const settings = { model: id, allowDownload, host: `${host}/`, modelsDir: join(root, 'models'), wasmFile };
    embedder = await openLocalOnThread(settings, program, signal);
    return embedder;
  }
  const fails = async (promise: Promise<unknown>, code: ErrorCode, message: RegExp): Promise<void> => {
    await assert.rejects(promise, (error) => {
      assert.ok(isLociError(error, code), String(error));
      assert.match(error.message, message);
      return true;
    });
    const left = await readdir(join(root, 'models', 'made')).catch(() => []);
    assert.deepEqual(left, []);
  };

  it('is not fetched unless that is allowed', async () => {
    await fails(open(false), 'notFound', /not on this machine/);
    assert.deepEqual(asked, []);
  });

  it('is fetched once, and then needs neither the host nor leave', async () => {
    const { model } = await open(true);
    assert.equal(model.name, id);
    const before = asked.length;
    assert.ok(before > 0);
    assert.deepEqual((await open(false)).model, model);
    assert.equal((await embedder!.embed(['price'], 'document')).length, 1);
    assert.equal(asked.length, before);
  });

  it('is fetched quantised where it is there so, and with the numbers beside its network', async () => {
    const network = files['onnx/model.onnx']!;
    files = { ...files, 'onnx/model_quantized.onnx': network, 'onnx/model_quantized.onnx_data': 'numbers' };
    await open(true);
    assert.ok(!asked.some((url) => url.endsWith('onnx/model.onnx')));
    const kept = await readdir(join(root, 'models', id, 'onnx'));
    assert.deepEqual(kept.sort(), ['model_quantized.onnx', 'model_quantized.onnx_data']);
  });

  const troubles: readonly (readonly [string, () => void, ErrorCode, RegExp])[] = [
    ['there is none', () => (files = {}), 'notFound', /has no config\.json of made\/tiny/],
    [
      'it is kept from strangers',
      () => (moods = { 'config.json': (response) => void response.writeHead(401).end() }),
      'notFound',
      /has no config\.json/,
    ],
    [
      'there is none in ONNX',
      () => (files = { ...files, 'onnx/model.onnx': undefined! }),
      'notFound',
      /no made\/tiny in ONNX/,
    ],
    [
      'the host is out of order',
      () => (moods = { 'tokenizer.json': (response) => void response.writeHead(503).end() }),
      'endpointUnreachable',
      /the answer is 503/,
    ],
    [
      'the connection is cut',
      () =>
        (moods = {
          'onnx/model.onnx': (response) => {
            response.writeHead(200, { 'content-length': '100000' });
            response.write('begun');
            setTimeout(() => response.destroy(), 20);
          },
        }),
      'endpointUnreachable',
      /was not fetched/,
    ],
    ['there is no network', () => (host = 'http://127.0.0.1:1'), 'endpointUnreachable', /was not fetched/],
  ];
  for (const [what, arrange, code, message] of troubles) {
    it(`says that ${what}, and leaves nothing`, async () => {
      arrange();
      await fails(open(true), code, message);
    });
  }

  it('a fetch that was stopped leaves no model, and the next one clears up', async () => {
    const stop = new AbortController();
    moods = { 'onnx/model.onnx': (response) => void response.write('begun') };
    setTimeout(() => {
      stop.abort();
    }, 600);
    await assert.rejects(open(true, stop.signal), (error) => isLociError(error, 'cancelled'));
    await mkdir(join(root, 'models', 'made', '.unfinished-before'), { recursive: true });
    await writeFile(join(root, 'models', 'made', '.unfinished-before', 'config.json'), '{}');
    moods = {};
    await open(true);
    assert.deepEqual(await readdir(join(root, 'models', 'made')), ['tiny']);
  });
});
