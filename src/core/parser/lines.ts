/** Offsets of a text to positions, with the line ends that editors know: LF, CRLF and a lone CR. */

import type { Position } from '../model/range';

export interface Lines {
  /** At least 1; a line end at the end of the text opens an empty last line. */
  readonly count: number;
  positionAt(offset: number): Position;
  /** Offset of the first unit of a 0-based line. */
  startOf(line: number): number;
}

export function readLines(text: string): Lines {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return new LineStarts(starts, text.length);
}

/** A class, so that all files share what V8 makes of its functions. */
class LineStarts implements Lines {
  readonly count: number;

  constructor(
    private readonly starts: readonly number[],
    private readonly length: number,
  ) {
    this.count = starts.length;
  }

  positionAt(offset: number): Position {
    const line = lastAtMost(this.starts, offset);
    return { line, character: offset - this.starts[line]! };
  }

  startOf(line: number): number {
    return this.starts[line] ?? this.length;
  }
}

/** Index of the last of the ascending `values` that is at most `limit`; -1 if none is. */
export function lastAtMost(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
