/** Text for the terminal, and hits and progress made of it. */

import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type { IndexProgress } from '../../src/core/model/api';
import { hitLines } from '../../src/cli/hits';
import { createProgress } from '../../src/cli/progress';
import type { Run } from '../../src/cli/run';
import { createTerminal } from '../../src/cli/terminal';
import type { Terminal } from '../../src/cli/terminal';
import { bytes, cut, duration, padded, printable, printableLines, widthOf } from '../../src/cli/text';
import { fakeSymbol } from '../support/fakeEngine';

/** A terminal `columns` wide on streams in memory. */
function fakeTerminal(columns: number | undefined): { readonly terminal: Terminal; readonly shown: () => string } {
  const stream = (): PassThrough =>
    Object.assign(new PassThrough(), columns === undefined ? {} : { isTTY: true, columns });
  const stderr = stream();
  const streams = { stdin: new PassThrough(), stdout: stream(), stderr, env: { NO_COLOR: '1' } };
  const terminal = createTerminal(streams, () => undefined);
  return { terminal, shown: () => String((stderr.read() as Buffer | null) ?? '') };
}

describe('cli: text', () => {
  it('shows control characters by their numbers', () => {
    assert.equal(printable('a\u001b[31mb\r\n\u009b\u202etxt.exe'), 'a\\x1b[31mb\\x0d\\x0a\\x9b\\u{202e}txt.exe');
    assert.equal(printableLines('a\r\n\tb\u0007'), 'a\n\tb\\x07');
    assert.equal(printable('größe 数 👩‍💻'), 'größe 数 👩‍💻');
  });

  it('knows how wide text is', () => {
    for (const [text, width] of [
      ['', 0],
      ['abc', 3],
      ['größe', 5],
      ['e\u0301', 1],
      ['数字', 4],
      ['🚀', 2],
    ] as const) {
      assert.equal(widthOf(text), width, text);
    }
    assert.equal(padded('数', 4), '数  ');
  });

  it('cuts to a width, never beyond it', () => {
    assert.equal(cut('abcdef', 6), 'abcdef');
    assert.equal(cut('abcdef', 4), 'abc…');
    assert.equal(cut('数字数字', 5), '数字…');
    assert.equal(cut('abc', 0), '');
    for (let columns = 0; columns < 12; columns++) assert.ok(widthOf(cut('a数b字c🚀de\u0301f', columns)) <= columns);
  });

  it('says sizes and times in words', () => {
    assert.deepEqual([0, 999, 1000, 41_000_000].map(bytes), ['0 B', '999 B', '1.0 kB', '41.0 MB']);
    assert.deepEqual([3.4, 1234, 61_000].map(duration), ['3 ms', '1.2 s', '1 min 1 s']);
  });
});

describe('cli: hits', () => {
  const reasons = [{ source: 'words', rank: 1, score: 2, detail: 'cart, total' }] as const;
  const hits = [
    { hit: { symbol: fakeSymbol('Cart', 0), folder: '/a', score: 2, reasons }, folder: '/a' },
    { hit: { symbol: fakeSymbol('evil\u001b[2J', 11, 'Cart'), folder: '/a', score: 1, reasons: [] }, folder: '/a' },
  ];

  it('are aligned, and whole where nobody looks', () => {
    assert.deepEqual(hitLines(hits, fakeTerminal(undefined).terminal), [
      'src/shop.ts:1   class   Cart   words: cart, total',
      'src/shop.ts:12  method  evil\\x1b[2J — Cart',
    ]);
  });

  it('are never wider than the terminal, but keep their place', () => {
    for (const columns of [10, 24, 30, 36, 44, 60]) {
      for (const line of hitLines(hits, fakeTerminal(columns).terminal)) {
        assert.match(line, /^src\/shop\.ts:\d+ /);
        assert.ok(widthOf(line) <= Math.max(columns, 'src/shop.ts:12  method  '.length), `${columns}: ${line}`);
      }
    }
  });

  it('name their folder where there are several', () => {
    const two = [hits[0]!, { ...hits[1]!, folder: '/b' }];
    const places = hitLines(two, fakeTerminal(undefined).terminal).map((line) => line.split(' ')[0]);
    assert.deepEqual(
      places.map((place) => place?.replaceAll('\\', '/')),
      ['/a/src/shop.ts:1', '/b/src/shop.ts:12'],
    );
  });
});

describe('cli: progress', () => {
  const progress: IndexProgress = {
    ...{ folder: '/x', phase: 'indexing', done: 1200, total: 4000, symbols: 9, paused: false },
    current: `src/${'long'.repeat(50)}\u001b[2J.ts`,
  };

  function shownFor(columns: number | undefined, quiet: boolean): string {
    const { terminal, shown } = fakeTerminal(columns);
    const display = createProgress({ terminal, quiet: () => quiet } as Run);
    display.show(progress);
    display.show({ ...progress, done: 4000 });
    display.end();
    return shown();
  }

  it('is one line that is redrawn within the terminal, and then cleared', () => {
    const clear = '\r\u001b[2K';
    const [, first = '', second = '', ...rest] = shownFor(60, false).split(clear);
    assert.equal(first, `${'█'.repeat(7)}${'░'.repeat(17)} indexing 1,200 of 4,000 files, 9 …`);
    assert.ok(widthOf(second) < 60 && second.startsWith('█'.repeat(24)));
    assert.deepEqual(rest, ['']);
  });

  it('is not drawn into pipes, and not at all where it is not wanted', () => {
    assert.equal(shownFor(undefined, false), '');
    assert.equal(shownFor(60, true), '');
  });
});
