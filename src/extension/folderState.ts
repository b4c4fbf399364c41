/** Where a folder, and the window as a whole, stand: from what is known of them to one word. */

import type { FolderStatus, IndexProgress } from '../core/model/api';
import type { WindowState } from './contributions';
import type { FolderState } from './window';

export interface FolderFacts {
  readonly onDisk: boolean;
  readonly trusted: boolean;
  /** The engine has said what it holds of the folder, if anything. */
  readonly read: boolean;
  readonly status?: FolderStatus | undefined;
  readonly progress?: IndexProgress | undefined;
  readonly failure?: object | undefined;
}

export function folderState(facts: FolderFacts): FolderState {
  const { onDisk, trusted, read, status, progress, failure } = facts;
  if (!onDisk) return 'unsupported';
  if (failure !== undefined) return 'failed';
  if (progress !== undefined && progress.phase !== 'done') return progress.paused ? 'paused' : 'indexing';
  if (hasIndex(status)) return 'indexed';
  if (!trusted) return 'untrusted';
  return read ? 'notIndexed' : 'starting';
}

/** A first index that was interrupted can be searched, as far as it came. */
export function hasIndex(status: FolderStatus | undefined): boolean {
  return status !== undefined && (status.freshness.complete || status.files > 0);
}

/** The order in which one folder's state speaks for the window. */
const loudest = ['starting', 'failed', 'indexing', 'paused', 'notIndexed'] as const;

export function windowState(states: readonly FolderState[]): WindowState {
  if (states.length === 0) return 'noFolder';
  const onDisk = states.filter((state) => state !== 'unsupported');
  if (onDisk.length === 0) return 'unsupported';
  const told = onDisk.map((state) => (state === 'untrusted' ? 'notIndexed' : state));
  return loudest.find((state) => told.includes(state)) ?? 'indexed';
}

/** Index of the innermost of `folders` that holds `path`, both absolute; -1 if none does. */
export function innermost(folders: readonly string[], path: string, separator: string): number {
  let found = -1;
  for (const [at, folder] of folders.entries()) {
    const top = folder.endsWith(separator) ? folder : folder + separator;
    const holds = path === folder || path.startsWith(top);
    if (holds && (found < 0 || folder.length > folders[found]!.length)) found = at;
  }
  return found;
}
