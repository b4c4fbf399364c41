/** Places that follow edits, and the switch of the lenses. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Position, Range } from '../../src/core/model/range';
import { currentPlace, shifted } from '../../src/extension/lens/places';
import { switchPlace } from '../../src/extension/lens/switchPlace';

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

function rangeAt(text: string, start: number, end: number): Range {
  return { start: positionAt(text, start), end: positionAt(text, end) };
}

function textAt(text: string, { start, end }: Range): string {
  const lines = text.split('\n');
  if (start.line !== end.line) throw new Error('a name is on one line');
  return (lines[start.line] ?? '').slice(start.character, end.character);
}

describe('lens: places', () => {
  it('a name stays found whatever is edited before and behind it', () => {
    const piece = fc.stringMatching(/^[a-z \n]{0,12}$/);
    fc.assert(
      fc.property(piece, piece, piece, fc.nat(), fc.nat(), fc.boolean(), (before, behind, typed, from, to, inFront) => {
        const name = 'NAME';
        const text = `${before}${name}${behind}`;
        const nameStart = before.length;
        const [low, high] = inFront ? [0, nameStart] : [nameStart + name.length, text.length];
        const [first, last] = [low + (from % (high - low + 1)), low + (to % (high - low + 1))].sort(
          (a, b) => a - b,
        ) as [number, number];
        const edited = text.slice(0, first) + typed + text.slice(last);
        const edit = { range: rangeAt(text, first, last), text: typed };
        const place = shifted(rangeAt(text, nameStart, nameStart + name.length), edit);
        assert.ok(place !== undefined);
        assert.equal(textAt(edited, place), name);
      }),
    );
  });

  it('an edit inside a name loses it', () => {
    const text = 'function total() {}';
    const name = rangeAt(text, 9, 14);
    for (const [from, to] of [
      [10, 11],
      [0, 12],
      [13, 19],
      [9, 14],
      [11, 11],
    ] as const) {
      assert.equal(shifted(name, { range: rangeAt(text, from, to), text: 'x' }), undefined, `${from}–${to}`);
    }
  });

  it('line ends of any sort count as one', () => {
    const name = { start: { line: 3, character: 2 }, end: { line: 3, character: 6 } };
    const at = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
    assert.equal(shifted(name, { range: at, text: 'a\r\nb\rc\n' })?.start.line, 6);
  });

  it('the place of the index is believed only where the name stands', () => {
    const indexed = rangeAt('let total', 4, 9);
    const seen = rangeAt('let a; total', 7, 12);
    const now = 'let a; total';
    const look = (range: Range): string => textAt(now, range);
    assert.deepEqual(currentPlace('total', indexed, seen, look), seen);
    assert.equal(currentPlace('total', indexed, undefined, look), undefined);
    assert.equal(currentPlace('count', indexed, seen, look), undefined);
    assert.deepEqual(currentPlace('total', seen, undefined, look), seen);
  });

  it('what has no name in the text is where it was seen last', () => {
    const empty = rangeAt('export default class {}', 0, 0);
    const moved = rangeAt('\nexport default class {}', 1, 1);
    const look = (): string => '';
    assert.deepEqual(currentPlace('default', empty, undefined, look), empty);
    assert.deepEqual(currentPlace('default', empty, moved, look), moved);
  });
});

describe('lens: switch', () => {
  it('is thrown in the place that decides', () => {
    assert.deepEqual(switchPlace(undefined), { scope: 'global', inLanguage: false });
    assert.deepEqual(switchPlace({}), { scope: 'global', inLanguage: false });
    assert.deepEqual(switchPlace({ globalValue: false }), { scope: 'global', inLanguage: false });
    assert.deepEqual(switchPlace({ globalValue: true, workspaceValue: false }), {
      scope: 'workspace',
      inLanguage: false,
    });
    assert.deepEqual(switchPlace({ workspaceFolderValue: true, globalLanguageValue: false }), {
      scope: 'global',
      inLanguage: true,
    });
    assert.deepEqual(switchPlace({ workspaceFolderLanguageValue: true, workspaceLanguageValue: false }), {
      scope: 'workspaceFolder',
      inLanguage: true,
    });
  });
});
