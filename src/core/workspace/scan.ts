/** Finds the files of a folder that are to be indexed: git's own answer where there is git, else a walk. */

import { join } from 'node:path';
import { throwIfCancelled } from '../model/errors';
import type { Collector, ScanResult } from './collector';
import { createCollector } from './collector';
import { parentOf, realFolder } from './folder';
import { streamGit } from './git';
import type { GitContext } from './gitContext';
import { gitContext, refusal } from './gitContext';
import type { RuleReader } from './ruleReader';
import { createRuleReader } from './ruleReader';
import type { DirectoryRules, Judge, ScanRules } from './rules';
import { createJudge, mayReopen } from './rules';
import { walk } from './walk';

export type { ScanResult } from './collector';

export interface ScanOptions {
  /** Called now and then with the number of files found so far. */
  readonly onProgress?: (found: number) => void;
}

/**
 * `folder` is absolute, without links (see realFolder). Inside a repository, repositories below are boundaries;
 * outside of one they are entered, each by its own rules. Throws `cancelled`, and `notFound` or `permission` for the
 * folder; trouble with single files is told in the result.
 */
export async function scanFolder(
  folder: string,
  rules: ScanRules,
  signal: AbortSignal,
  options: ScanOptions = {},
): Promise<ScanResult> {
  throwIfCancelled(signal);
  await realFolder(folder);
  const env = rules.env ?? process.env;
  const scan: Scan = {
    folder,
    rules,
    judge: createJudge(rules),
    env,
    signal,
    onProgress: options.onProgress ?? (() => undefined),
    context: await gitContext(folder, env),
  };
  const { git, repository, notices } = scan.context;
  if (git === undefined || repository === undefined) return scanByWalk(scan, notices);
  const collector = collectorOf(scan);
  const problem = await listByGit(scan, git, '', collector);
  if (problem === undefined) return collector.finish(true, notices);
  return scanByWalk(scan, [...notices, refusal(problem, repository.top)]);
}

interface Scan {
  readonly folder: string;
  readonly rules: ScanRules;
  readonly judge: Judge;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly onProgress: (found: number) => void;
  readonly context: GitContext;
}

function collectorOf({ folder, rules, judge, onProgress }: Scan): Collector {
  return createCollector(folder, rules, judge, onProgress);
}

async function scanByWalk(scan: Scan, notices: readonly string[]): Promise<ScanResult> {
  const { folder, judge, env, signal } = scan;
  const { git, repository } = scan.context;
  const collector = collectorOf(scan);
  const reader = createRuleReader({
    folder,
    judge,
    repository,
    seeRepositories: true,
    readGitRules: true,
    git,
    env,
  });
  const repositories: string[] = [];
  const toRepository =
    git === undefined || repository !== undefined
      ? undefined
      : (directory: string) => void repositories.push(directory);
  const context = { folder, reader, collector, signal };
  await walk({ ...context, onRepository: toRepository }, '');
  const found: string[] = [];
  for (const directory of repositories.sort()) {
    const problem = await listByGit(scan, git!, directory, collector);
    if (problem === undefined) continue;
    found.push(`${directory}: ${refusal(problem, join(folder, directory))}`);
    await walk(context, directory);
  }
  return collector.finish(false, [...notices, ...found]);
}

/** Lists the repository at or around a directory below the folder; answers with what kept git from it. */
async function listByGit(scan: Scan, git: string, start: string, collector: Collector): Promise<string | undefined> {
  const { folder, judge, env, context } = scan;
  const reader = createRuleReader({
    folder,
    judge,
    repository: context.repository,
    seeRepositories: false,
    readGitRules: false,
    env,
  });
  const kinds = ['--cached', '--others', '--exclude-standard'];
  const problem = await receivePaths(scan, git, start, kinds, collector, async (paths) => {
    const files = paths.filter((path) => !path.endsWith('/'));
    for (const path of paths) if (path.endsWith('/')) collector.boundary(path.slice(0, -1));
    await collector.consider(
      await Promise.all(files.map(async (path) => ({ path, rules: await reader.at(parentOf(path)) }))),
    );
  });
  return problem ?? reopenIgnored(scan, git, start, reader, collector);
}

/** What git ignores and a `.lociignore` names. Asked only where one may: git has to look at all that it ignores. */
async function reopenIgnored(
  scan: Scan,
  git: string,
  start: string,
  reader: RuleReader,
  collector: Collector,
): Promise<string | undefined> {
  if (!reader.canReopen()) return undefined;
  const kinds = ['--others', '--ignored', '--exclude-standard', '--directory'];
  return receivePaths(scan, git, start, kinds, collector, async (paths) => {
    for (const entry of paths) {
      await reopen(scan, entry, reader, collector);
    }
  });
}

const ignoredByGit = { exclusion: { reason: 'gitIgnored', detail: 'ignored by git' }, final: false } as const;

async function reopen(scan: Scan, entry: string, reader: RuleReader, collector: Collector): Promise<void> {
  const { folder, judge, signal } = scan;
  const isDirectory = entry.endsWith('/');
  const path = isDirectory ? entry.slice(0, -1) : entry;
  const around = await reader.at(parentOf(path));
  const { wanted } = judge(around, path, isDirectory);
  if (!isDirectory) {
    if (wanted) await collector.consider([{ path, rules: around }]);
    return;
  }
  const { loci, git } = around;
  const base = { git, loci, inRepository: true };
  const fate: DirectoryRules = wanted
    ? { ...base, reopened: true }
    : { ...base, reopened: false, closed: around.closed ?? ignoredByGit };
  if (wanted || mayReopen(fate, path)) {
    await walk({ folder, reader: reader.below(path, fate), collector, signal }, path);
  }
}

const nameDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

async function receivePaths(
  scan: Scan,
  git: string,
  start: string,
  kinds: readonly string[],
  collector: Collector,
  receive: (paths: readonly string[]) => Promise<void>,
): Promise<string | undefined> {
  const { folder, env, signal } = scan;
  const prefix = start === '' ? '' : `${start}/`;
  const decode = (name: Buffer): string[] => {
    try {
      return [prefix + nameDecoder.decode(name)];
    } catch {
      collector.unnameable(prefix + name.toString('utf8'));
      return [];
    }
  };
  const receiveNames = (names: readonly Buffer[]): Promise<void> => receive(names.flatMap(decode));
  const outcome = await streamGit(git, join(folder, start), ['ls-files', '-z', ...kinds], env, receiveNames, signal);
  throwIfCancelled(signal);
  for (const [, directory, reason] of outcome.errors.matchAll(/could not open directory '(.*?)\/?': (.*)/g)) {
    collector.unreadable(prefix + directory!, reason!.toLowerCase());
  }
  return outcome.ok ? undefined : outcome.problem;
}
