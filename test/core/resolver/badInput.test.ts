/** Code that is legal and awkward, and project files that are not: never a false fact, never a crash. */

import { check } from './fixture';

const ecmascript: Readonly<Record<string, string>> = {
  'files that import each other': `
//- /a.ts
import { b } from './b';
//       ^ imports b.ts/b().
export function a(): number {
  return b();
//       ^ calls b.ts/b().
}
//- /b.ts
import { a } from './a';
export function b(): number {
  return a();
//       ^ calls a.ts/a().
}
export const made = a().toFixed();
`,
  'types that are made of each other': `
//- /a.ts
import type { B } from './b';
export interface A extends B { next: A; }
//                         ^ extends b.ts/B#
export function walk(a: A) {
  return a.next.other.next;
//                    ^^^^ references a.ts/A#next.
}
//- /b.ts
import type { A } from './a';
export interface B extends A { other: B; }
`,
  'names passed on from file to file': `
//- /deep/source.ts
export class Cart { add() {} }
export default class Shop { open() {} }
//- /deep/index.ts
export { Cart as Basket } from './source';
//       ^^^^ imports deep/source.ts/Cart#
export { default } from './source';
//- /index.ts
export * from './deep';
export { default as Store, Basket } from './deep';
//- /main.ts
import { Basket, Store } from './index';
//       ^^^^^^ imports deep/source.ts/Cart#
new Basket().add();
//           ^^^ calls deep/source.ts/Cart#add().
new Store().open();
//          ^^^^ calls deep/source.ts/Shop#open().
`,
  'export * in a circle': `
//- /a.ts
export * from './b';
export function one() {}
//- /b.ts
export * from './c';
export function two() {}
//- /c.ts
export * from './a';
export function three() {}
//- /main.ts
import { one, two, three, four } from './b';
//                        ^^^^ none
one();
two();
three();
//- /last.ts
import { one } from './b';
export const x = one();
//               ^^^ calls a.ts/one().
`,
  'export * of one name from two files': `
//- /a.ts
export function same() {}
//- /b.ts
export function same() {}
//- /both.ts
export * from './a';
export * from './b';
export function own() {}
//- /main.ts
import { same, own } from './both';
same();
own();
//- /check.ts
import { same } from './both';
export const x = same();
//               ^^^^ none
`,
  shadowing: `
//- /a.ts
export function run() {}
export function other(run: () => void) {
  run();
//^^^ none
  {
    const other = () => 1;
    other();
  }
  function inner() {
    run();
//  ^^^ none
  }
  inner();
}
class run2 {}
export function third() {
  var run2 = () => 1;
  return new run2();
}
`,
  'shadowing by a catch, a loop, a pattern': `
//- /a.ts
export function name() {}
export function each(list: (() => void)[]) {
  for (const name of list) name();
//                         ^^^^ none
  try { name(); } catch (name) { name(); }
//      ^^^^ calls a.ts/name().
//                               ^^^^ none
  const f = ({ name }: { name: () => void }) => name();
//                                              ^^^^ none
}
`,
  'a declaration that is used before it stands there': `
//- /a.js
start();
function start() { return later(); }
//                        ^^^^^ calls a.js/later().
function later() {}
`,
  overloads: `
//- /a.ts
export class Text { trim() {} }
export class Count { add() {} }
export function make(kind: 'text'): Text;
export function make(kind: 'count', start: number): Count;
export function make(kind: string, start?: number): Text | Count {
  return kind === 'text' ? new Text() : new Count();
}
make('text').trim();
//           ^^^^ calls a.ts/Text#trim().
make('count', 1).add();
//               ^^^ calls a.ts/Count#add().
make('count', 1).trim();
//               ^^^^ none
`,
  'declarations that are one': `
//- /a.ts
export interface Cart { add(): void; }
export interface Cart { remove(): void; }
export namespace Cart { export function empty(): Cart { return null!; } }
export function f(cart: Cart) {
  cart.remove();
//     ^^^^^^ calls a.ts/\`Cart+1\`#remove().
  Cart.empty().add();
//     ^^^^^ calls a.ts/Cart/empty().
//             ^^^ calls a.ts/Cart#add().
}
export enum Colour { Red }
export namespace Colour { export function parse() { return Colour.Red; } }
Colour.parse();
//     ^^^^^ calls a.ts/Colour/parse().
`,
  'what other files add to a class': `
//- /cart.ts
export class Cart { add() {} }
//- /more.ts
import { Cart } from './cart';
declare module './cart' {
  interface Cart { clear(): void; }
}
Cart.prototype.clear = function () {};
//             ^^^^^ references more.ts/\`./cart\`/Cart#clear().
//- /main.ts
import { Cart } from './cart';
import './more';
new Cart().clear();
//         ^^^^^ calls more.ts/\`./cart\`/Cart#clear().
`,
  'of a module that several files declare the first by path, in whatever order they come': `
//- /main.ts
import * as host from 'host';
//          ^^^^ imports a.d.ts/host/
host.run();
//   ^^^ calls a.d.ts/host/run().
//- /b.d.ts
declare module 'host' {
  export function run(): void;
}
//- /a.d.ts
declare module 'host' {
  export function run(): void;
}
//- /0.ts
import 'host';
declare module 'host' {
  export function run(): void;
}
`,
  'what a file adds to a library is not the library': `
//- /more.ts
import type { Request } from 'server';
declare module 'server' {
  interface Request { user: string; }
}
//- /main.ts
import start, { Request } from 'server';
//              ^^^^^^^ imports more.ts/server/Request#
import * as server from 'server';
export const started = start();
//                     ^^^^^ calls external server
export function greet(request: Request) {
//                             ^^^^^^^ uses more.ts/server/Request#
  server.listen();
//       ^^^^^^ calls external server
  return request.user;
//               ^^^^ references more.ts/server/Request#user.
}
`,
  'import() and require()': `
//- /late.ts
export function work() {}
export default class Job { run() {} }
//- /a.ts
export async function main(name: string) {
  const late = await import('./late');
  late.work();
//     ^^^^ calls late.ts/work().
  new late.default().run();
//                   ^^^ calls late.ts/Job#run().
  (await import('./late')).work();
//                         ^^^^ calls late.ts/work().
  import('./late').then((m) => m.work());
//                               ^^^^ calls late.ts/work().
  const any = await import(name);
  any.work();
//    ^^^^ none
}
//- /old.cjs
const { work } = require('./made.cjs');
work();
module.exports = () => work();
//                     ^^^^ calls made.cjs/work().
//- /made.cjs
function work() {}
exports.work = work;
`,
  'members put on from outside': `
//- /a.js
class Cart { add() {} }
Cart.prototype.add = function () {};
Cart.prototype.later = function () {};
const cart = new Cart();
cart.add();
//   ^^^ calls a.js/Cart#add().
cart.unknown();
//   ^^^^^^^ none
Object.assign(cart, { extra() {} });
cart.extra();
//   ^^^^^ none
`,
  'an import without a file': `
//- /a.ts
import { gone } from './gone';
//       ^^^^ none
import whole from './nowhere/else';
gone();
whole.call();
//    ^^^^ none
export * from './gone';
export function f() { return gone(); }
//                           ^^^^ none
`,
  'a library of the name of a file': `
//- /lodash.ts
export function chunk() {}
//- /a.ts
import { chunk } from 'lodash';
export const x = chunk();
//               ^^^^^ calls external lodash
`,
};

