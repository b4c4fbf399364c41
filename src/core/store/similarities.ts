/** How like a vector the stored ones are, of which the caller has chosen a few hundred. */

import type { Database, PreparedStatement } from './database';
import type { StoredModel } from './vectors';

/** One text for all rows: handing each over takes ten times as long as comparing it. */
const similaritiesById: PreparedStatement = {
  name: 'similarities_by_id',
  sql: `SELECT json_agg(json_build_array(e.id, 1 - (e.embedding <=> $3::integer[]::vector)))::text AS found
    FROM unnest($2::bigint[]) AS w (id) JOIN text_embeddings e ON e.id = w.id AND e.model_id = ($1::bigint[])[1]`,
  types: ['bigint[]', 'bigint[]', 'integer[]'],
};

/** Cosine similarity, from -1 to 1, of a vector of the model to each of its stored ones; ids that are gone are absent. */
export async function similarities(
  db: Database,
  model: StoredModel,
  vector: Float32Array,
  ids: readonly number[],
): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const [row] = await db.queryPrepared<{ found: string | null }>(similaritiesById, [[model.key], ids, whole(vector)]);
  return new Map(JSON.parse(row?.found ?? '[]') as [id: number, similarity: number][]);
}

/** A vector of the same direction in whole numbers, as exact as it was: a prepared statement takes no others. */
function whole(vector: Float32Array): number[] {
  const greatest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Array.from(vector, (value) => Math.round((value / (greatest || 1)) * 2 ** 24));
}

/** The same, to a vector that is stored. */
export async function similaritiesTo(
  db: Database,
  model: StoredModel,
  vector: number,
  ids: readonly number[],
): Promise<Map<number, number>> {
  const [row] = await db.query<{ found: string | null }>(
    `SELECT json_agg(json_build_array(e.id, 1 - (e.embedding <=> o.embedding)))::text AS found
     FROM unnest($2::bigint[]) AS w (id) JOIN text_embeddings e ON e.id = w.id AND e.model_id = $1
     JOIN text_embeddings o ON o.id = $3 AND o.model_id = $1`,
    [model.key, ids, vector],
  );
  return new Map(JSON.parse(row?.found ?? '[]') as [id: number, similarity: number][]);
}
