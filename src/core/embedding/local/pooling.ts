/** From a vector for each token to one for the text. */

export const poolings = ['mean', 'cls', 'max', 'lastToken', 'meanSqrtLength', 'weightedMean'] as const;
export type Pooling = (typeof poolings)[number];

/** `hidden`: row-major, `width` numbers for each token; at least one token. */
export function pool(hidden: ArrayLike<number>, width: number, pooling: Pooling): Float32Array {
  const tokens = Math.trunc(hidden.length / width);
  if (pooling === 'cls') return rowOf(hidden, width, 0);
  if (pooling === 'lastToken') return rowOf(hidden, width, tokens - 1);
  const pooled = new Float32Array(width).fill(pooling === 'max' ? -Infinity : 0);
  for (let token = 0; token < tokens; token++) {
    const weight = pooling === 'weightedMean' ? token + 1 : 1;
    for (let i = 0; i < width; i++) {
      const value = hidden[token * width + i]!;
      pooled[i] = pooling === 'max' ? Math.max(pooled[i]!, value) : pooled[i]! + weight * value;
    }
  }
  if (pooling === 'max') return pooled;
  const weights = { mean: tokens, meanSqrtLength: Math.sqrt(tokens), weightedMean: (tokens * (tokens + 1)) / 2 };
  return pooled.map((value) => value / weights[pooling]);
}

function rowOf(hidden: ArrayLike<number>, width: number, token: number): Float32Array {
  return Float32Array.from({ length: width }, (_, i) => hidden[token * width + i]!);
}

/** Of length 1, whatever the model gives: only directions are compared. */
export function direction(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (Number.isFinite(length) && length > 0) return vector.map((value) => value / length);
  const any = new Float32Array(vector.length);
  any[0] = 1;
  return any;
}
