/** Numbers, texts, places and lists as bytes: varints and one table of texts, deflated. */

import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { createVarintReader, createVarintWriter } from '../varints';
import type { Place } from './shapes';

/** Greater with every change of the form, so that bytes of an older form are refused instead of misread. */
const codeForm = 1;
/** Stands in no text. */
const textSeparator = '\0';
const longestForm = 256 * 1024 * 1024;

export interface PlainWriter {
  readonly number: (value: number) => void;
  readonly text: (value: string) => void;
  readonly place: (at: Place | undefined) => void;
  readonly list: <Item>(items: readonly Item[], write: (item: Item) => void) => void;
  readonly optional: <Item>(item: Item | undefined, write: (item: Item) => void) => void;
  readonly pack: (declCount: number) => Uint8Array;
}

/** Places go into `places`, if that is given, and only that they are there into the bytes. */
export function createPlainWriter(places: Place[] | undefined): PlainWriter {
  const numbers = createVarintWriter(4096);
  const texts = new Map<string, number>();
  const number = (value: number): void => {
    numbers.write(value);
  };
  let line = 0;

  function place(at: Place | undefined): void {
    if (at === undefined) number(0);
    else if (places !== undefined) {
      places.push(at);
      number(1);
    } else {
      const delta = at.line - line;
      number(1 + (delta < 0 ? -2 * delta - 1 : 2 * delta));
      number(at.character);
      number(at.length);
      ({ line } = at);
    }
  }

  return {
    number,
    place,
    text(value) {
      const known = texts.get(value) ?? texts.size;
      texts.set(value, known);
      number(known);
    },
    list(items, write) {
      number(items.length);
      for (const item of items) write(item);
    },
    optional(item, write) {
      number(item === undefined ? 0 : 1);
      if (item !== undefined) write(item);
    },
    pack(declCount) {
      const joined = Buffer.from([...texts.keys()].join(textSeparator), 'utf8');
      const head = createVarintWriter(16);
      for (const value of [codeForm, declCount, texts.size, joined.length]) head.write(value);
      return deflateRawSync(Buffer.concat([head.bytes(), joined, numbers.bytes()]), { level: constants.Z_BEST_SPEED });
    },
  };
}

export interface PlainReader {
  readonly declCount: number;
  readonly number: () => number;
  readonly text: () => string;
  readonly place: () => Place | undefined;
  readonly list: <Item>(read: () => Item) => Item[];
  readonly optional: <Item>(read: () => Item) => Item | undefined;
}

/** Places that are not in the bytes are put into `unset`, if that is given. Throws RangeError for what does not fit. */
export function createPlainReader(bytes: Uint8Array, unset: Place[] | undefined): PlainReader {
  const inflated = inflateRawSync(bytes, { maxOutputLength: longestForm });
  const numbers = createVarintReader(inflated);
  const number = (): number => numbers.read();
  if (number() !== codeForm) throw new RangeError('an unknown form');
  const declCount = number();
  if (declCount > inflated.length) throw new RangeError('too many declarations');
  const textCount = number();
  const joined = Buffer.from(numbers.take(number())).toString('utf8');
  const texts = textCount === 0 ? [] : joined.split(textSeparator);
  if (texts.length !== textCount) throw new RangeError('a text is missing');
  let line = 0;

  function place(): Place | undefined {
    const code = number() - 1;
    if (code < 0) return undefined;
    if (unset !== undefined) {
      const empty = { line: 0, character: 0, length: 0 };
      unset.push(empty);
      return empty;
    }
    line += (code & 1) === 1 ? -((code + 1) >>> 1) : code >>> 1;
    return { line, character: number(), length: number() };
  }

  return {
    declCount,
    number,
    place,
    text() {
      const found = texts[number()];
      if (found === undefined) throw new RangeError('a text is missing');
      return found;
    },
    list(read) {
      const items: ReturnType<typeof read>[] = [];
      for (let rest = number(); rest > 0; rest--) items.push(read());
      return items;
    },
    optional: (read) => (number() === 0 ? undefined : read()),
  };
}
