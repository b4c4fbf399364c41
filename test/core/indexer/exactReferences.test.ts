/** What outside authorities found of files: written, merged, void when the file changes, deleted; on each database. */

import { strict as assert } from 'node:assert';
import type { ExactReference, ExactSource } from '../../../src/core/model/exact';
import type { Descriptor, FilePath } from '../../../src/core/model/ids';
import { encodeExact } from '../../../src/core/resolver/exact/codec';
import type { ExactWrite } from '../../../src/core/store/exactReferences';
import { readExact } from '../../../src/core/store/exactReferences';
import { onEachDatabase } from '../../support/databases';
import { worldOf } from '../../support/madeWorld';
import type { World } from '../../support/madeWorld';

const shop = { 'a.ts': 'main -> b.ts/total\nmain', 'b.ts': 'total\nround', 'c.ts': 'total' };
const [a, b] = ['a.ts', 'b.ts'] as FilePath[];

/** `main` of a.ts calls these, in the lines of their place in the list. */
function callsOf(...targets: readonly string[]): ExactReference[] {
  return targets.map((target, line) => {
    const [path, name = ''] = target.split('/');
    const range = { start: { line, character: 4 }, end: { line, character: 4 + name.length } };
    const to = { path: path as FilePath, descriptor: `${name}().` as Descriptor };
    return { range, from: 'main().' as Descriptor, type: 'calls', target: to };
  });
}

onEachDatabase('exact references', (fresh) => {
  let world: World;
  beforeEach(async () => {
    world = await worldOf(await fresh());
    await world.write(shop);
  });
  afterEach(async () => {
    assert.deepEqual(await world.miscounted(), []);
    await world.resolver.close();
    assert.deepEqual(world.troubles, []);
  });

  async function writeOf(path: FilePath, ...targets: readonly string[]): Promise<ExactWrite> {
    const [row] = await world.db.query<{ id: number; facts: number }>(
      'SELECT id, facts_id AS facts FROM source_files WHERE path = $1',
      [path],
    );
    return {
      fileId: row!.id,
      factsId: row!.facts,
      found: encodeExact(path, { covers: ['calls'], references: callsOf(...targets) }),
    };
  }
  async function say(source: ExactSource, ...targets: readonly string[]): Promise<readonly FilePath[]> {
    return world.resolver.setExact(source, { write: [await writeOf(a!, ...targets)] });
  }
  /** `target how` of each. */
  async function edges(): Promise<string[]> {
    const rows = await world.db.query<{ edge: string }>(
      `SELECT f.path || '/' || t.name || ' ' || r.how AS edge FROM symbol_relationships r
       JOIN code_symbols t ON t.id = r.target_id JOIN source_files f ON f.id = t.file_id ORDER BY 1`,
    );
    return rows.map(({ edge }) => edge);
  }

  it('confirm, correct and add; and what resolving finds comes back without them', async () => {
    await world.resolveAll();
    assert.deepEqual(await say('checker', 'b.ts/total', 'b.ts/round'), [a]);
    assert.deepEqual(await edges(), ['b.ts/round checker', 'b.ts/total checker']);
    assert.deepEqual(world.told.splice(0), [a]);
    await say('scip', 'c.ts/total');
    assert.deepEqual(await edges(), ['b.ts/round checker', 'c.ts/total scip']);
    assert.deepEqual((await readExact(world.db, world.vault, 'scip', [a!, b!])).size, 1);
    assert.deepEqual(await world.resolver.setExact('scip', { forget: [a!, b!] }), [a]);
    assert.deepEqual(await edges(), ['b.ts/round checker', 'b.ts/total checker']);
    await world.resolver.setExact('checker', { forget: 'all' });
    assert.deepEqual(await edges(), ['b.ts/total import']);
    assert.equal((await world.state()).completeness, 'complete');
  });

  it('are void when the file changes, and ignored where their target goes', async () => {
    await world.resolveAll();
    await say('scip', 'c.ts/total');
    await world.save({ 'c.ts': 'sum' });
    assert.deepEqual(await edges(), ['b.ts/total import']);
    await world.save({ 'c.ts': 'total' });
    assert.deepEqual(await edges(), ['c.ts/total scip']);
    await world.save({ 'a.ts': 'main -> b.ts/total' });
    assert.deepEqual(await edges(), ['b.ts/total import']);
    assert.equal((await readExact(world.db, world.vault, 'scip', [a!])).size, 0);
  });

  it('of a checker are void when a file changes that the answer rests on; others stay', async () => {
    await world.resolveAll();
    await say('checker', 'b.ts/round');
    await world.save({ 'c.ts': 'total\nsum' });
    assert.deepEqual(await edges(), ['b.ts/round checker']);
    await world.save({ 'b.ts': 'total\nround\nhalf' });
    assert.deepEqual(await edges(), ['b.ts/total import']);
    assert.equal((await world.state()).completeness, 'complete');
    await world.restart();
    world.told.length = 0;
    await world.save({ 'c.ts': 'total' });
    assert.deepEqual(world.told.includes(a!), false, 'the answer without it holds');
  });

  it('of a content that the file no longer has are not taken', async () => {
    await world.resolveAll();
    const late = await writeOf(a!, 'c.ts/total');
    await world.save({ 'a.ts': 'main -> b.ts/total' });
    assert.deepEqual(await world.resolver.setExact('checker', { write: [late] }), []);
    assert.deepEqual(await edges(), ['b.ts/total import']);
  });

  it('change nothing when they say the same again', async () => {
    await world.resolveAll();
    await say('checker', 'c.ts/total');
    world.told.length = 0;
    assert.deepEqual(await say('checker', 'c.ts/total'), []);
    assert.deepEqual(world.told, []);
  });

  it('are taken in by a whole pass: the first one, and one after a crash', async () => {
    await say('scip', 'c.ts/total');
    assert.deepEqual(await edges(), []);
    await world.resolveAll();
    assert.deepEqual(await edges(), ['c.ts/total scip']);
    await world.restart();
    assert.equal((await world.resolveAll()).files, 0, 'nothing has changed');
    // Written, and the process ended before the file was resolved.
    await world.db.query('DELETE FROM exact_references');
    await world.db.query("UPDATE vaults SET metadata = jsonb_set(metadata, '{resolved,reckoned}', 'false')");
    assert.equal((await world.resolveAll()).files, 1);
    assert.deepEqual(await edges(), ['b.ts/total import']);
  });

  it('that cannot be read count as none', async () => {
    await world.resolveAll();
    const write = await writeOf(a!, 'c.ts/total');
    await world.resolver.setExact('checker', { write: [{ ...write, found: Buffer.from('rubbish') }] });
    assert.deepEqual([await edges(), (await world.state()).failed], [['b.ts/total import'], 0]);
  });

  it('go with their file', async () => {
    await world.resolveAll();
    await say('checker', 'c.ts/total');
    await world.save({}, { removed: [a!] });
    assert.deepEqual(await world.db.query('SELECT * FROM exact_references'), []);
  });
});
