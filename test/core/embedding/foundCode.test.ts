/** Which symbols of today hold the lines that a commit added. */

import assert from 'node:assert/strict';
import path from 'node:path';
import { createFoundCode } from '../../../src/core/embedding/training/foundCode';
import type { FoundCode } from '../../../src/core/embedding/training/foundCode';
import { languageById } from '../../../src/core/languages/index';
import type { FilePath, LanguageId } from '../../../src/core/model/ids';
import { loadGrammar } from '../../../src/core/parser/grammars';
import { parseFile } from '../../../src/core/parser/parseFile';
import { toFacts } from '../../../src/core/parser/facts';

const text = `import { ledger } from './ledger-of-the-shop';

export const freeFrom = 10_000;
export const rates = {
  standardRate: 0.19,
  reducedRate: 0.07,
};

/** Adds up. */
export class Cart {
  private readonly entries: number[] = [];

  total(): number {
    const subtotal = this.entries.reduce((sum, price) => sum + price, 0);
    const discount = subtotal > freeFrom ? 100 : 0;
    return Math.max(subtotal - discount, 0);
  }

  write(): void {
    ledger.write(this.total());
    for (const entry of this.entries) {
      const written = (): void => ledger.write(entry);
      if (entry !== undefined) written();
    }
    return undefined;
  }

  empty(): void {
    this.entries.length = 0;
    return undefined;
  }
}
`;

describe('training: code that a commit wrote', () => {
  let code: FoundCode;

  before(async () => {
    const language = languageById('typescript' as LanguageId)!;
    const source = { path: 'src/cart.ts' as FilePath, language: language.id, text };
    const facts = toFacts(parseFile(source, await loadGrammar(language, path.resolve('dist'))), text);
    code = createFoundCode('made/shop');
    code.add('src/cart.ts', text, facts.symbols);
  });

  const around = (...lines: readonly string[]): string[] =>
    code.around('src/cart.ts', lines).map(({ scope, name }) => [...scope, ...name].join(' '));

  const cases: readonly (readonly [what: string, lines: readonly string[], names: readonly string[]])[] = [
    [
      'the innermost symbol around a line',
      ['  const subtotal = this.entries.reduce((sum, price) => sum + price, 0);'],
      ['Cart total'],
    ],
    ['whatever its indentation is today', ['\t\tconst discount = subtotal > freeFrom ? 100 : 0;'], ['Cart total']],
    [
      'who holds more of the lines first',
      [
        'this.entries.length = 0;',
        'return Math.max(subtotal - discount, 0);',
        'const discount = subtotal > freeFrom ? 100 : 0;',
      ],
      ['Cart total', 'Cart empty'],
    ],
    [
      'of as many the one that stands first',
      ['this.entries.length = 0;', 'ledger.write(this.total());'],
      ['Cart write', 'Cart empty'],
    ],
    ['nothing for what stands twice', ['    return undefined;'], []],
    ['nothing for what is everywhere', ['}', '  }', ''], []],
    ['nothing for what is gone', ['const discount = subtotal > freeFrom ? 200 : 0;'], []],
    [
      'no import, and no value of one line that is in nothing',
      ["import { ledger } from './ledger-of-the-shop';", 'export const freeFrom = 10_000;'],
      [],
    ],
    [
      'what a value of one line is in',
      ['private readonly entries: number[] = [];', 'standardRate: 0.19,'],
      ['rates', 'Cart'],
    ],
  ];
  for (const [what, lines, names] of cases) {
    it(`finds ${what}`, () => {
      assert.deepEqual(around(...lines), names);
    });
  }

  it('knows the files that it was told of, and says where code is', () => {
    assert.deepEqual(code.around('src/other.ts', ['    this.entries.length = 0;']), []);
    const [found] = code.around('src/cart.ts', ['this.entries.length = 0;']);
    assert.deepEqual([found?.repository, found?.path], ['made/shop', ['src', 'cart']]);
    assert.ok(Object.hasOwn(found?.body ?? {}, 'entries'));
  });
});
