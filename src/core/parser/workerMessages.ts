/** What the pool and its workers say to each other. */

import type { SourceFile } from '../model/file';
import type { FactsMessage } from './factsMessage';

export interface WorkerSettings {
  readonly assetsDir: string;
}

export interface ParseRequest {
  readonly id: number;
  readonly files: readonly SourceFile[];
}

/** Said once, when the thread can take requests. */
export interface WorkerReady {
  readonly ready: true;
}

/** Facts in the order of the request. An error concerns the set-up (a missing grammar), not a file. */
export type ParseReply =
  | { readonly id: number; readonly ok: true; readonly facts: FactsMessage; readonly memoryBytes: number }
  | { readonly id: number; readonly ok: false; readonly error: string };
