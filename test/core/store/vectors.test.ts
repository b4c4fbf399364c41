/** Vectors by text and model: written once, read back as they were, never of two models at once. */

import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { isLociError } from '../../../src/core/model/errors';
import type { FilePath } from '../../../src/core/model/ids';
import type { Database } from '../../../src/core/store/database';
import { writeBatch } from '../../../src/core/store/files';
import { maintain } from '../../../src/core/store/maintenance';
import { openVault } from '../../../src/core/store/vaults';
import type { StoredVault } from '../../../src/core/store/vaults';
import { similarities } from '../../../src/core/store/similarities';
import {
  dueFiles,
  embeddingCounts,
  forgetUnusedModels,
  modelOfVault,
  readFileVectors,
  readSigns,
  readVectorsOfFiles,
  registerModel,
  switchModel,
  vectorsOfTexts,
  writeVectors,
} from '../../../src/core/store/vectors';
import type { StoredModel, TextHash } from '../../../src/core/store/vectors';
import { onEachDatabase } from '../../support/databases';
import { batchOf, makeFile, makeSymbol } from '../../support/databasesFiles';

const small = { provider: 'builtin', name: 'small', version: '1', dimensions: 3 };

function hashOf(text: string): TextHash {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

onEachDatabase('vectors', (fresh, kind) => {
  async function vaultOf(db: Database, folder: string, ...files: readonly (readonly [string, string])[]) {
    const vault = await openVault(db, { name: folder, folder: `/${folder}`, host: 'here' });
    const made = files.map(([path, content]) => makeFile(path, content, [makeSymbol('one'), makeSymbol('two')]));
    await writeBatch(db, vault, batchOf({ files: made }));
    return vault;
  }

  const due = async (db: Database, vault: StoredVault, model: StoredModel): Promise<string[]> =>
    (await dueFiles(db, vault, model, { afterFileId: 0, limit: 100 })).map(({ path }) => path);

  /** Embeds every file that is due: the symbol `one` as given, `two` not at all. */
  async function embed(db: Database, vault: StoredVault, model: StoredModel, vector: readonly number[], text = 'one') {
    const files = await dueFiles(db, vault, model, { afterFileId: 0, limit: 100 });
    const hash = hashOf(text);
    return writeVectors(
      db,
      model,
      new Map([[hash, Float32Array.from(vector)]]),
      files.map((file) => ({ file, texts: [undefined, hash, undefined] })),
    );
  }

  it('are read back as they were written', async () => {
    const db = await fresh();
    const vault = await vaultOf(db, 'shop', ['a.ts', 'a']);
    const model = await registerModel(db, { ...small, dimensions: 10 });
    const vector = Float32Array.from([0.5, -0.25, 0, 1e-30, -1e3, 3, -3, 0.1, -0.1, 7]);
    const ids = await embed(db, vault, model, [...vector]);
    const id = ids.get(hashOf('one'))!;
    assert.deepEqual([...(await vectorsOfTexts(db, model, [hashOf('one'), hashOf('no')]))], [[hashOf('one'), id]]);
    const [row] = await db.query<{ text: string }>('SELECT embedding::text AS text FROM text_embeddings');
    assert.deepEqual(Float32Array.from(JSON.parse(row!.text) as number[]), vector);
    const signs = (await readSigns(db, model, [id, id + 1])).get(id)!;
    assert.deepEqual([...signs], [0b10010101, 0b01000000]);
    const found = await similarities(db, model, vector, [id, id + 1]);
    assert.deepEqual([...found.keys()], [id]);
    assert.ok(Math.abs(found.get(id)! - 1) < 1e-6);
  });

  it('belong to the content of a file at its path, in whatever folder', async () => {
    const db = await fresh();
    const model = await registerModel(db, small);
    const vault = await vaultOf(db, 'shop', ['a.ts', 'a'], ['b.ts', 'b']);
    assert.deepEqual(await due(db, vault, model), ['a.ts', 'b.ts']);
    await embed(db, vault, model, [1, 0, 0]);
    assert.deepEqual(await due(db, vault, model), []);
    assert.deepEqual(await embeddingCounts(db, vault, model), { files: 2, embedded: 2 });

    const worktree = await vaultOf(db, 'worktree', ['a.ts', 'a'], ['c.ts', 'b']);
    assert.deepEqual(await due(db, worktree, model), ['c.ts'], 'the path is a part of the text');
    assert.deepEqual(await embeddingCounts(db, worktree, model), { files: 2, embedded: 1 });

    await writeBatch(db, vault, batchOf({ files: [makeFile('a.ts', 'changed', [makeSymbol('one')])] }));
    assert.deepEqual(await due(db, vault, model), ['a.ts']);
    assert.deepEqual(await due(db, worktree, model), ['c.ts']);
    await writeBatch(db, vault, batchOf({ renamed: [{ from: 'b.ts' as FilePath, to: 'c.ts' as FilePath }] }));
    assert.deepEqual(await due(db, vault, model), ['a.ts', 'c.ts']);
  });

  it('are found by symbol', async () => {
    const db = await fresh();
    const model = await registerModel(db, small);
    const vault = await vaultOf(db, 'shop', ['a.ts', 'a'], ['b.ts', 'b']);
    const ids = await embed(db, vault, model, [1, 0, 0]);
    const [first, second] = await readFileVectors(db, vault, model, { afterFileId: 0, limit: 10 });
    assert.deepEqual(first!.vectors, [0, ids.get(hashOf('one')), 0]);
    assert.deepEqual(await readVectorsOfFiles(db, vault, model, [second!.fileId, 9999]), [second]);
    assert.deepEqual(await readFileVectors(db, vault, model, { afterFileId: second!.fileId, limit: 10 }), []);
    const rows = await db.query<{ name: string }>(
      'SELECT s.name FROM symbol_embeddings e JOIN code_symbols s ON s.id = e.symbol_id',
    );
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['one', 'one'],
    );
  });

  it('of two models stand side by side and are never compared', async () => {
    const db = await fresh();
    const vault = await vaultOf(db, 'shop', ['a.ts', 'a']);
    const [old, next, other] = [
      await registerModel(db, small),
      await registerModel(db, { ...small, version: '2' }),
      await registerModel(db, { ...small, dimensions: 2 }),
    ];
    assert.deepEqual(await registerModel(db, small), old);
    const idOfOld = (await embed(db, vault, old, [1, 0, 0])).get(hashOf('one'))!;
    const idOfNext = (await embed(db, vault, next, [0, 1, 0])).get(hashOf('one'))!;
    assert.notEqual(idOfOld, idOfNext);
    const asked = await similarities(db, next, Float32Array.from([0, 1, 0]), [idOfOld, idOfNext]);
    assert.deepEqual([...asked.keys()], [idOfNext]);
    assert.deepEqual([...(await readSigns(db, next, [idOfOld, idOfNext])).keys()], [idOfNext]);
    await assert.rejects(embed(db, vault, other, [1, 0, 0]), (error) => isLociError(error, 'usage'));
    await assert.rejects(
      db.query(`INSERT INTO text_embeddings (model_id, text_hash, embedding) VALUES ($1, $2, '[1,0,0]')`, [
        other.key,
        hashOf('one'),
      ]),
    );
  });

  it('answer about a vault once it is switched to their model', async () => {
    const db = await fresh();
    const vault = await vaultOf(db, 'shop', ['a.ts', 'a']);
    const old = await registerModel(db, small);
    const next = await registerModel(db, { ...small, version: '2' });
    assert.equal(await modelOfVault(db, vault), undefined);
    for (const model of [old, next]) {
      await embed(db, vault, model, [1, 0, 0]);
      await switchModel(db, vault, model);
      assert.deepEqual(await modelOfVault(db, vault), model);
    }
    await forgetUnusedModels(db, next, new AbortController().signal);
    const rows = await db.query<{ model_id: number }>('SELECT model_id FROM text_embeddings');
    assert.deepEqual(rows, [{ model_id: next.key }]);
  });

  it('a text that is embedded already keeps its vector, and one that has lost it leaves the file due', async () => {
    const db = await fresh();
    const vault = await vaultOf(db, 'shop', ['a.ts', 'a']);
    const model = await registerModel(db, small);
    const [file] = await dueFiles(db, vault, model, { afterFileId: 0, limit: 1 });
    const write = (vectors: Map<TextHash, Float32Array>, texts: TextHash[]) =>
      writeVectors(db, model, vectors, [{ file: file!, texts }]);
    await write(new Map(), [hashOf('gone')]);
    assert.deepEqual(await due(db, vault, model), ['a.ts']);
    const first = await write(new Map([[hashOf('x'), Float32Array.from([1, 2, 3])]]), [hashOf('x')]);
    const again = await write(new Map([[hashOf('x'), Float32Array.from([3, 2, 1])]]), [hashOf('x')]);
    assert.deepEqual(again, first);
    assert.deepEqual(await due(db, vault, model), []);
  });

  it('that nothing refers to go when they are cleaned up', async () => {
    const db = await fresh();
    const model = await registerModel(db, small);
    const vault = await vaultOf(db, 'shop', ['a.ts', 'a'], ['b.ts', 'b']);
    await embed(db, vault, model, [1, 0, 0]);
    await writeBatch(db, vault, batchOf({ files: [makeFile('a.ts', 'changed')] }));
    await embed(db, vault, model, [0, 1, 0], 'another');
    const count = async (): Promise<number> =>
      (await db.query<{ n: number }>('SELECT count(*)::bigint AS n FROM text_embeddings'))[0]!.n;
    await db.query('SELECT cleanup_unreferenced_embeddings()');
    assert.equal(await count(), 2);
    await writeBatch(db, vault, batchOf({ removed: ['b.ts' as FilePath] }));
    await db.query('SELECT cleanup_unreferenced_embeddings()');
    assert.equal(await count(), 1);
  });

  if (kind === 'embedded') {
    it('that nothing refers to go with maintenance, once many files have changed', async () => {
      const db = await fresh();
      const model = await registerModel(db, small);
      const vault = await vaultOf(db, 'shop', ['a.ts', 'a']);
      await embed(db, vault, model, [1, 0, 0]);
      const others = Array.from({ length: 80 }, (_, n) => `f${n}.ts`);
      await writeBatch(db, vault, batchOf({ files: others.map((path) => makeFile(path, path, [makeSymbol('one')])) }));
      await embed(db, vault, model, [0, 1, 0], 'another');
      await writeBatch(db, vault, batchOf({ removed: others as FilePath[] }));
      await maintain(db);
      assert.deepEqual(await db.query('SELECT count(*)::bigint AS n FROM text_embeddings'), [{ n: 1 }]);
    });
  }
});
