/** What turns texts into vectors: one shape for every provider, so that what stores and compares vectors knows none. */

import type { EmbeddingProvider, ModelIdentity, WordVectors } from '../model/embedding';

/** What is to be found, or what is asked. Models see the two differently. */
export type EmbeddingKind = 'document' | 'query';

export interface EmbeddingModel extends ModelIdentity {
  readonly provider: EmbeddingProvider;
  /** Ascending: how many of a vector's first numbers may stand for it, normalised again. The last is `dimensions`. */
  readonly prefixes: readonly number[];
}

export interface Embedder {
  readonly model: EmbeddingModel;
  /** Of a model that is a table of words. */
  readonly words?: WordVectors;
  /**
   * One vector of `model.dimensions` numbers and length 1 for each text, in their order. Any text has one, also the
   * empty. Documents are texts by {@link documentText}, or plain ones. `onTokens` is told once, before it resolves, how many
   * tokens an endpoint has counted in all of them; it is not where that is not known.
   * @throws LociError `cancelled` if the signal is aborted.
   */
  embed(
    texts: readonly string[],
    kind: EmbeddingKind,
    signal?: AbortSignal,
    onTokens?: (tokens: number) => void,
  ): Promise<Float32Array[]>;
  /** Ends what it holds, such as a thread; it embeds no more. Absent where it holds nothing. */
  close?(): Promise<void>;
}

/** The first `width` numbers, one of the model's prefixes, as a vector of length 1; zeros stay zeros. */
export function prefixOf(vector: Float32Array, width: number): Float32Array {
  const prefix = vector.slice(0, width);
  const length = Math.hypot(...prefix);
  return length === 0 ? prefix : prefix.map((number) => number / length);
}
