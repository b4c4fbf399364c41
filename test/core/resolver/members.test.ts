/** What members redefine, and what only looks like one of the project's. */

import { check } from './fixture';

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
};

describe('members and names', () => {
  for (const [title, fixture] of Object.entries(cases)) it(title, () => check(fixture));
});
