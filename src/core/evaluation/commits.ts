/** A commit's subject asks for the files that it changed. */

import { throwIfCancelled } from '../model/errors';
import { mostCommitsRead, mostFilesOfCommit, subjectTold } from '../text/asked';
import { streamGit } from '../workspace/git';
import { gitContext } from '../workspace/gitContext';
import { isAskedAbout } from '../languages/asked';

export interface CommitCase {
  readonly query: string;
  readonly paths: readonly string[];
}

const commitMark = '\u0001';
const fewestWords = 5;

/** Those whose files are all there still, newest first; undefined without a history to ask. */
export async function commitCases(
  folder: string,
  present: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<CommitCase[] | undefined> {
  const { git, repository } = await gitContext(folder, process.env);
  if (git === undefined || repository === undefined) return undefined;
  const cases: CommitCase[] = [];
  let subject = '';
  let paths: string[] = [];
  const finish = (): void => {
    const query = subjectTold(subject);
    const code = paths.filter(isAskedAbout);
    const isNarrow = code.length > 0 && code.length <= mostFilesOfCommit && code.every((path) => present.has(path));
    if (isNarrow && (query.match(/\p{L}{3,}/gu) ?? []).length >= fewestWords) cases.push({ query, paths: code });
  };
  const receive = (fields: readonly Buffer[]): Promise<void> => {
    for (const field of fields) {
      const text = field.toString('utf8');
      if (text.startsWith(commitMark)) {
        finish();
        subject = text.slice(1);
        paths = [];
      } else if (text !== '') paths.push(text.replace(/^\n/, ''));
    }
    return Promise.resolve();
  };
  const shown = ['-z', '--name-only', '--no-renames', '--no-merges', '--no-show-signature', '--format=%x01%s'];
  const args = ['log', ...shown, `--max-count=${mostCommitsRead}`, '--relative', '--', '.'];
  const outcome = await streamGit(git, folder, args, process.env, receive, signal);
  throwIfCancelled(signal);
  finish();
  return outcome.ok ? cases : undefined;
}
