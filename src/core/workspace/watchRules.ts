/** The rules as a watcher needs them: about paths that may be gone, without a listing. */

import { basename } from 'node:path';
import type { FilePath } from '../model/ids';
import { mayHaveShebang } from './collector';
import { parentOf } from './folder';
import { askGit } from './git';
import { gitContext } from './gitContext';
import { createRuleReader, lociIgnoreName } from './ruleReader';
import type { ScanRules } from './rules';
import { createJudge } from './rules';

export interface WatchRules {
  /** Something in the directory may be indexed. */
  entersDirectory(directory: string): Promise<boolean>;
  /** The path may be an indexed file, or may have been one. */
  concerns(path: string): Promise<boolean>;
}

export async function readWatchRules(folder: string, rules: ScanRules): Promise<WatchRules> {
  const env = rules.env ?? process.env;
  const { git, repository } = await gitContext(folder, env);
  const judge = createJudge(rules);
  const reader = createRuleReader({ folder, judge, repository, seeRepositories: true, readGitRules: true, git, env });
  const tracked = new Set<string>();
  const trackedDirectories = new Set<string>();
  if (git !== undefined && repository !== undefined) {
    for (const path of (await askGit(git, folder, ignoredButTracked, env)) ?? []) {
      tracked.add(path);
      for (let at = parentOf(path); at !== ''; at = parentOf(at)) trackedDirectories.add(at);
    }
  }
  return {
    async entersDirectory(directory) {
      if (trackedDirectories.has(directory)) return true;
      return (await reader.at(directory)).closed?.final !== true;
    },
    async concerns(path) {
      const isReadable = rules.languageOf(path) !== undefined || mayHaveShebang(path);
      if (!isReadable && rules.isProjectFile?.(path) !== true) return false;
      if (tracked.has(path)) return true;
      return judge(await reader.at(parentOf(path)), path, false).closed === undefined;
    },
  };
}

const ignoredButTracked = ['ls-files', '-z', '--cached', '--ignored', '--exclude-standard'];

/** A change of this file changes what other files are. */
export function isRuleFile(path: string): path is FilePath {
  return ['.gitignore', lociIgnoreName].includes(basename(path));
}
