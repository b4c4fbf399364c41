/** What comments and commits ask: the part of each that says in words what the code is for. */

/** The first sentence, or paragraph, of a documentation comment; at most 300 UTF-16 units. */
export function firstSentence(documentation: string): string {
  const paragraph = documentation.split(/\n\s*(?:\n|@|:param|Args:|Parameters|Returns|Example|```|#)/)[0]!;
  const folded = paragraph
    .replace(/\{@\w+\s+([^}]*)\}/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return (/^.{15,300}?[.!?](?=\s|$)/.exec(folded)?.[0] ?? folded).slice(0, 300);
}

/** A commit's subject without its conventional prefix and numbers of issues; empty where it is routine. */
export function subjectTold(subject: string): string {
  const told = subject.replace(/^\s*(?:\w+(?:\([^)]*\))?!?:\s*|\[[^\]]*\]\s*)/, '').replace(/\s*\(?#\d+\)?/g, '');
  const routine = /\b(?:bump|release|version|typo|lint|merge|revert|changelog|readme|prettier|format)\b/i;
  return routine.test(told) ? '' : told.trim();
}

/** Commits that touch more files say nothing of any one of them. */
export const mostFilesOfCommit = 4;
/** The latest commits; older ones tell of code that has changed since. */
export const mostCommitsRead = 3_000;
