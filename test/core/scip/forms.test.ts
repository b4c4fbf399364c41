/** Symbols as indexers of other languages write them: texts with definitions, and no more is asked of them. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PositionEncoding } from '@c4312/scip/scip_pb.js';
import { openEngineBench } from '../../support/engine';
import type { EngineBench, Tree } from '../../support/engine';
import { madeScipIndex } from '../../support/scipIndex';
import type { MadeDocument } from '../../support/scipIndex';

interface Form {
  readonly title: string;
  readonly tree: Tree;
  readonly documents: readonly Omit<MadeDocument, 'text'>[];
  /** `source type target` of what only the index knows. */
  readonly expected: readonly string[];
}

const rust = 'rust-analyzer cargo shapes 0.1.0 ';
const java = 'semanticdb maven . . com/acme/';
const go = 'scip-go gomod example.com/shop v1.2.3 `example.com/shop`/';
const python = 'scip-python python shop 0.1 `shop.till`/';

const forms: readonly Form[] = [
  {
    title: 'rust-analyzer: methods of traits by their implementations, bytes in columns',
    tree: {
      'src/lib.rs': `pub trait Area { fn area(&self) -> f64; }
pub struct Square { pub side: f64 }
impl Area for Square { fn area(&self) -> f64 { self.side } }
pub fn total(all: &[Box<dyn Area>]) -> f64 { let é = 0.0; all.iter().map(|one| one.area()).sum::<f64>() + é }
`,
    },
    documents: [
      {
        path: 'src/lib.rs',
        encoding: PositionEncoding.UTF8CodeUnitOffsetFromLineStart,
        defines: {
          [`${rust}crate/`]: '^',
          [`${rust}Area#`]: 'Area',
          [`${rust}Area#area().`]: 'area',
          [`${rust}Square#`]: 'Square',
          [`${rust}Square#side.`]: 'side',
          [`${rust}impl#[Square][Area]area().`]: 'area 2',
          [`${rust}total().`]: 'total',
          'local 0': 'é',
        },
        uses: [
          ['area 3', `${rust}Area#area().`],
          ['side 2', `${rust}Square#side.`],
          ['é 2', 'local 0'],
        ],
        implements: { [`${rust}impl#[Square][Area]area().`]: [`${rust}Area#area().`] },
      },
    ],
    expected: [
      'src/lib.rs/Square#area(). overrides src/lib.rs/Area#area().',
      'src/lib.rs/Square#area(). references src/lib.rs/Square#side.',
      'src/lib.rs/total(). calls src/lib.rs/Area#area().',
    ],
  },
  {
    title: 'scip-java: overloads, constructors, what is inherited, and the language itself',
    tree: {
      'Cart.java': `package com.acme;
class Cart {
  Cart(int size) {}
  int total() { return 0; }
  int total(String of) { return of.length(); }
}
`,
      'Main.java': `package com.acme;
class Main extends Base {
  void run(Object it) { var made = new Cart(1); use(made).total("a"); }
}
`,
    },
    documents: [
      {
        path: 'Cart.java',
        defines: {
          [`${java}Cart#`]: 'Cart',
          [`${java}Cart#\`<init>\`().`]: 'Cart 2',
          [`${java}Cart#total().`]: 'total',
          [`${java}Cart#total(+1).`]: 'total 2',
          [`${java}Cart#total(+1).(of)`]: 'of',
        },
        uses: [
          ['String', 'semanticdb maven jdk 11 java/lang/String#'],
          ['length', 'semanticdb maven jdk 11 java/lang/String#length().'],
          ['of 2', `${java}Cart#total(+1).(of)`],
        ],
      },
      {
        path: 'Main.java',
        defines: { [`${java}Main#`]: 'Main', [`${java}Main#run().`]: 'run', 'local 0': 'made' },
        uses: [
          ['Cart', `${java}Cart#\`<init>\`().`],
          ['total', `${java}Cart#total(+1).`],
          ['made 2', 'local 0'],
        ],
        implements: { [`${java}Main#`]: ['semanticdb maven acme 2 com/acme/Base#', `${java}Cart#`] },
      },
    ],
    expected: [
      'Main.java/Main# implements Cart.java/Cart#',
      'Main.java/Main#run(). calls Cart.java/Cart#',
      'Main.java/Main#run(). calls Cart.java/Cart#total(+1).',
    ],
  },
  {
    title: 'scip-go: packages that many files define, interfaces that nobody names',
    tree: {
      'cart.go': `package shop

type Cart struct{ size int }

func (c *Cart) Total() int { return c.size }
`,
      'priced.go': `package shop

type Priced interface {
	Total() int
}

func Sum(all []Priced) int { return all[0].Total() }
`,
    },
    documents: [
      {
        path: 'cart.go',
        encoding: PositionEncoding.UTF8CodeUnitOffsetFromLineStart,
        defines: { [go]: 'shop', [`${go}Cart#`]: 'Cart', [`${go}Cart#size.`]: 'size', [`${go}Cart#Total().`]: 'Total' },
        uses: [['size 2', `${go}Cart#size.`]],
        implements: { [`${go}Cart#`]: [`${go}Priced#`], [`${go}Cart#Total().`]: [`${go}Priced#Total.`] },
      },
      {
        path: 'priced.go',
        encoding: PositionEncoding.UTF8CodeUnitOffsetFromLineStart,
        defines: { [go]: 'shop', [`${go}Priced#`]: 'Priced', [`${go}Priced#Total.`]: 'Total', [`${go}Sum().`]: 'Sum' },
        uses: [['Total 2', `${go}Priced#Total.`]],
      },
    ],
    expected: [
      'cart.go/Cart# implements priced.go/Priced#',
      'cart.go/Cart#Total(). overrides priced.go/Priced#Total().',
      'cart.go/Cart#Total(). references cart.go/Cart#size.',
      'priced.go/Sum(). calls priced.go/Priced#Total().',
    ],
  },
  {
    title: 'scip-python: modules by their names, no position encoding said',
    tree: {
      'shop/till.py': 'class Till:\n    def pay(self, amount):\n        return amount\n',
      'shop/main.py': 'import shop.till\n\n\ndef run(till, é):\n    return "é𝒳", till.pay(é)\n',
    },
    documents: [
      {
        path: 'shop/till.py',
        defines: { [`${python}__init__:`]: '^', [`${python}Till#`]: 'Till', [`${python}Till#pay().`]: 'pay' },
      },
      {
        path: 'shop/main.py',
        encoding: PositionEncoding.UTF32CodeUnitOffsetFromLineStart,
        isUnsaid: true,
        defines: { 'scip-python python shop 0.1 `shop.main`/run().': 'run' },
        uses: [
          ['shop.till', `${python}__init__:`],
          ['pay', `${python}Till#pay().`],
        ],
      },
    ],
    expected: ['shop/main.py/ imports shop/till.py/', 'shop/main.py/run(). calls shop/till.py/Till#pay().'],
  },
];

