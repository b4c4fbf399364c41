/** Relationships through the façade, found by the real resolver: asked for, after saves, and in the middle of things. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isLociError } from '../../../src/core/model/errors';
import type { IndexPhase, RelationsRequest, RelationsResponse } from '../../../src/core/model/api';
import { openEngineBench, writeTree } from '../../support/engine';
import type { EngineBench, Tree } from '../../support/engine';

const shop = {
  'src/tax.ts': 'export function tax(amount: number): number {\n  return amount * 0.19;\n}\n',
  'src/cart.ts': `import { tax } from './tax';

export class Cart {
  total(): number {
    return tax(1) + tax(2);
  }
}

export class Basket extends Cart {
  override total(): number {
    return super.total();
  }
}
`,
  'src/main.ts': `import { Basket, Cart } from './cart';

export function main(): void {
  const cart = new Cart();
  print(cart.total());
  print(new Basket().total());
}

function print(amount: number): void {
  console.log(amount);
}
`,
};

const never = (): AbortSignal => new AbortController().signal;

describe('engine: relationships', function () {
  this.timeout(120_000);
  let bench: EngineBench;
  before(async () => {
    bench = await openEngineBench();
  });
  after(() => bench.close());

  async function indexed(tree: Tree): Promise<string> {
    const folder = await bench.folder(tree);
    await bench.index(folder);
    return folder;
  }

  function relations(folder: string, request: Omit<RelationsRequest, 'folder'>): Promise<RelationsResponse> {
    return bench.engine.relations({ folder, ...request }, never());
  }

  /** `type id @line:column…`, in the order of the answer. */
  async function related(folder: string, request: Omit<RelationsRequest, 'folder'>): Promise<string[]> {
    const answer = await relations(folder, request);
    assert.deepEqual([answer.completeness, answer.notices], ['complete', []]);
    return answer.related.map(({ type, symbol, sites }) =>
      [type, symbol.id, ...sites.map(({ line, character }) => `@${line + 1}:${character + 1}`)].join(' '),
    );
  }

  async function save(folder: string, tree: Tree): Promise<void> {
    await writeTree(folder, tree);
    await bench.engine.filesChanged(
      folder,
      Object.keys(tree).map((path) => join(folder, path)),
      never(),
    );
  }

  const callersOfTax = { symbol: 'tax', direction: 'in', types: ['calls'] } as const;

  it('says what calls a symbol and what it calls, with the places', async () => {
    const folder = await indexed(shop);
    assert.deepEqual(await related(folder, callersOfTax), ['calls src/cart.ts/Cart#total(). @5:12 @5:21']);
    assert.deepEqual(await related(folder, { symbol: 'Cart.total', direction: 'out', types: ['calls'] }), [
      'calls src/tax.ts/tax(). @5:12 @5:21',
    ]);
    assert.deepEqual(await related(folder, { symbol: 'Basket', direction: 'out', types: ['extends'] }), [
      'extends src/cart.ts/Cart# @9:29',
    ]);
    const { related: callers } = await relations(folder, { ...callersOfTax, depth: 3 });
    assert.deepEqual(callers.map(({ symbol, depth, via }) => [symbol.name, depth, via]).sort(), [
      ['main', 2, 'src/cart.ts/Cart#total().'],
      ['total', 1, undefined],
      ['total', 2, 'src/cart.ts/Cart#total().'],
    ]);
    const { related: none, total } = await relations(folder, { ...callersOfTax, depth: 3, limit: 1 });
    assert.deepEqual([none.length, total], [1, 3]);
  });

  it('tells the tests of a symbol from what else leads to it', async () => {
    const folder = await indexed({
      ...shop,
      'test/cart.test.ts': "import { Cart } from '../src/cart';\nnew Cart().total();\n",
    });
    const tests = { symbol: 'tax', direction: 'in', types: ['calls'], depth: 2, tests: true } as const;
    assert.deepEqual(await related(folder, tests), ['calls test/cart.test.ts/ @2:12']);
    assert.deepEqual(await related(folder, { ...tests, depth: 1 }), []);
    const outward = relations(folder, { ...tests, direction: 'out' });
    await assert.rejects(outward, (error) => isLociError(error, 'usage'));
  });

  it('counts uses for lenses, and tells symbols how often they are named', async () => {
    const folder = await indexed(shop);
    const { uses, completeness } = await bench.engine.uses({ file: join(folder, 'src/tax.ts') }, never());
    assert.equal(completeness, 'complete');
    assert.deepEqual(
      uses.find(({ symbol }) => symbol === 'src/tax.ts/tax().'),
      { symbol: 'src/tax.ts/tax().', callers: 1, implementations: 0, references: 3 },
    );
    const [detail] = await bench.engine.symbol({ symbol: 'src/tax.ts/tax().', folder }, never());
    assert.equal(detail?.symbol.referenceCount, 3);
    const cart = await bench.engine.uses({ file: join(folder, 'src/cart.ts') }, never());
    assert.equal(cart.uses.find(({ symbol }) => symbol.endsWith('/Cart#'))?.implementations, 1);
  });

  it('refuses what it cannot answer, and names the candidates', async () => {
    const folder = await indexed(shop);
    await assert.rejects(relations(folder, { symbol: 'total', direction: 'in' }), (error) => {
      assert(isLociError(error, 'usage'));
      assert.match(error.message, /2 symbols .* src\/cart\.ts\/Cart#total\(\)\., src\/cart\.ts\/Basket#total\(\)\./);
      return true;
    });
    await assert.rejects(relations(folder, { symbol: 'nothing', direction: 'in' }), (error) =>
      isLociError(error, 'notFound'),
    );
    for (const wrong of [{ depth: 0 }, { depth: 11 }, { minConfidence: 1.1 }, { limit: 0 }, { minConfidence: NaN }]) {
      await assert.rejects(relations(folder, { ...callersOfTax, ...wrong }), (error) => isLociError(error, 'usage'));
    }
  });

  it('follows a save in another file', async () => {
    const folder = await indexed(shop);
    await save(folder, { 'src/tax.ts': shop['src/tax.ts'].replace('function tax', 'function vat') });
    assert.deepEqual(await related(folder, { ...callersOfTax, symbol: 'vat' }), []);
    await save(folder, { 'src/tax.ts': `\n${shop['src/tax.ts']}` });
    assert.deepEqual(await related(folder, callersOfTax), ['calls src/cart.ts/Cart#total(). @5:12 @5:21']);
    await save(folder, { 'src/cart.ts': shop['src/cart.ts'].replace('tax(1) + tax(2)', 'tax(1)') });
    assert.deepEqual(await related(folder, callersOfTax), ['calls src/cart.ts/Cart#total(). @5:12']);
    const { uses } = await bench.engine.uses({ file: join(folder, 'src/tax.ts') }, never());
    assert.equal(uses.find(({ symbol }) => symbol.endsWith('tax().'))?.references, 2);
    const [detail] = await bench.engine.symbol({ symbol: 'src/tax.ts/tax().', folder }, never());
    assert.equal(detail?.symbol.referenceCount, 2);
  });

  it('tells of files whose relationships have followed a save', async () => {
    const folder = await indexed(shop);
    const told: string[][] = [];
    const stop = bench.engine.onEvent((event) => {
      if (event.kind === 'indexed' && event.folder === folder) told.push([...(event.paths ?? [])].sort());
    });
    await save(folder, { 'src/tax.ts': 'export function vat(): void {}\n' });
    await relations(folder, { symbol: 'vat', direction: 'in' });
    stop();
    assert.deepEqual(told, [['src/tax.ts'], ['src/cart.ts', 'src/tax.ts']]);
  });

  it('follows files that go, come back and move', async () => {
    const folder = await indexed(shop);
    await rm(join(folder, 'src/cart.ts'));
    await bench.engine.filesChanged(folder, [join(folder, 'src/cart.ts')], never());
    assert.deepEqual(await related(folder, callersOfTax), []);
    await save(folder, { 'src/cart.ts': shop['src/cart.ts'] });
    assert.equal((await related(folder, callersOfTax)).length, 1);
    assert.equal((await related(folder, { symbol: 'Cart.total', direction: 'in', types: ['calls'] })).length, 2);
    await rename(join(folder, 'src/tax.ts'), join(folder, 'src/vat.ts'));
    await bench.index(folder);
    assert.deepEqual(await related(folder, callersOfTax), []);
    await rename(join(folder, 'src/vat.ts'), join(folder, 'src/tax.ts'));
    await bench.index(folder);
    assert.equal((await related(folder, callersOfTax)).length, 1);
  });

  it('resolves again when a tsconfig changes what a name leads to, at a save and at a pass', async () => {
    const paths = (target: string): string => JSON.stringify({ compilerOptions: { paths: { '~/*': [target] } } });
    const folder = await indexed({
      'tsconfig.json': paths('./old/*'),
      'old/lib.ts': 'export function help(): void {}\n',
      'new/lib.ts': 'export function help(): void {}\n',
      'main.ts': "import { help } from '~/lib';\nexport function main(): void { help(); }\n",
    });
    const callers = (of: string): Promise<string[]> =>
      related(folder, { symbol: `${of}/lib.ts/help().`, direction: 'in', types: ['calls'] });
    assert.deepEqual([(await callers('old')).length, (await callers('new')).length], [1, 0]);
    await save(folder, { 'tsconfig.json': paths('./new/*') });
    assert.deepEqual([(await callers('old')).length, (await callers('new')).length], [0, 1]);
    await bench.restart();
    await writeTree(folder, { 'tsconfig.json': paths('./old/*') });
    await bench.index(folder);
    assert.deepEqual([(await callers('old')).length, (await callers('new')).length], [1, 0]);
    assert.equal((await bench.index(folder)).resolved?.files, 0);
  });

  it('reads a tsconfig that is ignored where another extends it, as frameworks generate them', async () => {
    const folder = await indexed({
      '.gitignore': '.made/\n',
      'tsconfig.json': '{ "extends": "./.made/tsconfig.json" }',
      '.made/tsconfig.json': '{ "extends": "./paths.json" }',
      '.made/paths.json': '{ "compilerOptions": { "paths": { "$lib/*": ["../lib/*"] } } }',
      'lib/help.ts': 'export function help(): void {}\n',
      'main.ts': "import { help } from '$lib/help';\nexport function main(): void { help(); }\n",
    });
    const callers = { symbol: 'lib/help.ts/help().', direction: 'in', types: ['calls'] } as const;
    assert.equal((await related(folder, callers)).length, 1);
    assert.equal((await bench.index(folder)).resolved?.files, 0);
    await writeTree(folder, { '.made/paths.json': '{}' });
    await bench.index(folder);
    assert.deepEqual(await related(folder, callers), []);
  });

  it('goes by the same facts in two worktrees, and keeps their relationships apart', async () => {
    const folder = await indexed(shop);
    const git = (...args: string[]): void => {
      execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { stdio: 'ignore' });
    };
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    const worktree = `${folder}-tree`;
    git('worktree', 'add', '-q', worktree);
    const { files, resolved } = await bench.index(worktree);
    assert.deepEqual([files.reused, resolved?.files], [3, 3]);
    await save(worktree, { 'src/cart.ts': 'export class Cart {}\n' });
    assert.deepEqual(await related(worktree, callersOfTax), []);
    assert.equal((await related(folder, callersOfTax)).length, 1);
    await bench.engine.reset({ folder: worktree });
    git('worktree', 'remove', '--force', worktree);
  });

  it('can be paused and cancelled while it resolves, searches on, and says how far it is', async () => {
    const count = 400;
    const tree = Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        `f${at}.ts`,
        `import { call${(at + 1) % count} } from './f${(at + 1) % count}';\n` +
          `export function call${at}(): void { call${(at + 1) % count}(); }\n`,
      ]),
    );
    const folder = await bench.folder(tree);
    const controller = new AbortController();
    const phases: IndexPhase[] = [];
    let inTheMiddle: Promise<void> | undefined;
    const look = async (): Promise<void> => {
      await Promise.resolve();
      bench.engine.pauseIndex(folder);
      assert.equal((await bench.found('call7', folder))[0], 'f7.ts/call7().');
      const { completeness, notices } = await relations(folder, { symbol: 'call7', direction: 'in' });
      assert.notEqual(completeness, 'complete');
      assert.match(notices.join(), /relationships of \d+ of 400 files are resolved so far/);
      bench.engine.resumeIndex(folder);
      controller.abort();
    };
    await assert.rejects(
      bench.index(folder, {
        signal: controller.signal,
        onProgress: ({ phase, done }) => {
          if (phases.at(-1) !== phase) phases.push(phase);
          if (phase === 'resolving' && done > 0) inTheMiddle ??= look();
        },
      }),
      (error) => isLociError(error, 'cancelled'),
    );
    await inTheMiddle;
    assert.deepEqual(phases, ['waiting', 'scanning', 'indexing', 'resolving']);
    assert.notEqual((await relations(folder, { symbol: 'call7', direction: 'in' })).completeness, 'complete');
    const { resolved, files } = await bench.index(folder);
    assert.deepEqual([files.unchanged, resolved?.failed], [count, 0]);
    assert((resolved?.files ?? 0) < count, 'what was resolved is not resolved again');
    assert.deepEqual(await related(folder, { symbol: 'call7', direction: 'in', types: ['calls'] }), [
      'calls f6.ts/call6(). @2:33',
    ]);
  });
});
