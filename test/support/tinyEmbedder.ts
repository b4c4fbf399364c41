/** An embedder for tests: words that are listed together mean the same, all others mean nothing. The same text, the same vector. */

import type { Embedder, EmbeddingModel } from '../../src/core/embedding/embedder';
import { throwIfCancelled } from '../../src/core/model/errors';

export interface TinyEmbedder extends Embedder {
  /** Texts embedded so far, documents and questions. */
  readonly documents: string[];
  readonly queries: string[];
  /** Called before each batch. */
  before?: (kind: 'document' | 'query') => void | Promise<void>;
  /** What it counts in each text; nothing unless told. */
  tokensOfText?: number;
}

/** Each list is one meaning and one dimension; the last dimension is for what has none. */
export const meanings: readonly (readonly string[])[] = [
  ['total', 'sum', 'price', 'prices', 'cost', 'amount', 'expensive'],
  ['tax', 'vat', 'duty', 'levy'],
  ['cart', 'basket', 'trolley', 'items'],
  ['user', 'person', 'customer', 'people'],
  ['delete', 'remove', 'erase', 'clear', 'discard'],
  ['save', 'write', 'store', 'persist'],
];

export function createTinyEmbedder(over: Partial<EmbeddingModel> = {}): TinyEmbedder {
  const dimensions = over.dimensions ?? 16;
  const model: EmbeddingModel = {
    ...{ provider: 'builtin', name: 'tiny', version: '1', dimensions, prefixes: [dimensions] },
    ...over,
  };
  const embedder: TinyEmbedder = {
    model,
    documents: [],
    queries: [],
    async embed(texts, kind, signal, onTokens) {
      await embedder.before?.(kind);
      if (signal !== undefined) throwIfCancelled(signal);
      (kind === 'document' ? embedder.documents : embedder.queries).push(...texts);
      if (embedder.tokensOfText !== undefined) onTokens?.(embedder.tokensOfText * texts.length);
      return texts.map((text) => vectorOf(text, dimensions));
    },
  };
  return embedder;
}

function vectorOf(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions).fill(-0.01);
  for (const [word] of text.matchAll(/[A-Z]?[a-z]+/g)) {
    const at = meanings.findIndex((words) => words.includes(word.toLowerCase()));
    if (at >= 0 && at < dimensions) vector[at]! += 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
