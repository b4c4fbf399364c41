/** A repository's commits, and what a commit changed: read from git, in a copy of its own that is checked out at will. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { languageOf } from '../../../src/core/languages';
import { findGit } from '../../../src/core/workspace/git';

export interface Commit {
  readonly hash: string;
  readonly author: string;
  /** When it was written, in milliseconds since 1970. */
  readonly writtenMs: number;
  readonly subject: string;
  readonly paths: readonly string[];
}

/** Lines of the text before the commit, from 1, the last included. */
export interface ChangedLines {
  readonly from: number;
  readonly to: number;
}

export interface Repository {
  /** No commit stands after one that it rests on: the newest first, merges left out. */
  commits(most: number): Promise<Commit[]>;
  /** Puts the files of a commit's parent into the folder. */
  checkOutBefore(hash: string): Promise<void>;
  /** Of the files that are checked out. */
  paths(): Promise<string[]>;
  textBefore(hash: string, path: string): Promise<string>;
  changedLines(hash: string, path: string): Promise<ChangedLines[]>;
}

const run = promisify(execFile);
const mostBytes = 256 * 1024 * 1024;
const mark = '\u0001';
const field = '\u001f';

/** `copy`: an empty folder, which becomes a repository that borrows the objects of the other. */
export async function openRepository(folder: string, copy: string): Promise<Repository> {
  const git = await gitIn(copy);
  await git('clone', '--quiet', '--shared', '--no-checkout', folder, '.');
  return {
    async commits(most) {
      const shown = ['-z', '--name-only', '--no-renames', '--no-merges', '--date-order', '--no-show-signature'];
      const format = `--format=%x01%H%x1f%ae%x1f%at%x1f%s`;
      return commitsIn(await git('log', ...shown, format, `--max-count=${most}`));
    },
    async checkOutBefore(hash) {
      await git('checkout', '--quiet', '--force', '--detach', `${hash}^`);
    },
    paths: async () => (await git('ls-files', '-z')).split('\0').filter((path) => path !== ''),
    textBefore: (hash, path) => git('show', `${hash}^:${path}`),
    async changedLines(hash, path) {
      return linesIn(await git('diff', '--no-color', '--no-ext-diff', '-U0', `${hash}^`, hash, '--', path));
    },
  };
}

async function gitIn(folder: string): Promise<(...args: readonly string[]) => Promise<string>> {
  const git = await findGit();
  if (git === undefined) throw new Error('git is not on the PATH');
  // A repository's own programs are not run.
  const settings = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'];
  const limits = { maxBuffer: mostBytes, encoding: 'utf8' } as const;
  return async (...args) => (await run(git, ['-C', folder, ...settings, ...args], limits)).stdout;
}

function commitsIn(log: string): Commit[] {
  const commits: (Commit & { paths: string[] })[] = [];
  for (const text of log.split('\0')) {
    if (text.startsWith(mark)) {
      const [hash = '', author = '', seconds = '', subject = ''] = text.slice(mark.length).split(field);
      commits.push({ hash, author, writtenMs: Number(seconds) * 1000, subject, paths: [] });
    } else if (text !== '') commits.at(-1)?.paths.push(text.replace(/^\n/, ''));
  }
  return commits;
}

function linesIn(diff: string): ChangedLines[] {
  return [...diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+/gm)].map(([, from, count = '1']) => {
    const first = Math.max(1, Number(from));
    return { from: first, to: first + Math.max(0, Number(count) - 1) };
  });
}

/** Of a language that has definitions. */
export function isCode(path: string): boolean {
  const language = languageOf(path);
  return language !== undefined && !['markdown', 'css', 'html'].includes(language.id);
}
