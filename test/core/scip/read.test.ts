/** Reading an index byte by byte, and columns: for any bytes and any text. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { isLociError } from '../../../src/core/model/errors';
import { placeText } from '../../../src/core/scip/columns';
import { readIndex } from '../../../src/core/scip/read';
import type { IndexPart } from '../../../src/core/scip/read';
import { positionEncodings } from '../../../src/core/scip/schema';
import { compareSpelling, lastDescriptor, packageOf } from '../../../src/core/scip/spelling';
import { documentPart, externalSymbolPart, metadataPart } from '../../../src/core/scip/write';
import { madeScipIndex } from '../../support/scipIndex';

const folder = mkdtempSync(join(tmpdir(), 'loci-scip-'));
const file = join(folder, 'index.scip');
after(() => {
  rmSync(folder, { recursive: true });
});

async function partsOf(bytes: Uint8Array): Promise<IndexPart[]> {
  writeFileSync(file, bytes);
  const parts: IndexPart[] = [];
  for await (const part of readIndex(file, new AbortController().signal)) parts.push(part);
  return parts;
}

const whole = Buffer.from(
  madeScipIndex('file:///x', [
    { path: 'a.ts', text: 'a b', defines: { 'made . . . a.': 'a' }, uses: [['b', 'made . . . b.']] },
    { path: 'b.ts', text: 'b', defines: { 'made . . . b.': 'b' }, implements: { 'made . . . b.': ['made . . . a.'] } },
  ]),
);

describe('scip: reading', () => {
  it('refuses what is broken in one way only, whatever the bytes', async () => {
    const broken = fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { maxLength: 6 });
    const refuse = (error: unknown): IndexPart[] => {
      assert.ok(isLociError(error, 'usage'), String(error));
      return [];
    };
    await fc.assert(
      fc.asyncProperty(broken, fc.nat({ max: whole.length }), async (changes, length) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        await partsOf(bytes.subarray(0, length)).catch(refuse);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        await partsOf(bytes).catch(refuse);
      }),
    );
  });

  it('gives back what was written', async () => {
    const range = { start: { line: 3, character: 1 }, end: { line: 3, character: 300 } };
    const long = { start: { line: 3, character: 1 }, end: { line: 70_000, character: 0 } };
    const base = { symbol: 'loci . . . a.', isReference: true, isImplementation: true };
    const symbol = { symbol: 'loci . . . b.', displayName: 'b', kind: 7, documentation: 'é', relationships: [base] };
    const occurrences = [range, long].map((each) => ({
      range: each,
      symbol: symbol.symbol,
      roles: 1,
      enclosing: long,
    }));
    const parts = await partsOf(
      Buffer.concat([
        metadataPart({ tool: { name: 'loci', version: '1' }, projectRoot: 'file:///é' }),
        externalSymbolPart({ symbol: 'loci . c . c/', displayName: 'c' }),
        documentPart({ path: 'a.ts', language: 'TypeScript', occurrences, symbols: [symbol] }),
      ]),
    );
    assert.deepEqual(parts, [
      { kind: 'metadata', metadata: { tool: 'loci', projectRoot: 'file:///é' } },
      {
        kind: 'document',
        document: {
          ...{ path: 'a.ts', text: '', encoding: positionEncodings.utf16 },
          occurrences: [range, long].map((each) => ({ range: each, symbol: symbol.symbol, roles: 1 })),
          symbols: [{ symbol: symbol.symbol, displayName: 'b', implements: [base.symbol] }],
        },
      },
    ]);
  });

  it('finds the same place in every encoding', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '€', '𝒳', ' '), maxLength: 20 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), (lines, atLine, at) => {
        const text = placeText(lines.join('\r\n'));
        const number = atLine % lines.length;
        const points = Array.from(lines[number]!);
        const before = points.slice(0, at % (points.length + 1)).join('');
        const columns = {
          [positionEncodings.utf8]: Buffer.byteLength(before),
          [positionEncodings.utf16]: before.length,
          [positionEncodings.utf32]: Array.from(before).length,
        };
        for (const [encoding, character] of Object.entries(columns)) {
          const place = { line: number, character };
          const found = text.rangeIn({ start: place, end: place }, Number(encoding));
          assert.deepEqual(found?.start, { line: number, character: before.length });
        }
        const beyond = { line: number, character: 1_000 };
        assert.equal(text.rangeIn({ start: beyond, end: beyond }, positionEncodings.utf8), undefined);
      }),
    );
  });
});

describe('scip: names of others', () => {
  const names: readonly (readonly [symbol: string, name: string | undefined, kind?: string])[] = [
    ['local 12', undefined],
    ['scip-typescript npm x 1.0 src/`a.ts`/Cart#`<constructor>`().', '<constructor>', 'other'],
    ['scip-typescript npm x 1.0 src/`a.ts`/Cart#total().(of)', 'of', 'parameter'],
    ['scip-typescript npm x 1.0 src/`a.ts`/Cart#[T]', 'T', 'parameter'],
    ['scip-python python x 1 `a.b`/__init__:', '__init__', 'module'],
    ['rust-analyzer cargo x 0.1 impl#[`Vec<T>`]push().', 'push', 'other'],
    ['rust-analyzer cargo x 0.1 macros/vec!', 'vec', 'other'],
    ['scip-go gomod x v1 `x/y`/', 'x/y', 'module'],
    ['semanticdb maven . . a/B#c(+12).', 'c', 'other'],
    ['x . . . `a ``b`` c`.', 'a `b` c', 'other'],
    ['in another grammar', undefined],
  ];
  for (const [symbol, name, kind] of names) {
    it(symbol, () => {
      assert.deepEqual(lastDescriptor(symbol), name === undefined ? undefined : { name, kind });
    });
  }

  it('have a package, whose parts may have spaces', () => {
    assert.deepEqual(packageOf('a b my  lib 1 x/y.'), { name: 'my lib', path: 'x/y.' });
    assert.deepEqual(packageOf('a . . . x/y.'), { name: '', path: 'x/y.' });
  });

  const spellings: readonly (readonly [text: string, symbol: string, expected: string])[] = [
    ['total', 'a . . . Cart#total().', 'like'],
    ["'total'", 'a . . . Cart#total.', 'like'],
    ['r#type', 'a . . . type.', 'like'],
    ['$x', 'a . . . x.', 'like'],
    ['size', 'a . . . Cart#`<get>size`().', 'like'],
    ['sum', 'a . . . Cart#total().', 'unlike'],
    ['constructor', 'a . . . Cart#`<constructor>`().', 'unknown'],
    ['shop', 'a . . . `example.com/shop`/', 'unknown'],
    ['x', 'local 3', 'unknown'],
    ['', 'a . . . total().', 'unknown'],
    [') {', 'a . . . total().', 'unknown'],
  ];
  for (const [text, symbol, expected] of spellings) {
    it(`${symbol} where ${text} is written: ${expected}`, () => {
      assert.equal(compareSpelling(text, symbol), expected);
    });
  }
});
