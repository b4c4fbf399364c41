import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AskedPlace } from '../../../src/core/model/search';
import { parseQuery } from '../../../src/core/search/query';

interface Case {
  readonly title: string;
  readonly typed: string;
  readonly places: readonly AskedPlace[];
  readonly text: string;
}

const single: readonly Case[] = [
  { title: 'a line', typed: 'query.ts:42', places: [{ path: 'query.ts', line: 42 }], text: 'query.ts' },
  {
    title: 'a line and a column',
    typed: 'src/core/query.ts:42:7',
    places: [{ path: 'src/core/query.ts', line: 42, column: 7 }],
    text: 'src/core/query.ts',
  },
  {
    title: 'a path of Windows',
    typed: String.raw`shop\models\Cart.cs(12,5)`,
    places: [{ path: 'shop/models/Cart.cs', line: 12, column: 5 }],
    text: String.raw`shop\models\Cart.cs`,
  },
  { title: 'a path alone', typed: String.raw`a\b\c.cs`, places: [{ path: 'a/b/c.cs' }], text: 'c.cs' },
  {
    title: 'an address of a file',
    typed: 'file:///home/ann/my%20shop/cart.ts',
    places: [{ path: '/home/ann/my shop/cart.ts' }],
    text: 'cart.ts',
  },
  {
    title: 'an address of a file with a drive',
    typed: 'file:///C:/shop/cart.ts:3',
    places: [{ path: 'C:/shop/cart.ts', line: 3 }],
    text: 'cart.ts',
  },
  {
    title: 'a link into a repository',
    typed: 'https://example.test/shop/blob/main/src/cart.ts#L10-L20',
    places: [{ path: '/shop/blob/main/src/cart.ts', line: 10 }],
    text: 'cart.ts',
  },
  {
    title: 'a place in a question',
    typed: 'why is it slow in cart.ts line 7 kind:method',
    places: [{ path: 'cart.ts', line: 7 }],
    text: 'why is it slow in cart.ts',
  },
  { title: 'a host and port', typed: 'localhost:8080', places: [], text: 'localhost:8080' },
  { title: 'a relative path, which is a name', typed: 'src/cart.ts', places: [], text: 'src/cart.ts' },
];

