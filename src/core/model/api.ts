/**
 * What programs ask of the engine, as plain data: the engine implements {@link Engine}, the protocol carries it.
 * Folders are absolute paths of this machine. Every long call takes an AbortSignal; every failure is a LociError.
 */

import type { Exclusion, FileStatus, IndexedFile } from './file';
import type { FilePath } from './ids';
import type { Freshness, SearchHit, SearchQuery } from './search';
import type { CodeSymbol } from './symbol';
import type { Vault } from './vault';

export interface IndexRequest {
  readonly folder: string;
  /** Read and parse every file again, whatever the index holds. */
  readonly rebuild?: boolean;
}

export const indexPhases = ['waiting', 'scanning', 'indexing', 'cleaning', 'done'] as const;
export type IndexPhase = (typeof indexPhases)[number];

/** Honest progress: `done` of `total` files, `total` known once scanning has ended (0 before). */
export interface IndexProgress {
  readonly folder: string;
  readonly phase: IndexPhase;
  readonly done: number;
  readonly total: number;
  readonly symbols: number;
  /** The file or step in hand. */
  readonly current?: string;
  readonly paused: boolean;
}

export interface IndexSummary {
  readonly folder: string;
  readonly vault: string;
  readonly files: {
    readonly total: number;
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
    /** Moved without a change of content. */
    readonly renamed: number;
    /** Content already known from another file or worktree: not parsed again. */
    readonly reused: number;
    readonly failed: number;
    readonly unchanged: number;
  };
  readonly symbols: number;
  readonly references: number;
  /** Bytes of source read. */
  readonly bytes: number;
  readonly ms: number;
  /** Such as `the index was damaged and has been rebuilt`. */
  readonly notices: readonly string[];
}

export interface SearchRequest {
  /** The query language's text. */
  readonly query: string;
  /** Limits the answer to this folder's vault; every vault otherwise. */
  readonly folder?: string;
  /** 1 to 1,000; 20 unless told. */
  readonly limit?: number;
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

export interface FolderStatus {
  readonly vault: Vault;
  readonly state: 'empty' | 'indexing' | 'paused' | 'partial' | 'indexed' | 'missing';
  readonly files: number;
  readonly symbols: number;
  readonly references: number;
  readonly filesByLanguage: Readonly<Record<string, number>>;
  readonly filesByStatus: Readonly<Record<FileStatus, number>>;
  readonly freshness: Freshness & {
    /** HEAD as it is now. */
    readonly headNow?: string;
    /** Files that differ from the index now: added, changed or removed. Absent if not looked at. */
    readonly changedFiles?: number;
  };
  readonly problems: readonly { readonly path: FilePath; readonly message: string }[];
  readonly progress?: IndexProgress;
  readonly watching: boolean;
}

export interface EngineStatus {
  readonly version: string;
  readonly database: {
    readonly kind: 'embedded' | 'postgresql';
    readonly serverVersion: string;
    readonly schemaVersion: number;
    readonly bytes: number;
    /** Data directory, or the connection's host and database; never a password. */
    readonly location: string;
  };
  readonly folders: readonly FolderStatus[];
  readonly process: {
    readonly pid: number;
    readonly rssBytes: number;
    readonly peakRssBytes: number;
    /** User and system time since the start, all threads. */
    readonly cpuMs: number;
    readonly uptimeMs: number;
  };
  readonly notices: readonly string[];
}

export interface RestoreRequest {
  /** Absolute path of a file that `backup` wrote. */
  readonly file: string;
  readonly replace?: boolean;
}

export interface DoctorCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do, if not ok. */
  readonly mend?: string;
}

export interface MigrationState {
  readonly version: number;
  readonly name: string;
  readonly applied: boolean;
  readonly appliedAt?: string;
}

export interface Engine {
  index(
    request: IndexRequest,
    onProgress: (progress: IndexProgress) => void,
    signal: AbortSignal,
  ): Promise<IndexSummary>;
  pauseIndex(folder: string): void;
  resumeIndex(folder: string): void;
  /** Tells that files may have changed; absolute paths, any number. Answers when they are searchable. */
  filesChanged(folder: string, paths: readonly string[], signal: AbortSignal): Promise<IndexSummary>;
  /** Watches a folder and keeps its index up to date until `unwatch`. */
  watch(folder: string): Promise<void>;
  unwatch(folder: string): Promise<void>;
  search(request: SearchRequest, signal: AbortSignal): Promise<SearchResponse>;
  symbol(request: SymbolRequest, signal: AbortSignal): Promise<readonly SymbolDetail[]>;
  outline(request: OutlineRequest, signal: AbortSignal): Promise<Outline>;
  why(request: WhyRequest, signal: AbortSignal): Promise<WhyAnswer>;
  /** `checkFiles` compares every file with the disk, which takes a scan. */
  status(
    request: { readonly folder?: string; readonly checkFiles?: boolean },
    signal: AbortSignal,
  ): Promise<EngineStatus>;
  doctor(signal: AbortSignal): Promise<readonly DoctorCheck[]>;
  migrations(): Promise<readonly MigrationState[]>;
  /** Applies what is pending (`up`) or takes back down to `target` (`down`); answers with the new state. */
  migrate(direction: 'up' | 'down', target?: number): Promise<readonly MigrationState[]>;
  /** Writes one portable file, on either database readable by `restore` on either. */
  backup(file: string, signal: AbortSignal): Promise<{ readonly bytes: number; readonly rows: number }>;
  /** Refuses a database that holds folders already, unless told to replace what is there. Folders read as not indexed. */
  restore(request: RestoreRequest, signal: AbortSignal): Promise<{ readonly rows: number }>;
  /** Forgets a folder's index, or everything that can be rebuilt. */
  reset(request: { readonly folder?: string }): Promise<void>;
  /** True while a job runs: the process must not end. */
  busy(): boolean;
  dispose(): Promise<void>;
}
