import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokenStream } from '../../../src/core/text/codeTokens';
import { isBlank, likeness, shingleSet, sketchesOf, sketchWords } from '../../../src/core/text/sketch';

const body = `export function total(cart: Cart, rates: Rate[]): number {
  let sum = 0;
  for (const line of cart.lines()) {
    const price = line.price(1) * line.count;
    if (price > 100) sum += discounted(price, 'bulk');
    else sum += price;
  }
  const rate = rates.find((each) => each.country === cart.country);
  if (rate === undefined) throw new Error('no rate');
  return round(sum * rate.factor);
}`;

const renamed = `// Taken from the shop.
export function sumOfAll(basket: Basket, table: Tax[]): number {
    let all = 0  /* starts at nothing */
    for (const each of basket.lines())  {
        const cost = each.price(22) * each.count;
        if (cost > 7) all += discounted(cost, "many");
        else all += cost;
    }
    const tax = table.find((one) => one.country === basket.country);
    if (tax === undefined) throw new Error("nothing there");
    return round(all * tax.factor);
}`;

const other = `export function parse(text: string): Tree {
  const tokens = scan(text);
  while (tokens.peek() !== undefined) {
    const node = tokens.next();
    switch (node.kind) {
      case 'open': stack.push(open(node)); break;
      case 'close': close(stack.pop()); break;
      default: stack.at(-1).children.push(leaf(node));
    }
  }
  return new Tree(stack[0], text.length);
}`;

describe('sketch', () => {
  it('takes a copy with other names, literals, comments and spaces for one', () => {
    assert.ok(likeness(shingleSet(body), shingleSet(renamed)) > 0.85);
    assert.equal(likeness(shingleSet(body), shingleSet(body)), 1);
  });

  it('tells what does something else', () => {
    assert.ok(likeness(shingleSet(body), shingleSet(other)) < 0.2);
  });

  it('estimates likeness', () => {
    const definitions = [body, renamed, other];
    const text = definitions.join('\n');
    let at = 0;
    const bounds = definitions.map(({ length }) => ({ start: at, end: (at += length + 1) - 1 }));
    const sketches = sketchesOf(text, bounds);
    const agreeing = (a: number, b: number): number => {
      let same = 0;
      for (let bit = 0; bit < sketchWords * 32; bit++) {
        const bitOf = (i: number): number => (sketches[i * sketchWords + (bit >>> 5)]! >>> (bit & 31)) & 1;
        if (bitOf(a) === bitOf(b)) same++;
      }
      return same / (sketchWords * 32);
    };
    assert.ok(agreeing(0, 1) > 0.8);
    assert.ok(agreeing(0, 2) < 0.7);
  });

  it('has none for what is small or repeats one pattern', () => {
    const small = 'function id(x) { return x; }';
    const table = `const table = [${"['a', 1], ".repeat(200)}];`;
    for (const text of [small, table, '']) {
      assert.ok(isBlank(sketchesOf(text, [{ start: 0, end: text.length }]), 0), text.slice(0, 20));
    }
  });

  it('reads any text, and each place once', () => {
    const pieces = fc.constantFrom(
      '"',
      "'",
      '`',
      '"""',
      '//',
      '/*',
      '*/',
      '#',
      ' ',
      '\n',
      '\\',
      'a1',
      '1.5',
      '(',
      '用',
      '.',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (list) => {
        const { starts, hashes } = tokenStream(list.join(''));
        assert.equal(starts.length, hashes.length);
        assert.ok(starts.every((start, i) => i === 0 || start > starts[i - 1]!));
      }),
    );
  });

  it('takes time that grows with the text and no faster', () => {
    for (const piece of ['"', '/*', '`', '"""', '# ', 'a.']) tokenStream(piece.repeat(200_000));
  });
});
