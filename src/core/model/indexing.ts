/** Jobs and states: what indexing is asked, tells and leaves, and how folders and the engine stand. */

import type { ErrorCode } from './errors';
import type { FileStatus } from './file';
import type { FilePath } from './ids';
import type { Freshness } from './search';
import type { Vault } from './vault';

export interface IndexRequest {
  readonly folder: string;
  /** Read and parse every file again, whatever the index holds. */
  readonly rebuild?: boolean;
  /** Globs of files to leave out besides what ignore files say; kept with the folder, and kept as they are if absent. */
  readonly exclude?: readonly string[];
}

export const indexPhases = [
  'waiting',
  'scanning',
  'indexing',
  'resolving',
  'cleaning',
  'exporting',
  'importing',
  'extracting',
  'learning',
  'asking',
  'counting',
  'embedding',
  'done',
] as const;
export type IndexPhase = (typeof indexPhases)[number];

/**
 * Honest progress: `done` of `total` files, `total` known once scanning has ended (0 before). All files are searchable
 * when `resolving` begins; it counts the files whose relationships are resolved. `exporting` and `importing` are told of
 * indexes in other forms alone.
 */
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
  /** What resolving found in the files that it was done for; absent where it goes on after the answer. */
  readonly resolved?: {
    readonly files: number;
    readonly relationships: number;
    /** References to what is defined outside the folder. */
    readonly external: number;
    /** References that could be bound to nothing. */
    readonly unresolved: number;
    /** Files that could not be resolved. */
    readonly failed: number;
    readonly ms: number;
  };
  /** Such as `the index was damaged and has been rebuilt`. */
  readonly notices: readonly string[];
}

/** Told to those who listen, in the order in which it happened. */
export type EngineEvent =
  | { readonly kind: 'progress'; readonly progress: IndexProgress }
  /** Written and searchable. `paths` are relative; absent if too many to name. */
  | { readonly kind: 'indexed'; readonly folder: string; readonly paths?: readonly FilePath[] }
  /** How far embedding a folder is, now and then. */
  | { readonly kind: 'embedding'; readonly folder: string; readonly files: number; readonly embedded: number }
  /** A folder was added, removed, or its state changed. */
  | { readonly kind: 'folders' };

export interface CheckerSettings {
  readonly enabled: boolean;
  /** Megabytes of heap that the checker's process may use. */
  readonly memory: number;
}

/**
 * How far the TypeScript checker is. `partial`: some files could not be seen as they are in the index; `outOfMemory` and
 * `failed`: its process ended too often. What it did not check stays as resolving found it.
 */
export const checkerStates = ['off', 'waiting', 'checking', 'whole', 'partial', 'outOfMemory', 'failed'] as const;

export interface CheckerState {
  readonly state: (typeof checkerStates)[number];
  /** Those that it reads: TypeScript and JavaScript. */
  readonly files: number;
  /** Those that it has checked as they are now. */
  readonly checked: number;
  readonly problem?: string;
}

export const embeddingChoices = ['builtin', 'local', 'openai-compatible', 'off'] as const;

/** What embeds. All but `provider` is for `openai-compatible`, `model`, `endpoint` and `allowDownload` for `local`. */
export interface EmbeddingSettings {
  readonly provider: (typeof embeddingChoices)[number];
  /** Such as `http://127.0.0.1:11434/v1`; for `local`, where models are fetched from, if not from Hugging Face. */
  readonly endpoint?: string;
  /** As the endpoint calls it; for `local`, the absolute path of a folder, or a published model's name. */
  readonly model?: string;
  /** Whether a published model that is not on this machine may be fetched; not unless told. */
  readonly allowDownload?: boolean;
  /** Absent: the model's own number. */
  readonly dimensions?: number;
  /** Held in memory; in no setting, log or table. */
  readonly key?: string;
  /** True once the person has agreed that texts are sent to this endpoint. Another machine is sent nothing before. */
  readonly consent?: boolean;
  /**
   * Tokens, as they count them or else estimated, that endpoints on other machines may be sent in a calendar month (UTC);
   * any number if absent or 0. Questions count, and are asked beyond.
   */
  readonly budget?: number;
}

/** Tokens a month, where nobody has said another number: a first look at some hundred thousand lines, and no more. */
export const defaultEmbeddingBudget = 20_000_000;

/**
 * How far the vectors of a folder are. `consent`: nobody has agreed yet that texts are sent to the endpoint. `embedding`:
 * under way. `whole`: every file has them. `partial`: some files could not be read as they are in the index, or wait.
 * `budget`: it goes on next month, or with a larger budget. `failed`: what embeds does not work; it is tried again.
 */
export const embeddingStates = [
  'off',
  'waiting',
  'consent',
  'embedding',
  'whole',
  'partial',
  'budget',
  'failed',
] as const;

export interface EmbeddingState {
  readonly state: (typeof embeddingStates)[number];
  /** The model that embeds, for people: provider and name. Absent where it could not be opened. */
  readonly model?: string;
  /** True where answers go by meaning, too. */
  readonly ready: boolean;
  readonly files: number;
  /** Those all of whose texts have vectors of the model. */
  readonly embedded: number;
  readonly problem?: string;
  /** Of the problem. */
  readonly code?: ErrorCode;
}

export interface CheckSummary extends CheckerState {
  readonly folder: string;
  readonly ms: number;
  /** The checker's process since its start; absent if it was not needed. */
  readonly process?: { readonly cpuMs: number; readonly peakRssBytes: number };
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
  readonly checker: CheckerState;
  readonly embedding: EmbeddingState;
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
