/** pgvector's binary form: as text a vector takes ten times as long, on either database. */

import type { Queryable } from './database';

/** A parameter for `$n::vector[]`; at least one vector. */
export async function vectorsParameter(db: Queryable, vectors: readonly Float32Array[]): Promise<Uint8Array> {
  const [type] = await db.query<{ oid: number }>(`SELECT 'vector'::regtype::oid::bigint AS oid`);
  const bytes = Buffer.alloc(20 + vectors.reduce((sum, vector) => sum + 4 + vectorBytes(vector), 0));
  // One dimension, no nulls, the elements' type, how many there are, the first one's subscript.
  let at = 0;
  for (const value of [1, 0, type!.oid, vectors.length, 1]) at = bytes.writeInt32BE(value, at);
  for (const vector of vectors) {
    at = bytes.writeInt32BE(vectorBytes(vector), at);
    at = writeVector(bytes, at, vector);
  }
  return bytes;
}

function vectorBytes(vector: Float32Array): number {
  return 4 + 4 * vector.length;
}

/** Answers with where it ends. */
function writeVector(bytes: Buffer, start: number, vector: Float32Array): number {
  let at = bytes.writeInt16BE(vector.length, start) + 2;
  for (const value of vector) at = bytes.writeFloatBE(value, at);
  return at;
}