const python: Readonly<Record<string, string>> = {
  'files that import each other': `
#- /shop/__init__.py
from .cart import Cart
#- /shop/cart.py
from . import price
class Cart:
    def total(self) -> int:
        return price.of(self)
#                    ^^ calls shop/price.py/of().
#- /shop/price.py
from .cart import Cart
#                 ^^^^ imports shop/cart.py/Cart#
def of(cart: Cart) -> int:
    return cart.total()
#               ^^^^^ calls shop/cart.py/Cart#total().
`,
  'star imports: the last one counts, what is private is left out': `
#- /a.py
def same(): ...
def only(): ...
def _own(): ...
#- /b.py
def same(): ...
#- /main.py
from a import *
from b import *
def run():
    same()
#   ^^^^ calls b.py/same().
    only()
#   ^^^^ calls a.py/only().
    _own()
#   ^^^^ none
`,
  'star imports in a circle': `
#- /a.py
from b import *
def one(): ...
#- /b.py
from a import *
def two():
    return one() + gone()
#          ^^^ calls a.py/one().
#                  ^^^^ none
`,
  'imports that depend': `
#- /fast.py
def encode(): ...
#- /slow.py
def encode(): ...
#- /main.py
try:
    from fast import encode
except ImportError:
    from slow import encode
def run():
    return encode()
#          ^^^^^^ calls slow.py/encode().
#- /typed.py
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from fast import encode
def run(x: "encode"): ...
`,
  shadowing: `
#- /a.py
def run(): ...
def given(run):
    run()
#   ^^^ none
def local():
    run = lambda: 1
    return run()
#          ^^^ none
def listed(names):
    return [run() for run in names]
#           ^^^ none
class Cart:
    def run(self):
        return run()
#              ^^^ calls a.py/run().
`,
  'members put on from outside': `
#- /a.py
class Cart:
    def add(self): ...
def patched(self): ...
Cart.later = patched
Cart().add()
#      ^^^ calls a.py/Cart#add().
Cart().unknown()
#      ^^^^^^^ none
setattr(Cart, "more", patched)
Cart().more()
#      ^^^^ none
`,
  'a module of the name of a library': `
#- /app/json.py
def dumps(): ...
#- /app/main.py
import json
from . import json as own
def run():
    json.dumps()
#        ^^^^^ calls external json
    own.dumps()
#       ^^^^^ calls app/json.py/dumps().
`,
  'bases in a circle, and none': `
#- /a.py
class One(Two): ...
class Two(One):
    def run(self):
        self.run()
#            ^^^ calls a.py/Two#run().
        self.gone()
#            ^^^^ none
class Three(Gone):
    def run(self):
        return self.gone()
#                   ^^^^ none
`,
};

