/**
 * A published model, made here: a network in ONNX that is one look-up (a token's vector is its row of a table), a
 * tokenizer of whole words, and settings. Words that are listed together have the same row, all others the first.
 */

import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { Tree } from './engine';
import { meanings } from './tinyEmbedder';

export interface TinyModel {
  readonly dimensions?: number;
  /** Relative path of the network. */
  readonly network?: string;
  /** Beside what every model has, or in its place. */
  readonly files?: Tree;
}

const unknown = '[UNK]';
const ends = ['[CLS]', '[SEP]'];

/** Files of the model's folder. */
export function tinyModel({ dimensions = 16, network = 'onnx/model.onnx', files = {} }: TinyModel = {}): Tree {
  const words = [unknown, ...ends, ...meanings.flat()];
  const rows = words.map((word) => {
    const row = new Float32Array(dimensions).fill(0.01);
    const meaning = meanings.findIndex((list) => list.includes(word));
    if (meaning >= 0) row[meaning % dimensions]! += 1;
    return row;
  });
  return {
    'config.json': JSON.stringify({ model_type: 'bert', hidden_size: dimensions, max_position_embeddings: 64 }),
    'tokenizer.json': JSON.stringify(tokenizerOf(words)),
    'tokenizer_config.json': JSON.stringify({ tokenizer_class: 'PreTrainedTokenizer', unk_token: unknown }),
    [network]: lookUp(rows, dimensions),
    ...files,
  };
}

function tokenizerOf(words: readonly string[]): object {
  const special = [unknown, ...ends].map((content, id) => ({
    ...{ id, content, special: true },
    ...{ single_word: false, lstrip: false, rstrip: false, normalized: false },
  }));
  const [first, last] = ends.map((content) => ({ SpecialToken: { id: content, type_id: 0 } }));
  return {
    ...{ version: '1.0', truncation: null, padding: null, decoder: null, added_tokens: special },
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [first, { Sequence: { id: 'A', type_id: 0 } }, last],
      pair: [first, { Sequence: { id: 'A', type_id: 0 } }, last],
      special_tokens: Object.fromEntries(
        ends.map((content, at) => [content, { id: content, ids: [at + 1], tokens: [content] }]),
      ),
    },
    model: {
      ...{ type: 'WordPiece', unk_token: unknown, continuing_subword_prefix: '##', max_input_chars_per_word: 100 },
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
    },
  };
}

/** Field numbers are those of onnx.proto. */
type Fields = readonly (readonly [number: number, value: number | string | Uint8Array])[];

function message(fields: Fields): Uint8Array {
  const writer = new BinaryWriter();
  for (const [number, value] of fields) {
    if (typeof value === 'number') writer.tag(number, WireType.Varint).int64(value);
    else if (typeof value === 'string') writer.tag(number, WireType.LengthDelimited).string(value);
    else writer.tag(number, WireType.LengthDelimited).bytes(value);
  }
  return writer.finish();
}

const floats = 1;
const integers = 7;

function lookUp(rows: readonly Float32Array[], dimensions: number): Uint8Array {
  const numbers = Buffer.concat(rows.map((row) => Buffer.from(row.buffer)));
  const table = message([
    [1, rows.length],
    [1, dimensions],
    [2, floats],
    [8, 'table'],
    [9, numbers],
  ]);
  const node = message([
    [1, 'table'],
    [1, 'input_ids'],
    [2, 'last_hidden_state'],
    [4, 'Gather'],
  ]);
  const graph = message([
    [1, node],
    [2, 'look-up'],
    [5, table],
    [11, valueInfo('input_ids', integers, ['batch', 'tokens'])],
    [12, valueInfo('last_hidden_state', floats, ['batch', 'tokens', dimensions])],
  ]);
  return message([
    [1, 8],
    [7, graph],
    [
      8,
      message([
        [1, ''],
        [2, 13],
      ]),
    ],
  ]);
}

function valueInfo(name: string, type: number, dims: readonly (string | number)[]): Uint8Array {
  const shape = message(dims.map((dim) => [1, message([[typeof dim === 'number' ? 1 : 2, dim]])] as const));
  return message([
    [1, name],
    [
      2,
      message([
        [
          1,
          message([
            [1, type],
            [2, shape],
          ]),
        ],
      ]),
    ],
  ]);
}

/** Gives each token as many numbers as no memory holds. */
export function hugeNetwork(): Uint8Array {
  const shape = Buffer.from(BigInt64Array.of(1n, 40_000n, 40_000n).buffer);
  const graph = message([
    [
      1,
      message([
        [1, 'shape'],
        [2, 'last_hidden_state'],
        [4, 'ConstantOfShape'],
      ]),
    ],
    [2, 'huge'],
    [
      5,
      message([
        [1, 3],
        [2, integers],
        [8, 'shape'],
        [9, shape],
      ]),
    ],
    [11, valueInfo('input_ids', integers, ['batch', 'tokens'])],
    [12, valueInfo('last_hidden_state', floats, ['batch', 'tokens', 'numbers'])],
  ]);
  return message([
    [1, 8],
    [7, graph],
    [
      8,
      message([
        [1, ''],
        [2, 13],
      ]),
    ],
  ]);
}
