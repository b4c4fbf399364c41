/**
 * Model files. All numbers are little-endian:
 *
 *     8 bytes   "LOCIEMB" and a zero
 *     4         format version
 *     4         length of the header
 *     32        SHA-256 of all that follows
 *     header    JSON: {@link ModelHeader}
 *     words     UTF-8, one a line, as many bytes as the header says
 *     padding   to a multiple of four
 *     weights   float32: of each row in questions, then in each of the fields; then the rows' scales
 *     table     int8, row after row: times its row's scale, the row's numbers
 *
 * The digest is the model's version: vectors of two files are never taken for comparable.
 */

import { createHash } from 'node:crypto';
import { LociError } from '../../model/errors';
import { fields } from './fields';

/** Raised when older programs would read a file wrongly. 1: the first. 2: weights by field. */
export const modelFormatVersion = 2;

export interface ModelHeader {
  readonly name: string;
  readonly dimensions: number;
  readonly prefixes: readonly number[];
  readonly words: number;
  readonly wordBytes: number;
  readonly buckets: number;
  /** One number for each of `fields`. */
  readonly fields: readonly number[];
}

export interface ModelData {
  readonly name: string;
  readonly dimensions: number;
  readonly prefixes: readonly number[];
  readonly words: readonly string[];
  readonly buckets: number;
  readonly fields: Float32Array;
  /** Of each row. */
  readonly weights: RowWeights;
  readonly scales: Float32Array;
  readonly table: Int8Array;
}

export interface RowWeights {
  readonly query: Float32Array;
  /** One list for each of `fields`. */
  readonly fields: readonly Float32Array[];
}

export interface ReadModel extends ModelData {
  /** Hexadecimal. */
  readonly digest: string;
}

const magic = Buffer.from('LOCIEMB\0', 'latin1');
const digestAt = 16;
const headerAt = digestAt + 32;
/** Numbers of a row beside those of the table. */
const rowNumbers = 1 + fields.length + 1;
/** No sound file goes beyond them: they keep a damaged one from asking for all memory. */
const mostRows = 1_000_000;
const mostDimensions = 4_096;

export function writeModel(model: ModelData): Buffer {
  const words = Buffer.from(model.words.join('\n'), 'utf8');
  const header: ModelHeader = {
    name: model.name,
    dimensions: model.dimensions,
    prefixes: model.prefixes,
    words: model.words.length,
    wordBytes: words.length,
    buckets: model.buckets,
    fields: Array.from(model.fields),
  };
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  const padding = Buffer.alloc(-(headerAt + json.length + words.length) & 3);
  const numbers = [model.weights.query, ...model.weights.fields, model.scales].map((list) =>
    Buffer.from(littleEndian(list)),
  );
  const body = Buffer.concat([json, words, padding, ...numbers, Buffer.from(model.table)]);
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(modelFormatVersion, 0);
  lengths.writeUInt32LE(json.length, 4);
  return Buffer.concat([magic, lengths, createHash('sha256').update(body).digest(), body]);
}

/** @throws LociError `corrupt`: not a model file, of another format version, cut short or changed. */
export function readModel(bytes: Uint8Array, source: string): ReadModel {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!data.subarray(0, magic.length).equals(magic)) throw broken(source, 'is not a model file of Loci');
  if (data.length < headerAt) throw broken(source, 'is cut short');
  const version = data.readUInt32LE(8);
  if (version !== modelFormatVersion) {
    throw broken(source, `has format ${version}, and this Loci reads ${modelFormatVersion}`);
  }
  const body = data.subarray(headerAt);
  const digest = createHash('sha256').update(body).digest();
  if (!digest.equals(data.subarray(digestAt, headerAt))) throw broken(source, 'is cut short or damaged');
  const headerEnd = headerAt + data.readUInt32LE(12);
  const header = readHeader(data.subarray(headerAt, headerEnd), source);
  return { ...readBody(data, headerEnd, header, source), digest: digest.toString('hex') };
}

function readHeader(bytes: Buffer, source: string): ModelHeader {
  let header: Partial<ModelHeader> | null = null;
  try {
    header = JSON.parse(bytes.toString('utf8')) as Partial<ModelHeader> | null;
  } catch {
    // Told below.
  }
  const { name, dimensions, prefixes, words, wordBytes, buckets, fields: weights } = header ?? {};
  const sound =
    typeof name === 'string' &&
    isWhole(dimensions, 4, mostDimensions) &&
    dimensions % 4 === 0 &&
    isWhole(words, 0, mostRows) &&
    isWhole(wordBytes, 0, mostRows * 64) &&
    isWhole(buckets, 1, mostRows) &&
    prefixes?.at(-1) === dimensions &&
    prefixes.every((prefix, i) => isWhole(prefix, (prefixes[i - 1] ?? 0) + 1, dimensions)) &&
    weights?.length === fields.length &&
    weights.every(Number.isFinite);
  if (!sound) throw broken(source, 'has a header that makes no sense');
  return { name, dimensions, prefixes, words, wordBytes, buckets, fields: weights };
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

function readBody(data: Buffer, wordsAt: number, header: ModelHeader, source: string): ModelData {
  const { name, dimensions, prefixes, buckets, wordBytes } = header;
  const rowCount = header.words + buckets;
  const weightsAt = (wordsAt + wordBytes + 3) & ~3;
  const tableAt = weightsAt + 4 * rowNumbers * rowCount;
  if (data.length !== tableAt + rowCount * dimensions) throw broken(source, 'is not as long as its header says');
  const text = data.toString('utf8', wordsAt, wordsAt + wordBytes);
  const words = header.words === 0 ? [] : text.split('\n');
  if (words.length !== header.words) throw broken(source, 'does not hold the words that its header says');
  const numbers = Array.from({ length: rowNumbers }, (_, list) =>
    floatsOf(data, weightsAt + list * 4 * rowCount, rowCount),
  );
  return {
    ...{ name, dimensions, prefixes, words, buckets },
    fields: Float32Array.from(header.fields),
    weights: { query: numbers[0]!, fields: numbers.slice(1, -1) },
    scales: numbers.at(-1)!,
    table: new Int8Array(data.buffer, data.byteOffset + tableAt, rowCount * dimensions),
  };
}

function floatsOf(data: Buffer, at: number, count: number): Float32Array {
  const view = new DataView(data.buffer, data.byteOffset + at, count * 4);
  return Float32Array.from({ length: count }, (_, i) => view.getFloat32(i * 4, true));
}

function littleEndian(numbers: Float32Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(numbers.length * 4));
  numbers.forEach((number, i) => {
    view.setFloat32(i * 4, number, true);
  });
  return view.buffer;
}

function broken(source: string, what: string): LociError {
  return new LociError(
    'corrupt',
    `the embedding model ${source} ${what}`,
    'install Loci again, or train it anew with loci train',
  );
}
