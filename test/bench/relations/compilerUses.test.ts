import assert from 'node:assert/strict';
import { readCompilerUses } from './compilerUses';

describe('uses by a compiler', () => {
  const lines = [
    { document: 'Cart.java' },
    { at: 'Cart.java:3:8', defs: ['Item.java:2:13'], local: false },
    { at: 'Cart.java:3:8', defs: ['Item.java:4:9'], local: false },
    { at: 'Cart.java:5:4', defs: [], local: false },
    { at: 'Cart.java:6:4', defs: ['Cart.java:5:11'], local: true },
    { at: 'Cart.java:7:4', defs: [], local: false, untold: true },
    { overrides: ['Cart.java:3:4', 'Item.java:3:4'] },
  ];
  const { documents, uses, implementations } = readCompilerUses(
    lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  );

  it('knows the documents', () => {
    assert.deepEqual([...documents], ['Cart.java']);
  });

  it('joins what is told of one place', () => {
    assert.deepEqual([...(uses.get('Cart.java:3:8')?.definitions ?? [])], ['Item.java:2:13', 'Item.java:4:9']);
  });

  it('keeps what is outside the project and what is local', () => {
    assert.deepEqual(
      [...uses].map(([, { definitions, local, unplaced }]) => [definitions.size, local, unplaced]),
      [
        [2, false, false],
        [0, false, false],
        [1, true, false],
        [0, false, true],
      ],
    );
  });

  it('knows what overrides what', () => {
    assert.deepEqual(
      implementations.map(({ from, to }) => [...from, ...to]),
      [['Cart.java:3:4', 'Item.java:3:4']],
    );
  });

  it('refuses a line that is no JSON', () => {
    assert.throws(() => readCompilerUses('{"document":'), SyntaxError);
  });
});
