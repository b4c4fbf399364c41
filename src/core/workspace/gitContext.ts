/** Whether git answers for a folder, and what people should know if it does not. */

import type { Repository } from './git';
import { askGit, findGit, findRepository, streamGit } from './git';

export interface GitContext {
  /** The git program, if it can be asked about this folder. */
  readonly git?: string | undefined;
  /** The repository whose rules count for the folder. */
  readonly repository?: Repository | undefined;
  readonly notices: readonly string[];
}

export async function gitContext(folder: string, env: NodeJS.ProcessEnv): Promise<GitContext> {
  const [repository, git] = await Promise.all([findRepository(folder), findGit(env)]);
  if (repository === undefined) return { git, notices: [] };
  if (git === undefined) {
    const notice = 'git is not on the PATH: its ignore files are read without it, its index is not';
    return { repository, notices: [notice] };
  }
  const outcome = await streamGit(git, folder, ['rev-parse', '--show-toplevel'], env, () => Promise.resolve());
  if (outcome.ok) {
    if (folder === repository.top || !(await isIgnoredFolder(git, folder, env)))
      return { git, repository, notices: [] };
    return { git, notices: [`the repository at ${repository.top} ignores this folder: its rules are not used here`] };
  }
  if (outcome.errors.includes('must be run in a work tree')) return { git, notices: [] };
  return { repository, notices: [refusal(outcome.problem, repository.top)] };
}

/** A repository that ignores the folder that someone asks to index has nothing to say about it. */
async function isIgnoredFolder(git: string, folder: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  if ((await askGit(git, folder, ['check-ignore', '-q', '.'], env)) === undefined) return false;
  return (await askGit(git, folder, ['ls-files', '-z', '--cached'], env))?.length === 0;
}

export function refusal(problem: string, folder: string): string {
  const instead = 'its ignore files are read without it';
  if (!problem.includes('dubious ownership')) return `git cannot answer (${problem}): ${instead}`;
  const mend = `git config --global --add safe.directory ${JSON.stringify(folder)}`;
  return `git does not trust this folder, as another user owns it: ${instead}; to trust it, run: ${mend}`;
}
