import { strict as assert } from 'node:assert';
import { appendFile, mkdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { slashed } from '../../../src/core/workspace/folder';
import type { FolderWatcher, WatchOptions } from '../../../src/core/workspace/watch';
import { watchFolder } from '../../../src/core/workspace/watch';
import type { TestFolder } from '../../support/tree';
import { createFolder, createRepository, testLanguageOf } from '../../support/tree';

interface Watched {
  readonly watcher: FolderWatcher;
  readonly notices: string[];
  /** Resolves once all of them have been told, and `whole` as often as it is listed; fails after a while. */
  readonly told: (...expected: readonly string[]) => Promise<void>;
  /** All that was told since the last call, sorted. */
  readonly take: () => string[];
}

const debounceMs = 30;

describe('watchFolder', () => {
  let folder: TestFolder;
  let open: FolderWatcher | undefined;
  afterEach(async () => {
    await open?.close();
    await folder.remove();
  });

  async function watch(options: Partial<WatchOptions> = {}): Promise<Watched> {
    let told: string[] = [];
    const notices: string[] = [];
    const rules = { languageOf: testLanguageOf, env: folder.env };
    const watcher = await watchFolder(folder.path, rules, {
      debounceMs,
      onChange: (paths) => told.push(...paths.map((path) => slashed(path.slice(folder.path.length + 1)))),
      onHeadChange: () => told.push('whole'),
      onNotice: (message) => notices.push(message),
      ...options,
    });
    open = watcher;
    return {
      watcher,
      notices,
      async told(...expected) {
        for (let tries = 0; !expected.every((one) => told.includes(one)); tries++) {
          assert.ok(tries < 200, `told ${told.join(', ')} instead of ${expected.join(', ')}`);
          await pause(25);
        }
      },
      take() {
        const taken = [...new Set(told)].sort();
        told = [];
        return taken;
      },
    };
  }

  /** Long enough for what is under way to be told. */
  const settle = (): Promise<void> => pause(debounceMs * 8);

  it('tells files that come, change, move and go', async () => {
    folder = await createFolder({ 'a.ts': '', 'sub/deep/b.ts': '' });
    const { told, take } = await watch();
    await appendFile(join(folder.path, 'a.ts'), 'let a;');
    await writeFile(join(folder.path, 'sub', 'deep', 'é 😀.ts'), '');
    await told('a.ts', 'sub/deep/é 😀.ts');
    take();
    await rename(join(folder.path, 'a.ts'), join(folder.path, 'sub', 'c.ts'));
    await unlink(join(folder.path, 'sub', 'deep', 'b.ts'));
    await told('a.ts', 'sub/c.ts', 'sub/deep/b.ts');
  });

  it('tells a save that replaces the file once, and not its temporary file', async () => {
    folder = await createFolder({ 'a.ts': '' });
    const { told, take } = await watch();
    await writeFile(join(folder.path, 'a.ts~123'), 'let a;');
    await rename(join(folder.path, 'a.ts~123'), join(folder.path, 'a.ts'));
    await told('a.ts');
    await settle();
    assert.deepEqual(take(), ['a.ts']);
  });

  it('leaves alone what rules leave out', async () => {
    folder = await createRepository({
      '.gitignore': 'gen/\n*.md\n',
      'gen/a.ts': '',
      'gen/kept.ts': '',
      '.lociignore': 'own/\n',
      'own/a.ts': '',
    });
    folder.git(['add', '-f', 'gen/kept.ts']);
    const { told, take } = await watch();
    for (const path of ['gen/a.ts', 'own/a.ts', 'x.md', 'x.png', '.env.ts', 'gen/kept.ts', 'z.ts']) {
      await writeFile(join(folder.path, path), 'x');
    }
    await told('z.ts', 'gen/kept.ts');
    await settle();
    assert.deepEqual(take(), ['gen/kept.ts', 'z.ts']);
  });

  it('tells the files of a directory that arrives whole, and follows it', async () => {
    folder = await createFolder({ 'a.ts': '', '../home/new/b.ts': '', '../home/new/deep/c.ts': '' });
    const { told, take } = await watch();
    await rename(join(folder.home, 'new'), join(folder.path, 'new'));
    await told('new/b.ts', 'new/deep/c.ts');
    take();
    await writeFile(join(folder.path, 'new', 'deep', 'd.ts'), '');
    await told('new/deep/d.ts');
    await mkdir(join(folder.path, 'one', 'two'), { recursive: true });
    await writeFile(join(folder.path, 'one', 'two', 'e.ts'), '');
    await told('one/two/e.ts');
  });

  it('asks for a whole comparison when a directory goes, and forgets it', async () => {
    folder = await createFolder({ 'a.ts': '', 'sub/deep/b.ts': '' });
    const { told, take } = await watch();
    await rename(join(folder.path, 'sub'), join(folder.home, 'sub'));
    await told('whole');
    await settle();
    take();
    await writeFile(join(folder.home, 'sub', 'deep', 'b.ts'), 'x');
    await settle();
    assert.deepEqual(take(), []);
  });

  it('asks for a whole comparison when a directory is replaced at once, and follows the new one', async () => {
    folder = await createFolder({ 'a.ts': '', 'sub/deep/b.ts': '', '../home/next/deep/c.ts': '' });
    const { told, take } = await watch();
    await rename(join(folder.path, 'sub'), join(folder.home, 'sub'));
    await rename(join(folder.home, 'next'), join(folder.path, 'sub'));
    await told('whole');
    await settle();
    take();
    await writeFile(join(folder.path, 'sub', 'deep', 'c.ts'), 'x');
    await told('sub/deep/c.ts');
  });

  it('follows a repository that is made, and one that is made anew', async () => {
    folder = await createFolder({ 'a.ts': '' });
    const { told, take } = await watch();
    for (const branch of ['one', 'two']) {
      await rm(join(folder.path, '.git'), { recursive: true, force: true });
      folder.git(['init', '-q', '-b', branch]);
      await told('whole');
      await settle();
      take();
      folder.git(['add', '.']);
      folder.git(['commit', '-q', '-m', 'first']);
      await told('whole');
      await settle();
      take();
    }
  });

  it('follows a change of the ignore files', async () => {
    folder = await createRepository({ '.gitignore': 'gen/\n', 'gen/a.ts': '' });
    const { told } = await watch();
    await writeFile(join(folder.path, '.gitignore'), '');
    await told('.gitignore');
    await writeFile(join(folder.path, 'gen', 'a.ts'), 'x');
    await told('gen/a.ts');
  });

  it('tells a commit and a switch of branch, and not what else git does', async () => {
    folder = await createRepository({ 'a.ts': '' });
    const { told, take } = await watch();
    folder.git(['add', '.']);
    await settle();
    assert.deepEqual(take(), []);
    folder.git(['commit', '-q', '-m', 'first']);
    await told('whole');
    await settle();
    take();
    folder.git(['checkout', '-q', '-b', 'other']);
    await told('whole');
    await settle();
    take();
    folder.git(['tag', 'v1']);
    await settle();
    assert.deepEqual(take(), []);
  });

  it('is not led out of the folder by links', async function () {
    if (process.platform === 'win32') this.skip();
    folder = await createFolder({ 'a.ts': '', '../home/out/b.ts': '' });
    const { told, take } = await watch();
    await symlink(join(folder.home, 'out'), join(folder.path, 'linked'));
    await symlink('.', join(folder.path, 'loop'));
    await settle();
    await writeFile(join(folder.home, 'out', 'b.ts'), 'x');
    await writeFile(join(folder.path, 'a.ts'), 'x');
    await told('a.ts');
    await settle();
    assert.deepEqual(
      take().filter((path) => path.endsWith('.ts')),
      ['a.ts'],
    );
  });

  it('looks for changes itself where the system allows no more watches', async () => {
    folder = await createFolder({ 'a.ts': '', 'b.ts': '' });
    const refuse = (): never => {
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    };
    const { watcher, notices, told, take } = await watch({ watch: refuse, pollMs: 40 });
    assert.equal(watcher.mode(), 'polling');
    assert.match(notices.join(), /max_user_watches/);
    await told('whole');
    await pause(300);
    take();
    await writeFile(join(folder.path, 'a.ts'), 'let a;');
    await unlink(join(folder.path, 'b.ts'));
    await writeFile(join(folder.path, 'c.ts'), '');
    await told('a.ts', 'b.ts', 'c.ts');
  });

  it('waits for a folder that is away for a while, and goes on by events', async () => {
    folder = await createFolder({ 'a.ts': '', 'sub/b.ts': '' });
    const { told, take, notices, watcher } = await watch({ pollMs: 40 });
    await rename(folder.path, join(folder.home, 'away'));
    await told('whole');
    assert.match(notices.join(), /the folder is gone/);
    take();
    await rename(join(folder.home, 'away'), folder.path);
    await told('whole');
    await settle();
    take();
    await writeFile(join(folder.path, 'sub', 'b.ts'), 'let b;');
    await told('sub/b.ts');
    assert.equal(watcher.mode(), 'events');
  });

  it('goes on in a folder that is made anew at once', async () => {
    folder = await createFolder({ 'a.ts': '', '../home/next/b.ts': '' });
    const { told, take, notices } = await watch({ pollMs: 40 });
    await rename(folder.path, join(folder.home, 'away'));
    await rename(join(folder.home, 'next'), folder.path);
    await told('whole');
    for (let tries = 0; notices.length === 0 && tries < 200; tries++) await pause(25);
    await settle();
    take();
    await writeFile(join(folder.path, 'b.ts'), 'let b;');
    await told('b.ts');
  });

  it('tells nothing once it is closed', async () => {
    folder = await createFolder({ 'a.ts': '' });
    const { watcher, take } = await watch();
    await writeFile(join(folder.path, 'a.ts'), 'x');
    await watcher.close();
    take();
    await rm(join(folder.path, 'a.ts'));
    await settle();
    assert.deepEqual(take(), []);
  });
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
