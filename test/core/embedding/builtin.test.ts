import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBuiltinEmbedder, openBuiltinModel } from '../../../src/core/embedding/builtin/builtin';
import { readModel, writeModel } from '../../../src/core/embedding/builtin/format';
import { documentText, partsOfText, splitSignature } from '../../../src/core/embedding/documentText';
import type { DocumentParts } from '../../../src/core/embedding/documentText';
import { prefixOf } from '../../../src/core/embedding/embedder';
import type { EmbeddingKind } from '../../../src/core/embedding/embedder';
import { isLociError } from '../../../src/core/model/errors';
import { madeModel } from './made';

const words = ['cart', 'total', 'pric', 'sum', 'http', 'server', 'url', 'encod', 'str', 'case', 'cmp'];
const model = madeModel(words);
const embedder = createBuiltinEmbedder(model);

async function embed(text: string, kind: EmbeddingKind = 'document'): Promise<Float32Array> {
  return (await embedder.embed([text], kind))[0]!;
}

function lengthOf(vector: Float32Array): number {
  return Math.sqrt(vector.reduce((sum, number) => sum + number * number, 0));
}

describe('the words of a model', () => {
  const { words: vectors } = embedder;

  it('have vectors of one dimension, also those that it does not know', () => {
    for (const word of ['cart', 'unheardof', '購物', '']) {
      assert.equal(vectors?.ofQuestion(word).length, embedder.model.dimensions);
      assert.ok(lengthOf(vectors.ofName(word)) > 0, word);
    }
  });

  it('make up the vector of a question', async () => {
    const sum = vectors!.ofQuestion('cart').map((number, i) => number + vectors!.ofQuestion('total')[i]!);
    const length = lengthOf(sum);
    const whole = await embed('cart total', 'query');
    for (const [i, number] of sum.entries()) assert.ok(Math.abs(number / length - whole[i]!) < 1e-5);
  });
});

describe('model files', () => {
  const bytes = writeModel(model);

  it('hold what was written', () => {
    const read = readModel(bytes, 'x');
    assert.deepEqual(read, model);
    assert.deepEqual(writeModel(read), bytes);
  });

  it('may begin anywhere in a buffer', () => {
    for (const offset of [1, 2, 3]) {
      const moved = new Uint8Array(bytes.length + offset);
      moved.set(bytes, offset);
      assert.deepEqual(readModel(moved.subarray(offset), 'x').table, model.table);
    }
  });

  it('that are cut short say so, wherever they are cut', () => {
    for (let length = 0; length < bytes.length; length += 7) {
      assert.throws(
        () => readModel(bytes.subarray(0, length), 'the.model'),
        (error) => isLociError(error, 'corrupt') && error.message.startsWith('the embedding model the.model '),
      );
    }
  });

  it('with any changed byte are refused', () => {
    for (let at = 0; at < bytes.length; at += 11) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 0x20;
      assert.throws(
        () => readModel(changed, 'x'),
        (error) => isLociError(error, 'corrupt'),
      );
    }
  });

  it('of another format version are refused with the way out', () => {
    const newer = Buffer.from(bytes);
    newer.writeUInt32LE(99, 8);
    assert.throws(
      () => readModel(newer, 'x'),
      (error) => isLociError(error, 'corrupt') && error.message.includes('format 99') && error.mend.includes('install'),
    );
  });

  it('are opened from disk, and missing ones are named', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'loci-model-'));
    const file = path.join(folder, 'a.model');
    writeFileSync(file, bytes);
    const opened = await openBuiltinModel(file);
    assert.deepEqual(opened.model, embedder.model);
    assert.deepEqual(await opened.embed(['the total'], 'query'), await embedder.embed(['the total'], 'query'));
    await assert.rejects(openBuiltinModel(path.join(folder, 'b.model')), (error) => isLociError(error, 'notFound'));
    rmSync(folder, { recursive: true });
  });

  it('with other numbers have another version', () => {
    const other = madeModel([...words, 'more']);
    assert.notEqual(createBuiltinEmbedder(other).model.version, embedder.model.version);
  });
});

