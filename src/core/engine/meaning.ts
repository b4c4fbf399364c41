/** What is like a question by meaning: its vector, the nearest signs in memory, the best of them by the stored vectors. */

import type { Embedder } from '../embedding/embedder';
import type { WordVectors } from '../model/embedding';
import { isLociError, sentenceOf, throwIfCancelled } from '../model/errors';
import type { SearchQuery } from '../model/search';
import type { MeaningHit, SearchIndex, VectorPlace } from '../search/searchIndex';
import { signsOf } from '../search/signs';
import type { Database } from '../store/database';
import { similarities, similaritiesTo } from '../store/similarities';
import { readSigns } from '../store/vectors';
import type { StoredModel } from '../store/vectors';

/** Those whose vectors are compared with the question's, of all that the signs put in an order. */
const candidates = 400;
/** Questions whose vectors are remembered: the same is asked again letter by letter, and of each folder. */
const remembered = 64;
/** Milliseconds that an answer waits for the question's vector, which may come from another machine. */
const patienceMs = 1_000;

export interface QuestionVectors {
  /** Fails with what the embedder fails with, and with `cancelled` after a second. */
  of(embedder: Embedder, text: string): Promise<Float32Array>;
}

/** After a failure, or two questions that took too long, it fails the same for `quietMs` without asking. */
export function createQuestionVectors(quietMs = 10_000): QuestionVectors {
  const known = new Map<string, Promise<Float32Array>>();
  const troubles = new WeakMap<
    Embedder,
    { readonly weight: number; readonly error: unknown; readonly untilMs: number }
  >();
  const ask = async (embedder: Embedder, text: string): Promise<Float32Array> => {
    const trouble = troubles.get(embedder);
    if (trouble !== undefined && trouble.weight > 1 && Date.now() < trouble.untilMs) throw trouble.error;
    try {
      // Not by the asker's signal: another may wait for the same.
      const [vector] = await embedder.embed([text], 'query', AbortSignal.timeout(patienceMs));
      troubles.delete(embedder);
      return vector!;
    } catch (error) {
      const weight = isLociError(error, 'cancelled') ? (trouble?.weight ?? 0) + 1 : 2;
      troubles.set(embedder, { weight, error, untilMs: Date.now() + quietMs });
      throw error;
    }
  };
  return {
    of(embedder, text) {
      const { provider, name, version, dimensions } = embedder.model;
      const key = [provider, name, version, dimensions, text].join('\0');
      let vector = known.get(key);
      if (vector === undefined) {
        vector = ask(embedder, text);
        vector.catch(() => known.delete(key));
      }
      // The latest stands last.
      known.delete(key);
      known.set(key, vector);
      if (known.size > remembered) known.delete(known.keys().next().value!);
      return vector;
    },
  };
}

export interface MeaningQuestion {
  readonly db: Database;
  readonly vectors: QuestionVectors;
  readonly embedder: Embedder;
  /** The embedder's, and of the vectors that the index has. */
  readonly model: StoredModel;
  readonly index: SearchIndex;
  readonly query: SearchQuery;
  readonly signal: AbortSignal;
}

/** What is nearest to a stored vector of the model, best first; the symbols of the same text included. */
export async function neighbours(
  { db, model, index, query }: Pick<MeaningQuestion, 'db' | 'model' | 'index' | 'query'>,
  vector: number,
): Promise<readonly MeaningHit[]> {
  const signs = (await readSigns(db, model, [vector])).get(vector);
  if (signs === undefined) return [];
  const places = index.nearest(query, signs, candidates);
  return ranked(places, await similaritiesTo(db, model, vector, [...new Set(places.map(({ id }) => id))]));
}

function ranked(places: readonly VectorPlace[], likeness: ReadonlyMap<number, number>): MeaningHit[] {
  return places
    .flatMap(({ fileId, ordinal, id }) => {
      const similarity = likeness.get(id);
      return similarity === undefined ? [] : [{ fileId, ordinal, similarity }];
    })
    .sort((a, b) => b.similarity - a.similarity);
}

export interface Meaning {
  /** Best first. */
  readonly hits: readonly MeaningHit[];
  /** The model's, if it has such. */
  readonly words?: WordVectors;
}

/** Where the question has no vector the answer says why and has no hits. */
export async function meaningHits(question: MeaningQuestion): Promise<Meaning & { readonly problem?: string }> {
  const { db, vectors, embedder, model, index, query, signal } = question;
  let vector: Float32Array;
  try {
    vector = await vectors.of(embedder, query.text);
  } catch (error) {
    throwIfCancelled(signal);
    return { hits: [], problem: isLociError(error, 'cancelled') ? 'it took too long' : sentenceOf(error) };
  }
  const places = index.nearest(query, signsOf(vector), candidates);
  const ids = [...new Set(places.map(({ id }) => id))];
  const hits = ranked(places, await similarities(db, model, vector, ids));
  return { hits, ...(embedder.words !== undefined && { words: embedder.words }) };
}
