/** Where names stand in a text that changed after it was read. Knows no editor. */

import type { Position, Range } from '../../core/model/range';

/** An edit as editors tell it: `range` of the text before was replaced by `text`. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** Where the range is after the edit; undefined if the edit changed what is in it. */
export function shifted(range: Range, edit: Edit): Range | undefined {
  if (!isBefore(edit.range.start, range.end)) return range;
  if (isBefore(range.start, edit.range.end)) return undefined;
  return { start: shiftedPosition(range.start, edit), end: shiftedPosition(range.end, edit) };
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** For a position at or behind the end of the edit. */
function shiftedPosition({ line, character }: Position, { range: { start, end }, text }: Edit): Position {
  const lines = text.split(/\r\n|\r|\n/);
  const lastLine = start.line + lines.length - 1;
  if (line > end.line) return { line: line + lastLine - end.line, character };
  const lineStart = lines.length === 1 ? start.character : 0;
  return { line: lastLine, character: lineStart + lines.at(-1)!.length + character - end.character };
}

/**
 * The place of a name: where the index says, if it stands there in the text as it is now, else where it was seen last,
 * moved by the edits since; undefined if it stands in neither place. What has no name in the text (`export default
 * class {`) has an empty range, of which only the last place can be believed.
 */
export function currentPlace(
  name: string,
  indexed: Range,
  seen: Range | undefined,
  textAt: (range: Range) => string,
): Range | undefined {
  if (isEmpty(indexed)) return seen ?? indexed;
  if (textAt(indexed).includes(name)) return indexed;
  return seen !== undefined && textAt(seen).includes(name) ? seen : undefined;
}

function isEmpty({ start, end }: Range): boolean {
  return start.line === end.line && start.character === end.character;
}
