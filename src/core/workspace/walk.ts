/** Lists a folder without git. */

import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfCancelled } from '../model/errors';
import type { Collector } from './collector';
import { isGone, reasonOf } from './folder';
import type { RuleReader } from './ruleReader';

/** Directories read at a time. */
const lanes = 16;

export interface Walk {
  readonly folder: string;
  readonly reader: RuleReader;
  readonly collector: Collector;
  readonly signal: AbortSignal;
  /** Called for a repository below the folder, which is then not entered; without it, it is. */
  readonly onRepository?: ((directory: string) => void) | undefined;
}

/** Walks a directory below the folder, '' for the folder itself. */
export async function walk(context: Walk, start: string): Promise<void> {
  const pending = [start];
  while (pending.length > 0) {
    throwIfCancelled(context.signal);
    const found = await Promise.all(pending.splice(-lanes).map((directory) => enter(context, directory, start)));
    for (const directories of found) pending.push(...directories);
  }
}

/** Considers a directory's files; answers with its directories. */
async function enter(context: Walk, directory: string, start: string): Promise<string[]> {
  const { folder, reader, collector } = context;
  const rules = await reader.at(directory);
  if (rules.closed?.final === true) {
    if (rules.closed.exclusion.reason === 'nestedRepository') collector.boundary(directory);
    return [];
  }
  const entries = await readDirectory(context, join(folder, directory), directory);
  if (context.onRepository !== undefined && directory !== start && entries.some(({ name }) => name === '.git')) {
    context.onRepository(directory);
    return [];
  }
  const directories: string[] = [];
  const candidates = [];
  for (const entry of entries) {
    const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name.toLowerCase() !== '.git') directories.push(path);
    } else if (entry.isFile()) {
      candidates.push({ path, rules });
    } else {
      collector.leaveOut(entry.isSymbolicLink() ? 'symlink' : 'notAFile');
    }
  }
  await collector.consider(candidates);
  return directories;
}

async function readDirectory({ collector }: Walk, absolute: string, directory: string): Promise<Dirent[]> {
  try {
    return await readdir(absolute, { withFileTypes: true });
  } catch (error) {
    if (directory.includes('\uFFFD')) collector.unnameable(directory);
    else if (!isGone(error)) collector.unreadable(directory, reasonOf(error));
    return [];
  }
}
