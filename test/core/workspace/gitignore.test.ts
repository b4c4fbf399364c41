import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { lastMatch, parseIgnoreFile } from '../../../src/core/workspace/gitignore';
import { compileGlob, matchGlob } from '../../../src/core/workspace/glob';
import { scanFolder } from '../../../src/core/workspace/scan';
import type { TestFolder } from '../../support/tree';
import { createRepository, testLanguageOf } from '../../support/tree';

const foldCase = process.platform === 'win32' || process.platform === 'darwin';

/** Few names and many patterns, so that much matches. */
const part = fc.constantFrom('a', 'b', 'ab', 'a.ts', 'b.ts', 'é.ts', 'a b', '-');
const wild = fc.constantFrom(
  '*',
  '**',
  '?',
  '*.ts',
  'a*',
  '*b',
  'a**',
  '**b',
  '[ab]',
  '[!a]*',
  '[a-b]b',
  '[]',
  '[[:alpha:]]',
  '\\a',
  '?.ts',
  '??.ts',
  '[\\]a-]',
  'a?ts',
  '***',
);
const pattern = fc
  .tuple(
    fc.constantFrom('', '', '!', '#', '\\!'),
    fc.constantFrom('', '', '/', '**/'),
    fc.array(fc.oneof(part, wild), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '', '/', '/**', ' ', '\\ ', '//', '\\'),
  )
  .map(([mark, start, parts, end]) => mark + start + parts.join('/') + end);
const ignoreFile = fc.array(pattern, { maxLength: 6 }).map((lines) => lines.join('\n'));
const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

describe('ignore files', () => {
  let folder: TestFolder;
  before(async () => (folder = await createRepository()));
  after(() => folder.remove());

  it('decide about a path as git does', async () => {
    await fc.assert(
      fc.asyncProperty(ignoreFile, fc.uniqueArray(path, { minLength: 20, maxLength: 40 }), async (text, paths) => {
        await writeFile(join(folder.path, '.gitignore'), text);
        const file = parseIgnoreFile(text, { label: '.gitignore', foldCase });
        assert.deepEqual(
          paths.map((one) => rulingOf(file, one)),
          askGit(folder, paths),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('give a walk the same files as git', async () => {
    const tree = fc.uniqueArray(path, { minLength: 5, maxLength: 30 });
    const files = fc.record({ '': ignoreFile, 'a/': ignoreFile, 'a/b/': ignoreFile, 'ab/': ignoreFile });
    await fc.assert(
      fc.asyncProperty(tree, files, async (paths, ignoreFiles) => {
        const free = paths.filter(
          (one) => !paths.some((other) => other.startsWith(`${one}/`) || one.startsWith(`${other}/`)),
        );
        await rm(folder.path, { recursive: true });
        await folder.write(
          Object.fromEntries(['./', 'g.ts', ...free.map((one) => `${one}/f.ts`)].map((one) => [one, ''])),
        );
        folder.git(['init', '-q']);
        for (const [directory, text] of Object.entries(ignoreFiles))
          await folder.write({ [`${directory}.gitignore`]: text });
        const scanWith = async (env: NodeJS.ProcessEnv): Promise<string[]> =>
          (await scanFolder(folder.path, { languageOf: testLanguageOf, env }, new AbortController().signal)).files.map(
            (one) => one.path,
          );
        assert.deepEqual(await scanWith({ ...folder.env, PATH: '', Path: '' }), await scanWith(folder.env));
      }),
      { numRuns: 40 },
    );
  }).timeout(60_000);

  it('cannot make a match take long', () => {
    const glob = compileGlob(`${'*a'.repeat(40)}b`)!;
    assert.equal(matchGlob(glob, 'a'.repeat(250)), false);
    assert.equal(matchGlob(compileGlob(`${'**/a/'.repeat(20)}b`)!, 'a/'.repeat(100)), false);
  });
});

/** The line that decides, 0 if none does. */
function rulingOf(file: ReturnType<typeof parseIgnoreFile>, path: string): number {
  const parts = path.split('/');
  for (let count = 1; count < parts.length; count++) {
    const match = lastMatch([file], parts.slice(0, count).join('/'), true);
    if (match?.pattern.negated === false) return match.pattern.line;
  }
  return lastMatch([file], path, false)?.pattern.line ?? 0;
}

function askGit(folder: TestFolder, paths: readonly string[]): number[] {
  const { stdout } = spawnSync('git', ['check-ignore', '-v', '-n', '-z', '--stdin', '--no-index'], {
    cwd: folder.path,
    env: folder.env,
    input: paths.map((one) => `${one}\0`).join(''),
    encoding: 'utf8',
  });
  const fields = stdout.split('\0');
  return paths.map((_, index) => Number(fields[index * 4 + 1]));
}
