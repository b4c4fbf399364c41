/** Takes paths from a listing, asks the rules and the disk about each, and keeps what is offered for indexing. */

import { lstat as lstatWithCallback } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ExclusionReason } from '../model/file';
import type { FilePath } from '../model/ids';
import { offeredTime } from './changes';
import { isGone, plainRead, reasonOf } from './folder';
import type { DirectoryRules, Judge, OfferedFile, ScanRules } from './rules';
import { defaultMaxBytes } from './rules';

export interface ScanResult {
  /** In the order of their paths' UTF-16 units. */
  readonly files: OfferedFile[];
  /** See {@link ScanRules.isProjectFile}. */
  readonly projectFiles: FilePath[];
  readonly unreadable: { readonly path: string; readonly message: string }[];
  readonly notices: string[];
  readonly usedGit: boolean;
  /** Files that were left out, by rule. What git ignores it does not list, so that is not counted. */
  readonly leftOut: Partial<Record<ExclusionReason, number>>;
}

export interface Candidate {
  readonly path: string;
  /** Of the directory that it is in. */
  readonly rules: DirectoryRules;
}

export interface Collector {
  consider(candidates: readonly Candidate[]): Promise<void>;
  leaveOut(reason: ExclusionReason): void;
  /** A repository below the folder that is not entered. */
  boundary(directory: string): void;
  unreadable(path: string, message: string): void;
  /** A name that no text can hold. */
  unnameable(shown: string): void;
  finish(usedGit: boolean, notices: readonly string[]): ScanResult;
}

/** Half the time of the one of `node:fs/promises`; it is called for every file of a folder. */
const lstat = promisify(lstatWithCallback);

/** Files looked at together: enough to keep the disk busy, few enough to keep memory flat. */
const batchSize = 256;

export function createCollector(
  folder: string,
  rules: ScanRules,
  judge: Judge,
  onProgress: (found: number) => void,
): Collector {
  const files = new Map<string, OfferedFile>();
  const projectFiles = new Set<FilePath>();
  const unreadable: { path: string; message: string }[] = [];
  const boundaries = new Set<string>();
  const unnameable: string[] = [];
  const leftOut: Partial<Record<ExclusionReason, number>> = {};
  const leaveOut = (reason: ExclusionReason): void => {
    leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  };
  const look = async (candidate: Candidate): Promise<void> => {
    const { path } = candidate;
    try {
      if (rules.isProjectFile?.(path) === true && isOpen(judge, candidate)) projectFiles.add(path as FilePath);
      const answer = await offer(folder, rules, judge, candidate);
      if (answer === 'directory') boundaries.add(path);
      else if (typeof answer === 'string') leaveOut(answer);
      else if (/\p{Surrogate}/u.test(path)) unnameable.push(path);
      else files.set(path, answer);
    } catch (error) {
      if (!isGone(error)) unreadable.push({ path, message: reasonOf(error) });
      else if (path.includes('\uFFFD')) unnameable.push(path);
    }
  };
  return {
    async consider(candidates) {
      for (let start = 0; start < candidates.length; start += batchSize) {
        await Promise.all(candidates.slice(start, start + batchSize).map(look));
        onProgress(files.size);
      }
    },
    leaveOut,
    boundary: (directory) => void boundaries.add(directory),
    unreadable: (path, message) => void unreadable.push({ path, message }),
    unnameable: (shown) => void unnameable.push(shown),
    finish(usedGit, notices) {
      const sorted = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
      const found = [...boundaryNotice([...boundaries].sort()), ...unnameableNotice(unnameable)];
      return {
        files: sorted,
        projectFiles: [...projectFiles].sort(),
        unreadable,
        notices: [...notices, ...found],
        usedGit,
        leftOut,
      };
    },
  };
}

function isOpen(judge: Judge, { path, rules }: Candidate): boolean {
  return judge(rules, path, false).closed === undefined;
}

async function offer(
  folder: string,
  rules: ScanRules,
  judge: Judge,
  { path, rules: around }: Candidate,
): Promise<OfferedFile | ExclusionReason> {
  const verdict = judge(around, path, false);
  if (verdict.closed !== undefined) return verdict.closed.exclusion.reason;
  let language = rules.languageOf(path);
  if (language === undefined && !mayHaveShebang(path)) return 'unknownLanguage';
  const stats = await lstat(join(folder, path));
  if (stats.isSymbolicLink()) return 'symlink';
  if (stats.isDirectory()) return 'directory';
  if (!stats.isFile()) return 'notAFile';
  language ??= rules.languageOf(path, await firstLine(join(folder, path)));
  if (language === undefined) return 'unknownLanguage';
  if (!verdict.wanted && stats.size > (rules.maxBytes ?? defaultMaxBytes)) return 'tooLarge';
  const modifiedMs = offeredTime(stats.mtimeMs);
  const file = { path: path as FilePath, language: language.id, size: stats.size, modifiedMs };
  return verdict.wanted ? { ...file, wanted: true } : file;
}

/** Only a file whose name says nothing is opened to see what it is. */
export function mayHaveShebang(path: string): boolean {
  return !path.slice(path.lastIndexOf('/') + 1).includes('.');
}

/** The `#!` line, '' if there is none. Never blocks on a pipe. */
export async function firstLine(file: string): Promise<string> {
  const handle = await open(file, plainRead);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
    const line = buffer.toString('latin1', 0, bytesRead).split('\n', 1)[0]!;
    return line.startsWith('#!') ? line : '';
  } finally {
    await handle.close();
  }
}

function boundaryNotice(directories: readonly string[]): string[] {
  if (directories.length === 0) return [];
  const [count, which] = listed(directories, 'repository', 'repositories');
  return [`${count} below this folder not entered: ${which}; to index one, index it as a folder`];
}

function unnameableNotice(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const [count, which] = listed(names, 'file', 'files');
  return [`${count} left out because the name is not valid Unicode: ${which}`];
}

function listed(names: readonly string[], one: string, many: string): [count: string, which: string] {
  const shown = names.slice(0, 3).map((name) => name.replace(/[\p{Cc}\p{Surrogate}]/gu, '?'));
  const rest = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  return [`${names.length} ${names.length === 1 ? one : many}`, `${shown.join(', ')}${rest}`];
}
