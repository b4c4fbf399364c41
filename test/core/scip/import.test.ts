/** What other indexers know, taken in: what changes, what is refused, and that nothing else does. */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PositionEncoding } from '@c4312/scip/scip_pb.js';
import type { ScipImportSummary } from '../../../src/core/model/api';
import { isLociError } from '../../../src/core/model/errors';
import { openEngineBench, writeTree } from '../../support/engine';
import type { EngineBench, Tree } from '../../support/engine';
import { madeScipIndex } from '../../support/scipIndex';
import type { MadeDocument } from '../../support/scipIndex';

const never = (): AbortSignal => new AbortController().signal;

const shop = {
  'src/tax.ts': 'export function tax(amount: number): number {\n  return amount * 0.19;\n}\n',
  'src/cart.ts': `import { tax as duty } from './tax';

export abstract class Cart {
  total(): number {
    return duty(1) + duty(2);
  }
}
export class Basket extends Cart {
  override total(): number {
    return super.total();
  }
}
`,
  'lib/till.py': `class Till:
    def pay(self, amount):
        return amount


def open_till():
    return Till().pay(0)
`,
};

/** Calls through what nobody can infer: no relationship without somebody who knows. */
const guess = {
  'hello.ts': 'export class Greeter {\n  greet(): void {}\n}\nexport function hello(): void {}\n',
  'main.ts': `export function main(é: string, who: any): void {
  const label = '𝒳é'; who.greet(label, who.hello);
}
`,
};
const greeter = 'made npm guess 1.0 `hello.ts`/Greeter#';
const guessed = (encoding: PositionEncoding, main: Partial<MadeDocument> = {}): MadeDocument[] => [
  {
    ...{ path: 'hello.ts', text: guess['hello.ts'], encoding },
    defines: {
      'made npm guess 1.0 `hello.ts`/': '^',
      [greeter]: 'Greeter',
      [`${greeter}greet().`]: 'greet',
      'made npm guess 1.0 `hello.ts`/hello().': 'hello',
    },
  },
  {
    ...{ path: 'main.ts', text: guess['main.ts'], encoding },
    defines: { 'made npm guess 1.0 `main.ts`/main().': 'main', 'local 1': 'label' },
    uses: [
      ['greet', `${greeter}greet().`],
      ['hello', 'made npm guess 1.0 `hello.ts`/hello().'],
    ],
    ...main,
  },
];
const utf16 = PositionEncoding.UTF16CodeUnitOffsetFromLineStart;
const found = [
  'main.ts/main(). calls hello.ts/Greeter#greet(). @2:28',
  'main.ts/main(). references hello.ts/hello(). @2:45',
];

