/** Writing batches of files and reading them back. */

import { strict as assert } from 'node:assert';
import { hostname } from 'node:os';
import { isLociError } from '../../../src/core/model/errors';
import type { ContentHash, Descriptor, FilePath, LanguageId } from '../../../src/core/model/ids';
import type { ParsedSymbol } from '../../../src/core/model/symbol';
import type { Database } from '../../../src/core/store/database';
import {
  contentKey,
  fileProblems,
  knownContents,
  knownFiles,
  readDigests,
  readDigestsOf,
  writeBatch,
} from '../../../src/core/store/files';
import type { FileWrite, WriteBatch, WrittenFile } from '../../../src/core/store/files';
import { symbolsOfFile, symbolsOfFiles } from '../../../src/core/store/symbols';
import { openVault } from '../../../src/core/store/vaults';
import type { StoredVault } from '../../../src/core/store/vaults';
import { onEachDatabase } from '../../support/databases';
import { batchOf, hashOf, makeFile, makeSymbol, makeTypicalFile } from '../../support/databasesFiles';

const path = (text: string): FilePath => text as FilePath;

function vaultOf(db: Database, folder = '/work/shop'): Promise<StoredVault> {
  return openVault(db, { name: 'shop', folder, host: hostname() });
}

async function write(db: Database, vault: StoredVault, batch: Partial<WriteBatch>): Promise<WrittenFile[]> {
  return (await writeBatch(db, vault, batchOf(batch))).written;
}

interface SymbolRowId {
  readonly id: number;
  readonly descriptor: string;
  /** Changes with every rewriting of the row. */
  readonly version: string;
}

async function rowIds(db: Database, fileId: number): Promise<Map<string, SymbolRowId>> {
  const rows = await db.query<SymbolRowId>(
    'SELECT id, descriptor, xmin::text || ctid::text AS version FROM code_symbols WHERE file_id = $1',
    [fileId],
  );
  return new Map(rows.map((row) => [row.descriptor, row]));
}

async function names(db: Database, fileId: number): Promise<string[]> {
  return (await symbolsOfFile(db, fileId)).map(({ symbol }) => symbol.name);
}

