/** The engine through its façade: what a program sees when folders are indexed, change, and are asked. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isLociError } from '../../../src/core/model/errors';
import { openEngineBench, writeTree } from '../../support/engine';
import type { EngineBench } from '../../support/engine';

const shop = {
  'src/cart.ts': `/** Items that somebody wants to buy. */
export class Cart {
  /** Sum of the prices in cents. */
  total(): number { return this.items.length; }
  private items: string[] = [];
}
`,
  'src/tax.py': 'def value_added_tax(amount):\n    """Adds the tax of the country."""\n    return amount * 1.19\n',
  'README.md': '# Shop\n\n## Refunds\n\nMoney goes back.\n',
};

describe('engine', function () {
  this.timeout(120_000);
  let bench: EngineBench;
  before(async () => {
    bench = await openEngineBench();
  });
  after(() => bench.close());

  it('finds by name, by words and by quoted text', async () => {
    const folder = await bench.folder(shop);
    const summary = await bench.index(folder);
    assert.equal(summary.files.added, 3);
    assert.equal((await bench.found('Cart', folder))[0], 'src/cart.ts/Cart#');
    assert.equal((await bench.found('sum of prices', folder))[0], 'src/cart.ts/Cart#total().');
    assert.equal((await bench.found('"amount * 1.19"', folder))[0], 'src/tax.py/value_added_tax().');
    assert.equal((await bench.found('vAT', folder))[0], 'src/tax.py/value_added_tax().');
    assert.equal((await bench.found('total lang:typescript kind:method', folder))[0], 'src/cart.ts/Cart#total().');
    assert.deepEqual(await bench.found('total lang:python', folder), []);
  });

  it('gives a symbol with its text, and an outline', async () => {
    const folder = await bench.folder(shop);
    await bench.index(folder);
    const [detail] = await bench.engine.symbol({ symbol: 'Cart.total', folder }, never());
    assert.equal(detail?.definition, 'total(): number { return this.items.length; }');
    const { entries } = await bench.engine.outline({ file: join(folder, 'src/cart.ts') }, never());
    assert.deepEqual(
      entries.map(({ symbol, container }) => [symbol.name, container]),
      [
        ['cart', -1],
        ['Cart', 0],
        ['total', 1],
        ['items', 1],
      ],
    );
    await writeFile(join(folder, 'src/cart.ts'), 'export class Cart {}\n');
    const [stale] = await bench.engine.symbol({ symbol: 'Cart.total', folder }, never());
    assert.deepEqual([stale?.stale, stale?.definition], [true, undefined]);
  });

  it('follows changes, removals and renames', async () => {
    const folder = await bench.folder(shop);
    await bench.index(folder);
    await writeFile(join(folder, 'src/cart.ts'), 'export class Basket {}\n');
    await rm(join(folder, 'README.md'));
    await rename(join(folder, 'src/tax.py'), join(folder, 'src/vat.py'));
    const { files } = await bench.index(folder);
    assert.deepEqual([files.added, files.changed, files.removed, files.renamed, files.total], [0, 1, 1, 1, 2]);
    assert.equal((await bench.found('Cart', folder)).includes('src/cart.ts/Cart#'), false);
    assert.equal((await bench.found('Basket', folder))[0], 'src/cart.ts/Basket#');
    assert.equal((await bench.found('value_added_tax', folder))[0], 'src/vat.py/value_added_tax().');
    assert.equal((await bench.found('vat', folder)).includes('src/vat.py/'), true);
    await bench.restart();
    assert.equal((await bench.found('value_added_tax', folder))[0], 'src/vat.py/value_added_tax().');
    assert.equal((await bench.found('tax kind:module', folder)).includes('src/tax.py/'), false);
  });

  it('knows a header by its text, and does not read it again for that', async () => {
    const folder = await bench.folder({
      'cart.h': 'namespace shop {\nclass Cart { public: int total(); };\n}\n',
      'tax.h': 'int value_added_tax(int amount);\n',
    });
    // Older than the clock's step, so that sizes and times are trusted.
    const past = new Date(Date.now() - 60_000);
    for (const name of ['cart.h', 'tax.h']) await utimes(join(folder, name), past, past);
    await bench.index(folder);
    assert.equal((await bench.found('Cart lang:cpp', folder))[0], 'cart.h/shop/Cart#');
    assert.deepEqual(await bench.found('value_added_tax lang:cpp', folder), []);
    assert.equal((await bench.found('value_added_tax lang:c', folder))[0], 'tax.h/value_added_tax().');
    const again = await bench.index(folder);
    assert.deepEqual([again.files.unchanged, again.bytes], [2, 0]);
    await writeFile(join(folder, 'cart.h'), 'int total(void);\n');
    await bench.index(folder);
    assert.deepEqual(await bench.found('total lang:cpp', folder), []);
  });

  it('does nothing for a touched file', async () => {
    const folder = await bench.folder(shop);
    await bench.index(folder);
    await utimes(join(folder, 'src/tax.py'), new Date(), new Date(Date.now() - 1e6));
    const { files } = await bench.index(folder);
    assert.deepEqual([files.changed, files.unchanged], [0, 3]);
  });

  it('parses the same content in two worktrees once', async () => {
    const folder = await bench.folder(shop);
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'first');
    const worktree = `${folder}-tree`;
    git(folder, 'worktree', 'add', '-q', worktree);
    await bench.index(folder);
    const { files, symbols } = await bench.index(worktree);
    assert.deepEqual([files.added, files.reused], [3, 3]);
    assert.equal(symbols, (await bench.index(folder)).symbols);
    assert.equal((await bench.found('sum of prices', worktree))[0], 'src/cart.ts/Cart#total().');
    await bench.engine.reset({ folder: worktree });
    git(folder, 'worktree', 'remove', '--force', worktree);
  });

  it('indexes a saved file at once, and honours ignore rules for new ones', async () => {
    const folder = await bench.folder({ ...shop, '.lociignore': 'generated/\n' });
    await bench.index(folder);
    await writeTree(folder, {
      'src/new.ts': 'export const justSaved = 1;\n',
      'generated/x.ts': 'export const noise = 1;\n',
    });
    const paths = ['src/new.ts', 'generated/x.ts'].map((path) => join(folder, path));
    await bench.engine.filesChanged(folder, paths, never());
    assert.equal((await bench.found('justSaved', folder))[0], 'src/new.ts/justSaved.');
    assert.deepEqual(await bench.found('noise', folder), []);
    await rm(paths[0]!);
    await bench.engine.filesChanged(folder, paths, never());
    assert.deepEqual(await bench.found('justSaved', folder), []);
  });

  it('watches: a save, a removal and a switch of branch arrive by themselves', async () => {
    const folder = await bench.folder(shop);
    git(folder, 'init', '-q', '-b', 'main');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'first');
    await bench.index(folder);
    await bench.engine.watch(folder);
    await writeFile(join(folder, 'src/watched.ts'), 'export function seenByWatcher() {}\n');
    await eventually(async () => (await bench.found('seenByWatcher', folder)).length > 0);
    await rm(join(folder, 'src/watched.ts'));
    await eventually(async () => (await bench.found('seenByWatcher', folder)).length === 0);
    git(folder, 'switch', '-qc', 'other');
    await writeFile(join(folder, 'src/branch.ts'), 'export function onOtherBranch() {}\n');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'second');
    await eventually(async () => (await bench.found('onOtherBranch', folder)).length > 0);
    git(folder, 'switch', '-q', 'main');
    await eventually(async () => (await bench.found('onOtherBranch', folder)).length === 0);
    await bench.engine.unwatch(folder);
  });

  it('keeps what was written when it is cancelled, and goes on from there', async () => {
    const folder = await bench.folder(manyFiles(400));
    const controller = new AbortController();
    const cancelled = bench.index(folder, {
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done > 0) controller.abort();
      },
    });
    await assert.rejects(cancelled, (error) => isLociError(error, 'cancelled'));
    const status = await bench.engine.status({ folder }, never());
    assert.equal(status.folders[0]?.state, 'partial');
    assert.ok(status.folders[0].files > 0);
    const { notices } = await bench.search('anything', folder);
    assert.match(notices.join(), /only partly indexed/);
    const { files } = await bench.index(folder);
    assert.equal(files.total, 400);
    assert.ok(files.added < 400);
    assert.equal((await bench.found('function399', folder))[0], 'file399.ts/function399().');
  });

  it('pauses and resumes, and shares one job between two who ask', async () => {
    const folder = await bench.folder(manyFiles(300));
    let paused = false;
    const first = bench.index(folder, {
      onProgress: (progress) => {
        if (progress.done === 0 || paused) return;
        paused = true;
        bench.engine.pauseIndex(folder);
        setTimeout(() => {
          bench.engine.resumeIndex(folder);
        }, 200);
      },
    });
    const second = bench.index(folder);
    assert.deepEqual(await first, await second);
    assert.ok(paused);
    assert.equal((await first).files.added, 300);
  });

  it('says why a file is or is not indexed', async () => {
    const folder = await bench.folder({
      ...shop,
      '.gitignore': '*.log.ts\n',
      'a.log.ts': 'let x = 1;\n',
      '.env': 'KEY=1\n',
    });
    git(folder, 'init', '-q');
    await bench.index(folder);
    const why = async (path: string): Promise<string | undefined> =>
      (await bench.engine.why({ path: join(folder, path) }, never())).exclusion?.reason;
    assert.equal(await why('src/cart.ts'), undefined);
    assert.equal(await why('a.log.ts'), 'gitIgnored');
    assert.equal(await why('.env'), 'secret');
    assert.equal(await why('nowhere.ts'), 'missing');
  });

  it('answers honestly where there is nothing', async () => {
    await assert.rejects(bench.index(join(bench.dataDir, 'absent')), (error) => isLociError(error, 'notFound'));
    const empty = await bench.folder({});
    assert.equal((await bench.index(empty)).files.total, 0);
    assert.deepEqual(await bench.found('anything', empty), []);
    const ignored = await bench.folder({ '.lociignore': '*\n', 'a.ts': 'export const a = 1;\n' });
    assert.equal((await bench.index(ignored)).files.total, 0);
    await assert.rejects(bench.search('x', '/'), (error) => isLociError(error, 'notIndexed'));
  });

  it('survives questions that are no questions', async () => {
    const folder = await bench.folder(shop);
    await bench.index(folder);
    const odd = [
      '',
      ' ',
      '"',
      "'; DROP TABLE vaults; --",
      '%_\\',
      '(((.*)+)+)+$',
      '\u0000\ud800',
      '購物車 總計',
      '🛒',
      'x '.repeat(5000),
      '?!…—',
    ];
    for (const query of odd) await bench.search(query, folder);
    assert.equal((await bench.found('Cart', folder))[0], 'src/cart.ts/Cart#');
  });

  it('forgets a folder', async () => {
    const folder = await bench.folder(shop);
    await bench.index(folder);
    await bench.engine.reset({ folder });
    await assert.rejects(bench.search('Cart', folder), (error) => isLociError(error, 'notIndexed'));
  });

  it('backs up and restores the folders it knows, and refuses to overwrite unasked', async () => {
    const folder = await bench.folder(shop);
    await bench.index(folder);
    const file = join(bench.dataDir, 'backup.gz');
    await bench.engine.backup(file, never());
    await assert.rejects(bench.engine.restore({ file }, never()), (error) => isLociError(error, 'usage'));
    await bench.engine.restore({ file, replace: true }, never());
    const { folders } = await bench.engine.status({ folder }, never());
    assert.deepEqual([folders[0]?.state, folders[0]?.files], ['partial', 0]);
    await bench.index(folder);
    assert.equal((await bench.found('Cart', folder))[0], 'src/cart.ts/Cart#');
  });

  it('finds nothing wrong with itself', async () => {
    const checks = await bench.engine.doctor(never());
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
  });

  it('makes a damaged index anew, saying so', async () => {
    const damaged = await openEngineBench();
    const folder = await damaged.folder(shop);
    await damaged.index(folder);
    await damaged.engine.dispose();
    const base = join(damaged.dataDir, 'pgdata');
    await truncate(join(base, 'global', 'pg_control'), 10);
    await damaged.restart();
    const { notices } = await damaged.engine.status({}, never());
    assert.match(notices.join(), /damaged/);
    await eventually(async () => (await damaged.found('Cart')).length > 0);
    assert.ok((await readdir(damaged.dataDir)).includes('pgdata.damaged'));
    await damaged.close();
  });
});

function never(): AbortSignal {
  return new AbortController().signal;
}

function manyFiles(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`file${at}.ts`, `export function function${at}() { return ${at}; }\n`]),
  );
}

function git(folder: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'pipe' });
}

async function eventually(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await condition().catch(() => false)) return;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  assert.fail('did not happen within 20 seconds');
}
