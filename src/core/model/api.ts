/**
 * What programs ask of the engine, as plain data: the engine implements {@link Engine}, the protocol carries it.
 * Folders are absolute paths of this machine. Every long call takes an AbortSignal; every failure is a LociError.
 */

import type {
  CyclesRequest,
  CyclesResponse,
  HotspotsRequest,
  HotspotsResponse,
  PathRequest,
  PathResponse,
  UnusedRequest,
  UnusedResponse,
} from './graph';
import type { DuplicatesRequest, DuplicatesResponse } from './alike';
import type { ImpactRequest, ImpactResponse } from './impact';
import type {
  CheckerSettings,
  CheckSummary,
  DoctorCheck,
  EmbeddingSettings,
  EngineEvent,
  EngineStatus,
  IndexProgress,
  IndexRequest,
  IndexSummary,
  MigrationState,
  RestoreRequest,
} from './indexing';
import type {
  BrowseEntry,
  BrowseRequest,
  FileUses,
  Outline,
  OutlineRequest,
  RelationsRequest,
  RelationsResponse,
  SearchRequest,
  SearchResponse,
  SymbolAt,
  SymbolAtRequest,
  SymbolDetail,
  SymbolRequest,
  WhyAnswer,
  WhyRequest,
} from './questions';
import type { EmbeddingEstimate, EmbedSummary, EstimateRequest } from './embeddingCosts';
import type { EvaluateRequest, EvaluateSummary } from './evaluation';
import type { TrainRequest, TrainSummary } from './training';
import type { ScipExportRequest, ScipExportSummary, ScipImportRequest, ScipImportSummary } from './scip';

export type * from './alike';
export type * from './embeddingCosts';
export type * from './evaluation';
export * from './graph';
export * from './impact';
export * from './indexing';
export type * from './questions';
export type * from './scip';
export type * from './training';

export interface BufferRequest {
  /** Absolute path of a file in an indexed folder. */
  readonly file: string;
  readonly text?: string;
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
  /** The directories and files directly below a directory, by name, directories first. */
  browse(request: BrowseRequest, signal: AbortSignal): Promise<readonly BrowseEntry[]>;
  symbolAt(request: SymbolAtRequest, signal: AbortSignal): Promise<SymbolAt>;
  relations(request: RelationsRequest, signal: AbortSignal): Promise<RelationsResponse>;
  uses(request: OutlineRequest, signal: AbortSignal): Promise<FileUses>;
  /** What a change affects: callers, tests, what is exported. Errors: as `relations`, and `notFound` outside a repository. */
  impact(request: ImpactRequest, signal: AbortSignal): Promise<ImpactResponse>;
  /** How one symbol comes to another. Errors as `relations`; both must be of one folder. */
  path(request: PathRequest, signal: AbortSignal): Promise<PathResponse>;
  cycles(request: CyclesRequest, signal: AbortSignal): Promise<CyclesResponse>;
  /** Symbols that nothing in the folder refers to, tests and generated files left out. */
  unused(request: UnusedRequest, signal: AbortSignal): Promise<UnusedResponse>;
  /** Groups of copied code. Errors: as `symbol`. */
  duplicates(request: DuplicatesRequest, signal: AbortSignal): Promise<DuplicatesResponse>;
  hotspots(request: HotspotsRequest, signal: AbortSignal): Promise<HotspotsResponse>;
  /**
   * Text of a file that an editor holds and has not saved: searches, outlines and places see it instead of the disk's
   * until it is saved or closed, which is told by leaving `text` out. Answers when it is searchable.
   */
  setBuffer(request: BufferRequest, signal: AbortSignal): Promise<void>;
  /** Absolute paths of files that somebody looks at, the most wanted first: what is done in the background begins there. */
  setOpen(files: readonly string[]): void;
  /** Checks what the TypeScript checker has not checked yet, and answers when that is done, whatever became of it. */
  check(request: { readonly folder: string }, signal: AbortSignal): Promise<CheckSummary>;
  configureChecker(settings: CheckerSettings): void;
  /** What is answered by meaning goes on as it was until all is embedded anew. No effect where embedding is off for good. */
  configureEmbedding(settings: EmbeddingSettings): void;
  /** Counts what would be embedded, and sends nothing. Errors: `notIndexed`, `usage` for settings that cannot be. */
  estimateEmbedding(
    request: EstimateRequest,
    onProgress: (progress: IndexProgress) => void,
    signal: AbortSignal,
  ): Promise<EmbeddingEstimate>;
  /**
   * Embeds now what is to be embedded of a folder; what was done when it is stopped stays. Errors: those of what embeds,
   * `consentMissing`, `budgetReached`, `usage` where embedding is off.
   */
  embed(
    request: { readonly folder: string },
    onProgress: (progress: IndexProgress) => void,
    signal: AbortSignal,
  ): Promise<EmbedSummary>;
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
  /** Writes a folder's index in the SCIP format, whole or not at all. */
  exportScip(
    request: ScipExportRequest,
    onProgress: (progress: IndexProgress) => void,
    signal: AbortSignal,
  ): Promise<ScipExportSummary>;
  /**
   * Takes what an index in the SCIP format knows of the uses of names for true, file by file, in the place of what was
   * imported of the same files before. Nothing is changed by an index that cannot be read to its end.
   */
  importScip(
    request: ScipImportRequest,
    onProgress: (progress: IndexProgress) => void,
    signal: AbortSignal,
  ): Promise<ScipImportSummary>;
  /**
   * Measures how well the folder's code is found, on cases of its own comments and history. Works on a copy: neither the
   * folder nor its index changes. Errors: `busy` while another is measured, and as `index`.
   */
  evaluate(
    request: EvaluateRequest,
    onProgress: (progress: IndexProgress) => void,
    signal: AbortSignal,
  ): Promise<EvaluateSummary>;
  /**
   * Trains the built-in embedding model. One that is fitted to one's own code is kept in the data directory if it finds
   * more than the shipped one; it is used from the next start on.
   */
  train(
    request: TrainRequest,
    onProgress: (progress: IndexProgress) => void,
    signal: AbortSignal,
  ): Promise<TrainSummary>;
  /** Forgets a folder's index, or everything that can be rebuilt. */
  reset(request: { readonly folder?: string }): Promise<void>;
  /** Answers with what ends the telling. */
  onEvent(listener: (event: EngineEvent) => void): () => void;
  /** True while a job runs that is not held: the process must not end. */
  busy(): boolean;
  dispose(): Promise<void>;
}
