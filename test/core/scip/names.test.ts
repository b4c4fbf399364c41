/** Symbols' names: in the format's grammar, and never the same for two symbols. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FilePath } from '../../../src/core/model/ids';
import { symbolKinds } from '../../../src/core/model/symbol';
import { createDescriptors } from '../../../src/core/parser/descriptors';
import { externalName, symbolName } from '../../../src/core/scip/names';

const name = /(?:[\w+$-]+|`(?:[^`]|``)*[^\w+$`-](?:[^`]|``)*`|`(?:[^`]|``)*``(?:[^`]|``)*`)/.source;
const part = String.raw`(?:\.|(?:[^ ]|  )+)`;
const descriptor = String.raw`${name}(?:[#/.!:]|\((?:\+\d+)?\)\.)`;
/** Scheme, manager, package, version, descriptors. */
const grammar = new RegExp(`^loci ${part} ${part} ${part} (?:${descriptor})+$`, 'su');

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('a', 'a+1', 'a.b', '`', '` `', 'x y', '$', '+1', 'é', '#', 'Cart'),
);
const definitions = fc.array(
  fc.record({ in: fc.nat({ max: 20 }), name: text, kind: fc.constantFrom(...symbolKinds) }),
  { maxLength: 20 },
);

describe('scip: names', () => {
  it('are in the grammar, and one for each symbol', () => {
    fc.assert(
      fc.property(definitions, text, (made, project) => {
        const names = createDescriptors();
        const all = [''];
        for (const { in: around, name: own, kind } of made) {
          all.push(names.name(all[around % all.length]!, undefined, own, kind, undefined));
        }
        const spelled = all.map((each) => symbolName(project, 'src/a b/x.ts' as FilePath, each as never));
        for (const each of spelled) assert.match(each, grammar);
        assert.equal(new Set(spelled).size, all.length, spelled.join('\n'));
      }),
    );
  });

  it('are those of what is outside, too', () => {
    fc.assert(
      fc.property(text, text, (module, each) => {
        assert.match(externalName(module, each), grammar);
      }),
    );
  });

  const spelled: readonly (readonly [descriptor: string, expected: string])[] = [
    ['', ''],
    ['Cart#total().', 'Cart#total().'],
    ['Cart#total(+1).', 'Cart#total(+1).'],
    ['`total+1`.', 'total.1:'],
    ['`a b+1`.', '`a b+1`.'],
    ['`Cart+2`#total().', 'Cart#2:total().'],
    ['deep#`cut of', '`deep#``cut of`.'],
  ];
  for (const [own, expected] of spelled) {
    it(`spell ${own} as ${expected}`, () => {
      const folder = 'my shop';
      assert.equal(
        symbolName(folder, 'src/cart.ts' as FilePath, own as never),
        `loci . my  shop . src/\`cart.ts\`/${expected}`,
      );
    });
  }
});
