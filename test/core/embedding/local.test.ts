/** Models in folders: what their files say is heeded, and what is wrong with them is said. */

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Embedder } from '../../../src/core/embedding/embedder';
import { readModelFolder } from '../../../src/core/embedding/local/modelFolder';
import { direction, pool } from '../../../src/core/embedding/local/pooling';
import type { Pooling } from '../../../src/core/embedding/local/pooling';
import { openLocalOnThread } from '../../../src/core/embedding/worker/localThread';
import type { LocalSettings } from '../../../src/core/embedding/worker/localThread';
import { isLociError } from '../../../src/core/model/errors';
import type { ErrorCode } from '../../../src/core/model/errors';
import { silentLogger } from '../../../src/core/model/log';
import { writeTree } from '../../support/engine';
import type { Tree } from '../../support/engine';
import { hugeNetwork, tinyModel } from '../../support/tinyModel';

const program = { workerFile: resolve('dist/embedderWorker.cjs'), log: silentLogger };
const wasmFile = resolve('dist/onnx/ort-wasm-simd-threaded.wasm');

describe('pooling', () => {
  const hidden = [1, 8, 3, 4, 5, 0];
  const cases: readonly (readonly [Pooling, readonly number[]])[] = [
    ['mean', [3, 4]],
    ['cls', [1, 8]],
    ['max', [5, 8]],
    ['lastToken', [5, 0]],
    ['meanSqrtLength', [9 / Math.sqrt(3), 12 / Math.sqrt(3)]],
    ['weightedMean', [(1 + 6 + 15) / 6, (8 + 8) / 6]],
  ];
  for (const [pooling, pooled] of cases) {
    it(pooling, () => {
      assert.deepEqual(pool(hidden, 2, pooling), Float32Array.from(pooled));
    });
  }

  it('has a direction for what has none', () => {
    for (const odd of [
      [0, 0],
      [NaN, 1],
      [Infinity, 1],
    ]) {
      assert.deepEqual(direction(Float32Array.from(odd)), Float32Array.of(1, 0));
    }
  });
});

