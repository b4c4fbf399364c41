/**
 * The requests of the protocol, derived from {@link Engine}: its methods, less what only its owner may call, and their
 * arguments, less the progress callback and the AbortSignal, which travel as notifications, as do events.
 */

import type { Engine, IndexProgress } from '../core/model/api';

export type MethodName = Exclude<keyof Engine, 'onEvent' | 'busy' | 'dispose'>;

interface MethodTraits {
  /** Changes nothing: may be asked again by itself when the server was lost in between. */
  readonly readOnly: boolean;
  /** The job belongs to the server: when the client is gone it goes on. Only an explicit cancel stops it. */
  readonly outlivesClient: boolean;
}

const read: MethodTraits = { readOnly: true, outlivesClient: false };
const write: MethodTraits = { readOnly: false, outlivesClient: false };
const job: MethodTraits = { readOnly: false, outlivesClient: true };

export const methodTraits: Readonly<Record<MethodName, MethodTraits>> = {
  index: job,
  filesChanged: job,
  pauseIndex: write,
  resumeIndex: write,
  watch: write,
  unwatch: write,
  search: read,
  symbol: read,
  outline: read,
  browse: read,
  symbolAt: read,
  relations: read,
  uses: read,
  impact: read,
  path: read,
  cycles: read,
  unused: read,
  duplicates: read,
  hotspots: read,
  setBuffer: write,
  setOpen: write,
  check: job,
  configureChecker: write,
  configureEmbedding: write,
  estimateEmbedding: read,
  embed: write,
  why: read,
  status: read,
  doctor: read,
  migrations: read,
  migrate: write,
  backup: write,
  restore: write,
  exportScip: write,
  importScip: write,
  train: write,
  evaluate: read,
  reset: write,
};

export const methodNames = Object.keys(methodTraits) as readonly MethodName[];

export type ProgressCallback = (progress: IndexProgress) => void;

/** An engine method's arguments as they travel: plain data only. */
export type WireArguments<Arguments extends readonly unknown[]> = Arguments extends [infer First, ...infer Rest]
  ? First extends AbortSignal | ProgressCallback
    ? WireArguments<Rest>
    : [First, ...WireArguments<Rest>]
  : Arguments;

/** The same arguments as a client gives them: the signal may be left out. */
export type ClientArguments<Arguments extends readonly unknown[]> = Arguments extends [...infer Head, AbortSignal]
  ? [...Head, signal?: AbortSignal]
  : Arguments;

export type MethodResult<Method extends MethodName> = Awaited<ReturnType<Engine[Method]>>;

/** The engine as a client sees it: every method answers by a promise, which is rejected with a LociError. */
export type RemoteEngine = {
  [Method in MethodName]: (...args: ClientArguments<Parameters<Engine[Method]>>) => Promise<MethodResult<Method>>;
};

/** What a request carries. `progress` is there if the client wants to be told. */
export interface WireRequest {
  readonly args: readonly unknown[];
  readonly progress?: number;
}

export const helloMethod = 'initialize';
export const retireMethod = 'retire';
/** From here on the server tells this connection of events, by notifications of {@link eventMethod}. */
export const listenMethod = 'listen';
export const eventMethod = 'event';

/**
 * UTF-16 units of unsaved text in one request: written as JSON, with every unit escaped, it still fits a message. A text
 * beyond is beyond what is read of a file, too.
 */
export const maximumBufferText = 4 * 1024 * 1024;