describe('the built-in embedder', () => {
  const odd: Readonly<Record<string, string>> = {
    empty: '',
    blank: ' \n\t ',
    emoji: '🎉🚀',
    'one sign': '+',
    Chinese: '解析配置文件',
    Arabic: 'تحليل الملف',
    'a million letters': 'a'.repeat(1_000_000),
    'a million blanks': ' '.repeat(1_000_000),
    'a million words': 'foo '.repeat(250_000),
    'broken surrogates': '\ud83c \udf89 \ud83c',
    'control characters': '\0\u0001\u001b[31m',
  };
  for (const [name, text] of Object.entries(odd)) {
    it(`gives ${name} a vector of length 1, soon`, async () => {
      for (const kind of ['document', 'query'] as const) {
        const started = process.cpuUsage();
        const vector = await embed(text, kind);
        assert.equal(vector.length, 16);
        assert.ok(Math.abs(lengthOf(vector) - 1) < 1e-5);
        assert.ok(process.cpuUsage(started).user < 200_000, 'CPU time');
        assert.deepEqual(await embed(text, kind), vector);
      }
    });
  }

  it('does not take all that it cannot read for the same', async () => {
    const texts = ['🎉', '🚀', '解析配置', '読み込み', 'qwertz', '±'];
    const vectors = await embedder.embed(texts, 'query');
    assert.ok(new Set(vectors.map((vector) => vector.join())).size >= texts.length - 1);
  });

  it('splits identifiers and takes words in any form', async () => {
    const same = ['cart totals', 'cartTotal', 'CART_TOTAL', 'Cart.total'];
    const vectors = await embedder.embed(same, 'query');
    for (const vector of vectors) assert.deepEqual(vector, vectors[0]);
    assert.deepEqual(await embed('getHTTPServer', 'query'), await embed('get_http_server', 'query'));
  });

  it('tells questions from documents', async () => {
    assert.notDeepEqual(await embed('http server'), await embed('http server', 'query'));
  });

  it('keeps the order of texts and heeds a signal', async () => {
    const texts = Array.from({ length: 300 }, (_, i) => `cart ${i} total`);
    const vectors = await embedder.embed(texts, 'document');
    assert.deepEqual(vectors[123], await embed(texts[123]!));
    await assert.rejects(embedder.embed(texts, 'document', AbortSignal.abort()), (error) =>
      isLociError(error, 'cancelled'),
    );
  });

  it('has vectors whose prefixes are of length 1 again', async () => {
    const vector = await embed('cart total');
    assert.deepEqual(embedder.model.prefixes, [8, 16]);
    for (const width of embedder.model.prefixes) {
      const prefix = prefixOf(vector, width);
      assert.equal(prefix.length, width);
      assert.ok(Math.abs(lengthOf(prefix) - 1) < 1e-5);
    }
    assert.equal(lengthOf(prefixOf(new Float32Array(16), 8)), 0);
  });
});

describe('texts of documents', () => {
  const source = 'total() {\n\n  return 1;\n}';
  const cases: readonly DocumentParts[] = [
    { name: 'total', path: 'src/cart.ts', source },
    { name: 'total', scope: 'Cart', path: 'src/cart.ts', documentation: 'What it costs.', source },
    { name: '', path: 'a.c', source: '' },
    { name: 'x', path: 'file: odd.ts', source: 'file: y' },
    { name: 'x', path: 'a.ts', documentation: 'in: z', source: '\n\nsays: no' },
  ];
  for (const parts of cases) {
    it(`come apart as they were: ${JSON.stringify(parts)}`, () => {
      const { name, scope, path: file, documentation, source: body } = partsOfText(documentText(parts));
      assert.deepEqual(
        { name, scope, path: file, documentation, source: body },
        { scope: undefined, documentation: undefined, ...parts },
      );
    });
  }

  for (const [source, signature] of [
    ['total(): number {\n  return 1;\n}', 'total(): number '],
    ['def total(self, a=1):\n  return a', 'def total(self, a=1)'],
    ['const total = (a) => a', 'const total = (a) '],
    ['let total', 'let total'],
    ['# Heading\ntext', '# Heading'],
    ['x'.repeat(1_000), 'x'.repeat(400)],
    ['', ''],
  ] as const) {
    it(`have a signature: ${source.slice(0, 30)}`, () => {
      const split = splitSignature(source);
      assert.equal(split.signature, signature);
      assert.equal(split.signature + split.body, source);
    });
  }

  it('of any other form are all source', () => {
    assert.deepEqual(partsOfText('how to find a cart'), { source: 'how to find a cart' });
  });

  it('weigh a name more than the same word far below', async () => {
    const query = (await embedder.embed(['http'], 'query'))[0]!;
    const [named, written] = await embedder.embed(
      [
        documentText({ name: 'http', path: 'a', source: 'cart total sum' }),
        documentText({ name: 'cart', path: 'a', source: 'total sum http' }),
      ],
      'document',
    );
    const near = (vector: Float32Array): number => vector.reduce((sum, number, i) => sum + number * query[i]!, 0);
    assert.ok(near(named!) > near(written!));
  });
});
