/** What goes between the engine and the thread that embeds. */

import type { ErrorCode } from '../../model/errors';
import type { EmbeddingKind, EmbeddingModel } from '../embedder';
import type { Download } from '../local/download';
import type { LocalModel } from '../local/localModel';

/** What the thread opens when it starts. */
export interface BuiltinJob {
  readonly provider: 'builtin';
  /** A model file, which the thread does not copy. */
  readonly bytes: SharedArrayBuffer;
  readonly source: string;
}

export interface LocalJob extends LocalModel {
  readonly provider: 'local';
  /** Before it is opened. */
  readonly download?: Download;
}

export type EmbedderJob = BuiltinJob | LocalJob;

export interface EmbedRequest {
  readonly id: number;
  readonly texts: readonly string[];
  readonly kind: EmbeddingKind;
}

export type EmbedderReply =
  | { readonly kind: 'opened'; readonly model: EmbeddingModel }
  /** One after the other, `model.dimensions` numbers each. */
  | { readonly kind: 'embedded'; readonly id: number; readonly vectors: Float32Array<ArrayBuffer> }
  /** Of a request; without an id, the model could not be opened. */
  | {
      readonly kind: 'failed';
      readonly id?: number;
      readonly code: ErrorCode;
      readonly message: string;
      readonly mend: string;
    };
