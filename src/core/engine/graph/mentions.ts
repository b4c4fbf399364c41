/** Where names stand in a folder's files, whatever they are bound to: in code, strings and comments alike. */

import { throwIfCancelled } from '../../model/errors';
import type { FilePath } from '../../model/ids';
import type { KnownFile } from '../../store/files';
import { largestReadLimits, readSource } from '../../workspace/read';

export interface Mentions {
  /** How often each of the names stands in the files. */
  readonly counts: ReadonlyMap<string, number>;
  /** Definitions that something is written above of, such as a decorator; by the numbers they were asked by. */
  readonly decorated: ReadonlySet<number>;
  /** Files that were left unread, as there are too many. */
  readonly unread: number;
}

export interface MentionsQuestion {
  readonly names: ReadonlySet<string>;
  /** By file: where definitions begin, with a number for each. */
  readonly starts: ReadonlyMap<FilePath, readonly { readonly id: number; readonly start: number }[]>;
}

/** Bytes that are read at most. */
const mostBytes = 256 * 1024 * 1024;
const namePattern = /[\p{L}\p{Nl}_$][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}$]*/gu;
/** A decorator, an annotation, an attribute. */
const decoration = /^(@|#\[|\[)/;

/** Files are read as they are on disk now. */
export async function mentionsIn(
  folder: string,
  files: readonly KnownFile[],
  { names, starts }: MentionsQuestion,
  signal: AbortSignal,
): Promise<Mentions> {
  const counts = new Map<string, number>();
  const decorated = new Set<number>();
  let bytes = 0;
  let unread = 0;
  for (const { path, size } of files) {
    throwIfCancelled(signal);
    bytes += size;
    const result = bytes > mostBytes ? undefined : await readSource(folder, { path, wanted: true }, largestReadLimits);
    if (result?.kind !== 'text') {
      unread++;
      continue;
    }
    for (const [name] of result.text.matchAll(namePattern)) {
      if (names.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    for (const { id, start } of starts.get(path) ?? []) {
      if (decoration.test(result.text.slice(start, start + 2))) decorated.add(id);
    }
  }
  return { counts, decorated, unread };
}
