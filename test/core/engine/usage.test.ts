/** Uses feed search: what is referred to more is before its namesakes, and what memory holds of it is what the tables say. */

import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { openEngineBench } from '../../support/engine';
import type { EngineBench } from '../../support/engine';
import { madeScipIndex } from '../../support/scipIndex';

const never = (): AbortSignal => new AbortController().signal;

const uses = (file: string): string => `import { format } from './${file}';
export const price = (): string => format(1) + format(2);
`;
const shop = {
  'app.ts': uses('beta'),
  'alpha.ts': 'export function format(cents: number): string {\n  return String(cents);\n}\n',
  'beta.ts': 'export function format(cents: number): string {\n  return String(cents);\n}\n',
};
const [alpha, beta] = ['alpha.ts/format().', 'beta.ts/format().'];
const questions = ['format', 'form', 'price', 'format the cents', 'kind:function'];

describe('engine: uses in search', function () {
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
  const first = async (): Promise<string | undefined> => (await bench.found('format', folder))[0];
  /** When what was told of before is resolved. */
  async function settled(): Promise<void> {
    while (bench.engine.busy()) await delay(10);
  }
  /** How often the hits are referred to where that decided. */
  async function told(query = 'format kind:function', inFolder = folder): Promise<string[]> {
    const { hits } = await bench.search(query, inFolder);
    const reasons = hits.flatMap((hit) => hit.reasons).filter(({ source }) => source === 'references');
    return reasons.map(({ detail }) => detail ?? '');
  }
  async function save(files: Readonly<Record<string, string | undefined>>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      await (text === undefined ? rm(at(path)) : writeFile(at(path), text));
    }
    await bench.engine.filesChanged(folder, Object.keys(files).map(at), never());
  }
  async function answers(): Promise<unknown[]> {
    const all = await Promise.all(questions.map((query) => bench.search(query, folder)));
    return all.map(({ hits }) => hits.map(({ symbol, score, reasons }) => [symbol.id, score, reasons]));
  }
  /** A fresh index, read from the tables, answers the same. */
  async function assertAsStored(): Promise<void> {
    const before = await answers();
    await bench.restart();
    assert.deepEqual(before, await answers());
  }

  it('put what is referred to first, and say so', async () => {
    const { hits } = await bench.search('format', folder);
    assert.deepEqual(
      hits.slice(0, 2).map(({ symbol }) => symbol.id),
      [beta, alpha],
    );
    assert.deepEqual(await told(), [String(hits[0]!.symbol.referenceCount)]);
    await assertAsStored();
  });

  it('follow a save, of the file that refers and of the file that is referred to', async () => {
    await save({ 'app.ts': uses('alpha') });
    await settled();
    assert.equal(await first(), alpha);
    await save({ 'app.ts': uses('beta'), 'beta.ts': `// Money.\nconst zero = 0;\n${shop['beta.ts']}` });
    await settled();
    assert.equal(await first(), beta);
    await assertAsStored();
  });

  it('go with what refers: a symbol, a file', async () => {
    await save({ 'app.ts': "import { format } from './beta';\nexport const nothing = 0;\n" });
    assert.deepEqual(await told(), ['1'], 'at once');
    await save({ 'app.ts': uses('beta') });
    await settled();
    assert.equal(await first(), beta);
    await save({ 'app.ts': undefined });
    assert.deepEqual(await told(), [], 'at once');
    await settled();
    await assertAsStored();
  });

  it('stay when a file is renamed, and are none in a file that takes its place', async () => {
    await save({ 'app.ts': uses('beta'), 'gamma.ts': shop['beta.ts'] });
    await rename(at('beta.ts'), at('omega.ts'));
    await bench.index(folder);
    await assertAsStored();
  });

  it('are what an imported index says of them, as long as it stands', async () => {
    await save({ 'app.ts': 'export function price(how: any): string {\n  return how.format(1);\n}\n' });
    await settled();
    assert.equal(await first(), alpha);
    const name = 'made npm shop 1.0 `beta.ts`/format().';
    const file = join(bench.dataDir, 'index.scip');
    const text = 'export function price(how: any): string {\n  return how.format(1);\n}\n';
    const documents = [
      { path: 'beta.ts', text: shop['beta.ts'], defines: { [name]: 'format' } },
      { path: 'app.ts', text, defines: { 'made npm shop 1.0 `app.ts`/price().': 'price' }, uses: [['format', name]] },
    ] as const;
    await writeFile(file, madeScipIndex(pathToFileURL(folder).href, documents));
    await bench.engine.importScip({ folder, file }, () => undefined, never());
    assert.equal(await first(), beta);
    await assertAsStored();
    await bench.engine.importScip({ folder }, () => undefined, never());
    assert.equal(await first(), alpha);
  });

  it('are none before a first index has come to relationships', async () => {
    const other = await bench.folder(shop);
    const stop = new AbortController();
    await bench
      .index(other, {
        signal: stop.signal,
        onProgress: ({ phase }) => {
          if (phase === 'resolving') stop.abort();
        },
      })
      .catch(() => undefined);
    assert.deepEqual([(await bench.found('format', other))[0], await told('format kind:function', other)], [alpha, []]);
    await bench.index(other);
    assert.equal((await bench.found('format', other))[0], beta);
  });

  describe('of an unsaved text', () => {
    const set = (path: string, text?: string): Promise<void> =>
      bench.engine.setBuffer({ file: at(path), ...(text === undefined ? {} : { text }) }, never());
    const edited = `const zero = 0;\n${shop['beta.ts']}`;

    it('are those of the stored symbol of the descriptor', async () => {
      const uses = await told();
      const texts = [`// Money.\n${shop['beta.ts']}`, `const zero = 0;\n${shop['beta.ts']}`];
      for (const text of texts) {
        await set('beta.ts', text);
        assert.deepEqual([await first(), await told()], [beta, uses]);
      }
      await set('beta.ts', texts[0]!.replace('function format', 'function formats'));
      assert.deepEqual(await told(), []);
      await set('beta.ts');
      assert.deepEqual([await first(), await told()], [beta, uses]);
    });

    it('follow what is stored, and are there when the index is loaded later', async () => {
      await set('beta.ts', edited);
      await save({ 'app.ts': uses('alpha') });
      await settled();
      assert.equal(await first(), alpha);
      await save({ 'app.ts': uses('beta') });
      await settled();
      assert.equal(await first(), beta);
      await bench.restart();
      await set('beta.ts', edited);
      assert.equal(await first(), beta);
    });

    it('are none where no file is stored any more', async () => {
      await set('beta.ts', edited);
      await save({ 'beta.ts': undefined });
      await set('new.ts', 'export function format() {}\n');
      assert.deepEqual(await told(), []);
    });
  });
});
