/**
 * The search index of one vault, in memory: built from digests, changed file by file, asked in milliseconds.
 * What it holds it can lose: the tables of the database say the same.
 */

import type { WordVectors } from '../model/embedding';
import { throwIfCancelled } from '../model/errors';
import type { SearchQuery, SearchReason } from '../model/search';
import type { FileUsage } from '../store/usage';
import { answer, isKnownName } from './answer';
import { filterOf } from './filters';
import { filesNamed } from './question/namedFiles';
import { WordSum, indexFile } from './indexFile';
import type { IndexableFile } from './indexFile';
import type { Sketch } from './sketches';
import { createSweeper } from './sweeper';
import { createTables, fileOf } from './tables';
import { setUsage } from './usage';
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
  /** What is like the question by meaning, best first. */
  readonly meaning?: readonly MeaningHit[];
  /** Of the model that found that, if it has such. */
  readonly words?: WordVectors | undefined;
}

export type SymbolPlace = Pick<RankedHit, 'fileId' | 'ordinal'>;

/** A symbol that has a vector. */
export interface VectorPlace extends SymbolPlace {
  /** Of the vector. */
  readonly id: number;
}

export interface MeaningHit extends Pick<VectorPlace, 'fileId' | 'ordinal'> {
  /** Cosine, from -1 to 1. */
  readonly similarity: number;
}

/** By the estimate; what is found is to be compared by its text, as the estimate may be wrong by a tenth or two. */
const leastLikeness = 0.4;
/** No document's number. */
const none = -1;

export interface SearchIndex {
  /** Adds a file, or replaces what is there under the same id. Throws LociError `usage` past 8 million symbols. */
  addFile(file: IndexableFile): void;
  /** Forgets a file; an unknown one is no error. */
  removeFile(fileId: number): void;
  /** Says how often symbols of the file are referred to, the others never; so are all when it is added. */
  setUsage(fileId: number, usage: FileUsage): void;
  /** Best first. Throws LociError `cancelled` if the signal is aborted. */
  search(query: SearchQuery, options: SearchOptions): RankedHit[];
  /** Whether the query is one name that symbols have, as it is written: they are what is asked for, whatever is like them. */
  isName(query: SearchQuery): boolean;
  /** Forgets all vectors: those that are told from now on are of one model and have so many numbers. */
  resetVectors(dimensions: number): void;
  /** Tells the vectors of a file's symbols: ids by ordinal, 0 for none, and the signs by id. An unknown file is no error. */
  setVectors(fileId: number, ids: readonly number[], signs: ReadonlyMap<number, Uint8Array>): void;
  /**
   * Symbols that the query's filters let through, nearest to the question by the signs of their vectors: `count` of
   * them, or all there are if those are fewer.
   */
  nearest(query: SearchQuery, signs: Uint8Array, count: number): VectorPlace[];
  /** Ids of the files that a path means, which may be of another machine or a part only; at most five. */
  filesNamed(path: string): number[];
  /** Whether the query's filters let a symbol through; to be used at once. */
  filter(query: SearchQuery): (fileId: number, ordinal: number) => boolean;
  /** Of a symbol's vector; 0 if it has none. */
  vectorOf(place: SymbolPlace): number;
  /** Undefined for a symbol that has none: its definition is too small to tell copies. */
  sketchOf(place: SymbolPlace): Sketch | undefined;
  /** Symbols that the query's filters let through and that may be copies of what has the sketch: the likest `most`. */
  copies(query: SearchQuery, sketch: Sketch, most: number): SymbolPlace[];
  /**
   * Pairs, by their numbers in the list, of symbols that may be copies of each other; some come more than once. Undefined
   * now and then, for a pause.
   */
  copyPairs(places: readonly SymbolPlace[]): Iterable<readonly [number, number] | undefined>;
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
    tables.signs.clear(file.base, file.count);
    tables.byPath.remove(file);
    tables.files[slot] = undefined;
    tables.slotOf.delete(fileId);
    tables.freeSlots.push(slot);
  };
  const documentAt = ({ fileId, ordinal }: SymbolPlace): number | undefined => {
    const file = tables.files[tables.slotOf.get(fileId) ?? -1];
    return file !== undefined && ordinal < file.count ? file.base + ordinal : undefined;
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
    setUsage(fileId, usage) {
      const slot = tables.slotOf.get(fileId);
      if (slot !== undefined) setUsage(tables.symbols, tables.files[slot]!, usage);
    },
    search(query, { limit, signal, meaning = [], words }) {
      throwIfCancelled(signal);
      return answer(tables, wordSearch, query, limit, { meaning, words });
    },
    isName: (query) => isKnownName(tables, query),
    resetVectors: (dimensions) => {
      tables.signs.reset(dimensions);
    },
    setVectors(fileId, ids, signs) {
      const file = tables.files[tables.slotOf.get(fileId) ?? -1];
      if (file === undefined) return;
      tables.signs.clear(file.base, file.count);
      ids.slice(0, file.count).forEach((id, ordinal) => {
        const bits = signs.get(id);
        if (bits !== undefined) tables.signs.set(file.base + ordinal, id, bits);
      });
    },
    nearest(query, signs, count) {
      const filter = filterOf(tables, query);
      return tables.signs
        .nearest(signs, count, (document) => filter.accept(document))
        .map((document) => {
          const { fileId, base } = fileOf(tables, document);
          return { fileId, ordinal: document - base, id: tables.signs.idOf(document) };
        });
    },
    vectorOf: (place) => tables.signs.idOf(documentAt(place) ?? none),
    sketchOf: (place) => tables.sketches.of(documentAt(place) ?? none),
    copies(query, sketch, most) {
      const filter = filterOf(tables, query);
      const accept = (document: number): boolean => tables.symbols.isLive(document) && filter.accept(document);
      return tables.sketches.nearest(sketch, leastLikeness, most, accept).map((document) => {
        const { fileId, base } = fileOf(tables, document);
        return { fileId, ordinal: document - base };
      });
    },
    *copyPairs(places) {
      const numberOf = new Map(places.map((place, at) => [documentAt(place) ?? none, at]));
      numberOf.delete(none);
      for (const pair of tables.sketches.pairs([...numberOf.keys()], leastLikeness)) {
        yield pair === undefined ? undefined : [numberOf.get(pair[0])!, numberOf.get(pair[1])!];
      }
    },
    filesNamed: (path) => filesNamed(tables, path),
    filter(query) {
      const filter = filterOf(tables, query);
      return (fileId, ordinal) => {
        const document = documentAt({ fileId, ordinal });
        return document !== undefined && filter.accept(document);
      };
    },
    get documentCount() {
      return tables.symbols.liveCount;
    },
    get memoryBytes() {
      const { symbols, names, words, signs, sketches, scopes, nativeKinds, files } = tables;
      const parts = [symbols, names, words, signs, sketches, scopes, nativeKinds].map((part) => part.bytes());
      return parts.reduce((total, bytes) => total + bytes, files.length * 400 + symbols.end * 12);
    },
  };
}
