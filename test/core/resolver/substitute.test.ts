import assert from 'node:assert/strict';
import { createDecl } from '../../../src/core/parser/code/decls';
import type { Type } from '../../../src/core/resolver/inference/types';
import { noMapper, substitute } from '../../../src/core/resolver/inference/types';

const param = createDecl('typeParameter', 'T', undefined);
const text: Type = { kind: 'text', text: 'a' };

/** `levels` types in each other, each of which has the next one in it many times. */
function nested(levels: number, wrap: (inner: Type) => Type): Type {
  let type: Type = { kind: 'param', decl: param };
  for (let level = 0; level < levels; level++) type = wrap(type);
  return type;
}

describe('what type parameters stand for', () => {
  const shared: Readonly<Record<string, (inner: Type) => Type>> = {
    'in lists': (inner) => ({ kind: 'tuple', items: Array<Type>(20).fill(inner) }),
    'in functions': (inner) => {
      const params = Array.from({ length: 20 }, () => createDecl('typeParameter', 'P', undefined));
      const decl = createDecl('function', 'f', undefined);
      return { kind: 'function', decl, mapper: new Map(params.map((each) => [each, inner])) };
    },
  };
  for (const [where, wrap] of Object.entries(shared)) {
    it(`is put once into what stands many times ${where}`, () => {
      const made = substitute(nested(6, wrap), new Map([[param, text]]));
      const first = (type: Type): Type | undefined =>
        type.kind === 'tuple' ? type.items[0] : type.kind === 'function' ? [...type.mapper.values()].at(-1) : undefined;
      let at: Type | undefined = made;
      for (let level = 0; level < 6; level++) at = at && first(at);
      assert.equal(at, text);
    });
  }

  it('leaves a type without them the same object', () => {
    const type = nested(3, (inner) => ({ kind: 'tuple', items: [text, inner.kind === 'param' ? text : inner] }));
    assert.equal(substitute(type, new Map([[param, text]])), type);
    assert.equal(substitute(type, noMapper), type);
  });
});
