/** The forms of expressions and types are read as they are written: field by field, in the order of their shapes. */

import assert from 'node:assert/strict';
import type { FieldReader } from '../../../src/core/parser/code/forms';
import { exprReaders, typeReaders } from '../../../src/core/parser/code/forms';
import type { FieldKind } from '../../../src/core/parser/code/shapes';
import { exprShapes, typeShapes } from '../../../src/core/parser/code/shapes';

const readBy: Readonly<Record<FieldKind, keyof FieldReader>> = {
  number: 'number',
  text: 'text',
  texts: 'textList',
  'place?': 'place',
  decl: 'decl',
  'decl?': 'maybeDecl',
  decls: 'list',
  expr: 'expr',
  exprs: 'exprs',
  type: 'type',
  'type?': 'maybeType',
  types: 'types',
  entries: 'entries',
  exports: 'list',
};

describe('forms of code', () => {
  for (const [shapes, readers] of [
    [exprShapes, exprReaders],
    [typeShapes, typeReaders],
  ] as const) {
    for (const [index, [op, shape]] of Object.entries(shapes).entries()) {
      it(`${op} is read in the order of its shape`, () => {
        const asked: string[] = [];
        const reader = new Proxy({} as FieldReader, {
          get: (_target, name: string) => () => {
            asked.push(name);
            return `${name} ${asked.length}`;
          },
        });
        const made = readers[index]!(reader, 7);
        const fields = Object.entries(shape as Readonly<Record<string, FieldKind>>);
        assert.deepEqual(
          asked,
          fields.map(([, kind]) => readBy[kind]),
        );
        assert.equal(made.op, op);
        assert.equal(made.unit, 7);
        const values = new Map<string, unknown>(Object.entries(made));
        fields.forEach(([name], at) => {
          assert.equal(values.get(name), `${asked[at]} ${at + 1}`, name);
        });
      });
    }
  }
});
