/** Works out whether one path would be indexed, and which rule says not. */

import type { Stats } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import type { Exclusion } from '../model/file';
import type { FilePath } from '../model/ids';
import { firstLine, mayHaveShebang } from './collector';
import { isGone, parentOf, pathBelow, reasonOf, slashed } from './folder';
import { askGit, findRepository } from './git';
import { gitContext } from './gitContext';
import { minifiedBecause } from './minified';
import { readSource, tooLargeExclusion } from './read';
import type { RuleReader } from './ruleReader';
import { createRuleReader } from './ruleReader';
import type { Judge, ScanRules } from './rules';
import { createJudge, defaultMaxBytes } from './rules';

/** Undefined if a scan would offer the path and its content can be read. `folder` as in scanFolder. */
export async function explain(folder: string, absolutePath: string, rules: ScanRules): Promise<Exclusion | undefined> {
  return (await createExplainer(folder, rules))(absolutePath);
}

export type Explainer = (absolutePath: string) => Promise<Exclusion | undefined>;

/** For many paths at one time: ignore files are read once. */
export async function createExplainer(folder: string, rules: ScanRules): Promise<Explainer> {
  const inquiry = await inquiryFor(folder, rules);
  return async (absolutePath) => {
    const path = await locate(folder, absolutePath);
    if (path === undefined) return { reason: 'outside', detail: `it is not below ${folder}` };
    try {
      return await explainPath(inquiry, path, await lstat(join(folder, path)));
    } catch (error) {
      if (isGone(error)) return { reason: 'missing', detail: 'there is no such file' };
      return { reason: 'unreadable', detail: `it cannot be read: ${reasonOf(error)}` };
    }
  };
}

/** Undefined if a file with this text would be indexed once it were saved at this path. */
export async function explainText(
  folder: string,
  path: FilePath,
  text: string,
  rules: ScanRules,
): Promise<Exclusion | undefined> {
  return (await createTextExplainer(folder, rules))(path, text);
}

/** {@link explainText} for many texts at one time. */
export async function createTextExplainer(
  folder: string,
  rules: ScanRules,
): Promise<(path: FilePath, text: string) => Promise<Exclusion | undefined>> {
  const inquiry = await inquiryFor(folder, rules);
  return async (path, text) => {
    const stats = await lstat(join(folder, path)).catch(() => undefined);
    if (stats !== undefined && !stats.isFile()) return explainPath(inquiry, path, stats);
    const ruling = await explainRules(inquiry, path);
    if ('reason' in ruling) return ruling;
    if (rules.languageOf(path, text.split('\n', 1)[0]) === undefined) return unknownLanguage;
    if (ruling.wanted) return undefined;
    const bytes = Buffer.byteLength(text);
    const maxBytes = rules.maxBytes ?? defaultMaxBytes;
    if (bytes > maxBytes) return tooLargeExclusion(bytes, maxBytes);
    const minified = minifiedBecause(path, text);
    return minified === undefined ? undefined : { reason: 'minified', detail: minified };
  };
}

async function inquiryFor(folder: string, rules: ScanRules): Promise<Inquiry> {
  const env = rules.env ?? process.env;
  const { git, repository } = await gitContext(folder, env);
  const judge = createJudge(rules);
  const source = { folder, judge, repository, seeRepositories: true, git, env };
  return {
    folder,
    rules,
    judge,
    reader: createRuleReader({ ...source, readGitRules: git === undefined }),
    gitReader: createRuleReader({ ...source, readGitRules: true }),
    askGit: git === undefined ? undefined : (path) => rulingOfGit(git, folder, path, env),
  };
}

interface Inquiry {
  readonly folder: string;
  readonly rules: ScanRules;
  readonly judge: Judge;
  /** Knows all rules but git's where git is asked itself. */
  readonly reader: RuleReader;
  readonly gitReader: RuleReader;
  /** The rule by which git ignores a path; undefined if it does not. */
  readonly askGit: ((path: FilePath) => Promise<string | undefined>) | undefined;
}

/** A path may be named through a link to the folder. */
async function locate(folder: string, absolutePath: string): Promise<FilePath | undefined> {
  const direct = pathBelow(folder, absolutePath);
  if (direct !== undefined) return direct;
  const directory = await realpath(dirname(absolutePath)).catch(() => undefined);
  return directory === undefined ? undefined : pathBelow(folder, join(directory, basename(absolutePath)));
}

