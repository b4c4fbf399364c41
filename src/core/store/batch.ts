/** What an indexer hands to the store in one go. */

import type { FileFacts, IndexedFile } from '../model/file';
import type { ContentHash, FilePath, LanguageId } from '../model/ids';

/** One file to write. `facts`: what parsing yielded; `reuse`: take it from another file with that content; absent: failed. */
export interface FileWrite {
  readonly file: IndexedFile;
  readonly facts: FileFacts | { readonly reuse: ContentHash } | undefined;
}

/** Carried out in the order removed, renamed, touched, files. Each path at most once in `files`. */
export interface WriteBatch {
  /** New and changed files. */
  readonly files: readonly FileWrite[];
  readonly removed: readonly FilePath[];
  /** Same content, other time stamp. */
  readonly touched: readonly { readonly path: FilePath; readonly size: number; readonly modifiedMs: number }[];
  /** Moved without a change of content: file id, symbols and their ids stay. A file in the way of `to` goes. */
  readonly renamed: readonly { readonly from: FilePath; readonly to: FilePath }[];
}

export interface WrittenFile {
  readonly path: FilePath;
  readonly fileId: number;
}

export interface WrittenFiles {
  readonly written: WrittenFile[];
  /** Ids of files whose symbols are referred to less: what referred to them has gone. Some may have gone too. */
  readonly lessUsed: readonly number[];
}

/** What one content in one language is called in the answer of knownContents. */
export function contentKey(hash: ContentHash, language: LanguageId): string {
  return `${hash} ${language}`;
}