const traces: readonly Case[] = [
  {
    title: 'Node',
    typed: `TypeError: Cannot read properties of undefined (reading 'total')
    at Cart.total (/app/src/cart.ts:12:20)
    at async checkout (file:///app/src/checkout.ts:40:3)
    at Layer.handle [as handle_request] (/app/node_modules/express/lib/router/layer.js:95:5)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`,
    places: [
      { path: '/app/src/cart.ts', line: 12, column: 20, name: 'Cart.total' },
      { path: '/app/src/checkout.ts', line: 40, column: 3, name: 'checkout' },
    ],
    text: "TypeError: Cannot read properties of undefined (reading 'total')",
  },
  {
    title: 'Python',
    typed: `Traceback (most recent call last):
  File "/srv/shop/main.py", line 9, in <module>
    checkout(cart)
  File "/srv/shop/cart.py", line 31, in checkout
    total = cart.total()
  File "/usr/lib/python3.11/json/decoder.py", line 355, in raw_decode
    raise JSONDecodeError("Expecting value", s, err.value) from None
shop.errors.EmptyCartError: nothing to pay`,
    places: [
      { path: '/srv/shop/cart.py', line: 31, name: 'checkout' },
      { path: '/srv/shop/main.py', line: 9, name: '<module>' },
    ],
    text: 'shop.errors.EmptyCartError: nothing to pay',
  },
  {
    title: 'Java',
    typed: `Exception in thread "main" java.lang.IllegalStateException: checkout failed
	at com.shop.Checkout.run(Checkout.java:20)
	at java.base/java.util.ArrayList.forEach(ArrayList.java:1596)
Caused by: java.lang.NullPointerException: no price
	at com.shop.Cart.lambda$total$0(Cart.java:33)
	... 3 more`,
    places: [
      { path: 'com/shop/Cart.java', line: 33, name: 'lambda$total$0' },
      { path: 'com/shop/Checkout.java', line: 20, name: 'run' },
    ],
    text: 'java.lang.IllegalStateException: checkout failed java.lang.NullPointerException: no price',
  },
  {
    title: 'Go',
    typed: `panic: runtime error: index out of range [3] with length 3

goroutine 1 [running]:
example.com/shop.(*Cart).Total(0xc000012345, 0x3)
	/home/ann/shop/cart.go:17 +0x1d
main.main()
	/home/ann/shop/main.go:8 +0x25
exit status 2`,
    places: [
      { path: '/home/ann/shop/cart.go', line: 17, name: 'example.com/shop.(*Cart).Total' },
      { path: '/home/ann/shop/main.go', line: 8, name: 'main.main' },
    ],
    text: 'panic: runtime error: index out of range [3] with length 3',
  },
  {
    title: 'Rust',
    typed: `thread 'main' panicked at src/cart.rs:14:9:
nothing to pay
stack backtrace:
   0: rust_begin_unwind
             at /rustc/90c541806f/library/std/src/panicking.rs:647:5
   1: shop::cart::Cart::total
             at ./src/cart.rs:14:9
   2: shop::main
             at ./src/main.rs:5:5`,
    places: [
      { path: 'src/cart.rs', line: 14, column: 9, name: 'shop::cart::Cart::total' },
      { path: 'src/main.rs', line: 5, column: 5, name: 'shop::main' },
    ],
    text: 'nothing to pay',
  },
  {
    title: 'C#',
    typed: String.raw`System.InvalidOperationException: nothing to pay
   at Shop.Cart.Total(Int32 count) in C:\shop\src\Cart.cs:line 21
   at Shop.Program.Main(String[] args) in C:\shop\src\Program.cs:line 9`,
    places: [
      { path: 'C:/shop/src/Cart.cs', line: 21, name: 'Shop.Cart.Total' },
      { path: 'C:/shop/src/Program.cs', line: 9, name: 'Shop.Program.Main' },
    ],
    text: 'System.InvalidOperationException: nothing to pay',
  },
  {
    title: 'PHP',
    typed: `PHP Fatal error:  Uncaught RuntimeException: nothing to pay in /srv/shop/src/Cart.php:18
Stack trace:
#0 /srv/shop/src/Checkout.php(30): Shop\\Cart->total()
#1 /srv/shop/vendor/autoload.php(4): Shop\\Checkout->run()
#2 {main}
  thrown in /srv/shop/src/Cart.php on line 18`,
    places: [
      { path: '/srv/shop/src/Cart.php', line: 18 },
      { path: '/srv/shop/src/Checkout.php', line: 30, name: 'Shop\\Cart->total' },
    ],
    text: 'RuntimeException: nothing to pay in',
  },
  {
    title: 'Ruby',
    typed: `lib/shop/cart.rb:12:in 'Shop::Cart#total': nothing to pay (Shop::EmptyCart)
	from lib/shop/checkout.rb:30:in \`block in run'
	from /usr/lib/ruby/gems/3.2.0/gems/rake-13/lib/rake.rb:8:in 'each'`,
    places: [
      { path: 'lib/shop/cart.rb', line: 12, name: 'Shop::Cart#total' },
      { path: 'lib/shop/checkout.rb', line: 30, name: 'run' },
    ],
    text: 'nothing to pay (Shop::EmptyCart)',
  },
];

describe('places in a question', () => {
  for (const { title, typed, places, text } of single) {
    it(`reads ${title}`, () => {
      const query = parseQuery(typed);
      assert.deepEqual({ places: query.places, text: query.text }, { places, text });
    });
  }

  for (const { title, typed, places, text } of traces) {
    it(`reads a stack trace of ${title}, the innermost of the own code first`, () => {
      const query = parseQuery(typed);
      assert.deepEqual({ places: query.places, text: query.text, quoted: query.quoted }, { places, text, quoted: [] });
    });

    it(`reads a stack trace of ${title} whose lines were joined`, () => {
      const query = parseQuery(typed.replace(/\s+/g, ' '));
      assert.deepEqual(query.places, places);
      assert.equal(query.text, text);
    });
  }

  it('reads any text', () => {
    const pieces = fc.constantFrom(
      'at ',
      '(',
      ')',
      'a.ts',
      ':1',
      ':2',
      '#0 ',
      ' in ',
      'File "',
      '", line 3',
      '\n',
      '\\',
      "'",
      'x',
      '/',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 80 }), (list) => {
        const { places } = parseQuery(list.join(''));
        assert.ok(places.every(({ path, line }) => path !== '' && (line === undefined || Number.isSafeInteger(line))));
        assert.ok(places.length <= 30);
      }),
    );
  });

  it('reads text of any length in time that grows with it and no faster', () => {
    const started = performance.now();
    for (const piece of ['a', 'a.b', 'a.ts:1 ', 'at a (', '../', 'File "', 'http://', '.a', '#0 ', "panicked at '"]) {
      parseQuery(piece.repeat(20_000));
    }
    assert.ok(performance.now() - started < 5_000);
  });
});
