/** What members redefine, and what only looks like one of the project's. */

import assert from 'node:assert/strict';
import { familyShares } from '../../../src/core/resolver/confidence';
import { check, openFixture } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'members of an interface that several files declare': `
//- /a.d.ts
declare module 'host' {
  export interface Request { readonly id: string; }
}
//- /b.d.ts
declare module 'host' {
  export interface Request { readonly other: string; }
}
//- /main.ts
import type { Request } from 'host';
export class Own implements Request {
  readonly id = '';
//         ^^ overrides a.d.ts/host/Request#id.
  readonly other = '';
//         ^^^^^ overrides b.d.ts/host/Request#other.
}
`,
  'the constructor property is the class, not what makes its objects': `
//- /a.ts
export class One { constructor() {} }
//- /b.ts
import { One } from './a';
const made = new One();
//               ^^^ calls a.ts/One#
made.constructor;
//   ^^^^^^^^^^^ none
`,
  'static members': `
//- /a.ts
export class One { static make() {} run() {} }
export class Two extends One {
  static make() {}
//       ^^^^ overrides a.ts/One#make().
  static run() {}
//       ^^^ none
}
`,
  'a global type of the name of a class that the language has': `
//- /globals.d.ts
export {};
declare global { type TextDecoder = { decode(bytes: Uint8Array): string }; }
//- /a.ts
export function read(decoder: TextDecoder) {
//                            ^^^^^^^^^^^ uses globals.d.ts/TextDecoder#
  return decoder ?? new TextDecoder();
//                      ^^^^^^^^^^^ none
}
`,
  'a namespace that stands before the function that it adds to': `
//- /shop.d.ts
declare namespace open {
  export interface Options { readonly name: string }
  export function close(): void;
}
declare function open(options: open.Options): void;
export = open;
//- /a.ts
import open = require('./shop');
export const made = open({ name: '' });
//                  ^^^^ calls shop.d.ts/open().
open.close();
//   ^^^^^ calls shop.d.ts/open/close().
export let given: open.Options;
//                     ^^^^^^^ uses shop.d.ts/open/Options#
`,
  'names that require() brings in': `
//- /cart.js
class Cart { add() {} }
function empty() { return new Cart(); }
exports.Cart = Cart;
exports.empty = empty;
//- /shop.js
module.exports = { open() {}, close: () => 1 };
//- /main.js
const { Cart, empty: none } = require('./cart');
const cart = require('./cart');
const shop = require('./shop');
exports.run = function () {
  new Cart().add();
//    ^^^^ calls cart.js/Cart#
//           ^^^ calls cart.js/Cart#add().
  none().add();
//^^^^ calls cart.js/empty().
//       ^^^ calls cart.js/Cart#add().
  cart.empty();
//     ^^^^^ calls cart.js/empty().
  shop.gone();
//     ^^^^ none
};
`,
  'what module.exports makes of a module, and what is added to it': `
//- /make.js
exports = module.exports = makeShop;
function makeShop() {}
exports.tidy = tidy;
//             ^^^^ references make.js/tidy().
function tidy() {}
exports.again = function () { exports.again(); };
//                                    ^^^^^ calls make.js/again().
//- /index.js
module.exports = require('./make');
//- /app.js
var app = exports = module.exports = {};
app.init = function init() { this.handle(); };
//                                ^^^^^^ calls app.js/app#handle().
app.handle = function () { app.gone(); };
//                             ^^^^ none
app.init();
//  ^^^^ calls app.js/app#init().
//- /router.js
var router = module.exports = function () { return router; };
router.use = function () { return this; };
router.use().use();
//     ^^^ calls router.js/router#use().
//           ^^^ calls router.js/router#use().
//- /Cart.js
class Cart { add() {} }
module.exports = Cart;
//- /main.js
const make = require('.');
const app = require('./app');
const router = require('./router');
const Cart = require('./Cart');
void make();
//   ^^^^ calls make.js/makeShop().
make.tidy();
//   ^^^^ calls make.js/tidy().
app.handle();
//  ^^^^^^ calls app.js/app#handle().
router().use();
//       ^^^ calls router.js/router#use().
new Cart().add();
//  ^^^^ calls Cart.js/Cart#
//         ^^^ calls Cart.js/Cart#add().
`,
  "Go's methods, which have no name by themselves": `
//- /go.mod
module shop
//- /cart.go
package shop

type Cart struct{}

func (c *Cart) Empty() { Empty(c) }
//                       ^^^^^ calls cart.go/Empty().
func Empty(c *Cart) { c.Empty() }
//                      ^^^^^ calls cart.go/Cart#Empty().
`,
};

describe('members and names', () => {
  for (const [title, fixture] of Object.entries(cases)) it(title, () => check(fixture));

  it('is less sure of what several definitions or imports may be', async () => {
    const project = await openFixture(`
//- /shop/Cart.java
package shop;
class Cart {
  void add(int count) {}
  void add(String name) {}
  void clear() { add(gone()); }
  void fill() { clear(); }
}
//- /main.py
try:
    from fast import run
except ImportError:
    from slow import run
from fast import only
run()
only()
//- /fast.py
def run(): ...
def only(): ...
//- /slow.py
def run(): ...
`);
    const sureness = (file: string, line: number): number[] =>
      project
        .resolve(file)
        .references.flatMap(({ type, range, confidence }) =>
          type === 'calls' && range.start.line === line ? [confidence] : [],
        );
    assert.deepEqual(sureness('shop/Cart.java', 4), [familyShares.java.several]);
    assert.deepEqual(sureness('shop/Cart.java', 5), [familyShares.java.scope]);
    assert.deepEqual(sureness('main.py', 5), [familyShares.python.several]);
    assert.deepEqual(sureness('main.py', 6), [familyShares.python.import]);
  });
});
