/** What an export says, read back by the official definition of the format. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fromBinary } from '@bufbuild/protobuf';
import type { Index, Occurrence } from '@c4312/scip/scip_pb.js';
import {
  IndexSchema,
  PositionEncoding,
  SymbolInformation_Kind,
  SymbolRole,
  TextEncoding,
} from '@c4312/scip/scip_pb.js';
import type { ScipExportSummary } from '../../../src/core/model/api';
import { isLociError } from '../../../src/core/model/errors';
import { openEngineBench } from '../../support/engine';
import type { EngineBench } from '../../support/engine';

const shop = {
  'src/tax.ts': `/** Of every amount. */
export function tax(amount: number): number {
  return amount * 0.19;
}
export class Odd {
  'a \`b\` c'(): void {}
}
`,
  'src/cart.ts': `import { tax as duty } from './tax';
import { join } from 'node:path';

export abstract class Cart {
  total(): number {
    return duty(1);
  }
}
export class Basket extends Cart {
  override total(): number {
    return super.total();
  }
}
export const path = join('a', 'b');
`,
  'lib/till.py': `class Till:
    def pay(self, é, amount):
        return amount


def open_till():
    return "𝒳", Till().pay(0, 1)
`,
};

/** `path line:column-column name roles`, by place. */
function occurrencesOf(index: Index): string[] {
  return index.documents.flatMap(({ relativePath, occurrences }) =>
    occurrences.map(
      ({ range, symbol, symbolRoles }) =>
        `${relativePath} ${place(range)} ${symbol.replace(/^loci \. \S+ \. /, '')}${rolesOf(symbolRoles)}`,
    ),
  );
}

function place(range: Occurrence['range']): string {
  assert.equal(range.length, 3);
  return `${range[0]}:${range[1]}-${range[2]}`;
}

function rolesOf(roles: number): string {
  const known = [SymbolRole.Definition, SymbolRole.Import] as const;
  return known.flatMap((role) => ((roles & role) === 0 ? [] : [` ${SymbolRole[role]}`])).join('');
}

/** Fields that the official definition does not have. */
function unknownFields(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const { $unknown: unknown = [] } = value as { readonly $unknown?: readonly unknown[] };
  return Object.values(value).reduce<number>((sum, part) => sum + unknownFields(part), unknown.length);
}

describe('scip: export', function () {
  this.timeout(120_000);
  let bench: EngineBench;
  let folder: string;
  let file: string;
  let summary: ScipExportSummary;
  let index: Index;
  const progress: string[] = [];

  const exported = (to: string, signal = new AbortController().signal): Promise<ScipExportSummary> =>
    bench.engine.exportScip(
      { folder, file: to },
      ({ phase, done, total }) => progress.push(`${phase} ${done}/${total}`),
      signal,
    );

  before(async () => {
    bench = await openEngineBench();
    folder = await bench.folder(shop);
    await bench.index(folder);
    file = join(bench.dataDir, 'shop.scip');
    summary = await exported(file);
    index = fromBinary(IndexSchema, readFileSync(file));
  });
  after(() => bench.close());

  it('has nothing in it that the official definition does not know', () => {
    assert.equal(unknownFields(index), 0);
    assert.deepEqual(
      [index.metadata?.projectRoot, index.metadata?.textDocumentEncoding, index.metadata?.toolInfo?.name],
      [pathToFileURL(folder).href, TextEncoding.UTF8, 'loci'],
    );
    assert.deepEqual(
      index.documents.map(({ relativePath, language, positionEncoding }) => [relativePath, language, positionEncoding]),
      [
        ['lib/till.py', 'Python', PositionEncoding.UTF16CodeUnitOffsetFromLineStart],
        ['src/cart.ts', 'TypeScript', PositionEncoding.UTF16CodeUnitOffsetFromLineStart],
        ['src/tax.ts', 'TypeScript', PositionEncoding.UTF16CodeUnitOffsetFromLineStart],
      ],
    );
  });

  it('says where everything is defined and used, names as they are written there', () => {
    assert.deepEqual(occurrencesOf(index), [
      'lib/till.py 0:0-0 lib/`till.py`/ Definition',
      'lib/till.py 0:6-10 lib/`till.py`/Till# Definition',
      'lib/till.py 1:8-11 lib/`till.py`/Till#pay(). Definition',
      'lib/till.py 5:4-13 lib/`till.py`/open_till(). Definition',
      'lib/till.py 6:17-21 lib/`till.py`/Till#',
      'lib/till.py 6:24-27 lib/`till.py`/Till#pay().',
      'src/cart.ts 0:0-0 src/`cart.ts`/ Definition',
      'src/cart.ts 0:9-12 src/`tax.ts`/tax(). Import',
      'src/cart.ts 0:28-35 src/`tax.ts`/ Import',
      'src/cart.ts 1:9-13 `node:path`/join:',
      'src/cart.ts 1:21-32 `node:path`/',
      'src/cart.ts 3:22-26 src/`cart.ts`/Cart# Definition',
      'src/cart.ts 4:2-7 src/`cart.ts`/Cart#total(). Definition',
      'src/cart.ts 5:11-15 src/`tax.ts`/tax().',
      'src/cart.ts 8:13-19 src/`cart.ts`/Basket# Definition',
      'src/cart.ts 8:28-32 src/`cart.ts`/Cart#',
      'src/cart.ts 9:11-16 src/`cart.ts`/Basket#total(). Definition',
      'src/cart.ts 10:17-22 src/`cart.ts`/Cart#total().',
      'src/cart.ts 13:13-17 src/`cart.ts`/path. Definition',
      'src/cart.ts 13:20-24 `node:path`/join:',
      'src/tax.ts 0:0-0 src/`tax.ts`/ Definition',
      'src/tax.ts 1:16-19 src/`tax.ts`/tax(). Definition',
      'src/tax.ts 4:13-16 src/`tax.ts`/Odd# Definition',
      'src/tax.ts 5:2-11 src/`tax.ts`/Odd#`a ``b`` c`(). Definition',
    ]);
  });

  it('describes symbols', () => {
    const symbols = new Map(
      index.documents.flatMap((document) => document.symbols.map((symbol) => [symbol.displayName, symbol] as const)),
    );
    const tax = symbols.get('tax')!;
    assert.deepEqual(
      [tax.kind, tax.documentation, tax.signatureDocumentation?.language, tax.signatureDocumentation?.text],
      [
        SymbolInformation_Kind.Function,
        ['Of every amount.'],
        'TypeScript',
        'export function tax(amount: number): number',
      ],
    );
    assert.equal(symbols.get('pay')?.enclosingSymbol, symbols.get('Till')?.symbol);
    const [overridden, base] = ['total', 'Cart'].map((name) =>
      index.documents[1]!.symbols.find(({ displayName }) => displayName === name),
    );
    const related = (name: string): unknown[] =>
      index.documents[1]!.symbols.find(({ symbol }) => symbol.endsWith(name))!.relationships.map(
        ({ symbol, isImplementation, isReference }) => [symbol, isImplementation, isReference],
      );
    assert.deepEqual(related('/Basket#'), [[base?.symbol, true, false]]);
    assert.deepEqual(related('/Basket#total().'), [[overridden?.symbol, true, true]]);
    assert.deepEqual(
      index.externalSymbols.map(({ symbol, displayName }) => [symbol, displayName]),
      [
        ['loci . node:path . `node:path`/join:', 'join'],
        ['loci . node:path . `node:path`/', 'node:path'],
      ],
    );
  });

  it('answers with what it wrote, and tells how far it is', () => {
    const { documents, occurrences, externalSymbols, completeness, notices } = summary;
    assert.deepEqual(
      [documents, occurrences, externalSymbols, completeness, notices],
      [3, occurrencesOf(index).length, 2, 'complete', []],
    );
    assert.deepEqual([progress[0], progress.at(-1)], ['exporting 0/3', 'exporting 3/3']);
  });

  it('leaves what is there as it was where it does not come to an end', async () => {
    const old = join(bench.dataDir, 'old.scip');
    writeFileSync(old, 'old');
    await assert.rejects(exported(old, AbortSignal.abort()), (error) => isLociError(error, 'cancelled'));
    assert.equal(readFileSync(old, 'utf8'), 'old');
    assert.deepEqual(
      readdirSync(dirname(old)).filter((name) => name.includes(basename(old))),
      ['old.scip'],
    );
  });

  it('says what is wrong with the folder or the file', async () => {
    const refused = (code: 'notFound' | 'notIndexed' | 'usage') => (error: unknown) => isLociError(error, code);
    await assert.rejects(exported(join(folder, 'nowhere', 'x.scip')), refused('notFound'));
    await assert.rejects(exported(folder), refused('usage'));
    const signal = new AbortController().signal;
    const empty = await bench.folder({});
    await bench.index(empty);
    await assert.rejects(
      bench.engine.exportScip({ folder: empty, file }, () => undefined, signal),
      refused('notIndexed'),
    );
    const elsewhere = { folder: dirname(bench.dataDir), file };
    await assert.rejects(
      bench.engine.exportScip(elsewhere, () => undefined, signal),
      refused('notIndexed'),
    );
  });
});
