/** What resolving writes, when files come, change and go; on each database, with a resolver for made-up sources. */

import { strict as assert } from 'node:assert';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LociError, isLociError } from '../../../src/core/model/errors';
import type { FilePath } from '../../../src/core/model/ids';
import type { Database } from '../../../src/core/store/database';
import { onEachDatabase } from '../../support/databases';
import { settings, worldOf } from '../../support/madeWorld';
import type { World } from '../../support/madeWorld';

async function countsOf(db: Database): Promise<Record<string, number>> {
  const rows = await db.query<{ name: string; count: number }>(
    'SELECT s.name, u.reference_count AS count FROM symbol_usage u JOIN code_symbols s ON s.id = u.symbol_id',
  );
  return Object.fromEntries(rows.map(({ name, count }): [string, number] => [name, count]));
}

/** Changes with every writing of a row. */
async function rowVersions(db: Database): Promise<string[]> {
  const rows = await db.query<{ version: string }>(
    'SELECT xmin::text || ctid::text AS version FROM symbol_relationships',
  );
  return rows.map(({ version }) => version).sort();
}

onEachDatabase('resolving a vault', (fresh) => {
  let world: World;
  beforeEach(async () => {
    world = await worldOf(await fresh());
  });
  afterEach(async () => {
    assert.deepEqual(await world.miscounted(), []);
    await world.resolver.close();
    assert.deepEqual(world.troubles, []);
  });

  const shop = {
    'a.ts': 'main -> b.ts/total\nmain -> b.ts/total\nmain -> react useState',
    'b.ts': 'total -> c.ts/tax\nround',
    'c.ts': 'tax -> d.ts/missing',
  };
  const shopEdges = ['a.ts/main -> b.ts/total [[1, 5], [2, 5]]', 'b.ts/total -> c.ts/tax [[1, 5]]'];

  it('stores edges with their sites, names of libraries, counts and ranks, and says that it is complete', async () => {
    await world.write(shop);
    assert.equal((await world.state()).completeness, 'none');
    const progress: number[][] = [];
    const counts = await world.resolveAll({ onProgress: (done, total) => progress.push([done, total]) });
    assert.deepEqual(counts, { files: 3, relationships: 2, external: 1, unresolved: 1, failed: 0 });
    assert.deepEqual(progress, [
      [0, 3],
      [3, 3],
    ]);
    assert.deepEqual(await world.edges(), shopEdges);
    assert.deepEqual(await world.db.query('SELECT module, name, site_count, sites::text FROM external_references'), [
      { module: 'react', name: 'useState', site_count: 1, sites: '[[3, 5]]' },
    ]);
    assert.deepEqual(await countsOf(world.db), { tax: 1, total: 2 });
    const [rank] = await world.db.query<{ more: boolean }>(
      `SELECT max(rank) FILTER (WHERE name = 'tax') > max(rank) FILTER (WHERE name = 'total') AS more
       FROM symbol_usage JOIN code_symbols ON id = symbol_id`,
    );
    assert.equal(rank?.more, true, 'what is called by what is called is more central');
    assert.deepEqual(await world.state(), { completeness: 'complete', files: 3, current: 3, failed: 0 });
  });

  it('does nothing where nothing has changed, whoever asks', async () => {
    await world.write(shop);
    await world.resolveAll();
    await world.restart();
    world.asked.length = 0;
    assert.equal((await world.resolveAll()).files, 0);
    assert.deepEqual(world.asked, []);
  });

  it('does everything again when it is told to', async () => {
    await world.write(shop);
    await world.resolveAll();
    await world.db.query("UPDATE symbol_relationships SET how = 'wrong'");
    assert.equal((await world.resolveAll({ anew: true })).files, 3);
    assert.deepEqual(await world.edges(), shopEdges);
  });

  it('resolves a saved file and those that it changes for, and writes no row again that is the same', async () => {
    await world.write(shop);
    await world.resolveAll();
    const before = await rowVersions(world.db);
    await world.save({ 'b.ts': 'total -> c.ts/tax\nround\nhalf' });
    assert.deepEqual(world.told.splice(0), ['a.ts', 'b.ts']);
    assert.deepEqual(await rowVersions(world.db), before);

    await world.save({ 'b.ts': 'sum -> c.ts/tax\nround' });
    assert.deepEqual(world.told.splice(0), ['a.ts', 'b.ts']);
    assert.deepEqual(await world.edges(), ['b.ts/sum -> c.ts/tax [[1, 5]]']);
    assert.deepEqual(await countsOf(world.db), { tax: 1 });
    assert.equal((await world.state()).completeness, 'complete');

    await world.save({ 'b.ts': 'total -> c.ts/tax\ntotal -> c.ts/tax' });
    assert.deepEqual((await world.edges())[0], shopEdges[0]);
    assert.deepEqual(await countsOf(world.db), { tax: 2, total: 2 });
  });

  it('sees to what was saved before the many that it stirs, and says that it holds when they do', async () => {
    const users = Array.from({ length: 20 }, (_, at): [string, string] => [`use${at}.ts`, 'use -> b.ts/total']);
    await world.write({ ...shop, ...Object.fromEntries(users), 'd.ts': 'fee' });
    await world.resolveAll();
    const stirred = ['a.ts', ...users.map(([path]) => path)];
    await world.save({ 'b.ts': 'total -> d.ts/fee\nhalf' });
    assert.equal(world.told[0], 'b.ts');
    assert.deepEqual(world.told.slice(1).sort(), [...stirred, 'b.ts'].sort());
    assert.equal((await world.state()).completeness, 'complete');

    let closing: Promise<void> | undefined;
    world.onTold = () => {
      closing ??= world.resolver.close();
    };
    await world.save({ 'b.ts': 'total -> c.ts/tax\nthird' });
    await closing;
    const called = async (): Promise<string[]> => (await world.edges()).filter((edge) => edge.startsWith('b.ts'));
    assert.deepEqual(await called(), ['b.ts/total -> c.ts/tax [[1, 5]]']);
    assert.equal((await world.state()).completeness, 'partial');
    await world.restart();
    assert.equal((await world.resolveAll()).files, stirred.length + 1);
    assert.deepEqual(await called(), ['b.ts/total -> c.ts/tax [[1, 5]]']);
    assert.equal((await world.state()).completeness, 'complete');
  });

  it('leaves dependents alone where a save changes nothing for them', async () => {
    await world.write(shop);
    await world.resolveAll();
    await world.save({ 'b.ts': 'total -> c.ts/tax\n\nround' });
    assert.deepEqual(world.told, ['b.ts']);
  });

  it('sees to files that come and go, and what waited for them', async () => {
    await world.write(shop);
    await world.resolveAll();
    await world.save({ 'd.ts': 'missing' });
    assert.deepEqual(await world.edges(), [...shopEdges, 'c.ts/tax -> d.ts/missing [[1, 5]]']);
    await world.save({}, { removed: ['b.ts' as FilePath] });
    assert.deepEqual(await world.edges(), ['c.ts/tax -> d.ts/missing [[1, 5]]']);
    assert.deepEqual(await countsOf(world.db), { missing: 1, tax: 0 });
    await world.save({ 'b.ts': shop['b.ts'] });
    assert.deepEqual(await world.edges(), [...shopEdges, 'c.ts/tax -> d.ts/missing [[1, 5]]']);
    assert.equal((await world.state()).completeness, 'complete');
  });

  it('sees to files that are renamed', async () => {
    await world.write(shop);
    await world.resolveAll();
    await world.save({}, { renamed: [{ from: 'b.ts' as FilePath, to: 'e.ts' as FilePath }] });
    assert.deepEqual(await world.edges(), ['e.ts/total -> c.ts/tax [[1, 5]]']);
    await world.save({}, { renamed: [{ from: 'e.ts' as FilePath, to: 'b.ts' as FilePath }] });
    assert.deepEqual(await world.edges(), shopEdges);
  });

  it('finds after a restart what was written and not resolved', async () => {
    await world.write(shop);
    await world.resolveAll();
    await world.write({ 'b.ts': 'sum' });
    assert.equal((await world.state()).completeness, 'partial');
    await world.restart();
    await world.resolveAll();
    assert.deepEqual(await world.edges(), []);
    assert.equal((await world.state()).completeness, 'complete');
    // The symbol comes back under another key, in a content that was resolved before.
    await world.write({ 'b.ts': shop['b.ts'] });
    await world.write({}, { removed: ['c.ts' as FilePath] });
    await world.restart();
    await world.resolveAll();
    assert.deepEqual(await world.edges(), [shopEdges[0]]);
    await world.write({ 'c.ts': shop['c.ts'] });
    await world.restart();
    await world.resolveAll();
    assert.deepEqual(await world.edges(), shopEdges);
  });

  it('gets back edges to a symbol that went and came back before anything was resolved', async () => {
    await world.write(shop);
    await world.resolveAll();
    await world.write({ 'b.ts': 'sum' });
    await world.save({ 'b.ts': shop['b.ts'] });
    assert.deepEqual(await world.edges(), shopEdges);
    await world.write({ 'b.ts': 'sum' });
    await world.write({ 'b.ts': shop['b.ts'] });
    await world.restart();
    assert.equal((await world.state()).completeness, 'partial');
    await world.resolveAll();
    assert.deepEqual(await world.edges(), shopEdges);
  });

  it('costs a file that cannot be resolved that file only', async () => {
    await world.write({ ...shop, 'x.ts': 'throws -> b.ts/total', 'y.ts': 'dies -> b.ts/total' });
    const counts = await world.resolveAll();
    assert.deepEqual([counts.files, counts.failed], [5, 2]);
    assert.deepEqual(await world.edges(), shopEdges);
    const rows = await world.db.query<{ path: string; problem: string }>(
      'SELECT path, r.problem FROM file_resolutions r JOIN source_files f ON f.id = r.file_id WHERE r.problem IS NOT NULL ORDER BY 1',
    );
    assert.deepEqual(
      rows.map(({ path, problem }) => `${path} ${problem}`),
      [
        'x.ts its references could not be resolved: a reference that cannot be read',
        'y.ts its references could not be resolved: the thread ended',
      ],
    );
    assert.deepEqual(await world.state(), { completeness: 'partial', files: 5, current: 5, failed: 2 });
    await world.save({ 'x.ts': 'fine -> b.ts/total', 'y.ts': 'fine' });
    assert.deepEqual((await world.edges()).length, 3);
    assert.equal((await world.state()).completeness, 'complete');
  });

  it('that is cancelled in the middle goes on where it stopped', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [`f${at}.ts`, `f${at} -> f${(at + 1) % 200}.ts/f${(at + 1) % 200}`]),
    );
    await world.write(files);
    let passes = 0;
    await assert.rejects(
      world.resolveAll({
        pass: () => (++passes > 3 ? Promise.reject(new LociError('cancelled', 'cancelled')) : Promise.resolve()),
      }),
      (error) => isLociError(error, 'cancelled'),
    );
    const { completeness, current } = await world.state();
    assert.deepEqual([completeness, current > 0 && current < 200], ['partial', true]);
    const counts = await world.resolveAll();
    assert.equal(counts.files, 200 - current);
    assert.equal((await world.edges()).length, 200);
    assert.deepEqual(
      Object.values(await countsOf(world.db)).every((count) => count === 1),
      true,
    );
  });

  it('tells whose uses it has counted anew: all after a whole pass, after a save those that are used more or less', async () => {
    await world.write(shop);
    await world.resolveAll();
    assert.deepEqual(world.counted.splice(0), ['all']);
    await world.save({ 'a.ts': 'main -> b.ts/total\nmain -> c.ts/tax' });
    const rows = await world.db.query<{ id: number; name: string }>('SELECT id, name FROM code_symbols');
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    const told = world.counted
      .splice(0)
      .flatMap((keys) => (keys === 'all' ? ['all'] : keys.map((key) => names.get(key))));
    assert.deepEqual(told.sort(), ['tax', 'total']);
    await world.resolver.rest();
    assert.deepEqual(world.counted, ['all']);
  });

  it('resolves nothing on a save before a whole pass has ended', async () => {
    await world.save(shop);
    assert.deepEqual([await world.edges(), (await world.state()).completeness], [[], 'none']);
  });

  it('is asked again about files that were written to in the meantime', async () => {
    await world.write(shop);
    await world.resolveAll();
    let written = false;
    await world.write({ 'e.ts': 'extra -> b.ts/total' });
    world.resolver.touch(['e.ts' as FilePath]);
    await world.resolveAll({
      // The batch is under way when a save comes in between.
      pass: async () => {
        if (written) return;
        written = true;
        world.resolver.touch(['b.ts' as FilePath]);
        await world.write({ 'b.ts': 'sum' });
      },
    });
    assert.deepEqual(await world.edges(), []);
    await world.resolver.resolveTouched();
    assert.deepEqual([await world.edges(), (await world.state()).completeness], [[], 'complete']);
  });

  it('resolves all again when a project file has changed', async () => {
    await mkdir(world.vault.folder, { recursive: true });
    const file = join(world.vault.folder, settings);
    await world.write(shop);
    await world.resolveAll();
    await writeFile(file, '{"off": true}');
    await world.save({}, {});
    world.resolver.touch([settings]);
    await world.resolver.resolveTouched();
    assert.deepEqual(await world.edges(), []);
    await world.restart();
    assert.equal((await world.resolveAll()).files, 0);
    await rm(file);
    assert.equal((await world.resolveAll()).files, 3);
    assert.deepEqual(await world.edges(), shopEdges);
  });

  it('gives up what it holds when told to rest, reckons first, and loads it again for the next save', async () => {
    await world.write(shop);
    await world.resolveAll();
    await world.save({ 'c.ts': 'tax -> b.ts/round' });
    world.asked.length = 0;
    await world.resolver.rest();
    assert.ok(world.asked.some(({ op }) => op === 'usage'));
    world.asked.length = 0;
    await world.save({ 'c.ts': 'tax -> b.ts/total' });
    assert.ok(world.asked.some(({ op }) => op === 'add'));
    assert.deepEqual(await world.edges(), [...shopEdges, 'c.ts/tax -> b.ts/total [[1, 5]]']);
  });

  it('loads what it needs when the first thing that happens is a save', async () => {
    await world.write(shop);
    await world.resolveAll();
    await world.restart();
    await world.save({ 'b.ts': 'total' });
    assert.deepEqual(await world.edges(), [shopEdges[0]]);
    assert.deepEqual(world.told, ['a.ts', 'b.ts']);
  });
});
