import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { access, chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { ScanRules } from '../../../src/core/workspace/rules';
import type { ScanResult } from '../../../src/core/workspace/scan';
import { scanFolder } from '../../../src/core/workspace/scan';
import { isLociError } from '../../../src/core/model/errors';
import type { TestFolder, Tree } from '../../support/tree';
import { createFolder, createRepository, testLanguageOf } from '../../support/tree';

const anySignal = new AbortController().signal;
const onWindows = process.platform === 'win32';

function scan(folder: TestFolder, rules: Partial<ScanRules> = {}, below = ''): Promise<ScanResult> {
  return scanFolder(join(folder.path, below), { languageOf: testLanguageOf, env: folder.env, ...rules }, anySignal);
}

const withoutGit = (folder: TestFolder): Partial<ScanRules> => ({ env: { ...folder.env, PATH: '', Path: '' } });

function pathsOf(result: ScanResult): string[] {
  return result.files.map(({ path }) => path);
}

interface Case {
  readonly name: string;
  readonly tree: Tree;
  readonly expected: readonly string[];
  readonly rules?: Partial<ScanRules>;
  /** What has to be told. */
  readonly notice?: RegExp;
}

/** What holds with git, in a repository without git, and in a plain folder alike. */
const everywhere: readonly Case[] = [
  { name: 'an empty folder', tree: {}, expected: [] },
  { name: 'only ignored files', tree: { '.gitignore': '*', 'a.ts': '' }, expected: [] },
  {
    name: 'names with spaces, emoji, quotes and line ends',
    tree: { 'a b.ts': '', 'f😀/é.ts': '', ...(onWindows ? {} : { 'x\ny"\\.ts': '' }) },
    expected: ['a b.ts', 'f😀/é.ts', ...(onWindows ? [] : ['x\ny"\\.ts'])],
  },
  {
    name: 'nested ignore files with negation',
    tree: {
      '.gitignore': '*.ts\n!keep.ts\n/out/\n',
      'a.ts': '',
      'keep.ts': '',
      'out/keep.ts': '',
      'sub/.gitignore': '!b.ts\nkeep.ts\n',
      'sub/b.ts': '',
      'sub/keep.ts': '',
      'sub/deep/b.ts': '',
      'sub/out/keep.py': '',
    },
    expected: ['keep.ts', 'sub/b.ts', 'sub/deep/b.ts', 'sub/out/keep.py'],
  },
  {
    name: 'a nested file reopens a directory that the outer one closes',
    tree: { '.gitignore': 'gen/\n', 'gen/a.ts': '', 'sub/.gitignore': '!gen/\n', 'sub/gen/b.ts': '' },
    expected: ['sub/gen/b.ts'],
  },
  {
    name: 'files of no known language, unless their first line tells',
    tree: { 'a.png': '', tool: '#!/bin/sh\n', LICENSE: 'free\n', 'c.py': '' },
    expected: ['c.py', 'tool'],
  },
  {
    name: 'secrets',
    tree: { 'credentials.ts': '', '.ssh/id.ts': '', 'sub/.env.ts': '', '.env.example.ts': '' },
    expected: ['credentials.ts'],
  },
  { name: 'secrets that are asked for', tree: { '.env.ts': '' }, rules: { indexSecrets: true }, expected: ['.env.ts'] },
  {
    name: 'large files',
    tree: { 'a.ts': 'x'.repeat(11), 'b.ts': 'x'.repeat(10) },
    rules: { maxBytes: 10 },
    expected: ['b.ts'],
  },
  {
    name: 'globs of the settings',
    tree: { 'dist/a.ts': '', 'src/dist/b.ts': '', 'src/c.test.ts': '', 'src/d.ts': '', 'e.md': '' },
    rules: { exclude: ['**/dist', '**/*.{test,spec}.ts', '*.md'] },
    expected: ['src/d.ts'],
  },
  {
    name: '.lociignore, nested, with negation among its own lines',
    tree: {
      '.lociignore': 'gen/\n*.py\n!keep.py\n',
      'gen/a.ts': '',
      'a.py': '',
      'keep.py': '',
      'sub/.lociignore': '!b.py\nkeep.py\n',
      'sub/b.py': '',
      'sub/keep.py': '',
    },
    expected: ['keep.py', 'sub/b.py'],
  },
  {
    name: '.lociignore over git, secrets, sizes and settings',
    tree: {
      '.gitignore': '/made/\n/other/\nlocal.ts\n',
      '.lociignore': '!/made/\n!local.ts\n!.env.ts\n!large.ts\n!/set/c.ts\n!/other/deep/in.ts\n',
      'made/a.ts': '',
      'made/sub/b.ts': '',
      'other/deep/in.ts': '',
      'other/deep/out.ts': '',
      'other/local.ts': '',
      'local.ts': '',
      '.env.ts': '',
      'large.ts': 'x'.repeat(100),
      'set/c.ts': '',
    },
    rules: { maxBytes: 10, exclude: ['set/**'] },
    expected: ['.env.ts', 'large.ts', 'local.ts', 'made/a.ts', 'made/sub/b.ts', 'other/deep/in.ts', 'set/c.ts'],
  },
  {
    name: '.lociignore that lists what to index brings back nothing that is ignored',
    tree: {
      '.gitignore': 'node_modules/\n',
      '.lociignore': '*\n!*/\n!*.ts\n',
      'node_modules/a/b.ts': '',
      'a.ts': '',
      'sub/c.ts': '',
      'd.py': '',
      '.env.ts': '',
    },
    expected: ['a.ts', 'sub/c.ts'],
  },
  ...(onWindows
    ? []
    : [
        {
          name: 'links are not followed, loops do no harm',
          tree: {
            'real/a.ts': '',
            'real/loop': { link: '..' },
            self: { link: 'self' },
            'linked.ts': { link: 'real/a.ts' },
            linked: { link: 'real' },
          },
          expected: ['real/a.ts'],
        },
        {
          name: 'line ends and a mark in ignore files',
          tree: {
            '.gitignore': '\uFEFFa.ts\r\nb.ts \r\n#c.ts\r\nd\\ .ts\r\n',
            'a.ts': '',
            'b.ts': '',
            'c.ts': '',
            'd .ts': '',
          },
          expected: ['c.ts'],
        },
      ]),
];

describe('scanFolder', () => {
  let folder: TestFolder;
  afterEach(() => folder.remove());

  for (const { name, tree, expected, rules } of everywhere) {
    it(`with git: ${name}`, async () => {
      folder = await createRepository(tree);
      const result = await scan(folder, rules);
      assert.deepEqual(pathsOf(result), expected);
      assert.equal(result.usedGit, true);
      assert.deepEqual(result.notices, []);
    });
    it(`in a repository without git: ${name}`, async () => {
      folder = await createRepository(tree);
      const result = await scan(folder, { ...rules, ...withoutGit(folder) });
      assert.deepEqual(pathsOf(result), expected);
      assert.match(result.notices.join('\n'), /git is not on the PATH/);
    });
    it(`in a plain folder: ${name}`, async () => {
      folder = await createFolder(tree);
      const result = await scan(folder, rules);
      assert.deepEqual(pathsOf(result), expected);
      assert.deepEqual([result.usedGit, result.notices], [false, []]);
    });
  }

  it('counts what it leaves out, by rule', async () => {
    folder = await createFolder({
      'a.ts': '',
      'b.png': '',
      '.env': '',
      'c.ts': 'x'.repeat(20),
      '.gitignore': 'd.ts',
      'd.ts': '',
    });
    const { leftOut } = await scan(folder, { maxBytes: 10 });
    assert.deepEqual(leftOut, { unknownLanguage: 2, secret: 1, tooLarge: 1, gitIgnored: 1 });
  });

  it('offers size, time and language', async () => {
    folder = await createFolder({ 'a.py': 'x = 1\n' });
    execFileSync(process.execPath, ['-e', `fs.utimesSync('a.py', 1e6, 1e6)`], { cwd: folder.path });
    assert.deepEqual((await scan(folder)).files, [{ path: 'a.py', language: 'python', size: 6, modifiedMs: 1e9 }]);
  });

  it('offers no time for a file that may change again within the same tick', async () => {
    folder = await createFolder({ 'a.py': '' });
    assert.equal((await scan(folder)).files[0]!.modifiedMs, -1);
  });

  it('reports progress', async () => {
    folder = await createFolder(Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`${index}.ts`, ''])));
    const counts: number[] = [];
    const rules = { languageOf: testLanguageOf, env: folder.env };
    await scanFolder(folder.path, rules, anySignal, { onProgress: (found) => counts.push(found) });
    assert.deepEqual(counts, [256, 512, 600]);
  });

  it('stops when cancelled', async () => {
    folder = await createRepository({ 'a.ts': '' });
    const cancelling = new AbortController();
    const rules = { languageOf: testLanguageOf, env: folder.env };
    const running = scanFolder(folder.path, rules, cancelling.signal, {
      onProgress: () => {
        cancelling.abort();
      },
    });
    await assert.rejects(running, (error) => isLociError(error, 'cancelled'));
  });

  it('reads info/exclude, with git and without', async () => {
    folder = await createRepository({ 'a.ts': '', 'b.ts': '', 'sub/a.ts': '' });
    await writeFile(join(folder.path, '.git', 'info', 'exclude'), '/a.ts\n');
    assert.deepEqual(pathsOf(await scan(folder)), ['b.ts', 'sub/a.ts']);
    assert.deepEqual(pathsOf(await scan(folder, withoutGit(folder))), ['b.ts', 'sub/a.ts']);
  });

  it('reads global excludes, with git and without', async () => {
    folder = await createRepository({
      '../home/.config/git/ignore': '*.py\n',
      'a.ts': '',
      'b.py': '',
      '.gitignore': '!c.py',
      'c.py': '',
    });
    assert.deepEqual(pathsOf(await scan(folder)), ['a.ts', 'c.py']);
    assert.deepEqual(pathsOf(await scan(folder, withoutGit(folder))), ['a.ts', 'c.py']);
  });

  it('offers what is tracked though it is ignored, and not what is tracked but deleted', async () => {
    folder = await createRepository({ '.gitignore': 'gen/', 'gen/a.ts': '', 'gen/b.ts': '', 'gone.ts': '' });
    folder.git(['add', '-f', 'gen/a.ts', 'gone.ts']);
    execFileSync(process.execPath, ['-e', `fs.unlinkSync('gone.ts')`], { cwd: folder.path });
    assert.deepEqual(pathsOf(await scan(folder)), ['gen/a.ts']);
  });

  it('applies the rules of parents in a folder below the top', async () => {
    folder = await createRepository({
      '.gitignore': '/sub/a.ts\n*.md\n',
      '.lociignore': '/sub/b.ts\n',
      'sub/a.ts': '',
      'sub/b.ts': '',
      'sub/c.ts': '',
      'sub/d.md': '',
      'other.ts': '',
    });
    assert.deepEqual(pathsOf(await scan(folder, {}, 'sub')), ['c.ts']);
    assert.deepEqual(pathsOf(await scan(folder, withoutGit(folder), 'sub')), ['c.ts']);
  });

  it('indexes a folder that the repository around it ignores', async () => {
    folder = await createRepository({ '.gitignore': '*\n', 'sub/a.ts': '' });
    const result = await scan(folder, {}, 'sub');
    assert.deepEqual(pathsOf(result), ['a.ts']);
    assert.match(result.notices.join(), /ignores this folder/);
  });

  it('reads a worktree', async () => {
    folder = await createRepository({ '.gitignore': '*.md', 'main/a.ts': '' });
    folder.git(['add', '.']);
    folder.git(['commit', '-q', '-m', 'first']);
    folder.git(['worktree', 'add', '-q', join(folder.home, 'tree')]);
    await writeFile(join(folder.home, 'tree', 'b.md'), '');
    const result = await scanFolder(
      join(folder.home, 'tree'),
      { languageOf: testLanguageOf, env: folder.env },
      anySignal,
    );
    assert.deepEqual(pathsOf(result), ['main/a.ts']);
    assert.equal(result.usedGit, true);
  });

  it('reads a sparse checkout', async () => {
    folder = await createRepository({ 'in/a.ts': '', 'out/b.ts': '' });
    folder.git(['add', '.']);
    folder.git(['commit', '-q', '-m', 'first']);
    folder.git(['sparse-checkout', 'set', 'in']);
    assert.deepEqual(pathsOf(await scan(folder)), ['in/a.ts']);
  });

  it('does not enter submodules and nested repositories, and says so', async () => {
    folder = await createRepository({ 'a.ts': '', 'nested/b.ts': '', '../home/module/c.ts': '' });
    folder.git(['init', '-q'], 'nested');
    const module = join(folder.home, 'module');
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['commit', '-q', '-m', 'first'],
    ])
      folder.git(args, '../home/module');
    folder.git(['submodule', '--quiet', 'add', module, 'module']);
    for (const rules of [{}, withoutGit(folder)]) {
      const result = await scan(folder, rules);
      assert.deepEqual(pathsOf(result), ['a.ts']);
      assert.match(result.notices.join('\n'), /2 repositories below this folder not entered: module, nested;/);
    }
  });

  it('enters the repositories of a plain folder, each by its own rules', async () => {
    const one = { 'one/.gitignore': '*.md\n/kept/\n', 'one/a.ts': '', 'one/b.md': '', 'one/kept/c.ts': '' };
    folder = await createFolder({
      ...one,
      '.gitignore': '*.py\n',
      'two/d.py': '',
      'e.py': '',
      'two/in/f.ts': '',
      '.lociignore': '/one/out.ts',
      'one/out.ts': '',
    });
    folder.git(['init', '-q'], 'one');
    folder.git(['init', '-q'], 'two');
    folder.git(['init', '-q'], 'two/in');
    folder.git(['add', '-f', 'kept/c.ts'], 'one');
    assert.deepEqual(pathsOf(await scan(folder)), ['one/a.ts', 'one/kept/c.ts', 'two/d.py']);
    assert.deepEqual(pathsOf(await scan(folder, withoutGit(folder))), ['one/a.ts', 'two/d.py']);
  });

  it('enters the worktrees beside a bare repository', async () => {
    folder = await createFolder({ '../home/seed/a.ts': '' });
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['commit', '-q', '-m', 'first'],
    ])
      folder.git(args, '../home/seed');
    folder.git(['clone', '-q', '--bare', join(folder.home, 'seed'), '.git']);
    folder.git(['worktree', 'add', '-q', 'tree']);
    await folder.write({ 'tree/b.ts': '', 'c.ts': '' });
    assert.deepEqual(pathsOf(await scan(folder)), ['c.ts', 'tree/a.ts', 'tree/b.ts']);
  });

  it('walks a damaged repository, and says why', async () => {
    folder = await createRepository({ 'a.ts': '', '.gitignore': 'b.ts', 'b.ts': '' });
    await writeFile(join(folder.path, '.git', 'index'), 'damaged');
    const result = await scan(folder);
    assert.deepEqual(pathsOf(result), ['a.ts']);
    assert.match(result.notices.join(), /git cannot answer \(.*index/);
  });

  it('never runs a program that a repository names', async () => {
    folder = await createRepository({ 'a.ts': '' });
    const trap = join(folder.home, 'trap');
    const program = `touch ${trap}`;
    for (const setting of ['core.fsmonitor', 'core.sshCommand', 'core.pager', 'core.editor', 'credential.helper']) {
      folder.git(['config', setting, program]);
    }
    assert.deepEqual(pathsOf(await scan(folder)), ['a.ts']);
    await assert.rejects(access(trap), { code: 'ENOENT' });
  });

  it('does not take a repository for the place where git is', async () => {
    folder = await createRepository({ 'a.ts': '', git: '#!/bin/sh\ntouch trapped\n', 'git.exe': '' });
    await chmod(join(folder.path, 'git'), 0o755);
    const before = process.cwd();
    process.chdir(folder.path);
    try {
      const result = await scan(folder, { env: { ...folder.env, PATH: `.${delimiter}`, Path: '.' } });
      assert.deepEqual(pathsOf(result), ['a.ts', 'git']);
      assert.match(result.notices.join(), /git is not on the PATH/);
    } finally {
      process.chdir(before);
    }
  });

  it('tells of names that no text can hold', async function () {
    if (process.platform !== 'linux') this.skip();
    folder = await createRepository({ 'a.ts': '' });
    const bytes = (name: number[]): Buffer => Buffer.concat([Buffer.from(`${folder.path}/`), Buffer.from(name)]);
    await writeFile(bytes([0xff, 0x2e, 0x74, 0x73]), '');
    await mkdir(bytes([0xfe]));
    await writeFile(bytes([0xfe, 0x2f, 0x62, 0x2e, 0x74, 0x73]), '');
    for (const rules of [{}, withoutGit(folder)]) {
      const result = await scan(folder, rules);
      assert.deepEqual(pathsOf(result), ['a.ts']);
      assert.match(result.notices.join('\n'), /2 files left out because the name is not valid Unicode/);
    }
  });

  it('is not misled by the environment of a git hook', async () => {
    folder = await createRepository({ 'a.ts': '' });
    const env = { ...folder.env, GIT_DIR: join(folder.home, 'other'), GIT_INDEX_FILE: join(folder.home, 'index') };
    assert.deepEqual(pathsOf(await scan(folder, { env })), ['a.ts']);
  });
});
