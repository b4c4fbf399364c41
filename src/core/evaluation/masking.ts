/** Takes the words of documentation out of a source, and nothing else: every other word stays on its line. */

import type { ParsedSymbol } from '../model/symbol';

export function withoutDocumentation(text: string, symbols: readonly ParsedSymbol[]): string {
  const lines = text.split('\n');
  for (const { documentation = '', range } of symbols) {
    const told = documentation
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const places = placesAbove(lines, told, range.start.line) ?? placesBelow(lines, told, range.start.line);
    places?.forEach((line, i) => (lines[line] = lines[line]!.replace(told[i]!, () => '')));
  }
  return lines.join('\n');
}

/** The line of each line of documentation; undefined where they do not all stand directly above the definition. */
function placesAbove(lines: readonly string[], told: readonly string[], definition: number): number[] | undefined {
  const places: number[] = [];
  let at = definition - 1;
  for (const line of told.toReversed()) {
    while (at >= 0 && !lines[at]!.includes(line) && isWordless(lines[at]!)) at--;
    if (at < 0 || !lines[at]!.includes(line)) return undefined;
    places.unshift(at--);
  }
  return places;
}

/** Where a signature may be. */
const mostLinesBetween = 40;

function placesBelow(lines: readonly string[], told: readonly string[], definition: number): number[] | undefined {
  const places: number[] = [];
  let at = definition;
  for (const line of told) {
    const isFirst = places.length === 0;
    const end = isFirst ? definition + mostLinesBetween : lines.length;
    while (at < end && lines[at]?.includes(line) === false && (isFirst || isWordless(lines[at]!))) at++;
    if (lines[at]?.includes(line) !== true) return undefined;
    places.push(at++);
  }
  return places;
}

function isWordless(line: string): boolean {
  return !/[\p{L}\p{N}]/u.test(line);
}