describe('scip: import', function () {
  this.timeout(240_000);
  let bench: EngineBench;
  let indexes = 0;
  before(async () => {
    bench = await openEngineBench();
  });
  after(() => bench.close());

  async function indexed(tree: Tree): Promise<string> {
    const folder = await bench.folder(tree);
    await bench.index(folder);
    return folder;
  }

  function written(index: Uint8Array): string {
    const file = join(bench.dataDir, `index${++indexes}.scip`);
    writeFileSync(file, index);
    return file;
  }

  const imported = (folder: string, file?: string, signal = never()): Promise<ScipImportSummary> =>
    bench.engine.importScip({ folder, ...(file !== undefined && { file }) }, () => undefined, signal);

  /** `source type target @line:column…` of all relationships, or of those that were found so. */
  async function edges(folder: string, files: readonly string[], how?: string): Promise<string[]> {
    const all: string[] = [];
    for (const path of files) {
      const { entries } = await bench.engine.outline({ file: join(folder, path) }, never());
      for (const { symbol } of entries) {
        const { related } = await bench.engine.relations({ folder, symbol: symbol.id, direction: 'out' }, never());
        for (const { type, symbol: target, sites, how: by } of related) {
          if (how !== undefined && by !== how) continue;
          const places = sites.map(({ line, character }) => `@${line + 1}:${character + 1}`);
          all.push([symbol.id, type, target.id, ...places].join(' '));
        }
      }
    }
    return all.sort();
  }

  const guessEdges = (folder: string): Promise<string[]> => edges(folder, Object.keys(guess), 'scip');

  async function guessing(documents: readonly MadeDocument[], root?: string): Promise<[string, ScipImportSummary]> {
    const folder = await indexed(guess);
    const file = written(madeScipIndex(root ?? pathToFileURL(folder).href, documents));
    return [folder, await imported(folder, file)];
  }

  it('gives back what was exported, found by scip', async () => {
    const folder = await indexed(shop);
    const before = await edges(folder, Object.keys(shop));
    const file = join(bench.dataDir, 'shop.scip');
    await bench.engine.exportScip({ folder, file }, () => undefined, never());
    const other = await indexed(shop);
    const { index, changedFiles, completeness, notices } = await imported(other, file);
    assert.deepEqual(
      [index?.documents, index?.taken, index?.tool, changedFiles, completeness, notices],
      [3, 3, 'loci', 3, 'complete', []],
    );
    assert.deepEqual(await edges(other, Object.keys(shop), 'scip'), before);
    assert.deepEqual(await edges(other, Object.keys(shop)), before);
  });

  it('adds what nobody else knew, as the syntax uses it, and takes it back', async () => {
    const [folder, { index, changedFiles }] = await guessing(guessed(utf16));
    assert.deepEqual(await guessEdges(folder), found);
    assert.deepEqual([index?.references, changedFiles], [2, 2]);
    assert.equal((await imported(folder)).changedFiles, 2);
    assert.deepEqual(await edges(folder, Object.keys(guess)), []);
  });

  it('replaces what was imported of the same files', async () => {
    const [folder] = await guessing(guessed(utf16));
    const again = guessed(utf16, { uses: [['hello', 'made npm guess 1.0 `hello.ts`/hello().']] });
    await imported(folder, written(madeScipIndex('', again)));
    assert.deepEqual(await guessEdges(folder), found.slice(1));
  });

  it('merges several documents of one file', async () => {
    const [hello, main] = guessed(utf16) as [MadeDocument, MadeDocument];
    const [first, second] = main.uses!;
    const [folder] = await guessing([hello, { ...main, uses: [second!] }, { ...main, uses: [first!] }]);
    assert.deepEqual(await guessEdges(folder), found);
  });

  describe('finds the files of its documents', () => {
    const paths: readonly (readonly [title: string, prefix: string, root: string])[] = [
      ['made on another machine', '', 'file:///home/runner/work/guess'],
      ['made of a folder above', 'folder/', 'file:///C:/work'],
      ['that says nothing of its root', '', ''],
    ];
    for (const [title, prefix, root] of paths) {
      it(title, async () => {
        const folder = await indexed(guess);
        const above = prefix === '' ? '' : `${folder.split('/').at(-1)!}/`;
        const documents = guessed(utf16).map((document) => ({ ...document, path: above + document.path }));
        await imported(folder, written(madeScipIndex(root, documents)));
        assert.deepEqual(await guessEdges(folder), found);
      });
    }

    it('below the folder that is named', async () => {
      const tree = Object.fromEntries(Object.entries(guess).map(([path, text]) => [`packages/guess/${path}`, text]));
      const folder = await indexed(tree);
      const index = written(madeScipIndex('file:///elsewhere', guessed(utf16)));
      const { folder: of } = await imported(join(folder, 'packages/guess'), index);
      assert.equal(of, folder);
      assert.equal((await edges(folder, Object.keys(tree), 'scip')).length, 2);
    });

    it('with the separators of Windows', async () => {
      const tree = Object.fromEntries(Object.entries(guess).map(([path, text]) => [`src/${path}`, text]));
      const folder = await indexed(tree);
      const documents = guessed(utf16).map((document) => ({ ...document, path: `src\\${document.path}` }));
      await imported(folder, written(madeScipIndex('file:///C:/work/guess', documents)));
      assert.equal((await edges(folder, Object.keys(tree), 'scip')).length, 2);
    });

    it('and says which there are not', async () => {
      const odd = ['/etc/passwd', '../hello.ts', 'gone.ts', 'a//b.ts'].map((path): MadeDocument => ({
        path,
        text: 'x',
        defines: { [`made . . . ${path.length}.`]: 'x' },
      }));
      const [folder, { index, notices }] = await guessing([...guessed(utf16), ...odd]);
      assert.deepEqual(await guessEdges(folder), found);
      assert.deepEqual([index?.taken, index?.unknown], [2, 4]);
      assert.deepEqual(notices, ['4 documents are of files that are not indexed']);
    });

    it('or refuses an index of something else', async () => {
      const folder = await indexed(guess);
      const index = written(madeScipIndex('', [{ path: 'other.ts', text: 'x', defines: { 'made . . . x.': 'x' } }]));
      await assert.rejects(imported(folder, index), (error) => isLociError(error, 'usage'));
    });
  });

  for (const [name, encoding] of [
    ['UTF-8', PositionEncoding.UTF8CodeUnitOffsetFromLineStart],
    ['UTF-32', PositionEncoding.UTF32CodeUnitOffsetFromLineStart],
  ] as const) {
    it(`counts columns in ${name}`, async () => {
      const [folder] = await guessing(guessed(encoding));
      assert.deepEqual(await guessEdges(folder), found);
    });
  }

  it('leaves out documents of another version of the files', async () => {
    const folder = await indexed(guess);
    const index = written(madeScipIndex('', guessed(utf16)));
    await writeTree(folder, { 'main.ts': `// one line more\n${guess['main.ts']}` });
    const unsaved = await imported(folder, index);
    await bench.index(folder);
    const saved = await imported(folder, index);
    for (const { index: read, notices } of [unsaved, saved]) {
      assert.deepEqual([read?.taken, read?.otherVersion], [1, 1]);
      assert.match(notices.join(), /1 document is of another version of the files/);
    }
    assert.deepEqual(await guessEdges(folder), []);
    const told = guessed(utf16, {
      withText: true,
      text: guess['main.ts'].replace('label', 'other'),
      defines: {},
      uses: [],
    });
    const [, { index: read }] = await guessing(told);
    assert.equal(read?.otherVersion, 1);
  });

  it('stays what it was found for: a changed file is another one', async () => {
    const [folder] = await guessing(guessed(utf16));
    await writeTree(folder, { 'main.ts': `// one line more\n${guess['main.ts']}` });
    await bench.index(folder);
    assert.deepEqual(await guessEdges(folder), []);
  });

  it('changes nothing and says what is wrong where a file is cut off, at any byte', async () => {
    const folder = await indexed(guess);
    const whole = Buffer.from(madeScipIndex('', guessed(utf16)));
    const complaints = new Set<string>();
    let taken = 0;
    for (let length = 0; length < whole.length; length++) {
      const result = await imported(folder, written(whole.subarray(0, length))).catch((error: unknown) => error);
      if (!isLociError(result)) taken += 1;
      else {
        assert.equal(result.code, 'usage');
        assert.match(result.message, /^\S+ is not a whole SCIP index: /);
        complaints.add(result.message.replace(/^.*: /, ''));
      }
    }
    // Cut between two documents it is an index of the first.
    assert.equal(taken, 1);
    assert.ok(complaints.has('it is cut off') && complaints.has('it is empty'), [...complaints].join());
    assert.deepEqual(await guessEdges(folder), []);
  });

  it('refuses what is no index', async () => {
    const folder = await indexed(guess);
    const files = [
      join(folder, 'main.ts'),
      written(Buffer.from('{"scip":true}')),
      join(folder, 'nowhere.scip'),
      folder,
    ];
    for (const [at, file] of files.entries()) {
      await assert.rejects(imported(folder, file), (error) => isLociError(error, at === 2 ? 'notFound' : 'usage'));
    }
    await assert.rejects(imported(folder, written(readFileSync(files[0]!)), AbortSignal.abort()), (error) =>
      isLociError(error, 'cancelled'),
    );
  });
});
