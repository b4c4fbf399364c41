/** Reads the rules of a folder's directories from disk, each once, outermost first. */

import { lstat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { parentOf, slashed } from './folder';
import type { Repository } from './git';
import { askGit, readText } from './git';
import type { IgnoreFile, IgnoreFilePlace } from './gitignore';
import { parseIgnoreFile } from './gitignore';
import type { DirectoryRules, Judge } from './rules';
import { mayReopen } from './rules';

export const lociIgnoreName = '.lociignore';

/** Names that differ in case only are one name there. */
const foldCase = process.platform === 'win32' || process.platform === 'darwin';

export interface RuleReader {
  /** The rules for the entries of a directory below the folder, '' for the folder itself. */
  at(directory: string): Promise<DirectoryRules>;
  /** True if a `.lociignore` read so far has a pattern that overrides other rules. */
  canReopen(): boolean;
  /** A reader for what is below a directory, whose own fate has been decided elsewhere. */
  below(directory: string, fate: DirectoryRules): RuleReader;
}

export interface RuleSource {
  readonly folder: string;
  readonly judge: Judge;
  /** The repository around the folder. */
  readonly repository?: Repository | undefined;
  /** Look for repositories below the folder; needless where git lists, which never shows what is in one. */
  readonly seeRepositories: boolean;
  /** Read git's ignore files here too; without it git itself is asked, elsewhere. */
  readonly readGitRules: boolean;
  /** Its settings name a file of excludes. */
  readonly git?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

export function createRuleReader(source: RuleSource): RuleReader {
  return readerFrom(source, '', rootRules(source));
}

function readerFrom(source: RuleSource, top: string, topRules: Promise<DirectoryRules>): RuleReader {
  const known = new Map<string, Promise<DirectoryRules>>();
  let reopening = false;
  const noted = async (reading: Promise<DirectoryRules>): Promise<DirectoryRules> => {
    const rules = await reading;
    reopening ||= rules.loci.some((file) => file.patterns.some(({ negated, named }) => negated && named));
    return rules;
  };
  const at = (directory: string): Promise<DirectoryRules> => {
    let rules = known.get(directory);
    if (rules === undefined) {
      rules = noted(at(parentOf(directory)).then((outer) => enter(source, outer, directory)));
      known.set(directory, rules);
    }
    return rules;
  };
  known.set(top, noted(topRules));
  return {
    at,
    canReopen: () => reopening,
    below: (directory, fate) => {
      const rules = fate.closed === undefined ? withIgnoreFiles(source, fate, directory) : Promise.resolve(fate);
      return readerFrom({ ...source, seeRepositories: true }, directory, rules);
    },
  };
}

async function rootRules(source: RuleSource): Promise<DirectoryRules> {
  const outer: DirectoryRules = {
    git: source.readGitRules ? await gitRulesAround(source) : undefined,
    loci: await ignoreFilesAbove(source, lociIgnoreName),
    inRepository: source.repository !== undefined,
    reopened: false,
  };
  return withIgnoreFiles(source, outer, '');
}

async function enter(source: RuleSource, outer: DirectoryRules, directory: string): Promise<DirectoryRules> {
  if (outer.closed?.final === true) return outer;
  if (await isLink(source, directory)) {
    const detail = `${directory} is a symbolic link, which is not followed`;
    return { ...outer, closed: { exclusion: { reason: 'symlink', detail }, final: true } };
  }
  const isRepository = source.seeRepositories && (await hasRepository(source, directory));
  if (isRepository && outer.inRepository) {
    const detail = `${directory} is a repository of its own; index it as a folder`;
    return { ...outer, closed: { exclusion: { reason: 'nestedRepository', detail }, final: true } };
  }
  const verdict = source.judge(outer, directory, true);
  const reopened = outer.reopened || verdict.reopened;
  const rules: DirectoryRules = { ...outer, reopened, ...(verdict.closed && { closed: verdict.closed }) };
  if (rules.closed !== undefined)
    return mayReopen(rules, directory) ? rules : { ...rules, closed: { ...rules.closed, final: true } };
  if (!isRepository) return withIgnoreFiles(source, rules, directory);
  const git = rules.git && (await infoExclude(source, directory));
  return withIgnoreFiles(source, { ...rules, git, inRepository: true }, directory);
}

async function isLink(source: RuleSource, directory: string): Promise<boolean> {
  const stats = await lstat(join(source.folder, directory)).catch(() => undefined);
  return stats?.isSymbolicLink() === true;
}

async function hasRepository(source: RuleSource, directory: string): Promise<boolean> {
  return (await lstat(join(source.folder, directory, '.git')).catch(() => undefined)) !== undefined;
}

async function withIgnoreFiles(source: RuleSource, rules: DirectoryRules, directory: string): Promise<DirectoryRules> {
  const here = (name: string): Promise<readonly IgnoreFile[]> =>
    readIgnoreFile(join(source.folder, directory, name), {
      label: directory === '' ? name : `${directory}/${name}`,
      base: directory,
    });
  const loci = await here(lociIgnoreName);
  const git = rules.git === undefined ? [] : await here('.gitignore');
  return {
    ...rules,
    git: rules.git && (git.length === 0 ? rules.git : [...rules.git, ...git]),
    loci: loci.length === 0 ? rules.loci : [...rules.loci, ...loci],
  };
}

/** What git reads besides the folder's own files, weakest first. */
async function gitRulesAround(source: RuleSource): Promise<readonly IgnoreFile[]> {
  const { repository, folder } = source;
  if (repository === undefined) return [];
  const globalFile = await globalExcludes(source);
  const above = slashed(relative(repository.top, folder));
  const everywhere = globalFile === undefined ? [] : await readIgnoreFile(globalFile, { label: globalFile, above });
  const info = await readIgnoreFile(join(repository.commonDirectory, 'info', 'exclude'), {
    label: '.git/info/exclude',
    above,
  });
  return [...everywhere, ...info, ...(await ignoreFilesAbove(source, '.gitignore'))];
}

async function infoExclude(source: RuleSource, directory: string): Promise<readonly IgnoreFile[]> {
  const label = `${directory}/.git/info/exclude`;
  return readIgnoreFile(join(source.folder, label), { label, base: directory });
}

/** The files of that name between the repository's top and the folder, outermost first. */
async function ignoreFilesAbove(source: RuleSource, name: string): Promise<readonly IgnoreFile[]> {
  const { repository, folder } = source;
  const found: IgnoreFile[] = [];
  if (repository === undefined) return found;
  for (let directory = folder; directory !== repository.top;) {
    directory = dirname(directory);
    const above = slashed(relative(directory, folder));
    const label = slashed(relative(folder, join(directory, name)));
    found.unshift(...(await readIgnoreFile(join(directory, name), { label, above })));
    if (directory === dirname(directory)) break;
  }
  return found;
}

async function globalExcludes({ git, folder, env }: RuleSource): Promise<string | undefined> {
  const asked = git && (await askGit(git, folder, ['config', '-z', '--path', '--get', 'core.excludesFile'], env))?.[0];
  if (asked !== undefined && asked !== '') return asked;
  const home = env['HOME'] ?? env['USERPROFILE'];
  const settings = [env['XDG_CONFIG_HOME'], home && join(home, '.config')].find((directory) => Boolean(directory));
  return settings && join(settings, 'git', 'ignore');
}

async function readIgnoreFile(file: string, place: IgnoreFilePlace): Promise<readonly IgnoreFile[]> {
  const text = await readText(file);
  return text === undefined ? [] : [parseIgnoreFile(text, { ...place, foldCase })];
}
