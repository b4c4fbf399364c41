/** symbol_relationships, walked against their direction from symbols that change: what may work otherwise afterwards. */

import { throwIfCancelled } from '../model/errors';
import type { FilePath } from '../model/ids';
import type { RelationshipType, ResolutionMethod } from '../model/relationship';
import type { Queryable } from './database';
import { longestWalk } from './relationships';

/** How a symbol spreads a change. */
export const spreads = {
  /** To all that refers to it; an import alone does nothing with it. */
  plain: 0,
  /** It is what a changed symbol overrides: to who calls it. Its other overriders are as they were. */
  overridden: 1,
  /** A file that is gone or elsewhere: to who imports it. */
  file: 2,
} as const;
export type Spread = (typeof spreads)[keyof typeof spreads];

/** One step: `near` is what changes or is reached already, `far` what is reached from it. */
export interface ReachStep {
  readonly near: number;
  readonly far: number;
  readonly type: RelationshipType;
  /** `out` where `near` overrides `far`. */
  readonly direction: 'in' | 'out';
  readonly how: ResolutionMethod;
  readonly stepConfidence: number;
  /** Product and least of the steps up to here. */
  readonly confidence: number;
  readonly weakest: number;
  readonly depth: number;
  /** Where `far` is defined, to order by; 0 is the file itself. */
  readonly path: FilePath;
  readonly ordinal: number;
  readonly isExported: boolean;
}

export interface Reached {
  /** Nearest first, then by confidence, then by place; each symbol once, by its surest way among the shortest. */
  readonly steps: readonly ReachStep[];
  /** How many others are one step from each start, starts among them; absent: none. */
  readonly direct: ReadonlyMap<number, number>;
  /** The walk ended early: more symbols than it goes through. */
  readonly cut: boolean;
}

export interface ReachQuestion {
  readonly depth: number;
  readonly minConfidence: number;
}

/** Breadth first from keys of symbols. What the walk starts from is not reached by it. */
export async function reachedFrom(
  db: Queryable,
  starts: ReadonlyMap<number, Spread>,
  question: ReachQuestion,
  signal?: AbortSignal,
): Promise<Reached> {
  const ways = new Map<number, Pick<ReachStep, 'confidence' | 'weakest'>>();
  for (const start of starts.keys()) ways.set(start, { confidence: 1, weakest: 1 });
  const steps: ReachStep[] = [];
  let direct: ReadonlyMap<number, number> = new Map();
  let frontier = starts;
  for (let depth = 1; depth <= question.depth && frontier.size > 0; depth++) {
    throwIfCancelled(signal);
    if (ways.size > longestWalk) return { steps: steps.sort(byNearness), direct, cut: true };
    const best = new Map<number, ReachStep>();
    const rows = await stepsFrom(db, frontier, question.minConfidence);
    if (depth === 1) direct = directlyReached(rows);
    for (const row of rows) {
      if (ways.has(row.far)) continue;
      const way = ways.get(row.near)!;
      const confidence = way.confidence * row.stepConfidence;
      const step = { ...row, depth, confidence, weakest: Math.min(way.weakest, row.stepConfidence) };
      const other = best.get(row.far);
      if (other === undefined || isBetter(step, other)) best.set(row.far, step);
    }
    for (const step of best.values()) ways.set(step.far, step);
    steps.push(...best.values());
    frontier = new Map([...best.values()].map(({ far, direction }) => [far, spreadOf(direction)]));
  }
  return { steps: steps.sort(byNearness), direct, cut: false };
}

function directlyReached(rows: readonly StepRow[]): ReadonlyMap<number, number> {
  const reached = new Map<number, Set<number>>();
  for (const { near, far } of rows) {
    if (far !== near) reached.set(near, (reached.get(near) ?? new Set()).add(far));
  }
  return new Map([...reached].map(([near, { size }]) => [near, size]));
}

/** What is reached as a caller, too, spreads the change to all that refers to it. */
function isBetter(step: ReachStep, other: ReachStep): boolean {
  if (step.direction !== other.direction) return step.direction === 'in';
  return step.confidence > other.confidence;
}

function spreadOf(direction: ReachStep['direction']): Spread {
  return direction === 'in' ? spreads.plain : spreads.overridden;
}

function byNearness(a: ReachStep, b: ReachStep): number {
  if (a.depth !== b.depth) return a.depth - b.depth;
  if (a.confidence !== b.confidence) return b.confidence - a.confidence;
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.ordinal - b.ordinal;
}

type StepRow = Omit<ReachStep, 'depth' | 'confidence' | 'weakest'>;

async function stepsFrom(
  db: Queryable,
  frontier: ReadonlyMap<number, Spread>,
  minConfidence: number,
): Promise<StepRow[]> {
  return db.query<StepRow>(
    `WITH w AS (SELECT * FROM unnest($1::bigint[], $2::int[]) AS w (id, spread)), step AS (
       SELECT r.target_id AS near, r.source_id AS far, r.relationship_type AS type, 'in' AS direction, r.how, r.confidence
       FROM w JOIN symbol_relationships r ON r.target_id = w.id
       WHERE (r.relationship_type <> 'imports' OR w.spread = ${spreads.file})
         AND (w.spread <> ${spreads.overridden} OR r.relationship_type IN ('calls', 'references'))
       UNION ALL
       SELECT r.source_id, r.target_id, r.relationship_type, 'out', r.how, r.confidence
       FROM w JOIN symbol_relationships r ON r.source_id = w.id AND r.relationship_type = 'overrides'
     )
     SELECT step.near, step.far, step.type, step.direction, step.how, step.confidence AS "stepConfidence",
       f.path, s.ordinal, s.is_exported AS "isExported"
     FROM step JOIN code_symbols s ON s.id = step.far JOIN source_files f ON f.id = s.file_id
     WHERE step.confidence >= $3::real
     ORDER BY step.near, step.far, step.type`,
    [[...frontier.keys()], [...frontier.values()], minConfidence],
  );
}

/** Those of the files (by path, of one vault) to which something in another file refers. */
export async function filesReferredTo(
  db: Queryable,
  vaultKey: number,
  paths: readonly FilePath[],
): Promise<Set<FilePath>> {
  if (paths.length === 0) return new Set();
  const rows = await db.query<{ path: FilePath }>(
    `SELECT f.path FROM source_files f
     WHERE f.vault_key = $1 AND f.path = ANY($2::text[]) AND EXISTS (
       SELECT 1 FROM code_symbols s
       JOIN symbol_relationships r ON r.target_id = s.id
       JOIN code_symbols t ON t.id = r.source_id
       WHERE s.file_id = f.id AND t.file_id <> f.id)`,
    [vaultKey, paths],
  );
  return new Set(rows.map(({ path }) => path));
}
