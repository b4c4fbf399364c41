/** How quickly texts are embedded here, kept for the next estimate: reading and writing counted in, waiting not. */

import type { Embedder } from '../embedding/embedder';
import type { Queryable } from '../store/database';
import { readMetrics, recordMetric } from '../store/metrics';

export interface MeasuredWork {
  readonly embedder: Embedder;
  readonly pass: () => Promise<void>;
  texts(): number;
  /** Few texts say nothing. */
  record(db: Queryable): Promise<void>;
}

const metric = 'embedding.texts';
const fewTexts = 200;
/** Measurements looked through for one of the model. */
const remembered = 50;

export function measured(work: { readonly embedder: Embedder; pass(): Promise<void> }): MeasuredWork {
  const { embedder } = work;
  const began = performance.now();
  let waitedMs = 0;
  let texts = 0;
  return {
    embedder: {
      ...embedder,
      async embed(some, kind, signal) {
        const vectors = await embedder.embed(some, kind, signal);
        texts += some.length;
        return vectors;
      },
    },
    async pass() {
      const from = performance.now();
      await work.pass();
      waitedMs += performance.now() - from;
    },
    texts: () => texts,
    async record(db) {
      const seconds = (performance.now() - began - waitedMs) / 1000;
      if (texts < fewTexts || seconds <= 0) return;
      const { provider, name, version } = embedder.model;
      const value = texts / seconds;
      await recordMetric(db, { name: metric, value, unit: 'texts/s', labels: { provider, name, version } });
    },
  };
}

/** Texts a second, as the model embedded last; undefined if that is not known. */
export async function knownRate(
  db: Queryable,
  model: { readonly provider: string; readonly name: string; readonly version: string },
): Promise<number | undefined> {
  const all = await readMetrics(db, { name: metric, limit: remembered });
  return all.find(({ labels: { provider, name, version } }) => {
    return provider === model.provider && name === model.name && version === model.version;
  })?.value;
}
