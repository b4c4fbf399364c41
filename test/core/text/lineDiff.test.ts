/** Texts compared by lines. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changedLines, likeness } from '../../../src/core/text/lineDiff';

const texts = fc.array(fc.constantFrom('a', 'b', 'c', '', '  a'), { maxLength: 30 }).map((lines) => lines.join('\n'));

describe('text: lines', () => {
  const cases: readonly (readonly [name: string, before: string, after: string, removed: number[], added: number[]])[] =
    [
      ['nothing', 'a\nb', 'a\nb', [], []],
      ['ends of lines', 'a\nb\n', 'a\r\nb\r', [], []],
      ['the last line feed', 'a\nb', 'a\nb\n', [], []],
      ['a line', 'a\nb\nc', 'a\nx\nc', [1], [1]],
      ['what comes and goes', 'a\nb\nc\nd', 'x\na\nb\nd', [2], [0]],
      ['all of it', '', 'a\nb', [], [0, 1]],
    ];
  for (const [name, before, after, removed, added] of cases) {
    it(`tell of ${name}`, () => {
      assert.deepEqual(changedLines(before, after), { removed, added });
    });
  }

  it('that have not changed are the same and in the same order in both', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const { removed, added } = changedLines(before, after);
        const kept = (text: string, without: readonly number[]): string[] =>
          (text === '' ? [] : text.split('\n')).filter((_line, at, all) => {
            const isEnd = at === all.length - 1 && all[at] === '';
            return !isEnd && !without.includes(at);
          });
        assert.deepEqual(kept(before, removed), kept(after, added));
      }),
    );
  });

  it('all count as changed where comparing would take long', () => {
    const text = (mark: string): string => Array.from({ length: 5000 }, (_, at) => `${mark}${at}`).join('\n');
    const { removed, added } = changedLines(`${text('a')}\nsame`, `${text('b')}\nsame`);
    assert.deepEqual([removed.length, added.length], [5001, 5001]);
  });

  it('make texts alike', () => {
    assert.equal(likeness('a\nb\n', 'b\n\na'), 1);
    assert.equal(likeness('a\nb', 'a\nc'), 0.5);
    assert.equal(likeness('', ''), 0);
    fc.assert(fc.property(texts, texts, (a, b) => likeness(a, b) === likeness(b, a) && likeness(a, b) <= 1));
  });
});
