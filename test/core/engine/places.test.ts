/** A folder's index as a tree, and what stands at a place in a file. */

import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import type { BrowseEntry, SymbolAt } from '../../../src/core/model/api';
import type { FilePath } from '../../../src/core/model/ids';
import { openDatabase } from '../../../src/core/store/open';
import { openEngineBench } from '../../support/engine';
import type { EngineBench } from '../../support/engine';

const shop = {
  'src/cart.ts': `export class Cart {
  total(): number { return this.items.length; }
  private items: string[] = [];
}
`,
  'src/deep/er/tax.ts': 'export function tax(amount: number): number { return amount; }\n',
  'src/file10.ts': 'export const ten = 10;\n',
  'src/file9.ts': 'export const nine = 9;\n',
  'src.md': '# Notes\n',
  'broken.ts': 'export function (((\n',
};

describe('engine: places', function () {
  this.timeout(60_000);
  let bench: EngineBench;
  let folder: string;
  before(async () => {
    bench = await openEngineBench();
    folder = await bench.folder(shop);
    await bench.index(folder);
  });
  after(() => bench.close());

  const browse = (path?: string, from = folder): Promise<readonly BrowseEntry[]> =>
    bench.engine.browse({ folder: from, ...(path === undefined ? {} : { path: path as FilePath }) }, never());
  const at = (path: string, line: number, character: number): Promise<SymbolAt> =>
    bench.engine.symbolAt({ file: join(folder, path), position: { line, character } }, never());

  it('lists directories and files directly below, directories first, by name and number', async () => {
    const shown = (await browse()).map(({ kind, path, files }) => [kind, path, files]);
    assert.deepEqual(shown, [
      ['directory', 'src', 4],
      ['file', 'broken.ts', 1],
      ['file', 'src.md', 1],
    ]);
    const below = await browse('src');
    assert.deepEqual(
      below.map(({ name }) => name),
      ['deep', 'cart.ts', 'file9.ts', 'file10.ts'],
    );
    assert.deepEqual(below, await browse('src/'));
    assert.deepEqual(below, await browse(undefined, join(folder, 'src')));
  });

  it('counts what is below, and says what a file is and what is wrong with it', async () => {
    const [src, broken] = await browse();
    assert.deepEqual(src, { kind: 'directory', name: 'src', path: 'src', files: 4, symbols: 10 });
    assert.equal(broken?.status, 'partial');
    assert.match(broken.problem ?? '', /syntax error at line 1/);
    const [deep, cart] = await browse('src');
    assert.deepEqual([deep?.leadsTo, deep?.files], ['src/deep/er', 1]);
    assert.deepEqual([cart?.language, cart?.status, cart?.symbols], ['typescript', 'indexed', 4]);
  });

  it('is empty where nothing is indexed, and refuses what is not indexed', async () => {
    for (const path of ['none', 'src/cart.ts', '../..', 'sr', '%', 'src/deep/er/tax.ts/x']) {
      assert.deepEqual(await browse(path), [], path);
    }
    await assert.rejects(browse(undefined, bench.dataDir), { code: 'notIndexed' });
  });

  it('knows the symbol whose name stands at a place, and the one around it', async () => {
    const onName = await at('src/cart.ts', 1, 4);
    assert.deepEqual(
      [onName.named?.symbol.id, onName.named?.by, onName.enclosing?.name],
      ['src/cart.ts/Cart#total().', 'definition', 'total'],
    );
    const behindName = await at('src/cart.ts', 1, 7);
    assert.equal(behindName.named?.symbol.name, 'total');
    const inBody = await at('src/cart.ts', 1, 25);
    assert.deepEqual([inBody.named, inBody.enclosing?.name], [undefined, 'total']);
    const between = await at('src/cart.ts', 2, 0);
    assert.deepEqual([between.named, between.enclosing?.name], [undefined, 'Cart']);
    const beyond = await at('src/cart.ts', 400, 7);
    assert.deepEqual([beyond.named, beyond.enclosing], [undefined, undefined]);
    await assert.rejects(at('src/none.ts', 0, 0), { code: 'notIndexed' });
  });

  it('knows what a resolved reference is bound to: by place, and by name where the text has changed', async () => {
    const own = await bench.folder({
      'shop.ts': `import { tax as vat } from './tax';
export class Cart {
  sum(): number { return vat(1) + this.tax(2); }
  tax(amount: number): number { return amount; }
}
`,
      'tax.ts': 'export function tax(amount: number): number { return amount; }\n',
    });
    await bench.index(own);
    const named = async (file: string, line: number, character: number): Promise<string | undefined> => {
      const answer = await bench.engine.symbolAt({ file: join(own, file), position: { line, character } }, never());
      return answer.named === undefined ? undefined : `${answer.named.by} ${answer.named.symbol.id}`;
    };
    assert.equal(await named('shop.ts', 2, 25), 'reference tax.ts/tax().');
    assert.equal(await named('shop.ts', 2, 28), 'reference tax.ts/tax().');
    assert.equal(await named('shop.ts', 2, 39), 'reference shop.ts/Cart#tax().');
    assert.equal(await named('shop.ts', 2, 35), undefined);
    const text = 'export class Cart {\n  sum(): number {\n    return other() + tax(1);\n  }\n}\n';
    await bench.engine.setBuffer({ file: join(own, 'shop.ts'), text }, never());
    assert.equal(await named('shop.ts', 2, 12), undefined);
    assert.equal(await named('shop.ts', 2, 22), undefined, 'two symbols of that name');
    await unrelate(bench, 'shop.ts/Cart#sum().', 'shop.ts/Cart#tax().');
    await bench.engine.setBuffer({ file: join(own, 'shop.ts'), text }, never());
    await bench.engine.setBuffer({ file: join(own, 'tax.ts'), text: '\n\nexport function tax() {}\n' }, never());
    assert.equal(await named('shop.ts', 2, 22), 'reference tax.ts/tax().');
    const { named: target } = await bench.engine.symbolAt(
      { file: join(own, 'shop.ts'), position: { line: 2, character: 22 } },
      never(),
    );
    assert.equal(target?.symbol.nameRange.start.line, 2, 'where the unsaved text has it');
  });
});

/** Takes a relationship out of the tables while the engine is closed. */
async function unrelate(bench: EngineBench, source: string, target: string): Promise<void> {
  await bench.engine.dispose();
  const db = await openDatabase({ kind: 'embedded', dataDir: bench.dataDir, assetsDir: resolve('dist') });
  const ends = `SELECT a.id AS source, b.id AS target
    FROM code_symbols a JOIN source_files f ON f.id = a.file_id, code_symbols b JOIN source_files g ON g.id = b.file_id
    WHERE f.path || '/' || a.descriptor = $1 AND g.path || '/' || b.descriptor = $2 AND f.vault_key = g.vault_key`;
  await db.query(
    `DELETE FROM symbol_relationships r USING (${ends}) e WHERE r.source_id = e.source AND r.target_id = e.target`,
    [source, target],
  );
  await db.close();
  await bench.restart();
}

function never(): AbortSignal {
  return new AbortController().signal;
}
