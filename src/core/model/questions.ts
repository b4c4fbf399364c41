/** Questions and answers about what is indexed. Folders and files are absolute paths of this machine. */

import type { Exclusion, FileStatus, IndexedFile } from './file';
import type { FilePath, LanguageId, SymbolId } from './ids';
import type { Position } from './range';
import type { Completeness, RelatedSymbol, RelationshipType } from './relationship';
import type { Freshness, SearchHit, SearchQuery } from './search';
import type { CodeSymbol } from './symbol';

export interface SearchRequest {
  /** The query language's text. */
  readonly query: string;
  /** Limits the answer to this folder's vault; every vault otherwise. */
  readonly folder?: string;
  /** 1 to 1,000; 20 unless told. */
  readonly limit?: number;
  /** Absolute path of the file that is open where the question is asked: what is near it is preferred among equals. */
  readonly near?: string;
}

export interface FolderFreshness extends Freshness {
  readonly folder: string;
}

export interface SearchResponse {
  readonly query: SearchQuery;
  readonly hits: readonly SearchHit[];
  /** Engine time. */
  readonly ms: number;
  readonly folders: readonly FolderFreshness[];
  /** Such as `this folder is still being indexed: 120 of 4,000 files`. */
  readonly notices: readonly string[];
}

export interface SymbolRequest {
  /** A SymbolId, a qualified name or a name. */
  readonly symbol: string;
  readonly folder?: string;
  readonly limit?: number;
}

/** A symbol with its definition's text, read from the file. */
export interface SymbolDetail {
  readonly symbol: CodeSymbol;
  readonly folder: string;
  /** At most 64 KiB; absent if the file is gone or has changed since it was indexed. */
  readonly definition?: string;
  readonly stale: boolean;
}

export interface OutlineRequest {
  /** Absolute path of a file. */
  readonly file: string;
}

export interface Outline {
  readonly folder: string;
  readonly file: IndexedFile;
  /** In document order; `container` is the index of the enclosing entry or -1. */
  readonly entries: readonly { readonly symbol: CodeSymbol; readonly container: number }[];
}

export interface BrowseRequest {
  /** An indexed folder. */
  readonly folder: string;
  /** A directory of the folder, relative; the folder itself unless told. */
  readonly path?: FilePath;
}

/** A directory or a file, with what is below it. */
export interface BrowseEntry {
  readonly kind: 'directory' | 'file';
  readonly name: string;
  readonly path: FilePath;
  /** Of a directory that holds one directory and nothing else: the first one below that holds more. */
  readonly leadsTo?: FilePath;
  /** Indexed files below; 1 for a file. */
  readonly files: number;
  readonly symbols: number;
  readonly language?: LanguageId;
  readonly status?: FileStatus;
  readonly problem?: string;
}

export interface SymbolAtRequest {
  /** Absolute path of a file. */
  readonly file: string;
  readonly position: Position;
}

/** What stands at a place in a file, unsaved text included. */
export interface SymbolAt {
  readonly folder: string;
  /** What is named here: the symbol whose own name this is, or the one that a resolved reference here is bound to. */
  readonly named?: { readonly symbol: CodeSymbol; readonly folder: string; readonly by: 'definition' | 'reference' };
  /** The innermost symbol around the place, files left out. */
  readonly enclosing?: CodeSymbol;
}

export interface RelationsRequest {
  /** A SymbolId, a qualified name or a name. */
  readonly symbol: string;
  readonly folder?: string;
  /** `out`: what the symbol calls, extends, imports; `in`: what calls, extends, imports it. */
  readonly direction: 'in' | 'out';
  /** All unless told. */
  readonly types?: readonly RelationshipType[];
  /** 1 to 10; 1 unless told. */
  readonly depth?: number;
  /** 0 to 1; 0 unless told. */
  readonly minConfidence?: number;
  /** Only what is in tests; inward alone. */
  readonly tests?: boolean;
  /** 1 to 1,000; 200 unless told. */
  readonly limit?: number;
}

export interface RelationsResponse {
  readonly folder: string;
  readonly symbol: CodeSymbol;
  /** Nearest first, then by confidence, then by place. */
  readonly related: readonly RelatedSymbol[];
  /** How many there are beyond the limit too. */
  readonly total: number;
  readonly completeness: Completeness;
  readonly notices: readonly string[];
}

/** How often the symbols of a file are used, for lenses. */
export interface FileUses {
  readonly folder: string;
  readonly completeness: Completeness;
  /** Of the symbols that are used at all. */
  readonly uses: readonly {
    readonly symbol: SymbolId;
    /** Distinct symbols that call it. */
    readonly callers: number;
    /** Distinct symbols that extend, implement or override it. */
    readonly implementations: number;
    /** Places that name it, calls included. */
    readonly references: number;
  }[];
}

export interface WhyRequest {
  /** Absolute path. */
  readonly path: string;
}

export interface WhyAnswer {
  readonly path: string;
  readonly folder?: string;
  readonly indexed: boolean;
  /** One sentence. */
  readonly explanation: string;
  readonly exclusion?: Exclusion;
  readonly file?: IndexedFile;
  /** On disk, the file differs from what the index holds. */
  readonly stale: boolean;
}