describe('a model in a folder', function () {
  this.timeout(30_000);
  let root: string;
  let opened: Embedder[];
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'loci-model-'));
    opened = [];
  });
  afterEach(async () => {
    for (const embedder of opened) await embedder.close?.();
    await rm(root, { recursive: true });
  });

  async function folderOf(files: Tree): Promise<string> {
    const folder = join(root, 'tiny');
    await rm(folder, { recursive: true, force: true });
    await writeTree(folder, files);
    return folder;
  }
  async function open(files: Tree, over: Partial<LocalSettings> = {}): Promise<Embedder> {
    const model = await folderOf(files);
    const settings = { model, allowDownload: false, host: '', modelsDir: join(root, 'models'), wasmFile, ...over };
    const embedder = await openLocalOnThread(settings, program, new AbortController().signal);
    opened.push(embedder);
    return embedder;
  }
  const fails = (promise: Promise<unknown>, code: ErrorCode, message: RegExp) =>
    assert.rejects(promise, (error) => {
      assert.ok(isLociError(error, code), String(error));
      assert.match(error.message, message);
      assert.ok(error.mend !== '' && !`${error.message}${error.mend}`.includes('\n'));
      return true;
    });
  const near = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

  it('gives vectors of length 1 by meaning, and says its dimensions and its version', async () => {
    const embedder = await open(tinyModel());
    assert.deepEqual(
      { ...embedder.model, version: '' },
      {
        ...{ provider: 'local', name: 'tiny', version: '', dimensions: 16, prefixes: [16] },
      },
    );
    assert.match(embedder.model.version, /^[0-9a-f]{16}$/);
    const [price, cost, user] = await embedder.embed(['the price', 'what cost', 'a user'], 'document');
    for (const vector of [price!, cost!, user!]) assert.ok(Math.abs(near(vector, vector) - 1) < 1e-5);
    assert.ok(near(price!, cost!) > 0.9 && near(price!, user!) < 0.2);
  });

  const said: readonly (readonly [string, Tree, (embedder: Embedder) => Promise<void>])[] = [
    [
      'cls: the first token alone',
      { '1_Pooling/config.json': JSON.stringify({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: false }) },
      async (embedder) => {
        const [price, user] = await embedder.embed(['price', 'user'], 'document');
        assert.deepEqual(price, user);
      },
    ],
    [
      'what is put before questions and documents',
      { 'config_sentence_transformers.json': JSON.stringify({ prompts: { query: 'price ', passage: 'user ' } }) },
      async (embedder) => {
        const [query] = await embedder.embed([''], 'query');
        const [document] = await embedder.embed([''], 'document');
        assert.ok(query![0]! > 0.9 && document![3]! > 0.9);
      },
    ],
    [
      'how many tokens it reads',
      { 'sentence_bert_config.json': JSON.stringify({ max_seq_length: 8 }) },
      async (embedder) => {
        const [short, long] = await embedder.embed(['price '.repeat(6), `${'price '.repeat(6)} user user`], 'document');
        assert.deepEqual(short, long);
      },
    ],
  ];
  for (const [what, files, check] of said) {
    it(`heeds ${what}`, async () => check(await open(tinyModel({ files }))));
  }

  it('puts before texts what families were trained with whose files do not say it', async () => {
    const model = join(root, 'e5-tiny');
    await writeTree(model, tinyModel({ network: 'model.onnx' }));
    const plain = await open(tinyModel({ network: 'model.onnx' }));
    const family = await open({}, { model });
    assert.notEqual(family.model.version, plain.model.version);
    const texts = ['price', 'passage: price'];
    const [bare] = await family.embed(texts, 'document');
    assert.deepEqual(bare, (await plain.embed(texts, 'document'))[1]);
  });

  it('is another version when any of its files is another', async () => {
    const versions = new Set<string>();
    const pooling = { '1_Pooling/config.json': JSON.stringify({ pooling_mode_cls_token: true }) };
    for (const files of [tinyModel(), tinyModel({ dimensions: 12 }), tinyModel({ files: pooling }), tinyModel()]) {
      versions.add((await readModelFolder(await folderOf(files))).digest);
    }
    assert.equal(versions.size, 3);
  });

  it('gives any text a vector, soon: none, a megabyte, another script, emoji, halves of signs', async () => {
    const embedder = await open(tinyModel());
    const texts = [
      '',
      ' ',
      '\0',
      'x'.repeat(1_000_000),
      '价格 '.repeat(400_000),
      '解析配置',
      '🎉🚀',
      '\ud800',
      'price',
    ];
    for (const kind of ['document', 'query'] as const) {
      for (const vector of await embedder.embed(texts, kind)) {
        assert.equal(vector.length, 16);
        assert.ok(Math.abs(near(vector, vector) - 1) < 1e-5);
      }
    }
  });

  const network = tinyModel()['onnx/model.onnx'] as Uint8Array;
  const without = (file: string): Tree =>
    Object.fromEntries(Object.entries(tinyModel()).filter(([name]) => name !== file));
  const broken: readonly (readonly [string, Tree, ErrorCode, RegExp])[] = [
    ['an empty folder', { 'readme.md': '' }, 'notFound', /holds no model\.onnx/],
    ['no network', without('onnx/model.onnx'), 'notFound', /holds no model\.onnx/],
    ['no tokenizer', without('tokenizer.json'), 'notFound', /holds no tokenizer\.json/],
    ['no settings', without('config.json'), 'notFound', /holds no config\.json/],
    [
      'a network that is cut short',
      tinyModel({ files: { 'onnx/model.onnx': network.subarray(0, 900) } }),
      'corrupt',
      /model\.onnx of .* cannot be read/,
    ],
    ['an empty network', tinyModel({ files: { 'onnx/model.onnx': '' } }), 'corrupt', /cannot be read/],
    [
      'a network of another kind',
      tinyModel({ files: { 'onnx/model.onnx': 'version https://git-lfs' } }),
      'corrupt',
      /cannot be read/,
    ],
    [
      'a tokenizer that is cut short',
      tinyModel({ files: { 'tokenizer.json': '{"model": {' } }),
      'corrupt',
      /is no JSON/,
    ],
    [
      'a tokenizer that is none',
      tinyModel({ files: { 'tokenizer.json': '{}' } }),
      'corrupt',
      /tokenizer of .* cannot be read/,
    ],
    ['settings that are a list', tinyModel({ files: { 'config.json': '[[' } }), 'corrupt', /is no JSON/],
    [
      'a layer that is not computed',
      tinyModel({ files: { 'modules.json': '[{"type": "sentence_transformers.models.Dense"}]' } }),
      'usage',
      /does not compute/,
    ],
  ];
  for (const [what, files, code, message] of broken) {
    it(`says that there is ${what}`, () => fails(open(files), code, message));
  }

  it('says that there is no folder, and what it cannot take for a model', async () => {
    await fails(open(tinyModel(), { model: join(root, 'gone') }), 'notFound', /is no folder/);
    await fails(open(tinyModel(), { model: '' }), 'usage', /no name/);
    for (const model of ['tiny', '../tiny', 'a/../b', 'a/b/c', './a/b', 'https://example.com/a']) {
      await fails(open(tinyModel(), { model }), 'usage', /neither a folder nor a published model/);
    }
  });

  it('a network that needs more memory than there is costs an error, and no more', async () => {
    await fails(open(tinyModel({ files: { 'onnx/model.onnx': hugeNetwork() } })), 'internal', /needs more memory/);
  });
});
