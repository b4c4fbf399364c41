/** Folders of files for tests, and git that knows no settings but the test's. */

import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LanguageId } from '../../src/core/model/ids';

/** Path → content; a path that ends in `/` is an empty directory; `{ link }` is a symbolic link to that target. */
export type Tree = Readonly<Record<string, string | Uint8Array | { readonly link: string }>>;

export interface TestFolder {
  /** Absolute, without links. */
  readonly path: string;
  /** For whatever runs git: no settings of the machine, and `home` as the home. */
  readonly env: NodeJS.ProcessEnv;
  /** Beside the folder, for global settings. */
  readonly home: string;
  write(tree: Tree): Promise<void>;
  /** Runs git in the folder or in one below it. */
  git(args: readonly string[], below?: string): string;
  remove(): Promise<void>;
}

export async function createFolder(tree: Tree = {}): Promise<TestFolder> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'loci-tree-')));
  const path = join(base, 'folder');
  const home = join(base, 'home');
  await mkdir(path);
  await mkdir(home);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const folder: TestFolder = {
    path,
    home,
    env,
    write: (more) => writeTree(path, more),
    git: (args, below = '') =>
      execFileSync('git', [...identity, ...args], { cwd: join(path, below), env, encoding: 'utf8', stdio: 'pipe' }),
    remove: () => rm(base, { recursive: true, force: true }),
  };
  await folder.write(tree);
  return folder;
}

/** A folder that is a repository; its files are not yet added. */
export async function createRepository(tree: Tree = {}): Promise<TestFolder> {
  const folder = await createFolder(tree);
  folder.git(['init', '-q', '-b', 'main']);
  return folder;
}

/** By extension, and `#!/bin/sh` where a name says nothing. */
export function testLanguageOf(path: string, firstLine = ''): { readonly id: LanguageId } | undefined {
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  const id = firstLine.startsWith('#!/bin/sh') ? 'bash' : languageIds[extension ?? ''];
  return id === undefined ? undefined : { id: id as LanguageId };
}

const languageIds: Readonly<Record<string, string>> = { ts: 'typescript', py: 'python', md: 'markdown' };

const identity = [
  'user.name=Test',
  'user.email=test@example.org',
  'commit.gpgSign=false',
  'protocol.file.allow=always',
].flatMap((setting) => ['-c', setting]);

async function writeTree(folder: string, tree: Tree): Promise<void> {
  for (const [path, content] of Object.entries(tree)) {
    const absolute = join(folder, path);
    if (path.endsWith('/')) {
      await mkdir(absolute, { recursive: true });
      continue;
    }
    await mkdir(dirname(absolute), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) await writeFile(absolute, content);
    else await symlink(content.link, absolute);
  }
}
