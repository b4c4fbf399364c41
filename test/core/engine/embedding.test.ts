/** Vectors in the background, and answers by meaning once they are there. */

import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddingState, EngineEvent } from '../../../src/core/model/api';
import { LociError } from '../../../src/core/model/errors';
import { openEngineBench } from '../../support/engine';
import type { EngineBench } from '../../support/engine';
import { createTinyEmbedder } from '../../support/tinyEmbedder';
import type { TinyEmbedder } from '../../support/tinyEmbedder';

const shop = {
  'src/cart.ts': `export class Cart {
  /** What all of it comes to. */
  total(): number { return this.prices.length; }
  /** Nothing is left in it then. */
  clear(): void { this.prices.length = 0; }
  private prices: string[] = [];
}
`,
  'src/tax.py': 'def vat(value):\n    return value * 1.19\n',
  'src/user.ts': 'export function greet(name: string): string {\n  return name;\n}\n',
};
const pauses = { restMs: 20, questionMs: 0, againMs: 30 };

describe('engine: meaning', function () {
  this.timeout(60_000);
  let embedder: TinyEmbedder;
  // The database goes on from test to test, and has the vectors of the tests before.
  let version = 0;
  let open: () => Promise<TinyEmbedder>;
  let bench: EngineBench;
  let folder: string;
  before(async () => {
    bench = await openEngineBench({ embedding: { provider: 'builtin', open: () => open(), pauses } });
  });
  beforeEach(async () => {
    embedder = createTinyEmbedder({ version: `${++version}` });
    open = () => Promise.resolve(embedder);
    await bench.restart();
    folder = await bench.folder(shop);
  });
  afterEach(() => bench.engine.reset({}));
  after(() => bench.close());

  const never = new AbortController().signal;
  const at = (path: string): string => join(folder, path);
  const state = async (): Promise<EmbeddingState> =>
    (await bench.engine.status({ folder }, never)).folders[0]!.embedding;
  async function until(wanted: EmbeddingState['state']): Promise<EmbeddingState> {
    for (let tries = 0; tries < 500; tries++) {
      const found = await state();
      if (found.state === wanted) return found;
      await sleep(20);
    }
    throw new Error(`not ${wanted}: ${JSON.stringify(await state())}`);
  }
  /** Answers as soon as an answer has no notice. */
  async function ready(): Promise<void> {
    for (let tries = 0; tries < 500; tries++) {
      if ((await bench.search('some question', folder)).notices.length === 0) return;
      await sleep(20);
    }
    throw new Error('meaning does not become ready');
  }
  const reasons = async (query: string): Promise<string[]> =>
    (await bench.search(query, folder)).hits.map(
      ({ symbol, reasons: all }) => `${symbol.id} ${all.map(({ source }) => source).join('+')}`,
    );
  const save = async (path: string, text: string): Promise<void> => {
    await writeFile(at(path), text);
    await bench.engine.filesChanged(folder, [at(path)], never);
  };

  it('finds what shares no word with the question, and says why', async () => {
    await bench.index(folder);
    await until('whole');
    await ready();
    const found = await reasons('how expensive is the trolley');
    assert.ok(found.includes('src/cart.ts/Cart#total(). meaning'), found.join('\n'));
    assert.deepEqual(await reasons('levy on goods'), ['src/tax.py/vat(). meaning', 'src/tax.py/ meaning']);
    assert.ok(!(await reasons('lang:python how expensive is the trolley')).some((hit) => hit.includes('.ts')));
  });

  it('is preceded by names and words, and the answer says so', async () => {
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    embedder.before = (kind) => (kind === 'document' ? held : undefined);
    await bench.index(folder);
    await until('embedding');
    const { hits, notices } = await bench.search('Total', folder);
    assert.equal(hits[0]!.symbol.name, 'total');
    assert.match(notices.join(), /names and words/);
    assert.deepEqual((await bench.search('total', folder)).notices, [], 'a name needs no meaning');
    assert.equal((await state()).ready, false);
    go();
    await until('whole');
    assert.equal((await state()).ready, true);
    await ready();
  });

  it('embeds what has changed, and of that only what is new', async () => {
    await bench.index(folder);
    await until('whole');
    const before = embedder.documents.length;
    const text = shop['src/cart.ts'].replace('Nothing is left in it then.', 'All people have left.');
    await save('src/cart.ts', text);
    await until('whole');
    await sleep(60);
    const fresh = embedder.documents.slice(before);
    assert.ok(fresh.some((each) => each.startsWith('symbol: clear')));
    assert.ok(!fresh.some((each) => each.startsWith('symbol: total')), fresh.join('\n---\n'));
    await ready();
    assert.ok((await reasons('customer')).includes('src/cart.ts/Cart#clear(). meaning'));
    assert.ok((await reasons('how expensive')).includes('src/cart.ts/Cart#total(). meaning'));
  });

  it('the same text in another folder is not embedded again', async () => {
    await bench.index(folder);
    await until('whole');
    const before = embedder.documents.length;
    folder = await bench.folder(shop);
    await bench.index(folder);
    await until('whole');
    assert.equal(embedder.documents.length, before);
    await ready();
    assert.ok((await reasons('how expensive')).includes('src/cart.ts/Cart#total(). meaning'));
  });

  it('survives a restart, and goes on where it was stopped', async () => {
    const error = new LociError('databaseUnreachable', 'the endpoint is gone');
    const tree = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`f${i}.ts`, `/** Levy ${i}. */\nexport function f${i}() {}\n`]),
    );
    folder = await bench.folder(tree);
    let batches = 0;
    embedder.before = () => {
      if (++batches > 1) throw error;
    };
    await bench.index(folder);
    const { problem, embedded } = await until('failed');
    assert.match(problem ?? '', /endpoint is gone/);
    assert.ok(embedded > 0 && embedded < 60, String(embedded));
    const done = embedder.documents.length;
    embedder.before = () => undefined;
    await bench.restart();
    await bench.index(folder);
    await until('whole');
    assert.equal(embedder.documents.length, 120);
    assert.ok(done > 0);
    await ready();
  });

  it('an unsaved text is found by names and words, and the saved one has its vectors again', async () => {
    await bench.index(folder);
    await until('whole');
    await ready();
    const before = embedder.documents.length;
    await bench.engine.setBuffer({ file: at('src/cart.ts'), text: `// new\n${shop['src/cart.ts']}` }, never);
    assert.ok(!(await reasons('how expensive')).some((hit) => hit.startsWith('src/cart.ts/Cart#total()')));
    assert.equal((await reasons('total'))[0]!.split(' ')[0], 'src/cart.ts/Cart#total().');
    await bench.engine.setBuffer({ file: at('src/cart.ts') }, never);
    assert.ok((await reasons('how expensive')).includes('src/cart.ts/Cart#total(). meaning'));
    assert.equal(embedder.documents.length, before);
  });

  it('a file that moves is embedded at its new place', async () => {
    await bench.index(folder);
    await until('whole');
    await ready();
    await rename(at('src/tax.py'), at('src/duties.py'));
    await bench.engine.filesChanged(folder, [at('src/tax.py'), at('src/duties.py')], never);
    await until('whole');
    await sleep(100);
    assert.deepEqual(await reasons('levy on goods'), ['src/duties.py/vat(). meaning', 'src/duties.py/ meaning']);
    assert.ok(embedder.documents.some((text) => text.includes('file: src/duties.py')));
  });

  it('another model answers when all its vectors are there, and not before', async () => {
    await bench.index(folder);
    await until('whole');
    const old = embedder;
    embedder = createTinyEmbedder({ version: `${++version}`, dimensions: 24 });
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    embedder.before = (kind) => (kind === 'document' ? held : undefined);
    await bench.restart();
    await bench.index(folder);
    await until('embedding');
    const { notices } = await bench.search('levy on goods', folder);
    assert.equal(notices.length, 1);
    go();
    await until('whole');
    await ready();
    assert.ok(old.documents.length === embedder.documents.length);
    assert.deepEqual(await reasons('levy on goods'), ['src/tax.py/vat(). meaning', 'src/tax.py/ meaning']);
  });

  it('another model that is set up meanwhile takes over, and the old one answers until then', async () => {
    await bench.index(folder);
    await until('whole');
    await ready();
    const old = embedder;
    embedder = createTinyEmbedder({ version: `${++version}` });
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    embedder.before = (kind) => (kind === 'document' ? held : undefined);
    bench.engine.configureEmbedding({ provider: 'builtin', model: 'other' });
    await until('embedding');
    assert.deepEqual(await reasons('levy on goods'), ['src/tax.py/vat(). meaning', 'src/tax.py/ meaning']);
    assert.equal(old.queries.at(-1), 'levy on goods');
    go();
    await until('whole');
    await ready();
    await reasons('levy on other goods');
    assert.equal(embedder.queries.at(-1), 'levy on other goods');
    bench.engine.configureEmbedding({ provider: 'off' });
    assert.deepEqual(await reasons('levy on goods'), []);
    assert.equal((await state()).state, 'off');
  });

  it('a failing model costs its meaning only, and is tried again', async () => {
    let isBroken = true;
    open = () => (isBroken ? Promise.reject(new LociError('notFound', 'no such model')) : Promise.resolve(embedder));
    await bench.index(folder);
    await until('failed');
    assert.equal((await bench.search('total', folder)).hits[0]!.symbol.name, 'total');
    isBroken = false;
    await until('whole');
    embedder.before = (kind) => {
      if (kind === 'query') throw new LociError('usage', 'the key is wrong');
    };
    await sleep(50);
    const asked = async (): Promise<string> => (await bench.search('levy on all goods', folder)).notices.join();
    await asked();
    await sleep(100);
    assert.match(await asked(), /the key is wrong/);
  });

  it('secrets never reach the model', async () => {
    await save(
      'src/user.ts',
      `export function login(): string {\n  const password = 'hunter2';\n  return password;\n}\n`,
    ).catch(() => undefined);
    await bench.index(folder);
    await until('whole');
    assert.ok(embedder.documents.some((text) => text.includes('[redacted]')));
    assert.ok(!embedder.documents.some((text) => text.includes('hunter2')));
  });

  it('tells how far it is', async () => {
    const told: EngineEvent[] = [];
    const stop = bench.engine.onEvent((event) => {
      if (event.kind === 'embedding') told.push(event);
    });
    await bench.index(folder);
    await until('whole');
    stop();
    assert.deepEqual(told.at(-1), { kind: 'embedding', folder, files: 3, embedded: 3 });
  });
});
