import assert from 'node:assert/strict';
import { join } from 'node:path';
import { distanceOf, nearnessOf } from '../../../src/core/search/nearness';
import { openEngineBench } from '../../support/engine';
import type { EngineBench } from '../../support/engine';

const load = (what: string): string => `export function load(): string {\n  return '${what}';\n}\n`;

const tree = {
  'a/first.ts': load('first'),
  'm/shop/cart.ts': load('cart'),
  'm/shop/checkout.ts': 'export function pay(): number {\n  return 1;\n}\n',
  'z/rates.ts': load('rates'),
  'm/shop/invoice.ts': "import { load } from '../../z/rates';\nexport const rates = load();\n",
  'm/shop/loading.ts': 'export function loadsOfThings(): number {\n  return 2;\n}\n',
};

const never = new AbortController().signal;

describe('nearness to the open file', function () {
  this.timeout(60_000);
  let bench: EngineBench;
  let folder: string;
  const found = async (query: string, near?: string): Promise<string[]> => {
    const request = { query, folder, ...(near !== undefined && { near: join(folder, near) }) };
    return (await bench.engine.search(request, never)).hits.map(({ symbol }) => `${symbol.path} ${symbol.name}`);
  };

  before(async () => {
    bench = await openEngineBench();
    folder = await bench.folder(tree);
    await bench.index(folder);
  });
  after(() => bench.close());

  it('puts the nearer of two namesakes first, and says so', async () => {
    assert.notEqual((await found('load'))[0], 'm/shop/cart.ts load');
    assert.equal((await found('load', 'm/shop/checkout.ts'))[0], 'm/shop/cart.ts load');
    assert.equal((await found('load', 'a/other.ts'))[0], 'a/first.ts load');
    const request = { query: 'load', folder, near: join(folder, 'm/shop/checkout.ts') };
    const [first] = (await bench.engine.search(request, never)).hits;
    assert.equal(first?.reasons.at(-1)?.source, 'near');
  });

  it('never puts a weaker hit before a stronger one', async () => {
    const names = await found('load', 'm/shop/loading.ts');
    const weak = names.indexOf('m/shop/loading.ts loadsOfThings');
    for (const place of ['a/first.ts', 'm/shop/cart.ts', 'z/rates.ts']) {
      assert.ok(names.indexOf(`${place} load`) < weak, names.join(', '));
    }
  });

  it('leaves the frames of a stack trace in their order', async () => {
    const trace =
      'Error: gone\n    at load (z/rates.ts:1:17)\n    at load (m/shop/cart.ts:2:3)\n    at main (a/first.ts:1:1)';
    const frames = ['z/rates.ts load', 'm/shop/cart.ts load', 'a/first.ts load'];
    assert.deepEqual((await found(trace, 'm/shop/cart.ts')).slice(0, 3), frames);
  });

  it('is nothing where the open file is in another folder or none', async () => {
    assert.deepEqual(await found('load', '../elsewhere.ts'), await found('load'));
    assert.deepEqual(await found('load', 'm/shop/gone.ts'), await found('load', 'm/shop/none.ts'));
  });
});

describe('nearness', () => {
  const open = { path: 'm/shop/cart.ts', related: new Set([7]) };
  const places: readonly (readonly [string, number])[] = [
    ['m/shop/cart.ts', 1],
    ['elsewhere/rates.ts', 7],
    ['m/shop/tax.ts', 1],
    ['m/shop/tax/rates.ts', 1],
    ['m/other/rates.ts', 1],
    ['other/rates.ts', 1],
  ];

  it('is less the further a file is away', () => {
    const grades = { file: 1, imports: 0.9, folder: 0.8, step: 0.5 };
    const near = places.map(([path, id]) => nearnessOf(distanceOf(open, id, path), grades));
    assert.deepEqual(
      near,
      near.toSorted((a, b) => b - a),
    );
    assert.equal(near[0], 1);
    assert.equal(near.at(-1), 0);
  });
});
