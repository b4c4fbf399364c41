/** What holds for every parsed file, whatever its text. */

import assert from 'node:assert/strict';
import type { ParsedFile } from '../../src/core/model/file';
import type { Range, TextBounds } from '../../src/core/model/range';

export function checkParsed(file: ParsedFile, text: string): void {
  const lines = text.split(/\r\n|\n|\r/);
  const starts = lineStarts(text);
  const offsetOf = ({ line, character }: Range['start']): number => {
    assert.ok(line >= 0 && line < lines.length, `line ${line} of ${lines.length}`);
    assert.ok(character >= 0);
    return starts[line]! + character;
  };
  const checkRange = (range: Range, within: TextBounds): void => {
    const start = offsetOf(range.start);
    const end = offsetOf(range.end);
    assert.ok(within.start <= start && start <= end && end <= within.end, 'a range inside what holds it');
  };
  assert.equal(file.lineCount, lines.length);
  assert.ok(file.problems.length <= 20);
  const whole = { start: 0, end: text.length };
  const descriptors = new Set<string>();
  let last = 0;
  file.symbols.forEach((symbol, index) => {
    const { bounds, name, descriptor } = symbol;
    assert.ok(
      index === 0 ? symbol.container === -1 : symbol.container >= 0 && symbol.container < index,
      'containers first',
    );
    assert.ok(bounds.start >= last, 'document order');
    last = bounds.start;
    checkRange(symbol.range, whole);
    assert.equal(offsetOf(symbol.range.start), bounds.start);
    assert.equal(offsetOf(symbol.range.end), bounds.end);
    if (index > 0) checkRange(symbol.nameRange, bounds);
    assert.ok(!descriptors.has(descriptor), `one ${descriptor}`);
    descriptors.add(descriptor);
    assert.ok(index === 0 || name !== '', 'a name');
    assert.ok(
      name.length <= 255 && (symbol.signature ?? '').length <= 500 && (symbol.documentation ?? '').length <= 4000,
    );
    for (const stored of [name, symbol.qualifiedName, symbol.signature, symbol.documentation, descriptor]) {
      assert.ok(stored === undefined || !/\0|\p{Surrogate}/u.test(stored), 'text that a database holds');
    }
  });
  assert.equal(file.symbols[0]?.descriptor, '');
  assert.equal(file.symbols[0].kind, 'module');
  for (const { range, from, qualifier } of file.references) {
    checkRange(range, whole);
    assert.ok(from >= 0 && from < file.symbols.length);
    assert.ok((qualifier ?? '').length <= 200);
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  return starts;
}
