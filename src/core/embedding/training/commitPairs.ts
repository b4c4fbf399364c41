/**
 * Pairs from git's history: a commit's subject, and the places that it changed. git compares committed objects with each
 * other here, so neither filters nor programs of the repository have a part in it.
 */

import { StringDecoder } from 'node:string_decoder';
import { throwIfCancelled } from '../../model/errors';
import { askedPatterns, isAskedAbout } from '../../languages/asked';
import { mostCommitsRead, mostFilesOfCommit, subjectTold } from '../../text/asked';
import { pipeGit } from '../../workspace/git';
import { gitContext } from '../../workspace/gitContext';
import type { FoundCode } from './foundCode';
import type { TrainingPair } from './pairs';
import { countTokens, pathTokens, tokensOf } from './symbolPairs';

/** A changed file. */
const mostHunks = 3;
const mostSymbols = 3;
/** UTF-16 units of one commit's changes that are kept. */
const longestCommit = 200_000;
const mostBytes = 400_000_000;
const commitMark = '\u0001';

/** Undefined without a history to ask. Stops early where a history is very large. */
export async function commitPairs(
  repository: string,
  folder: string,
  today: FoundCode,
  collect: (pair: TrainingPair) => void,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const env = process.env;
  const context = await gitContext(folder, env);
  if (context.git === undefined || context.repository === undefined) return undefined;
  const reader = createReader(repository, today, collect);
  const enough = new AbortController();
  const stop = signal === undefined ? enough.signal : AbortSignal.any([signal, enough.signal]);
  const decoder = new StringDecoder('utf8');
  let bytes = 0;
  const receive = (chunk: Buffer): Promise<void> => {
    bytes += chunk.length;
    reader.read(decoder.write(chunk));
    if (bytes > mostBytes) enough.abort();
    return Promise.resolve();
  };
  const shown = [
    '--no-merges',
    '--no-show-signature',
    '--no-renames',
    '--format=%x01%s',
    `--max-count=${mostCommitsRead}`,
  ];
  const compared = ['-p', '-U2', '--no-color', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all'];
  const args = ['log', ...shown, ...compared, '--relative', '--', ...askedPatterns];
  await pipeGit(context.git, folder, args, env, { receive, signal: stop });
  throwIfCancelled(signal);
  reader.end();
  return reader.commits();
}

interface HistoryReader {
  read(text: string): void;
  end(): void;
  commits(): number;
}

function createReader(repository: string, today: FoundCode, collect: (pair: TrainingPair) => void): HistoryReader {
  let rest = '';
  let commits = 0;
  let commit: { readonly subject: string; readonly lines: string[]; size: number } | undefined;
  const finish = (): void => {
    if (commit === undefined || commit.size > longestCommit) return;
    const pairs = pairsOf(repository, today, commit.subject, commit.lines);
    if (pairs.length > 0) commits++;
    pairs.forEach(collect);
  };
  const readLine = (line: string): void => {
    if (line.startsWith(commitMark)) {
      finish();
      commit = { subject: line.slice(1), lines: [], size: 0 };
    } else if (commit !== undefined && (commit.size += line.length + 1) <= longestCommit) commit.lines.push(line);
  };
  return {
    read(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      lines.forEach(readLine);
    },
    end() {
      readLine(rest);
      finish();
    },
    commits: () => commits,
  };
}

function pairsOf(repository: string, today: FoundCode, subject: string, lines: readonly string[]): TrainingPair[] {
  const query = askedBy(subject);
  if (query.length === 0) return [];
  const files = filesOf(lines).filter(({ path }) => isAskedAbout(path));
  if (files.length > mostFilesOfCommit) return [];
  return files.flatMap(({ path, hunks, added }): TrainingPair[] => {
    const symbols = today.around(path, added).slice(0, mostSymbols);
    const whole = symbols.map((code): TrainingPair => ({ kind: 'commit', query, ...code }));
    const parts = hunks.slice(0, mostHunks).map(({ inside, text }) => ({
      kind: 'commit' as const,
      repository,
      query,
      name: tokensOf(inside, 12),
      scope: [],
      path: pathTokens(path),
      body: countTokens(text),
    }));
    return [...whole, ...parts];
  });
}

/** A subject's words; none where it is routine or says too little. */
function askedBy(subject: string): string[] {
  const words = tokensOf(subjectTold(subject), 40);
  return words.filter((word) => /\p{L}{3}/u.test(word)).length >= 4 ? words : [];
}

interface ChangedFile {
  readonly path: string;
  readonly hunks: { readonly inside: string; text: string }[];
  readonly added: string[];
}

/** Files as they are after the commit; deleted ones are left out. */
function filesOf(lines: readonly string[]): ChangedFile[] {
  const files: ChangedFile[] = [];
  let file: ChangedFile | undefined;
  for (const line of lines) {
    if (line.startsWith('diff --git ')) file = undefined;
    else if (line.startsWith('+++ b/') && file === undefined) {
      file = { path: line.slice('+++ b/'.length).replace(/\t$/, ''), hunks: [], added: [] };
      files.push(file);
    } else if (line.startsWith('@@ ')) {
      file?.hunks.push({ inside: /^@@ [^@]*@@ ?(.*)$/.exec(line)?.[1] ?? '', text: '' });
    } else {
      if (line.startsWith('+')) file?.added.push(line.slice(1));
      const hunk = file?.hunks.at(-1);
      if (hunk !== undefined && /^[+ ]/.test(line)) hunk.text += `${line.slice(1)}\n`;
    }
  }
  return files;
}
