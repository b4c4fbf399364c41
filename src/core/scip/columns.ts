/** Places of an index, counted in bytes or characters, as places of a text, counted in UTF-16 units. */

import type { Position, Range } from '../model/range';
import { readLines } from '../parser/lines';
import { positionEncodings } from './schema';

export interface PlacedText {
  /** Undefined where the text has no such place. */
  rangeIn(range: Range, encoding: number): Range | undefined;
  /** Of a range of this text on one line; else ''. */
  wordAt(range: Range): string;
}

/** How long a code point is in an encoding. */
const lengths: Readonly<Record<number, (codePoint: number) => number>> = {
  [positionEncodings.utf8]: (point) => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4),
  [positionEncodings.utf32]: () => 1,
};

export function placeText(text: string): PlacedText {
  const lines = readLines(text);
  const lineAt = (line: number): string | undefined => {
    if (line >= lines.count) return undefined;
    return text.slice(lines.startOf(line), lines.startOf(line + 1)).replace(/\r?\n$|\r$/, '');
  };
  const positionIn = ({ line, character }: Position, encoding: number): Position | undefined => {
    const content = lineAt(line);
    const units = content === undefined ? undefined : unitsIn(content, character, encoding);
    return units === undefined ? undefined : { line, character: units };
  };
  return {
    rangeIn(range, encoding) {
      const start = positionIn(range.start, encoding);
      const end = positionIn(range.end, encoding);
      return start === undefined || end === undefined ? undefined : { start, end };
    },
    wordAt({ start, end }) {
      return start.line === end.line ? (lineAt(start.line)?.slice(start.character, end.character) ?? '') : '';
    },
  };
}

/** Undefined beyond the line's end and within a character. */
function unitsIn(content: string, character: number, encoding: number): number | undefined {
  const lengthOf = lengths[encoding];
  if (lengthOf === undefined) return character <= content.length ? character : undefined;
  let units = 0;
  let passed = 0;
  while (passed < character) {
    const point = content.codePointAt(units);
    if (point === undefined) return undefined;
    passed += lengthOf(point);
    units += point > 0xffff ? 2 : 1;
  }
  return passed === character ? units : undefined;
}
