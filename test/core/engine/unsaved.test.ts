/** Text that editors have not saved: found, ranked and shown as if it were saved, and gone when it is dropped. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SearchResponse } from '../../../src/core/model/api';
import { isLociError } from '../../../src/core/model/errors';
import { openEngineBench } from '../../support/engine';
import type { EngineBench } from '../../support/engine';

const shop = {
  'src/cart.ts': `/** Items that somebody wants to buy. */
export class Cart {
  /** Sum of the prices in cents. */
  total(): number { return this.items.length; }
  private items: string[] = [];
}
`,
  'src/tax.py': 'def value_added_tax(amount):\n    return amount * 1.19\n',
};

/** The same class with a line above and another method. */
const edited = `// Money is in cents.
export class Cart {
  /** Takes all things out of the trolley. */
  emptyTrolley(): void { this.items.length = 0; }
  private items: string[] = [];
}
`;

describe('engine: unsaved text', function () {
  this.timeout(60_000);
  let bench: EngineBench;
  let folder: string;
  before(async () => {
    bench = await openEngineBench();
  });
  beforeEach(async () => {
    folder = await bench.folder(shop);
    await bench.index(folder);
  });
  afterEach(() => bench.engine.reset({}));
  after(() => bench.close());

  const at = (path: string): string => join(folder, path);
  const set = (path: string, text?: string): Promise<void> =>
    bench.engine.setBuffer({ file: at(path), ...(text === undefined ? {} : { text }) }, never());
  const found = (query: string): Promise<string[]> => bench.found(query, folder);

  it('stands in the place of the file on disk, by name, by words and by quoted text', async () => {
    await set('src/cart.ts', edited);
    assert.equal((await found('emptyTrolley'))[0], 'src/cart.ts/Cart#emptyTrolley().');
    assert.equal((await found('take things out of the trolley'))[0], 'src/cart.ts/Cart#emptyTrolley().');
    assert.equal((await found('"this.items.length = 0"'))[0], 'src/cart.ts/Cart#emptyTrolley().');
    assert.deepEqual(await found('"return this.items"'), []);
    assert.equal((await found('Cart')).filter((id) => id === 'src/cart.ts/Cart#').length, 1);
    assert.ok(!(await found('total')).includes('src/cart.ts/Cart#total().'));
    await set('src/cart.ts');
    assert.ok(!(await found('emptyTrolley')).includes('src/cart.ts/Cart#emptyTrolley().'));
    assert.equal((await found('total'))[0], 'src/cart.ts/Cart#total().');
  });

  it('says that it was seen, and how much of it', async () => {
    const unsavedNotices = async (): Promise<readonly string[]> => {
      const { notices }: SearchResponse = await bench.search('Cart', folder);
      return notices;
    };
    assert.deepEqual(await unsavedNotices(), []);
    await set('src/cart.ts', edited);
    assert.deepEqual(await unsavedNotices(), ['1 unsaved file is included']);
    await set('src/new.ts', 'export const brandNew = 1;\n');
    assert.deepEqual(await unsavedNotices(), ['2 unsaved files are included']);
  });

  it('ranks a hit as it would be ranked once it were saved', async () => {
    const questions = ['Cart', 'trolley', 'items', 'things out of', 'value tax', 'emtpyTrolley'];
    const answers = async (): Promise<unknown[]> => {
      const all = await Promise.all(questions.map((query) => bench.search(query, folder)));
      return all.map(({ hits }) => hits.map(({ symbol, score, reasons }) => [symbol.id, score, reasons]));
    };
    await set('src/cart.ts', edited);
    const unsaved = await answers();
    await writeFile(at('src/cart.ts'), edited);
    await bench.engine.filesChanged(folder, [at('src/cart.ts')], never());
    await set('src/cart.ts');
    // What the text itself refers to counts when that has been resolved: here as often as before.
    while (bench.engine.busy()) await delay(10);
    assert.deepEqual(unsaved, await answers());
  });

  it('shows in outlines, at places, and as a definition', async () => {
    await set('src/cart.ts', edited);
    const { entries, file } = await bench.engine.outline({ file: at('src/cart.ts') }, never());
    assert.deepEqual(
      entries.map(({ symbol, container }) => [symbol.name, container]),
      [
        ['cart', -1],
        ['Cart', 0],
        ['emptyTrolley', 1],
        ['items', 1],
      ],
    );
    assert.deepEqual([file.path, file.status, file.size], ['src/cart.ts', 'indexed', edited.length]);
    const place = { file: at('src/cart.ts'), position: { line: 3, character: 4 } };
    const { named, enclosing } = await bench.engine.symbolAt(place, never());
    assert.deepEqual([named?.symbol.name, named?.by, enclosing?.name], ['emptyTrolley', 'definition', 'emptyTrolley']);
    const [detail] = await bench.engine.symbol({ symbol: 'Cart.emptyTrolley', folder }, never());
    assert.equal(detail?.definition, 'emptyTrolley(): void { this.items.length = 0; }');
    assert.equal(detail.symbol.container, 'Cart');
    assert.deepEqual(await bench.engine.symbol({ symbol: 'Cart.total', folder }, never()), []);
  });

  it('counts for a file that was never saved, and goes on when that is saved', async () => {
    await set('src/new.ts', 'export function draftOfSomething() {}\n');
    assert.equal((await found('draftOfSomething'))[0], 'src/new.ts/draftOfSomething().');
    await assert.rejects(bench.engine.outline({ file: at('src/other.ts') }, never()), { code: 'notIndexed' });
    await writeFile(at('src/new.ts'), 'export function draftOfSomething() {}\n');
    await bench.engine.filesChanged(folder, [at('src/new.ts')], never());
    assert.deepEqual(await found('draftOfSomething kind:function'), ['src/new.ts/draftOfSomething().']);
    await set('src/new.ts');
    assert.deepEqual(await found('draftOfSomething kind:function'), ['src/new.ts/draftOfSomething().']);
  });

  it('stays in the place of the file while that is saved, removed and indexed again', async () => {
    await set('src/cart.ts', edited);
    await writeFile(at('src/cart.ts'), 'export class OnDisk {}\n');
    await bench.engine.filesChanged(folder, [at('src/cart.ts')], never());
    await bench.index(folder, { rebuild: true });
    assert.deepEqual(await found('OnDisk kind:class'), []);
    assert.equal((await found('emptyTrolley'))[0], 'src/cart.ts/Cart#emptyTrolley().');
    await rm(at('src/cart.ts'));
    await bench.index(folder);
    assert.equal((await found('emptyTrolley'))[0], 'src/cart.ts/Cart#emptyTrolley().');
    await set('src/cart.ts');
    assert.deepEqual(await found('emptyTrolley kind:method'), []);
  });

  it('of files that rules leave out is not looked at', async () => {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    await writeFile(at('.gitignore'), 'made/\n');
    await writeFile(at('.lociignore'), 'own.ts\n');
    for (const path of ['.env', '.env.ts', 'made/x.ts', 'own.ts', '.git/x.ts', 'x.unknown', 'x.min.ts']) {
      await set(path, 'export const hiddenSecret = 1;\n');
      assert.deepEqual(await found('hiddenSecret'), [], path);
      assert.deepEqual(await found('"hiddenSecret"'), [], path);
    }
  });

  it('goes when the rules change so that the file is left out', async () => {
    await set('draft/new.ts', 'export const brandNew = 1;\n');
    assert.equal((await found('brandNew'))[0], 'draft/new.ts/brandNew.');
    await bench.engine.index({ folder, exclude: ['draft/**'] }, () => undefined, never());
    assert.deepEqual(await found('brandNew'), []);
  });

  it('is refused where there is no folder for it, and where it is too long', async () => {
    const outside = { file: join(bench.dataDir, 'x.ts'), text: 'let x' };
    await assert.rejects(bench.engine.setBuffer(outside, never()), (error) => isLociError(error, 'notIndexed'));
    await set('src/new.ts', 'export const brandNew = 1;\n');
    await assert.rejects(set('src/new.ts', ' '.repeat(2 * 1024 * 1024 + 1)), (error) => isLociError(error, 'usage'));
    assert.deepEqual(await found('brandNew'), []);
  });

  it('is the last of many that are told at once', async () => {
    const told = Array.from({ length: 200 }, (_, n) => set('src/cart.ts', `export const typed${n} = 1;\n`));
    await Promise.all(told);
    assert.equal((await found('typed199'))[0], 'src/cart.ts/typed199.');
    assert.ok(!(await found('typed198')).includes('src/cart.ts/typed198.'));
    const [, last] = await Promise.all([set('src/cart.ts', 'export const again = 1;\n'), set('src/cart.ts')]);
    assert.equal(last, undefined);
    assert.equal((await found('total'))[0], 'src/cart.ts/Cart#total().');
  });

  it('is waited for by outlines and places', async () => {
    const telling = set('src/cart.ts', edited);
    const { entries } = await bench.engine.outline({ file: at('src/cart.ts') }, never());
    assert.equal(entries[2]?.symbol.name, 'emptyTrolley');
    await telling;
  });

  it('that cannot be parsed whole is found as far as it can', async () => {
    await set('src/cart.ts', 'export class Cart {\n  halfTyped(\n');
    const { file } = await bench.engine.outline({ file: at('src/cart.ts') }, never());
    assert.equal(file.status, 'partial');
    assert.ok((await found('Cart')).includes('src/cart.ts/Cart#') || (await found('cart')).includes('src/cart.ts/'));
  });

  it('is there when the index is loaded after it was told', async () => {
    await bench.restart();
    await set('src/cart.ts', edited);
    assert.equal((await found('emptyTrolley'))[0], 'src/cart.ts/Cart#emptyTrolley().');
    assert.deepEqual(await found('total kind:method'), []);
  });
});

function never(): AbortSignal {
  return new AbortController().signal;
}
