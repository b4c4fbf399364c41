/** How often files change, by git's log. */

import { LociError } from '../model/errors';
import type { FilePath } from '../model/ids';
import { streamGit } from './git';
import { gitContext } from './gitContext';

/** More are not read: what changes most has shown by then. */
const mostCommits = 20_000;
const commitMark = '\u0001';

/** By path, as it is named now: the commits of the last `days` that touch it, merges left out. Undefined without history. */
export async function commitsByFile(
  folder: string,
  days: number,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<Map<FilePath, number> | undefined> {
  const { git, repository } = await gitContext(folder, env);
  if (git === undefined || repository === undefined) return undefined;
  const shown = ['-z', '--name-only', '--no-renames', '--no-merges', '--no-show-signature', `--format=%x01`];
  const asked = [`--since=${days}.days`, `--max-count=${mostCommits}`, '--relative'];
  const counts = new Map<FilePath, number>();
  const receive = (fields: readonly Buffer[]): Promise<void> => {
    for (const field of fields) {
      const text = field.toString('utf8');
      if (text.startsWith(commitMark) || text === '') continue;
      // The first name of a commit comes after the line that tells of the commit.
      const path = (text.startsWith('\n') ? text.slice(1) : text) as FilePath;
      counts.set(path, (counts.get(path) ?? 0) + 1);
    }
    return Promise.resolve();
  };
  const outcome = await streamGit(git, folder, ['log', ...shown, ...asked, '--', '.'], env, receive, signal);
  if (signal?.aborted === true) throw new LociError('cancelled', 'cancelled');
  return outcome.ok ? counts : undefined;
}
