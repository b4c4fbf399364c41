/** A {@link FileDigest} as bytes: varints and texts, deflated. What `encodeDigest` wrote, `decodeDigest` reads. */

import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { LociError } from '../model/errors';
import type { FileDigest } from './fileDigest';
import { isBlank, sketchWords } from './sketch';

/** Greater with every change of the form, so that bytes of an older form are refused instead of misread. */
const formVersion = 2;
/** Separates texts, and so stands in none: PostgreSQL refuses it in names as well. */
const separator = '\0';
/** A digest is at most a few times as long as a source file may be; a longer one is not ours. */
const longestForm = 256 * 1024 * 1024;

export function encodeDigest(digest: FileDigest): Uint8Array {
  const texts = [digest.names, digest.nativeKindNames, digest.scopeNames, digest.words].map((list) =>
    Buffer.from(list.join(separator), 'utf8'),
  );
  const numbers = numbersOf(digest);
  const head = new VarintWriter(64);
  head.write(formVersion);
  for (const count of [digest.names.length, digest.nativeKindNames.length, digest.scopeNames.length]) head.write(count);
  head.write(digest.words.length);
  for (const text of texts) head.write(text.length);
  return deflateRawSync(Buffer.concat([head.bytes(), ...texts, numbers]), {
    level: constants.Z_BEST_SPEED,
  });
}

/** Throws LociError `corrupt` if the bytes are not a digest of this form. */
export function decodeDigest(bytes: Uint8Array): FileDigest {
  try {
    return readDigest(inflateRawSync(bytes, { maxOutputLength: longestForm }));
  } catch (error) {
    throw new LociError('corrupt', 'a stored digest cannot be read', 'run loci index with --rebuild', { cause: error });
  }
}

function numbersOf(digest: FileDigest): Uint8Array {
  const symbols = digest.names.length;
  const out = new VarintWriter(symbols * 8 + digest.bagWords.length * 3);
  for (let i = 0; i < symbols; i++) {
    out.write(digest.kinds[i]!);
    out.write(digest.nativeKinds[i]!);
    out.write(digest.flags[i]!);
    out.write(i - digest.containers[i]!);
    out.write(digest.scopes[i]!);
    const start = digest.bagStarts[i]!;
    const end = digest.bagStarts[i + 1]!;
    out.write(end - start);
    let previous = 0;
    for (let at = start; at < end; at++) {
      const word = digest.bagWords[at]!;
      out.write(zigzag(word - previous));
      out.write(digest.bagCounts[at]!);
      previous = word;
    }
  }
  writeSketches(out, digest);
  return out.bytes();
}

/** The symbols that have one, each by how far it is from the one before. */
function writeSketches(out: VarintWriter, { sketches, names }: FileDigest): void {
  const sketched = [...names.keys()].filter((i) => !isBlank(sketches, i * sketchWords));
  out.write(sketched.length);
  let previous = 0;
  for (const symbol of sketched) {
    out.write(symbol - previous);
    for (let i = 0; i < sketchWords; i++) out.writeWord(sketches[symbol * sketchWords + i]!);
    previous = symbol;
  }
}

function readSketches(reader: VarintReader, symbols: number): Uint32Array {
  const sketches = new Uint32Array(symbols * sketchWords);
  let symbol = 0;
  for (let left = reader.read(); left > 0; left--) {
    symbol += reader.read();
    if (symbol >= symbols) throw new RangeError('no such symbol');
    for (let i = 0; i < sketchWords; i++) sketches[symbol * sketchWords + i] = reader.readWord();
  }
  return sketches;
}

function readDigest(form: Buffer): FileDigest {
  const reader = new VarintReader(form);
  if (reader.read() !== formVersion) throw new RangeError('another form');
  const counts = [reader.read(), reader.read(), reader.read(), reader.read()] as const;
  const lengths = counts.map(() => reader.read());
  const [names, nativeKindNames, scopeNames, words] = counts.map((count, i) => reader.texts(count, lengths[i]!));
  const columns = readNumbers(reader, counts[0], words!.length);
  return { names: names!, nativeKindNames: nativeKindNames!, scopeNames: scopeNames!, words: words!, ...columns };
}

type Columns = Omit<FileDigest, 'names' | 'nativeKindNames' | 'scopeNames' | 'words'>;

function readNumbers(reader: VarintReader, symbols: number, wordCount: number): Columns {
  const columns = {
    kinds: new Uint8Array(symbols),
    nativeKinds: new Uint16Array(symbols),
    flags: new Uint8Array(symbols),
    containers: new Int32Array(symbols),
    scopes: new Uint16Array(symbols),
    bagStarts: new Uint32Array(symbols + 1),
  };
  // Every bag entry takes at least two bytes of what is left.
  const bagWords = new Uint32Array(reader.left() >> 1);
  const bagCounts = new Uint16Array(bagWords.length);
  let at = 0;
  for (let i = 0; i < symbols; i++) {
    columns.kinds[i] = reader.read();
    columns.nativeKinds[i] = reader.read();
    columns.flags[i] = reader.read();
    columns.containers[i] = i - reader.read();
    columns.scopes[i] = reader.read();
    const end = at + reader.read();
    let word = 0;
    for (; at < end; at++) {
      word += unzigzag(reader.read());
      if (word < 0 || word >= wordCount) throw new RangeError('no such word');
      bagWords[at] = word;
      bagCounts[at] = reader.read();
    }
    columns.bagStarts[i + 1] = at;
  }
  const sketches = readSketches(reader, symbols);
  return { ...columns, bagWords: bagWords.slice(0, at), bagCounts: bagCounts.slice(0, at), sketches };
}

const zigzag = (value: number): number => (value << 1) ^ (value >> 31);
const unzigzag = (value: number): number => (value >>> 1) ^ -(value & 1);

class VarintWriter {
  private buffer: Uint8Array;
  private length = 0;

  constructor(expected: number) {
    this.buffer = new Uint8Array(Math.max(16, expected));
  }

  /** `value` is an integer from 0 to 2^31 - 1. */
  write(value: number): void {
    if (this.length + 5 > this.buffer.length) {
      const longer = new Uint8Array(this.buffer.length * 2);
      longer.set(this.buffer);
      this.buffer = longer;
    }
    let rest = value;
    while (rest > 127) {
      this.buffer[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.buffer[this.length++] = rest;
  }

  /** 32 bits as they are. */
  writeWord(value: number): void {
    for (let shift = 0; shift < 28; shift += 7) this.write((value >>> shift) & 127);
    this.write(value >>> 28);
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }
}

class VarintReader {
  private at = 0;

  constructor(private readonly buffer: Buffer) {}

  read(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.buffer[this.at++];
      if (byte === undefined) break;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw new RangeError('a number is cut');
  }

  readWord(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) value |= this.read() << shift;
    return value >>> 0;
  }

  texts(count: number, length: number): string[] {
    const end = this.at + length;
    if (end > this.buffer.length) throw new RangeError('a text is cut');
    const list = count === 0 ? [] : this.buffer.toString('utf8', this.at, end).split(separator);
    if (list.length !== count) throw new RangeError('texts are missing');
    this.at = end;
    return list;
  }

  left(): number {
    return this.buffer.length - this.at;
  }
}
