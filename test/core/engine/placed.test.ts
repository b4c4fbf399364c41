import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openEngineBench } from '../../support/engine';
import type { EngineBench } from '../../support/engine';

const tree = {
  'src/cart.ts': `export class Cart {
  items: number[] = [];

  total(): number {
    const sum = this.items.reduce((a, b) => a + b, 0);
    return sum;
  }
}
`,
  'src/checkout.ts': `import { Cart } from './cart';

export function checkout(cart: Cart): number {
  return cart.total();
}

export function total(): string {
  return 'the total price of the checkout';
}
`,
  'py/money.py': `def dollars(cents):
    """Cents as dollars."""
    return "$%.2f" % (cents / 100)
`,
};

describe('a question that names places', function () {
  this.timeout(60_000);
  let bench: EngineBench;
  let folder: string;
  const first = async (query: string): Promise<string[]> =>
    (await bench.search(query, folder)).hits.map(({ symbol }) => symbol.qualifiedName);

  before(async () => {
    bench = await openEngineBench();
    folder = await bench.folder(tree);
    await bench.index(folder);
  });
  after(() => bench.close());

  const cases: readonly (readonly [string, string])[] = [
    ['src/cart.ts:5', 'Cart.total'],
    ['cart.ts:4:3', 'Cart.total'],
    ['cart.ts:2', 'Cart.items'],
    [String.raw`src\cart.ts(5,1)`, 'Cart.total'],
    ['what is slow in checkout.ts line 4?', 'checkout'],
    ['/somewhere/else/src/checkout.ts:8', 'total'],
    ['/app/dist/src/cart.ts:99', 'cart'],
    [String.raw`py\money.py`, 'money'],
    [`TypeError: no total at total (/app/src/cart.ts:5:20) at checkout (/app/src/checkout.ts:4:3)`, 'Cart.total'],
    ['Traceback (most recent call last): File "py/money.py", line 3, in dollars ZeroDivisionError: x', 'dollars'],
    ['ReferenceError: x is not defined at Cart.total (/gone/elsewhere.ts:5:20)', 'Cart.total'],
  ];
  for (const [query, expected] of cases) {
    it(`finds ${expected} for ${query}`, async () => {
      assert.equal((await first(query))[0], expected);
    });
  }

  it('says why, keeps the order of frames, and goes on with the message', async () => {
    const trace = 'Error: dollars at Cart.total (src/cart.ts:5:1) at checkout (src/checkout.ts:4:3)';
    const { hits } = await bench.search(trace, folder);
    assert.deepEqual(
      hits.slice(0, 3).map(({ symbol, reasons }) => [symbol.name, reasons[0]?.source, reasons[0]?.detail]),
      [
        ['total', 'place', 'line 5'],
        ['checkout', 'place', 'line 4'],
        ['dollars', 'exact name', undefined],
      ],
    );
  });

  it('sees what an editor has not saved', async () => {
    const file = join(folder, 'src/cart.ts');
    const text = `export function first(): void {}\n\nexport function second(): void {\n  first();\n}\n`;
    await bench.engine.setBuffer({ file, text }, new AbortController().signal);
    assert.equal((await first('cart.ts:4'))[0], 'second');
    await bench.engine.setBuffer({ file }, new AbortController().signal);
    assert.equal((await first('cart.ts:4'))[0], 'Cart.total');
  });

  it('heeds filters', async () => {
    assert.equal((await first('cart.ts:5 kind:class'))[0], 'Cart');
    assert.equal((await first('cart.ts:5 lang:python')).includes('Cart.total'), false);
  });

  it('answers by words where nothing holds the quoted text, and says so', async () => {
    const { hits, notices } = await bench.search('checkout "no such text at all"', folder);
    assert.equal(hits[0]?.symbol.name, 'checkout');
    assert.ok(notices.some((notice) => notice.includes('quoted text')));
    assert.deepEqual((await bench.search('"no such text at all"', folder)).hits, []);
  });

  it('takes a quotation in a sentence for words', async () => {
    const { hits } = await bench.search(
      `where's the "grand" total price of the checkout that isn't "discounted" told`,
      folder,
    );
    assert.equal(hits[0]?.symbol.name, 'total');
  });
});