onEachDatabase('files', (fresh) => {
  it('come back as they were written, with their symbols', async () => {
    const db = await fresh();
    const vault = await vaultOf(db);
    const total: ParsedSymbol = {
      name: 'total',
      qualifiedName: 'Cart.total',
      kind: 'method',
      nativeKind: 'getter "q"\\',
      descriptor: 'Cart#total().' as Descriptor,
      container: 1,
      range: { start: { line: 3, character: 2 }, end: { line: 9, character: 3 } },
      nameRange: { start: { line: 3, character: 6 }, end: { line: 4, character: 1 } },
      bounds: { start: 40, end: 120 },
      signature: "get total(): number\t\\ 🦊 'x'",
      documentation: 'First line.\nSecond\tline.',
      visibility: 'protected',
      isExported: true,
      isAsync: true,
      isGenerator: false,
      isAbstract: true,
      isStatic: true,
    };
    const cart = makeSymbol('Cart', { kind: 'class', descriptor: 'Cart#' as Descriptor });
    const made = makeFile('src/my cart 🛒.ts', 'class Cart', [cart, total]);
    const [written] = await write(db, vault, { files: [made] });
    assert.equal(written?.path, made.file.path);

    const { fileId } = written;
    assert.deepEqual([...(await knownFiles(db, vault))], [[made.file.path, { ...made.file, fileId, symbolCount: 3 }]]);
    const { path, language } = made.file;
    const places = [0, 77, 2].map((ordinal) => ({ fileId, ordinal }));
    const [, gone, stored] = await symbolsOfFiles(db, places, () => ({ vault: vault.id, path, language }));
    assert.equal(gone, undefined);
    assert.deepEqual(stored, {
      ...total,
      id: 'src/my cart 🛒.ts/Cart#total().',
      vault: vault.id,
      path,
      language,
      container: 'Cart',
      referenceCount: 0,
    });
    const outline = await symbolsOfFile(db, fileId);
    assert.deepEqual(
      outline.map(({ symbol, container }) => [symbol.name, symbol.container, container]),
      [
        ['my cart 🛒', undefined, -1],
        ['Cart', undefined, 0],
        ['total', 'Cart', 1],
      ],
    );
    const [digest] = await readDigestsOf(db, vault, [made.file.path]);
    assert.deepEqual(
      { ...digest, digest: Buffer.from(digest!.digest).toString() },
      {
        fileId,
        path: made.file.path,
        language: 'typescript',
        digest: 'digest of class Cart',
      },
    );
    const [facts] = await db.query<{ bytes: Uint8Array }>('SELECT symbol_references AS bytes FROM file_facts');
    assert.equal(Buffer.from(facts!.bytes).toString(), 'references of class Cart');
  });

  it('keep the ids of descriptors that survive, and do not rewrite rows that are the same', async () => {
    const db = await fresh();
    const vault = await vaultOf(db);
    const moved = { start: { line: 7, character: 0 }, end: { line: 8, character: 1 } };
    const before = [makeSymbol('keep'), makeSymbol('move'), makeSymbol('drop')];
    const after = [
      makeSymbol('keep'),
      makeSymbol('move', { range: moved, signature: 'cut in half \ud83e' }),
      makeSymbol('add'),
    ];
    const [written] = await write(db, vault, { files: [makeFile('a.ts', 'one', before)] });
    const { fileId } = written!;
    const old = await rowIds(db, fileId);
    const [again] = await write(db, vault, { files: [makeFile('a.ts', 'two', after)] });
    assert.equal(again?.fileId, fileId);
    const now = await rowIds(db, fileId);
    assert.deepEqual([...now.keys()].sort(), ['', 'add().', 'keep().', 'move().']);
    assert.deepEqual(now.get('keep().'), old.get('keep().'));
    assert.deepEqual(now.get(''), old.get(''));
    assert.equal(now.get('move().')?.id, old.get('move().')?.id);
    assert.notEqual(now.get('move().')?.version, old.get('move().')?.version);
    const outline = await symbolsOfFile(db, fileId);
    assert.deepEqual(
      outline.map(({ symbol }) => symbol.name),
      ['a', 'keep', 'move', 'add'],
    );
    assert.deepEqual(outline[2]?.symbol.range, moved);
    assert.equal(outline[2].symbol.signature, 'cut in half \ufffd');
  });

  it('keep relationships of symbols that survive, and lose those of symbols that go', async () => {
    const db = await fresh();
    const vault = await vaultOf(db);
    const [written] = await write(db, vault, {
      files: [makeFile('a.ts', 'one', [makeSymbol('caller'), makeSymbol('kept'), makeSymbol('gone')])],
    });
    const ids = await rowIds(db, written!.fileId);
    const id = (name: string): number => ids.get(`${name}().`)!.id;
    await db.query(
      `INSERT INTO symbol_relationships (source_id, target_id, relationship_type, how)
       VALUES ($1, $2, 'calls', 'test'), ($1, $3, 'calls', 'test'), ($3, $1, 'uses', 'test')`,
      [id('caller'), id('kept'), id('gone')],
    );
    await write(db, vault, { files: [makeFile('a.ts', 'two', [makeSymbol('kept'), makeSymbol('caller')])] });
    assert.deepEqual(
      await db.query('SELECT source_id, target_id, relationship_type FROM symbol_relationship_details ORDER BY 3'),
      [
        { source_id: id('kept'), target_id: id('caller'), relationship_type: 'called_by' },
        { source_id: id('caller'), target_id: id('kept'), relationship_type: 'calls' },
      ],
    );
  });

  it('take symbols from another file with the same content, in any vault', async () => {
    const db = await fresh();
    const [one, two] = [await vaultOf(db, '/one'), await vaultOf(db, '/two')];
    const first = makeFile('lib/first.ts', 'same', [makeSymbol('shared', { qualifiedName: 'ns.shared' })]);
    await write(db, one, { files: [{ ...first, file: { ...first.file, status: 'partial', problem: 'line 3' } }] });
    const { hash, language } = first.file;
    const known = await knownContents(db, [
      { hash, language },
      { hash, language: 'python' as LanguageId },
      { hash: hashOf('other'), language },
    ]);
    assert.deepEqual([...known], [contentKey(hash, language)]);

    const reuse = (to: string): FileWrite => ({ file: { ...first.file, path: path(to) }, facts: { reuse: hash } });
    const unknown: FileWrite = {
      file: makeFile('x.ts', 'nobody has it').file,
      facts: { reuse: hashOf('nobody has it') },
    };
    const existing = makeFile('was.ts', 'was something else', [makeSymbol('shared'), makeSymbol('old')]);
    const [was] = await write(db, two, { files: [existing] });
    const before = await rowIds(db, was!.fileId);
    const written = await write(db, two, { files: [reuse('second.ts'), unknown, reuse('was.ts')] });
    assert.deepEqual(
      written.map((file) => file.path),
      ['second.ts', 'was.ts'],
    );
    for (const { fileId, path: at } of written) assert.deepEqual(await names(db, fileId), [at.slice(0, -3), 'shared']);
    assert.equal((await rowIds(db, was!.fileId)).get('shared().')?.id, before.get('shared().')?.id);
    const second = (await knownFiles(db, two)).get(path('second.ts'));
    assert.deepEqual([second?.status, second?.problem, second?.symbolCount], ['partial', 'line 3', 2]);
    assert.deepEqual(await db.query('SELECT count(*)::int AS n FROM file_facts'), [{ n: 2 }]);
  });

  it('swap contents that both are reused', async () => {
    const db = await fresh();
    const vault = await vaultOf(db);
    const [a, b] = [makeFile('a.ts', 'A', [makeSymbol('fa')]), makeFile('b.ts', 'B', [makeSymbol('fb')])];
    const [wa, wb] = await write(db, vault, { files: [a, b] });
    await write(db, vault, {
      files: [
        { file: { ...a.file, hash: b.file.hash }, facts: { reuse: b.file.hash } },
        { file: { ...b.file, hash: a.file.hash }, facts: { reuse: a.file.hash } },
      ],
    });
    assert.deepEqual(await names(db, wa!.fileId), ['a', 'fb']);
    assert.deepEqual(await names(db, wb!.fileId), ['b', 'fa']);
  });

  it('move without losing their ids: a chain, a swap, onto another file', async () => {
    const db = await fresh();
    const vault = await vaultOf(db);
    const files = ['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts'].map((at) =>
      makeFile(at, at, [makeSymbol(`in_${at[0] ?? ''}`)]),
    );
    const ids = new Map((await write(db, vault, { files })).map((file) => [file.path, file.fileId]));
    const moves = [
      ['a.ts', 'b.ts'],
      ['b.ts', 'a.ts'],
      ['c.ts', 'sub/f.ts'],
      ['d.ts', 'e.ts'],
      ['not there.ts', 'g.ts'],
    ].map(([from, to]) => ({ from: path(from!), to: path(to!) }));
    const touched = [{ path: path('sub/f.ts'), size: 5, modifiedMs: 9.5 }];
    const written = await write(db, vault, { renamed: moves, touched });
    const now = await knownFiles(db, vault);
    assert.deepEqual([...now.keys()].sort(), ['a.ts', 'b.ts', 'e.ts', 'sub/f.ts']);
    assert.equal(written.length, 4);
    for (const { from, to } of moves.slice(0, 4)) {
      assert.equal(now.get(to)?.fileId, ids.get(from));
      const base = to.slice(to.lastIndexOf('/') + 1, -3);
      assert.deepEqual(await names(db, ids.get(from)!), [base, `in_${from[0] ?? ''}`]);
    }
    assert.equal(now.get(path('sub/f.ts'))?.modifiedMs, 9.5);
    assert.deepEqual(await db.query('SELECT count(*)::int AS n FROM code_symbols'), [{ n: 8 }]);
  });

  it('go with their symbols', async () => {
    const db = await fresh();
    const vault = await vaultOf(db);
    await write(db, vault, { files: [makeFile('a.ts', 'a', [makeSymbol('x')]), makeFile('b.ts', 'b')] });
    await write(db, vault, { removed: [path('a.ts'), path('never was.ts')] });
    assert.deepEqual([...(await knownFiles(db, vault)).keys()], ['b.ts']);
    assert.deepEqual(await db.query('SELECT count(*)::int AS n FROM code_symbols'), [{ n: 1 }]);
  });

  it('that failed have no symbols and say why', async () => {
    const db = await fresh();
    const vault = await vaultOf(db);
    await write(db, vault, { files: [makeFile('a.ts', 'fine', [makeSymbol('x')])] });
    const failed: FileWrite = {
      file: {
        ...makeFile('a.ts', '').file,
        hash: '0'.repeat(64) as ContentHash,
        status: 'failed',
        problem: 'no permission \0',
      },
      facts: undefined,
    };
    const [written] = await write(db, vault, { files: [failed] });
    assert.deepEqual(await names(db, written!.fileId), []);
    assert.deepEqual(await fileProblems(db, vault, 10), [{ path: 'a.ts', message: 'no permission ' }]);
    assert.deepEqual(await readDigestsOf(db, vault, [path('a.ts')]), []);
    await write(db, vault, { files: [makeFile('a.ts', 'fine', [makeSymbol('x')])] });
    assert.deepEqual(await names(db, written!.fileId), ['a', 'x']);
    assert.deepEqual(await fileProblems(db, vault, 10), []);
  });

  it('of another index format read as changed', async () => {
    const db = await fresh();
    const vault = await vaultOf(db);
    const made = makeFile('a.ts', 'text', [makeSymbol('x')]);
    const [written] = await write(db, vault, { files: [made] });
    await db.execute('UPDATE source_files SET index_format = 0; UPDATE file_facts SET index_format = 0');
    const known = (await knownFiles(db, vault, [made.file.path])).get(made.file.path);
    assert.deepEqual([known?.hash, known?.modifiedMs], ['', -1]);
    assert.equal((await knownContents(db, [made.file])).size, 0);
    assert.deepEqual(await readDigests(db, vault, { afterFileId: 0, limit: 10 }), []);
    await write(db, vault, { files: [made] });
    assert.equal((await knownFiles(db, vault)).get(made.file.path)?.fileId, written!.fileId);
  });

  it('give their digests page by page', async () => {
    const db = await fresh();
    const vault = await vaultOf(db);
    const other = await vaultOf(db, '/other');
    const files = Array.from({ length: 25 }, (_, n) => makeFile(`f${n}.ts`, `text ${n}`));
    await write(db, vault, { files });
    await write(db, other, { files: files.slice(0, 3) });
    const seen: string[] = [];
    for (let afterFileId = 0; ;) {
      const page = await readDigests(db, vault, { afterFileId, limit: 10 });
      if (page.length === 0) break;
      seen.push(...page.map((row) => Buffer.from(row.digest).toString()));
      afterFileId = page.at(-1)!.fileId;
    }
    assert.deepEqual(seen.sort(), files.map(({ facts }) => Buffer.from(facts.digest).toString()).sort());
  });

  it('are written whole or not at all', async () => {
    const db = await fresh();
    const vault = await vaultOf(db);
    const bad = makeFile('bad.ts', 'bad', [makeSymbol('x', { name: 'n'.repeat(300) })]);
    await assert.rejects(write(db, vault, { files: [makeFile('good.ts', 'good'), bad] }));
    const aborted = AbortSignal.abort();
    await assert.rejects(writeBatch(db, vault, batchOf({ files: [makeFile('good.ts', 'good')] }), aborted), (error) =>
      isLociError(error, 'cancelled'),
    );
    assert.equal((await knownFiles(db, vault)).size, 0);
    assert.deepEqual(await db.query('SELECT count(*)::int AS n FROM file_facts'), [{ n: 0 }]);
  });

  it('of a big batch are all there, and again when all have changed', async () => {
    const db = await fresh();
    const vault = await vaultOf(db);
    const files = Array.from({ length: 300 }, (_, n) => makeTypicalFile(n, 20));
    assert.equal((await write(db, vault, { files })).length, 300);
    const shifted = files.map(({ file, facts }) => ({
      file: { ...file, hash: hashOf(`${file.hash} shifted`) },
      facts: {
        ...facts,
        symbols: facts.symbols.map((symbol) => ({
          ...symbol,
          bounds: { start: symbol.bounds.start + 1, end: symbol.bounds.end + 1 },
        })),
      },
    }));
    await write(db, vault, { files: shifted });
    assert.deepEqual(
      await db.query(
        'SELECT count(*)::int AS n, max(id)::int AS newest, min(definition_start)::int AS first FROM code_symbols',
      ),
      [{ n: 6_000, newest: 6_000, first: 1 }],
    );
    assert.deepEqual(await write(db, vault, {}), []);
  });
});
