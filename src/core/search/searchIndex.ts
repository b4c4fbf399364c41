/**
 * The search index of one vault, in memory: built from digests, changed file by file, asked in milliseconds.
 * What it holds it can lose: the tables of the database say the same.
 */

import { throwIfCancelled } from '../model/errors';
import type { SearchQuery, SearchReason } from '../model/search';
import { answer } from './answer';
import { WordSum, indexFile } from './indexFile';
import type { IndexableFile } from './indexFile';
import { createSweeper } from './sweeper';
import { createTables } from './tables';
import { WordSearch } from './wordSearch';

export type { IndexableFile } from './indexFile';

export interface RankedHit {
  readonly fileId: number;
  /** The symbol's place in its file's ParsedFile.symbols. */
  readonly ordinal: number;
  /** Greater is better; of one scale for all vaults. */
  readonly score: number;
  readonly reasons: readonly SearchReason[];
}

export interface SearchOptions {
  /** At least 1. With quoted text the answer holds more: candidates, to be read and cut by `filterQuoted`. */
  readonly limit: number;
  readonly signal?: AbortSignal;
}

export interface SearchIndex {
  /** Adds a file, or replaces what is there under the same id. Throws LociError `usage` past 8 million symbols. */
  addFile(file: IndexableFile): void;
  /** Forgets a file; an unknown one is no error. */
  removeFile(fileId: number): void;
  /** Best first. Throws LociError `cancelled` if the signal is aborted. */
  search(query: SearchQuery, options: SearchOptions): RankedHit[];
  /** Symbols, the files' own included. */
  readonly documentCount: number;
  /** About how many bytes the index takes. */
  readonly memoryBytes: number;
}

export function createSearchIndex(): SearchIndex {
  const tables = createTables();
  const sum = new WordSum();
  const wordSearch = new WordSearch(tables);
  const sweep = createSweeper(tables);
  const drop = (fileId: number): void => {
    const slot = tables.slotOf.get(fileId);
    if (slot === undefined) return;
    const file = tables.files[slot]!;
    tables.symbols.drop(file.base, file.count);
    tables.byPath.remove(file);
    tables.files[slot] = undefined;
    tables.slotOf.delete(fileId);
    tables.freeSlots.push(slot);
  };
  return {
    addFile(file) {
      drop(file.fileId);
      indexFile(tables, sum, file);
      sweep();
    },
    removeFile(fileId) {
      drop(fileId);
      sweep();
    },
    search(query, { limit, signal }) {
      throwIfCancelled(signal);
      return answer(tables, wordSearch, query, limit);
    },
    get documentCount() {
      return tables.symbols.liveCount;
    },
    get memoryBytes() {
      const { symbols, names, words, scopes, nativeKinds, files } = tables;
      const parts = [symbols, names, words, scopes, nativeKinds].map((part) => part.bytes());
      return parts.reduce((total, bytes) => total + bytes, files.length * 400 + symbols.end * 12);
    },
  };
}
