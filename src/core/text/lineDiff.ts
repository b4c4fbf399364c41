/** Two states of a text, compared by lines; how lines end does not count. */

import { diffArrays } from 'diff';

/** 0-based lines, each list in order. */
export interface ChangedLines {
  /** Lines of the text before that are not in the text after. */
  readonly removed: readonly number[];
  /** Lines of the text after that are not in the text before. */
  readonly added: readonly number[];
}

/** Beyond so many edits all lines count as changed: comparing takes the product of lines and edits. */
const mostEdits = 4_000;

export function changedLines(before: string, after: string): ChangedLines {
  const old = linesOf(before);
  const now = linesOf(after);
  const changes = diffArrays(old, now, { maxEditLength: mostEdits });
  if (changes === undefined) return { removed: [...old.keys()], added: [...now.keys()] };
  const removed: number[] = [];
  const added: number[] = [];
  let [oldLine, line] = [0, 0];
  for (const { count, removed: isRemoved, added: isAdded } of changes) {
    for (let at = 0; at < count; at++) {
      if (isRemoved) removed.push(oldLine + at);
      else if (isAdded) added.push(line + at);
    }
    if (!isAdded) oldLine += count;
    if (!isRemoved) line += count;
  }
  return { removed, added };
}

/** Share of the lines that both texts have, 0 to 1; blank lines do not count. */
export function likeness(a: string, b: string): number {
  const [inA, inB] = [countLines(a), countLines(b)];
  let common = 0;
  let all = 0;
  for (const [line, count] of inA) {
    common += 2 * Math.min(count, inB.get(line) ?? 0);
    all += count;
  }
  for (const count of inB.values()) all += count;
  return all === 0 ? 0 : common / all;
}

function countLines(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of linesOf(text)) {
    const words = line.trim();
    if (words !== '') counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return counts;
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n?|\n/);
  // What ends the last line begins no further one.
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
