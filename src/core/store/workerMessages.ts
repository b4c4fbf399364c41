/** What the thread that owns the embedded database and the thread that asks it say to each other. */

import type { PreparedStatement } from './database';
import type { ErrorFacts } from './errors';

export interface WorkerSettings {
  /** The cluster's own directory; unpacked if absent. */
  readonly pgdata: string;
  /** Folder with pglite.wasm, pglite.data, the extension bundles and pgdata.gz. */
  readonly pgliteDir: string;
}

export type WorkerOrder =
  | { readonly op: 'query'; readonly sql: string; readonly params: readonly unknown[] }
  | {
      readonly op: 'queryPrepared';
      readonly statement: PreparedStatement;
      readonly lists: readonly (readonly number[])[];
    }
  | { readonly op: 'execute'; readonly sql: string }
  | { readonly op: 'copy'; readonly sql: string; readonly chunks: readonly string[] }
  | { readonly op: 'begin' | 'commit' | 'rollback' }
  | { readonly op: 'listen' | 'unlisten'; readonly channel: string }
  | { readonly op: 'close' };

export interface WorkerRequest {
  readonly id: number;
  /** The transaction that a query, execution or copy belongs to, or that begins or ends. */
  readonly transaction?: number;
  readonly order: WorkerOrder;
}

export type WorkerReply =
  | { readonly kind: 'ready' }
  /** `damaged`: the files of the database are the cause. The thread ends. */
  | { readonly kind: 'broken'; readonly damaged: boolean; readonly error: ErrorFacts }
  | { readonly kind: 'done'; readonly id: number; readonly rows: readonly object[]; readonly count: number }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorFacts }
  | { readonly kind: 'notification'; readonly channel: string; readonly payload: string };