describe('scip: symbols of other indexers', function () {
  this.timeout(120_000);
  let bench: EngineBench;
  before(async () => {
    bench = await openEngineBench();
  });
  after(() => bench.close());

  for (const { title, tree, documents, expected } of forms) {
    it(title, async () => {
      const folder = await bench.folder(tree);
      await bench.index(folder);
      const file = join(bench.dataDir, 'made.scip');
      const whole = documents.map((document): MadeDocument => ({ ...document, text: String(tree[document.path]) }));
      writeFileSync(file, madeScipIndex('file:///elsewhere', whole));
      const signal = new AbortController().signal;
      const { index } = await bench.engine.importScip({ folder, file }, () => undefined, signal);
      assert.deepEqual([index?.taken, index?.otherVersion], [documents.length, 0]);
      const found: string[] = [];
      for (const path of Object.keys(tree)) {
        for (const { symbol } of (await bench.engine.outline({ file: join(folder, path) }, signal)).entries) {
          const answer = await bench.engine.relations({ folder, symbol: symbol.id, direction: 'out' }, signal);
          for (const { type, symbol: target, how } of answer.related) {
            if (how === 'scip') found.push(`${symbol.id} ${type} ${target.id}`);
          }
        }
      }
      assert.deepEqual(found.sort(), expected);
    });
  }
});
