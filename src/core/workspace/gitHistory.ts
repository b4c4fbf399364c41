/** How often files change, and when they last did, by git's log. */

import { LociError } from '../model/errors';
import type { FilePath } from '../model/ids';
import { streamGit } from './git';
import { gitContext } from './gitContext';

/** More are not read: what changes most has shown by then. */
const mostCommits = 20_000;
/** The same of those that tell what is worked on now. */
const mostRecentCommits = 500;
const commitMark = '\u0001';

/** By path, as it is named now: the commits of the last `days` that touch it, merges left out. Undefined without history. */
export async function commitsByFile(
  folder: string,
  days: number,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<Map<FilePath, number> | undefined> {
  const counts = new Map<FilePath, number>();
  const count = (path: FilePath): void => void counts.set(path, (counts.get(path) ?? 0) + 1);
  return (await readLog(folder, { days, most: mostCommits }, env, count, signal)) ? counts : undefined;
}

/** By path: when the latest commit of the last `days` that touches it was made, in milliseconds since 1970. */
export async function lastCommits(
  folder: string,
  days: number,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<Map<FilePath, number>> {
  const latest = new Map<FilePath, number>();
  const learn = (path: FilePath, atMs: number): void => {
    if (!latest.has(path)) latest.set(path, atMs);
  };
  await readLog(folder, { days, most: mostRecentCommits }, env, learn, signal);
  return latest;
}

interface LogRange {
  readonly days: number;
  /** Commits. */
  readonly most: number;
}

/** Tells each path of each commit, the latest commit first. False without history. */
async function readLog(
  folder: string,
  { days, most }: LogRange,
  env: NodeJS.ProcessEnv,
  tell: (path: FilePath, atMs: number) => void,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { git, repository } = await gitContext(folder, env);
  if (git === undefined || repository === undefined) return false;
  const shown = ['-z', '--name-only', '--no-renames', '--no-merges', '--no-show-signature', `--format=%x01%ct`];
  const asked = [`--since=${days}.days`, `--max-count=${most}`, '--relative'];
  let atMs = 0;
  const receive = (fields: readonly Buffer[]): Promise<void> => {
    for (const field of fields) {
      const text = field.toString('utf8');
      if (text.startsWith(commitMark)) atMs = Number.parseInt(text.slice(commitMark.length), 10) * 1000;
      // The first name of a commit comes after the line that tells of the commit.
      else if (text !== '') tell((text.startsWith('\n') ? text.slice(1) : text) as FilePath, atMs);
    }
    return Promise.resolve();
  };
  const outcome = await streamGit(git, folder, ['log', ...shown, ...asked, '--', '.'], env, receive, signal);
  if (signal?.aborted === true) throw new LociError('cancelled', 'cancelled');
  return outcome.ok;
}
