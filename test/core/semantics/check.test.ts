/** What the compiler says that names are, as symbols of the folder. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkMarks, openProject, writeProject } from './project';

const cases: Readonly<Record<string, string>> = {
  'keys of object literals, by what is asked for': `
//- /a.ts
export interface Options { colour: string; nested: { depth: number } }
export function draw(options: Options): void {}
//- /b.ts
import { draw } from './a';
const colour = 'red';
draw({ colour, nested: { depth: 1 } });
//     ^^^^^^ references a.ts/Options#colour., references b.ts/colour.
//             ^^^^^^ references a.ts/Options#nested.
//                       ^^^^^ nothing
const plain = { colour: 1 };
//              ^^^^^^ none
`,
  'receivers whose types are inferred through generics and callbacks': `
//- /a.ts
export class Shop { items = [new Item()]; }
export class Item { price(): number { return 1; } }
//- /b.ts
import { Shop } from './a';
const shops = new Map([['one', new Shop()]]);
for (const [, shop] of shops) shop.items.map((each) => each.price());
//                                 ^^^^^ references a.ts/Shop#items.
//                                       ^^^ nothing
//                                                          ^^^^^ calls a.ts/Item#price().
const prices = [...shops.values()].flatMap(({ items }) => items);
//                                            ^^^^^ references a.ts/Shop#items.
prices[0]?.price();
//         ^^^^^ calls a.ts/Item#price().
`,
  'types of contexts: unions, parameters of callbacks': `
//- /a.ts
export interface Circle { kind: 'circle'; radius: number }
export interface Square { kind: 'square'; side: number }
export type Shape = Circle | Square;
export function each(run: (shape: Shape) => void): void {}
//- /b.ts
import { each, type Shape } from './a';
each((shape) => {
  if (shape.kind === 'circle') shape.radius.toFixed();
//                                   ^^^^^^ references a.ts/Circle#radius.
//                                          ^^^^^^^ nothing
});
const square: Shape = { kind: 'square', side: 2 };
//                      ^^^^ references a.ts/Square#kind.
//                                      ^^^^ references a.ts/Square#side.
const unfinished: Shape = { kind: 'square' };
//                          ^^^^ references a.ts/Circle#kind., references a.ts/Square#kind.
`,
  'a module that several files declare is bound to the first of them': `
//- /a.d.ts
declare module 'host' { export interface One { id: string } }
//- /b.d.ts
declare module 'host' { export interface Two { id: string } }
//- /c.ts
import * as host from 'host';
export let one: host.One, two: host.Two;
//              ^^^^ uses a.d.ts/host/
//                   ^^^ uses a.d.ts/host/One#
//                             ^^^^ uses a.d.ts/host/
//                                  ^^^ uses b.d.ts/host/Two#
`,
  'overloads are bound to the first of them': `
//- /a.ts
export function parse(text: string): string;
export function parse(text: number): number;
export function parse(text: unknown): unknown { return text; }
//- /b.ts
import { parse } from './a';
//       ^^^^^ imports a.ts/parse().
parse(1);
// <- the first column cannot be marked
const two = parse(2);
//          ^^^^^ calls a.ts/parse().
`,
  'declarations that are merged: a type and a value, parts of an interface': `
//- /a.ts
export interface Box { width: number }
export interface Box { height: number }
export const Box = { make(): Box { return { width: 1, height: 1 }; } };
//- /b.ts
import { Box } from './a';
const box: Box = Box.make();
//         ^^^ uses a.ts/Box#, uses a.ts/\`Box+1\`#
//               ^^^ references a.ts/Box.
//                   ^^^^ calls a.ts/Box.make().
const size = box.width * box.height;
//               ^^^^^ references a.ts/Box#width.
//                           ^^^^^^ references a.ts/\`Box+1\`#height.
`,
  're-exports lead to what is defined': `
//- /lib/a.ts
export class Deep { run(): void {} }
export default function main(): void {}
//- /lib/index.ts
export * from './a';
//            ^^^^^ imports lib/a.ts/
export { default as start, Deep as Renamed } from './a';
//                         ^^^^ imports lib/a.ts/Deep#
//- /b.ts
import * as lib from './lib';
//                   ^^^^^^^ imports lib/index.ts/
import { Renamed, start } from './lib/index';
new lib.Deep().run();
//      ^^^^ calls lib/a.ts/Deep#
//             ^^^ calls lib/a.ts/Deep#run().
class Own extends Renamed {}
//                ^^^^^^^ extends lib/a.ts/Deep#
void start();
//   ^^^^^ calls lib/a.ts/main().
`,
  'kinds of uses': `
//- /a.ts
export interface Named { name: string }
export class Base {}
export function dec(...args: unknown[]): any {}
//- /b.ts
import { Base, dec, type Named } from './a';
@dec
export class Other extends Base implements Named {
//                                         ^^^^^ implements a.ts/Named#
  @dec('x') name = 'a';
// ^^^ decorates a.ts/dec().
  method(given: typeof Base): Named { return (this as Named)!; }
//                     ^^^^ uses a.ts/Base#
//                                                    ^^^^^ uses a.ts/Named#
  other = this.name;
//             ^^^^ references b.ts/Other#name.
}
`,
  'libraries by their declarations, and what is not installed': `
//- /node_modules/@types/paint/index.d.ts
export declare function brush(size: number): Brush;
export interface Brush { stroke(): void }
//- /a.ts
import { brush } from 'paint';
import { gone } from 'not-installed';
//       ^^^^ unknown
brush(1).stroke();
//       ^^^^^^ calls external paint
gone.member();
//   ^^^^^^ unknown
[1].map(String);
//  ^^^ nothing
`,
  'components and their attributes': `
//- /tsconfig.json
{ "compilerOptions": { "jsx": "preserve", "strict": true } }
//- /a.tsx
export interface Props { label: string }
export function Button(props: Props): any { return null; }
//- /b.tsx
import { Button } from './a';
export const view = <Button label="x"></Button>;
//                   ^^^^^^ calls a.tsx/Button().
//                          ^^^^^ references a.tsx/Props#label.
//                                      ^^^^^^ references a.tsx/Button().
`,
  'JavaScript, by what can be inferred': `
//- /a.js
export class Cart { total() { return 1; } }
//- /b.js
import { Cart } from './a.js';
const cart = new Cart();
export const sum = () => cart.total();
//                            ^^^^^ calls a.js/Cart#total().
`,
  'paths and extended configurations': `
//- /tsconfig.base.json
{ "compilerOptions": { "strict": true, "paths": { "@lib/*": ["./lib/*"] } } }
//- /app/tsconfig.json
{ "extends": "../tsconfig.base.json", "compilerOptions": { "moduleResolution": "bundler", "module": "esnext" }, }
//- /lib/tool.ts
export const tool = 1;
//- /app/a.ts
import { tool } from '@lib/tool';
//       ^^^^ imports lib/tool.ts/tool.
`,
};

describe('checking files', function () {
  this.timeout(60_000);
  for (const [name, fixture] of Object.entries(cases)) {
    it(name, async () => {
      await checkMarks(fixture);
    });
  }

  it('does not look at a file that is no longer as the index holds it', async () => {
    const project = await writeProject('//- /a.ts\nexport const one = 1;\n//- /b.ts\nimport { one } from "./a";\n');
    writeFileSync(path.join(project.folder, 'a.ts'), 'export const two = 2;\n');
    const open = openProject(project);
    assert.equal(open.check('a.ts'), undefined);
    assert.deepEqual(
      open.check('b.ts')!.map(({ isUnknown }) => isUnknown),
      [true, true],
    );
  });

  it('finds a project for each file: the nearest that names it, else the nearest one, else none', async () => {
    const project = await writeProject(`
//- /tsconfig.json
{ "include": ["src"], "compilerOptions": { "plugins": [{ "name": "evil" }] } }
//- /src/a.ts
//- /test/a.ts
//- /packages/one/tsconfig.json
{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }
//- /packages/one/tsconfig.app.json
{ "include": ["**/*"], "exclude": ["spec"] }
//- /packages/one/b.ts
//- /packages/one/spec/c.ts
//- /packages/broken/tsconfig.json
{ "include": [
//- /packages/broken/d.ts
`);
    assert.deepEqual(
      openProject(project).projects.map(({ config, files }) => `${config ?? '-'}: ${files.join(' ')}`),
      [
        'packages/one/tsconfig.app.json: packages/one/b.ts',
        'packages/one/tsconfig.json: packages/one/spec/c.ts',
        'tsconfig.json: packages/broken/d.ts src/a.ts test/a.ts',
      ],
    );
  });
});
