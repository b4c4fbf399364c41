/** What a change affects, through the façade: in the work tree, staged, since a commit, unsaved, or supposed. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImpactRequest, ImpactResponse } from '../../../src/core/model/api';
import { isLociError } from '../../../src/core/model/errors';
import { openEngineBench, writeTree } from '../../support/engine';
import type { EngineBench, Tree } from '../../support/engine';

const shop = {
  'src/tax.ts': `/** What the state takes. */
export function tax(amount: number): number {
  return amount * 0.19;
}

export function rebate(amount: number): number {
  return amount * 0.02;
}
`,
  'src/cart.ts': `import { tax } from './tax';

export interface Priced {
  price(): number;
}

export class Cart implements Priced {
  price(): number {
    return tax(1);
  }

  name = 'cart';
}
`,
  'src/main.ts': `import type { Priced } from './cart';

export function show(priced: Priced): number {
  return priced.price();
}
`,
  'test/cart.test.ts': `import { Cart } from '../src/cart';
import { help } from './help';

help(new Cart().price());
`,
  'test/help.ts': 'export function help(value: number): number {\n  return value;\n}\n',
};

const never = (): AbortSignal => new AbortController().signal;

function git(folder: string, ...args: string[]): void {
  execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { stdio: 'ignore' });
}

describe('engine: impact', function () {
  this.timeout(120_000);
  let bench: EngineBench;
  before(async () => {
    bench = await openEngineBench();
  });
  after(() => bench.close());

  /** A repository whose first commit is the tree, indexed. */
  async function committed(tree: Tree = shop): Promise<string> {
    const folder = await bench.folder(tree);
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'first');
    await bench.index(folder);
    return folder;
  }

  function impact(folder: string, request: Omit<ImpactRequest, 'folder'> = {}): Promise<ImpactResponse> {
    return bench.engine.impact({ folder, ...request }, never());
  }

  const changes = ({ changed }: ImpactResponse): string[] =>
    changed.map(({ symbol, change, line }) => `${change} ${symbol.id}:${line + 1}`);
  const affects = ({ affected }: ImpactResponse): string[] =>
    affected.map(({ symbol, depth, direction, type }) => `${depth} ${symbol.id} ${direction} ${type}`);

  async function edit(folder: string, path: keyof typeof shop, from: string, to: string): Promise<void> {
    assert(shop[path].includes(from));
    await writeTree(folder, { [path]: shop[path].replace(from, to) });
  }

  it('leads from a changed line to callers, overridden methods, tests and exports', async () => {
    const folder = await committed();
    await edit(folder, 'src/tax.ts', '0.19', '0.2');
    await bench.index(folder);
    const answer = await impact(folder);
    assert.deepEqual(changes(answer), ['modified src/tax.ts/tax().:3']);
    assert.deepEqual(affects(answer), [
      '1 src/cart.ts/Cart#price(). in calls',
      '2 src/cart.ts/Priced#price(). out overrides',
      '2 test/cart.test.ts/ in calls',
      '3 src/main.ts/show(). in calls',
    ]);
    const [first] = answer.affected;
    assert.deepEqual(
      [first?.via, first?.path, first?.sites],
      ['src/tax.ts/tax().', 'src/cart.ts', [{ line: 8, character: 11 }]],
    );
    assert(answer.affected.every((step) => step.weakest <= step.stepConfidence && step.confidence <= step.weakest));
    assert.deepEqual(
      answer.tests.map(({ path, depth, via }) => [path, depth, via]),
      [['test/cart.test.ts', 2, 'src/cart.ts/Cart#price().']],
    );
    assert.deepEqual(
      answer.surface.map(({ symbol, depth }) => [symbol.id, depth]),
      [
        ['src/tax.ts/tax().', 0],
        ['src/cart.ts/Cart#price().', 1],
        ['src/cart.ts/Priced#price().', 2],
        ['src/main.ts/show().', 3],
      ],
    );
    assert.deepEqual([answer.completeness, answer.notices], ['complete', []]);
    assert.match(answer.base ?? '', /^[0-9a-f]{40}$/);
    const near = await impact(folder, { depth: 1, limit: 1 });
    assert.deepEqual([near.affected.length, near.totalAffected, near.totalTests], [1, 1, 0]);
  });

  it('tells changed lines of a symbol from those around it, and a signature from a body', async () => {
    const folder = await committed();
    await edit(folder, 'src/tax.ts', 'tax(amount: number)', 'tax(amount: number, rate = 0.19)');
    await edit(folder, 'src/cart.ts', "'cart'", "'basket'");
    await edit(folder, 'src/main.ts', '\n\nexport', '\n\n// shows\n\nexport');
    const answer = await impact(folder);
    assert.deepEqual(changes(answer), ['modified src/cart.ts/Cart#name.:12', 'modified src/tax.ts/tax().:2']);
    assert.deepEqual(
      answer.changed.map(({ signatureChanged }) => signatureChanged),
      [false, true],
    );
    assert.deepEqual(answer.notices, [
      '3 files have changed since indexed: their relationships are those of the text before',
    ]);
  });

  it('counts staged changes alone, and those since a commit', async () => {
    const folder = await committed();
    await edit(folder, 'src/tax.ts', '0.19', '0.2');
    git(folder, 'add', '.');
    await edit(folder, 'src/cart.ts', 'tax(1)', 'tax(2)');
    assert.deepEqual(changes(await impact(folder, { staged: true })), ['modified src/tax.ts/tax().:3']);
    git(folder, 'commit', '-qm', 'second');
    assert.deepEqual(changes(await impact(folder)), ['modified src/cart.ts/Cart#price().:9']);
    const both = await impact(folder, { since: 'HEAD~1' });
    assert.deepEqual(
      both.changed.map(({ symbol, direct }) => `${symbol.name} ${direct}`),
      ['price 2', 'tax 1'],
      'what has changed itself counts, too',
    );
    assert.deepEqual(changes(both), ['modified src/cart.ts/Cart#price().:9', 'modified src/tax.ts/tax().:3']);
  });

  it('sees new, unsaved, moved and deleted files', async () => {
    const folder = await committed();
    await writeTree(folder, {
      'src/new.ts': "import { rebate } from './tax';\nexport const none = (): number => rebate(0);\n",
    });
    await rename(join(folder, 'src/main.ts'), join(folder, 'src/app.ts'));
    await rm(join(folder, 'test/help.ts'));
    const text = shop['src/tax.ts'].replace('0.02', '0.03');
    await bench.engine.setBuffer({ file: join(folder, 'src/tax.ts'), text }, never());
    const before = await impact(folder);
    assert.deepEqual(
      changes(before),
      [
        'moved src/app.ts/:1',
        'modified src/new.ts/:1',
        'added src/new.ts/none().:2',
        'modified src/tax.ts/rebate().:7',
        'deleted test/help.ts/help().:1',
      ].map((line) => line.replace('modified src/new.ts/', 'added src/new.ts/')),
    );
    assert.equal(before.changed[0]?.previousPath, 'src/main.ts');
    assert(affects(before).includes('1 test/cart.test.ts/ in calls'), 'the index still knows who called what is gone');
    await bench.index(folder);
    const after = await impact(folder);
    assert.deepEqual(affects(after), []);
    assert.match(after.notices.join(), /1 symbol is deleted and no longer in the index/);
    await bench.engine.setBuffer({ file: join(folder, 'src/tax.ts') }, never());
  });

  it('supposes that named symbols change', async () => {
    const folder = await committed();
    const answer = await impact(folder, { symbols: ['help', 'rebate'], depth: 1 });
    assert.deepEqual(changes(answer), ['named test/help.ts/help().:1', 'named src/tax.ts/rebate().:6']);
    assert.deepEqual(affects(answer), ['1 test/cart.test.ts/ in calls']);
    assert.equal(answer.base, undefined);
    const sure = await impact(folder, { symbols: ['help'], minConfidence: 1 });
    assert(sure.affected.every(({ stepConfidence }) => stepConfidence === 1));
  });

  it('never goes round in circles, nor to what else overrides the same', async () => {
    const folder = await committed({
      'a.ts': `export abstract class Base {
  abstract run(): void;
}
export class One extends Base {
  override run(): void {
    other();
  }
}
export class Two extends Base {
  override run(): void {}
}
export function other(): void {
  start(new One());
}
export function start(base: Base): void {
  base.run();
}
`,
    });
    const answer = await impact(folder, { symbols: ['One.run'], depth: 10 });
    assert.deepEqual(affects(answer), [
      '1 a.ts/Base#run(). out overrides',
      '2 a.ts/start(). in calls',
      '3 a.ts/other(). in calls',
    ]);
    const base = await impact(folder, { symbols: ['Base.run'], depth: 1 });
    assert.deepEqual(affects(base).sort(), [
      '1 a.ts/One#run(). in overrides',
      '1 a.ts/Two#run(). in overrides',
      '1 a.ts/start(). in calls',
    ]);
  });

  it('compares with nothing where nothing is committed, and without the files that are left out', async () => {
    const folder = await bench.folder({
      ...shop,
      '.lociignore': 'src/cart.ts\n',
      '.env.ts': 'export const key = 1;\n',
    });
    git(folder, 'init', '-q');
    git(folder, 'add', 'src/tax.ts');
    await bench.index(folder);
    const answer = await impact(folder);
    assert.equal(answer.base, undefined);
    assert.deepEqual(
      [...new Set(answer.changed.map(({ symbol }) => symbol.path))],
      ['src/main.ts', 'src/tax.ts', 'test/cart.test.ts', 'test/help.ts'],
    );
    assert(answer.changed.every(({ change }) => change === 'added'));
    assert.deepEqual(
      answer.tests.map(({ path, depth }) => [path, depth]),
      [['test/cart.test.ts', 0]],
    );
  });

  it("runs none of the repository's own programs", async () => {
    const folder = await committed();
    const mark = join(folder, 'ran');
    await writeTree(folder, { '.gitattributes': '*.ts filter=evil diff=evil\n' });
    for (const key of [
      'filter.evil.clean',
      'filter.evil.smudge',
      'filter.evil.process',
      'diff.evil.textconv',
      'diff.evil.command',
    ]) {
      git(folder, 'config', key, `touch ${mark}; cat`);
    }
    git(folder, 'config', 'diff.external', `touch ${mark}`);
    await edit(folder, 'src/tax.ts', '0.19', '0.2');
    for (const request of [{}, { staged: true }, { since: 'HEAD' }]) await impact(folder, request);
    assert.deepEqual(changes(await impact(folder)), ['modified src/tax.ts/tax().:3']);
    await assert.rejects(rm(mark));
  });

  it('refuses what it cannot answer', async () => {
    const folder = await committed();
    const outside = await bench.folder(shop);
    await bench.index(outside);
    const refused = async (
      where: string | undefined,
      request: Omit<ImpactRequest, 'folder'>,
      code: 'usage' | 'notFound' | 'notIndexed',
    ) => {
      const asked = bench.engine.impact({ ...(where !== undefined && { folder: where }), ...request }, never());
      await assert.rejects(asked, (error) => isLociError(error, code));
    };
    await refused(folder, { since: 'nowhere' }, 'usage');
    await refused(folder, { since: '--output=x' }, 'usage');
    await refused(folder, { staged: true, since: 'HEAD' }, 'usage');
    await refused(folder, { symbols: [] }, 'usage');
    await refused(folder, { symbols: ['price'] }, 'usage');
    await refused(folder, { symbols: ['nothing'] }, 'notFound');
    await refused(folder, { depth: 11 }, 'usage');
    await refused(undefined, {}, 'usage');
    await refused('/', {}, 'notIndexed');
    await refused(outside, {}, 'notFound');
  });
});