const projectFiles: Readonly<Record<string, string>> = {
  'a tsconfig that does not parse': `
//- /tsconfig.json
{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"
//- /src/a.ts
export function run() {}
//- /src/b.ts
import { run } from './a';
//       ^^^ imports src/a.ts/run().
import { run as other } from '@/a';
export const x = [run(), other()];
//                ^^^ calls src/a.ts/run().
`,
  'a tsconfig of other shapes': `
//- /tsconfig.json
{ "compilerOptions": [], "extends": { "a": 1 }, "exclude": "src", "references": ["x", null, { "path": 3 }] }
//- /src/a.ts
export function run() {}
//- /src/b.ts
import { run } from './a';
export const x = run();
//               ^^^ calls src/a.ts/run().
`,
  'tsconfigs that extend and refer to each other': `
//- /tsconfig.json
{ "extends": "./base.json", "references": [{ "path": "." }, { "path": "./packages" }] }
//- /base.json
{ "extends": "./tsconfig.json" }
//- /tsconfig.base.json
{ "extends": "./tsconfig.base.json" }
//- /src/a.ts
export function run() {}
//- /src/b.ts
import { run } from './a';
export const x = run();
//               ^^^ calls src/a.ts/run().
`,
  'a package.json that does not parse': `
//- /package.json
{ "name": "shop", "exports": { ".": "./src/a.ts", }
//- /src/a.ts
export function run() {}
//- /src/b.ts
import { run } from './a';
export const x = run();
//               ^^^ calls src/a.ts/run().
`,
  'two packages of one name': `
//- /package.json
{ "workspaces": ["packages/*"] }
//- /packages/one/package.json
{ "name": "@shop/cart", "main": "index.ts" }
//- /packages/one/index.ts
export function add() {}
//- /packages/one/use.ts
import { add } from '@shop/cart';
export const x = add();
//               ^^^ calls packages/one/index.ts/add().
//- /packages/two/package.json
{ "name": "@shop/cart", "main": "index.ts" }
//- /packages/two/index.ts
export function add() {}
//- /packages/two/use.ts
import { add } from '@shop/cart';
export const x = add();
//               ^^^ calls packages/two/index.ts/add().
//- /packages/three/use.ts
import { add } from '@shop/cart';
export const x = add();
//               ^^^ calls external @shop/cart
`,
  'a name that a generated declaration repeats': `
//- /src/cart.ts
export class Cart { add() {} }
//- /dist/cart.d.ts
export declare class Cart { add(): void; }
//- /src/main.ts
import { Cart } from './cart';
new Cart().add();
//         ^^^ calls src/cart.ts/Cart#add().
`,
};

const groups = { 'TypeScript and JavaScript': ecmascript, Python: python, 'project files': projectFiles };
for (const [group, cases] of Object.entries(groups)) {
  describe(`awkward code: ${group}`, () => {
    for (const [title, fixture] of Object.entries(cases)) it(title, () => check(fixture));
  });
}
