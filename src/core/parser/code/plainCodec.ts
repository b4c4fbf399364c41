/** Numbers, texts, places and lists as bytes: varints and one table of texts, deflated. */

import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { VarintReader, VarintWriter } from '../varints';
import type { Place } from './shapes';

/** Greater with every change of the form, so that bytes of an older form are refused instead of misread. */
const codeForm = 1;
/** Stands in no text. */
const textSeparator = '\0';
const longestForm = 256 * 1024 * 1024;

/** Places go into `places`, if that is given, and only that they are there into the bytes. */
export class PlainWriter {
  private readonly numbers = new VarintWriter(4096);
  private readonly texts = new Map<string, number>();
  private line = 0;

  constructor(private readonly places: Place[] | undefined) {}

  number(value: number): void {
    this.numbers.write(value);
  }

  place(at: Place | undefined): void {
    const { numbers, places } = this;
    if (at === undefined) numbers.write(0);
    else if (places !== undefined) {
      places.push(at);
      numbers.write(1);
    } else {
      const delta = at.line - this.line;
      numbers.write(1 + (delta < 0 ? -2 * delta - 1 : 2 * delta));
      numbers.write(at.character);
      numbers.write(at.length);
      this.line = at.line;
    }
  }

  text(value: string): void {
    let known = this.texts.get(value);
    if (known === undefined) this.texts.set(value, (known = this.texts.size));
    this.numbers.write(known);
  }

  optionalText(value: string | undefined): void {
    this.numbers.write(value === undefined ? 0 : 1);
    if (value !== undefined) this.text(value);
  }

  pack(declCount: number): Uint8Array {
    const joined = Buffer.from([...this.texts.keys()].join(textSeparator), 'utf8');
    const head = new VarintWriter(16);
    for (const value of [codeForm, declCount, this.texts.size, joined.length]) head.write(value);
    const all = Buffer.concat([head.bytes(), joined, this.numbers.bytes()]);
    return deflateRawSync(all, { level: constants.Z_BEST_SPEED });
  }
}

/** Places that are not in the bytes are put into `unset`, if that is given. */
export class PlainReader {
  readonly declCount: number;
  /** Bytes that were packed. */
  readonly size: number;
  private readonly numbers: VarintReader;
  private readonly texts: readonly string[];
  private line = 0;

  /** Throws RangeError for what does not fit, as all its methods do. */
  constructor(
    bytes: Uint8Array,
    private readonly unset: Place[] | undefined,
  ) {
    const inflated = inflateRawSync(bytes, { maxOutputLength: longestForm });
    this.size = inflated.length;
    const numbers = new VarintReader(inflated);
    if (numbers.read() !== codeForm) throw new RangeError('an unknown form');
    this.declCount = numbers.read();
    if (this.declCount > inflated.length) throw new RangeError('too many declarations');
    const textCount = numbers.read();
    const { buffer, byteOffset, length } = numbers.take(numbers.read());
    const joined = Buffer.from(buffer, byteOffset, length).toString('utf8');
    this.numbers = numbers;
    this.texts = textCount === 0 ? [] : joined.split(textSeparator);
    if (this.texts.length !== textCount) throw new RangeError('a text is missing');
  }

  number(): number {
    return this.numbers.read();
  }

  /** How many follow: no more than there are bytes. */
  count(): number {
    const count = this.numbers.read();
    if (count > this.numbers.left) throw new RangeError('a list is cut off');
    return count;
  }

  /** Whether what may be absent is there. */
  isThere(): boolean {
    return this.numbers.read() !== 0;
  }

  text(): string {
    const found = this.texts[this.numbers.read()];
    if (found === undefined) throw new RangeError('a text is missing');
    return found;
  }

  place(): Place | undefined {
    const code = this.numbers.read() - 1;
    if (code < 0) return undefined;
    if (this.unset !== undefined) {
      const empty = { line: 0, character: 0, length: 0 };
      this.unset.push(empty);
      return empty;
    }
    return { line: this.nextLine(code), character: this.numbers.read(), length: this.numbers.read() };
  }

  /** Reads a place into one that there is; it stays as it is where the bytes have none. */
  setPlace(place: Place): void {
    const code = this.numbers.read() - 1;
    if (code < 0) return;
    place.line = this.nextLine(code);
    place.character = this.numbers.read();
    place.length = this.numbers.read();
  }

  private nextLine(code: number): number {
    this.line += (code & 1) === 1 ? -((code + 1) >>> 1) : code >>> 1;
    return this.line;
  }
}