async function explainPath(inquiry: Inquiry, path: FilePath, stats: Stats): Promise<Exclusion | undefined> {
  if (stats.isDirectory()) return explainDirectory(inquiry, path);
  if (!stats.isFile() && !stats.isSymbolicLink()) {
    return { reason: 'notAFile', detail: 'it is a pipe, a socket or a device' };
  }
  const ruling = await explainRules(inquiry, path, stats.isSymbolicLink());
  return 'reason' in ruling ? ruling : explainContent(inquiry, path, stats, ruling.wanted);
}

/** What the rules say of a file, whatever is in it. */
async function explainRules(
  inquiry: Inquiry,
  path: FilePath,
  isLink = false,
): Promise<Exclusion | { readonly wanted: boolean }> {
  if (path.split('/').some((part) => part.toLowerCase() === '.git')) {
    return { reason: 'gitDirectory', detail: "it is a part of git's own data" };
  }
  const around = await inquiry.reader.at(parentOf(path));
  const closed = around.closed?.exclusion;
  if (closed?.reason === 'nestedRepository' || closed?.reason === 'symlink') return closed;
  if (isLink) {
    return { reason: 'symlink', detail: 'it is a symbolic link: its target is indexed where it lives' };
  }
  const byGit = await explainByGit(inquiry, path, false);
  if (byGit !== undefined) return byGit;
  const verdict = inquiry.judge(around, path, false);
  return verdict.closed?.exclusion ?? { wanted: verdict.wanted };
}

async function explainDirectory(inquiry: Inquiry, path: FilePath): Promise<Exclusion> {
  const around = path === '' ? undefined : await inquiry.reader.at(path);
  const byGit = path === '' ? undefined : await explainByGit(inquiry, path, true);
  const why = (byGit ?? around?.closed?.exclusion)?.detail;
  const more = why === undefined ? 'ask about a file in it' : `left out with all that is in it: ${why}`;
  return { reason: 'directory', detail: `it is a folder; ${more}` };
}

/** git's word counts unless a `.lociignore` overrides it; git knows what is tracked, so it is asked first. */
async function explainByGit(inquiry: Inquiry, path: FilePath, isDirectory: boolean): Promise<Exclusion | undefined> {
  const rule = await inquiry.askGit?.(path);
  if (rule === undefined) return undefined;
  const around = await inquiry.gitReader.at(parentOf(path));
  const verdict = inquiry.judge(around, path, isDirectory);
  if (verdict.wanted || (around.reopened && verdict.closed === undefined)) return undefined;
  return { reason: 'gitIgnored', detail: rule };
}

async function rulingOfGit(
  git: string,
  folder: string,
  path: FilePath,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const absolute = join(folder, path);
  const repository = await findRepository(dirname(absolute));
  if (repository === undefined) return undefined;
  const answer = await askGit(git, repository.top, ['check-ignore', '-v', '--', absolute], env);
  const found = /^(.*?):(\d+):(.*)\t/.exec(answer?.[0] ?? '');
  if (found === null || found[3]!.startsWith('!')) return undefined;
  const [, file, line, pattern] = found;
  const label = isAbsolute(file!) ? file! : slashed(relative(folder, join(repository.top, file!)));
  return `ignored by ${pattern!} (${label} line ${line!})`;
}

const unknownLanguage: Exclusion = { reason: 'unknownLanguage', detail: 'it is in no language that Loci reads' };

async function explainContent(
  { folder, rules }: Inquiry,
  path: FilePath,
  stats: Stats,
  wanted: boolean,
): Promise<Exclusion | undefined> {
  const line = mayHaveShebang(path) ? await firstLine(join(folder, path)) : undefined;
  if (rules.languageOf(path, line) === undefined) return unknownLanguage;
  const maxBytes = rules.maxBytes ?? defaultMaxBytes;
  if (!wanted && stats.size > maxBytes) return tooLargeExclusion(stats.size, maxBytes);
  const read = await readSource(folder, wanted ? { path, wanted } : { path }, { maxBytes });
  if (read.kind === 'excluded') return read.exclusion;
  if (read.kind === 'vanished') return { reason: 'missing', detail: 'it went away while it was read' };
  return read.kind === 'failed' ? { reason: 'unreadable', detail: `it ${read.message}` } : undefined;
}
