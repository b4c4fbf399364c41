/** performance_metrics: what the system measures of itself. Kept for 90 days. */

import type { Queryable } from './database';

export interface Metric {
  /** At most 100 characters, such as `search.ms`. */
  readonly name: string;
  readonly value: number;
  /** At most 20 characters, such as `ms`, `rows/s`. */
  readonly unit: string;
  readonly labels: Readonly<Record<string, string | number | boolean>>;
}

export interface RecordedMetric extends Metric {
  readonly recordedAt: Date;
}

export async function recordMetric(db: Queryable, metric: Metric): Promise<void> {
  await db.query('INSERT INTO performance_metrics (name, value, unit, labels) VALUES ($1, $2, $3, $4::jsonb)', [
    metric.name,
    metric.value,
    metric.unit,
    JSON.stringify(metric.labels),
  ]);
}

/** Newest first. */
export async function readMetrics(
  db: Queryable,
  question: { readonly name: string; readonly since?: Date; readonly limit: number },
): Promise<RecordedMetric[]> {
  return db.query<RecordedMetric>(
    `SELECT name, value, unit, labels, recorded_at AS "recordedAt" FROM performance_metrics
     WHERE name = $1 AND recorded_at >= $2 ORDER BY recorded_at DESC, id DESC LIMIT $3`,
    [question.name, question.since ?? new Date(0), question.limit],
  );
}
