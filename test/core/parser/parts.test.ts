import assert from 'node:assert/strict';
import { isLociError } from '../../../src/core/model/errors';
import type { Reference } from '../../../src/core/model/reference';
import { createDescriptors } from '../../../src/core/parser/descriptors';
import { cleanComment } from '../../../src/core/parser/documentation';
import { readLines } from '../../../src/core/parser/lines';
import { decodeReferences, encodeReferences } from '../../../src/core/parser/referenceCodec';
import { readHead, readSignature } from '../../../src/core/parser/signature';
import { cut, fold } from '../../../src/core/parser/wording';

describe('descriptors', () => {
  it('are unique and say what they name', () => {
    const descriptors = createDescriptors();
    const names = [
      descriptors.name('', undefined, 'Cart', 'class', undefined),
      descriptors.name('Cart#', undefined, 'total', 'method', undefined),
      descriptors.name('Cart#', undefined, 'total', 'method', undefined),
      descriptors.name('Cart#', undefined, 'total', 'method', undefined),
      descriptors.name('', 'Cart', 'total', 'method', undefined),
      descriptors.name('', undefined, 'Cart', 'class', undefined),
      descriptors.name('', undefined, 'Cart+1', 'class', undefined),
      descriptors.name('', undefined, 'odd `name`', 'property', undefined),
      descriptors.name('', undefined, 'max', 'function', 'macro'),
      descriptors.name('', undefined, 'shop', 'namespace', undefined),
    ];
    assert.deepEqual(names, [
      'Cart#',
      'Cart#total().',
      'Cart#total(+1).',
      'Cart#total(+2).',
      'Cart#total(+3).',
      '`Cart+1`#',
      'Cart+1#',
      '`odd ``name```.',
      'max!',
      'shop/',
    ]);
  });

  it('stay unique whatever names itself after a double', () => {
    const descriptors = createDescriptors();
    const names = ['a b', 'a b+1', 'a b', 'a b', 'a b+1'].map((name) =>
      descriptors.name('', undefined, name, 'class', undefined),
    );
    assert.equal(new Set(names).size, names.length);
  });
});

describe('comments without their marks', () => {
  const cases: readonly (readonly [written: string, expected: string])[] = [
    ['/** One. */', 'One.'],
    ['/**\n   * One.\n   *\n   *   two\n   */', 'One.\n\n  two'],
    ['/* plain\n   text */', 'plain\ntext'],
    ['// line', 'line'],
    ['/// line', 'line'],
    ['//! inner', 'inner'],
    ['#: note', 'note'],
    ['## note', 'note'],
    ['"""One.\n\n    Two.\n        Three.\n    """', 'One.\n\nTwo.\n    Three.'],
    ["r'''raw'''", 'raw'],
    ["'single'", 'single'],
    ['<!-- markup -->', 'markup'],
    ['/**/', ''],
    ['/***/', ''],
    ['//', ''],
    ['/** not closed', 'not closed'],
  ];
  for (const [written, expected] of cases) {
    it(JSON.stringify(written), () => {
      assert.equal(cleanComment(written), expected);
    });
  }
});

describe('heads and signatures', () => {
  it('a head is the words outside brackets, quotes, comments and decorators', () => {
    assert.deepEqual(readHead('@Dec({ static: true }) export /* async */ static Map<private, "x"> *'), [
      'export',
      'static',
      'Map',
      '*',
    ]);
    assert.deepEqual(readHead('const {'), ['const']);
  });

  it('a signature is on one line, without comments and opening signs', () => {
    const text = 'function f(a, // why\n  b) {';
    const comment = { start: 14, end: 20 };
    assert.equal(readSignature('', 0, text.length, [comment], [comment.end], text), 'function f(a, b)');
    assert.equal(readSignature('export ', 0, 0, [], [], ''), 'export');
    assert.equal(readSignature('', 0, 3, [], [], ' = '), undefined);
    assert.equal(readSignature('', 0, 9000, [], [], 'x'.repeat(9000))?.length, 500);
  });
});

describe('texts and lines', () => {
  it('cuts between characters and keeps what a database holds', () => {
    assert.equal(cut('a🛒b', 2), 'a');
    assert.equal(cut('a🛒b', 3), 'a🛒');
    assert.equal(cut('\0\ud800x', 9), '\ufffd\ufffdx');
    assert.equal(fold(' a\n\t b '), 'a b');
  });

  it('knows every line end', () => {
    const lines = readLines('a\r\nb\rc\n');
    assert.equal(lines.count, 4);
    assert.deepEqual(
      [0, 2, 3, 5, 7].map((offset) => lines.positionAt(offset)),
      [
        { line: 0, character: 0 },
        { line: 0, character: 2 },
        { line: 1, character: 0 },
        { line: 2, character: 0 },
        { line: 3, character: 0 },
      ],
    );
  });
});

describe('encoded references', () => {
  const place = (line: number, from: number, to: number): Reference['range'] => ({
    start: { line, character: from },
    end: { line, character: to },
  });
  const references: readonly Reference[] = [
    { name: '', role: 'import', range: place(0, 7, 12), from: 0, qualifier: './a' },
    { name: '*', role: 'import', range: place(0, 70_000, 70_001), from: 0, qualifier: 'é🛒', alias: 'b' },
    { name: 'total', role: 'call', range: place(70_000, 0, 5), from: 300, qualifier: 'b' },
    {
      ...{ name: 'add', role: 'call', from: 0, arguments: ['""', 'item', ''] },
      range: { start: { line: 70_001, character: 0 }, end: { line: 70_001, character: 3 } },
    },
    {
      ...{ name: 'add', role: 'call', from: 0, arguments: [] },
      range: { start: { line: 70_002, character: 0 }, end: { line: 70_002, character: 3 } },
    },
  ];

  it('come back as they were', () => {
    assert.deepEqual(decodeReferences(encodeReferences(references)), references);
    assert.deepEqual(decodeReferences(encodeReferences([])), []);
  });

  it('are refused if they are damaged', () => {
    const bytes = encodeReferences(references);
    for (const damaged of [new Uint8Array(), bytes.subarray(0, bytes.length - 4), new Uint8Array([1, 2, 3])]) {
      assert.throws(
        () => decodeReferences(damaged),
        (error) => isLociError(error, 'corrupt'),
      );
    }
  });
});
