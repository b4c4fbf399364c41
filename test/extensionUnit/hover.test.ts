/** The texts of hovers: escaped, linked, shortened, and what another hover has said. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { commandIds } from '../../src/extension/contributions';
import { commandLink, escapeMarkdown, firstSentence } from '../../src/extension/hover/markdown';
import { saidBy } from '../../src/extension/hover/ownHover';

const markdown = new MarkdownIt({ html: true, linkify: true });

/** What a reader sees: all text of the rendered paragraph. */
function seen(source: string): string {
  const [, inline] = markdown.parse(source, {});
  return (inline?.children ?? []).map(({ content }) => content).join('');
}

describe('hover: Markdown', () => {
  it('escaped text is shown as it is, whatever it holds', () => {
    const text = fc.stringMatching(/^[a-zA-Z0-9 <>&#*_[\]()!\\|~$:/.@"'=+{}-]{1,60}$/);
    fc.assert(
      fc.property(text, (written) => {
        const folded = `x ${written} x`.replace(/\s+/g, ' ');
        assert.equal(seen(escapeMarkdown(folded)), folded);
      }),
    );
  });

  it('text from files makes no link, image, element or icon', () => {
    for (const text of [
      '[a](command:workbench.action.quit)',
      '![a](https://example.org/a.png)',
      '<img src=x onerror=alert(1)>',
      'https://example.org and a@example.org',
      '$(trash) &amp; ~~a~~',
    ]) {
      const [, inline] = markdown.parse(escapeMarkdown(text), {});
      assert.deepEqual([...new Set(inline!.children!.map(({ type }) => type))], ['text'], text);
    }
  });

  it('spans in backticks stay code, with their text untouched', () => {
    const [, inline] = markdown.parse(escapeMarkdown('Adds `a*b*` to <it>'), {});
    assert.deepEqual(
      inline!.children!.map(({ type, content }) => [type, content]),
      [
        ['text', 'Adds '],
        ['code_inline', 'a*b*'],
        ['text', ' to <it>'],
      ],
    );
    assert.equal(seen(escapeMarkdown('odd ` one')), 'odd ` one');
    assert.equal(seen(escapeMarkdown('a ` ` b')), 'a ` ` b');
  });

  it('a link carries its argument through Markdown, parentheses and quotes included', () => {
    const argument = { symbol: "src/a (b)/it's.ts/Cart#total().", folder: 'C:\\work\\it"s' };
    const link = commandLink('3 callers', commandIds.showCallers, argument, 'Show "callers"');
    const permissive = new MarkdownIt({ html: true });
    permissive.validateLink = () => true;
    const [, inline] = permissive.parse(link, {});
    const [open] = inline!.children!;
    assert.equal(open!.type, 'link_open');
    const [path, query] = String(open!.attrGet('href')).split('?');
    assert.equal(path, 'command:loci.showCallers');
    assert.deepEqual(JSON.parse(decodeURIComponent(query!)), [argument]);
    assert.equal(seen('x ' + link).includes('command:'), false);
  });
});

describe('hover: first sentence', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['Adds an item. Then saves.', 'Adds an item.'],
    ['Adds an item\nto the cart. Then saves.', 'Adds an item to the cart.'],
    ['Adds an item\n\nLater words.', 'Adds an item'],
    ['Adds, e.g. by name, an item. More.', 'Adds, e.g. by name, an item.'],
    ['Adds, e.g. Apples. More.', 'Adds, e.g. Apples.'],
    ['Version 1.2 of it. More.', 'Version 1.2 of it.'],
    ['Adds an item\n@param item what', 'Adds an item'],
    ['Adds an item\n:param item: what', 'Adds an item'],
    ['@deprecated use other', undefined],
    ['See {@link Cart.total} and {@link Cart|the cart}.', 'See Cart.total and the cart.'],
    ['<summary>\nAdds to <see cref="T:Shop.Cart"/>.\n</summary>', 'Adds to Shop.Cart.'],
    ['Maps Array<string> to Map<string, number>.', 'Maps Array<string> to Map<string, number>.'],
    ['数える。次の文。', '数える。次の文。'],
    ['', undefined],
    ['   \n ', undefined],
  ];
  for (const [documentation, expected] of cases) {
    it(JSON.stringify(documentation), () => {
      assert.equal(firstSentence(documentation), expected);
    });
  }

  it('is cut at a word when it is long', () => {
    const sentence = firstSentence('word '.repeat(100))!;
    assert.ok(sentence.length <= 241 && sentence.endsWith('word…'), sentence);
  });
});

describe('hover: what is said already', () => {
  const code = '\n```typescript\n(method) Cart.total(): number\n```\n';
  const sentence = 'Sum of all `items`, in cents.';

  it('a signature is said by a code block with the name, not by words', () => {
    assert.equal(saidBy([{ contents: [{ value: code }] }], 'total', undefined).signature, true);
    assert.equal(saidBy([{ contents: [{ value: code }] }], 'refund', undefined).signature, false);
    assert.equal(saidBy([{ contents: ['total is what it is'] }], 'total', undefined).signature, false);
    assert.equal(
      saidBy([{ contents: [{ language: 'python', value: 'def total()' }] }], 'total', undefined).signature,
      true,
    );
    assert.equal(saidBy([], 'total', undefined).signature, false);
  });

  it('documentation is said whatever its marks are', () => {
    const said = { contents: ['Sum of all\n**items**, in&nbsp;cents\\. Never negative.'] };
    assert.equal(saidBy([{ contents: [{ value: code }] }, said], 'total', sentence).documentation, true);
    assert.equal(saidBy([{ contents: [{ value: code }] }], 'total', sentence).documentation, false);
    assert.equal(saidBy([], 'total', sentence).documentation, false);
  });
});
