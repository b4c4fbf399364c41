/** What to say, and what to offer, where there is no hit or the answer may lack some. Knows no words of any language. */

import type { FolderFreshness } from '../../core/model/api';
import type { Folder } from '../window';
import { hasFilters, plainText, withoutFilter } from './queryFilters';

export type Advice =
  | { readonly kind: 'noFolder' | 'unsupported' | 'untrusted' }
  | { readonly kind: 'starting' | 'notIndexed'; readonly folder: Folder }
  | { readonly kind: 'indexing' | 'paused'; readonly folder: Folder; readonly done: number; readonly total: number }
  | { readonly kind: 'failed'; readonly folder?: Folder; readonly message: string; readonly mend: string }
  | { readonly kind: 'nothing'; readonly searched: readonly Searched[]; readonly notices: readonly string[] }
  | { readonly kind: 'dropFilters'; readonly query: string }
  | { readonly kind: 'findText'; readonly text: string };

/** A folder that was searched, as far as it is known. */
export interface Searched {
  readonly name: string;
  readonly files?: number;
  readonly commit?: string;
}

/** Where the folders stand, if that may keep a hit from being found. */
export function folderAdvice(folders: readonly Folder[]): Advice[] {
  if (folders.length === 0) return [{ kind: 'noFolder' }];
  if (folders.every(({ state }) => state === 'unsupported')) return [{ kind: 'unsupported' }];
  const advice = folders.flatMap((folder) => adviceOf(folder) ?? []);
  const untrusted = folders.some(({ state }) => state === 'untrusted');
  return untrusted ? [{ kind: 'untrusted' }, ...advice] : advice;
}

function adviceOf(folder: Folder): Advice | undefined {
  const { state, progress, failure } = folder;
  switch (state) {
    case 'starting':
    case 'notIndexed':
      return { kind: state, folder };
    case 'indexing':
    case 'paused':
      return { kind: state, folder, done: progress?.done ?? 0, total: progress?.total ?? 0 };
    case 'failed':
      return { kind: 'failed', folder, message: failure?.message ?? '', mend: failure?.mend ?? '' };
    case 'indexed':
    case 'untrusted':
    case 'unsupported':
      return undefined;
  }
}

/** What an empty answer says: what was searched, what may be missing, what else may be tried. */
export function emptyAdvice(query: string, folders: readonly Folder[], answer: EmptyAnswer): Advice[] {
  const searched = folders.filter(({ state }) => state !== 'unsupported' && state !== 'notIndexed');
  const advice: Advice[] = [];
  if (searched.length > 0) {
    // Where a folder stands is told by its own advice, in the words of this window.
    const notices = answer.notices.filter((text) => !answer.freshness.some(({ folder }) => text.includes(folder)));
    advice.push({ kind: 'nothing', searched: searched.map((folder) => searchedOf(folder)), notices });
  }
  advice.push(...folderAdvice(folders));
  const text = plainText(query);
  if (hasFilters(query) && text !== '') advice.push({ kind: 'dropFilters', query: withoutFilter(query).trim() });
  if (text !== '' && folders.length > 0) advice.push({ kind: 'findText', text });
  return advice;
}

export interface EmptyAnswer {
  readonly notices: readonly string[];
  readonly freshness: readonly FolderFreshness[];
}

function searchedOf({ workspaceFolder, status }: Folder): Searched {
  const commit = status?.freshness.commit;
  return {
    name: workspaceFolder.name,
    ...(status === undefined ? {} : { files: status.files }),
    ...(commit === undefined ? {} : { commit }),
  };
}
