import assert from 'node:assert/strict';
import { isBaseType, isCalled, isRequiredName } from './text';

/** `‸` stands before the name. */
const marked = (text: string): [lines: string[], line: number, character: number] => {
  const lines = text.split('\n');
  const line = lines.findIndex((each) => each.includes('‸'));
  return [lines.map((each) => each.replace('‸', '')), line, lines[line]!.indexOf('‸')];
};

describe('roles of names, by text', () => {
  for (const text of [
    '  ‸run(1)',
    'a.‸run?.(1)',
    '‸run<Map<string, () => void>>(1)',
    '‸tag`x`',
    'new ‸Cart',
    'new shop.‸Cart<Item>()',
    '  if (‸ready(x)) {',
    '  ‸send(\n    1,\n  )',
  ])
    it(`a call: ${text}`, () => {
      assert.equal(isCalled(...marked(text)), true);
    });

  for (const text of [
    'x = ‸run',
    'a < ‸b',
    '  ‸create(name) {',
    '  async ‸create(\n    name: string,\n  ): Promise<void> {',
    'let x: ‸Map<string>',
    'def ‸run(self):',
    'new ‸shop.Cart()',
  ])
    it(`no call: ${text}`, () => {
      assert.equal(isCalled(...marked(text)), false);
    });

  for (const [text, expected] of [
    ['export class Cart<T extends Item> extends ‸Base<T> {', true],
    ['export class Cart<T extends ‸Item> extends Base<T> {', false],
    ['interface Cart extends One, shop.‸Two {', true],
    ['interface Cart extends One, ‸shop.Two {', false],
    ['class Cart(Base, ‸Mixin):', true],
    ['class Cart(Base, metaclass=‸Meta):', false],
    ['template <class T> class Cart final : public shop::‸Base<T> {', true],
    ['class Cart : public ‸shop::Base {', false],
    ['struct ‸Cart : Base {', false],
    ['const cart: ‸Cart = {', false],
  ] as const)
    it(`${expected ? 'a base' : 'no base'}: ${text}`, () => {
      const [lines, line, character] = marked(text);
      assert.equal(isBaseType(lines[line]!, character), expected);
    });

  for (const [text, expected] of [
    ["cart = require('./cart')", true],
    ["add, clear: empty } = require('./cart')", true],
    ["cart = make(require('./cart'))", false],
    ['cart = 1', false],
  ] as const)
    it(`${expected ? 'required' : 'not required'}: ${text}`, () => {
      assert.equal(isRequiredName(text), expected);
    });
});
