/** symbol_relationships, read back: who is related to a symbol, near and far, and how often a file's symbols are used. */

import { throwIfCancelled } from '../model/errors';
import type { FilePath, SymbolId } from '../model/ids';
import { symbolId } from '../model/ids';
import type { Descriptor } from '../model/ids';
import type { Position } from '../model/range';
import type { RelationshipType, ResolutionMethod } from '../model/relationship';
import type { Queryable } from './database';

/** `in`: what points at the symbol; `out`: what it points at. */
export interface RelationQuestion {
  readonly direction: 'in' | 'out';
  /** All if absent. */
  readonly types?: readonly RelationshipType[];
  /** At least 1. */
  readonly depth: number;
  readonly minConfidence: number;
}

/** One step of the walk: `near` is the neighbour that led to `far`, at depth 1 the symbol that was asked about. */
export interface Relation {
  readonly near: number;
  readonly far: number;
  readonly type: RelationshipType;
  readonly confidence: number;
  readonly how: ResolutionMethod;
  readonly depth: number;
  /** Where `far` is defined, to order by. */
  readonly path: FilePath;
  readonly ordinal: number;
}

export interface Relations {
  /** Nearest first, then by confidence, then by place. A symbol is there once for each type, where it is nearest. */
  readonly relations: readonly Relation[];
  /** The walk ended early: more symbols than it goes through. */
  readonly cut: boolean;
}

/** Symbols that one walk goes through at most: an answer for people, not a dump. */
export const longestWalk = 20_000;

/** Breadth first from a symbol's key. A symbol is gone through once, so that cycles end. */
export async function relationsFrom(
  db: Queryable,
  start: number,
  question: RelationQuestion,
  signal?: AbortSignal,
): Promise<Relations> {
  const seen = new Set([start]);
  const relations: Relation[] = [];
  let frontier = [start];
  for (let depth = 1; depth <= question.depth && frontier.length > 0; depth++) {
    throwIfCancelled(signal);
    if (seen.size > longestWalk) return { relations: relations.sort(byNearness), cut: true };
    const steps = await stepsFrom(db, frontier, question);
    const best = new Map<string, Relation>();
    for (const step of steps) {
      // What calls itself is its own neighbour; what is met again further out is not news.
      if (seen.has(step.far) && !(depth === 1 && step.far === start)) continue;
      const key = `${step.far} ${step.type}`;
      const other = best.get(key);
      if (other === undefined || step.confidence > other.confidence) best.set(key, { ...step, depth });
    }
    relations.push(...best.values());
    frontier = [...new Set([...best.values()].map(({ far }) => far))].filter((far) => !seen.has(far));
    for (const far of frontier) seen.add(far);
  }
  return { relations: relations.sort(byNearness), cut: false };
}

function byNearness(a: Relation, b: Relation): number {
  if (a.depth !== b.depth) return a.depth - b.depth;
  if (a.confidence !== b.confidence) return b.confidence - a.confidence;
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.ordinal - b.ordinal;
}

const ends = {
  in: { near: 'target_id', far: 'source_id' },
  out: { near: 'source_id', far: 'target_id' },
} as const;

async function stepsFrom(
  db: Queryable,
  frontier: readonly number[],
  { direction, types, minConfidence }: RelationQuestion,
): Promise<Omit<Relation, 'depth'>[]> {
  const { near, far } = ends[direction];
  return db.query(
    `SELECT r.${near} AS near, r.${far} AS far, r.relationship_type AS type, r.confidence, r.how, f.path, s.ordinal
     FROM symbol_relationships r
     JOIN code_symbols s ON s.id = r.${far}
     JOIN source_files f ON f.id = s.file_id
     WHERE r.${near} = ANY($1::bigint[])
       AND ($2::text[] IS NULL OR r.relationship_type = ANY($2::text[]))
       AND r.confidence >= $3::real
     ORDER BY r.${near}, r.${far}, r.relationship_type`,
    [frontier, types ?? null, minConfidence],
  );
}

/** Where each of the relations is written, in their order. */
export async function sitesOf(
  db: Queryable,
  direction: RelationQuestion['direction'],
  relations: readonly Pick<Relation, 'near' | 'far' | 'type'>[],
): Promise<Position[][]> {
  if (relations.length === 0) return [];
  const { near, far } = ends[direction];
  const rows = await db.query<{ place: number; sites: readonly (readonly [number, number])[] }>(
    `SELECT w.place, r.sites
     FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::text[]) AS w (place, near, far, type)
     JOIN symbol_relationships r
       ON r.${near} = w.near AND r.${far} = w.far AND r.relationship_type = w.type AND r.sites IS NOT NULL`,
    [
      relations.map((_, place) => place),
      relations.map(({ near: id }) => id),
      relations.map(({ far: id }) => id),
      relations.map(({ type }) => type),
    ],
  );
  const sites: Position[][] = relations.map(() => []);
  for (const row of rows) {
    sites[row.place] = row.sites.map(([line, character]) => ({ line: line - 1, character: character - 1 }));
  }
  return sites;
}

export interface SymbolUses {
  readonly symbol: SymbolId;
  readonly callers: number;
  readonly implementations: number;
  readonly references: number;
}

/** Of the symbols of a file that are used at all, in document order. */
export async function usesOfFile(db: Queryable, fileId: number, path: FilePath): Promise<SymbolUses[]> {
  const rows = await db.query<Omit<SymbolUses, 'symbol'> & { readonly descriptor: Descriptor }>(
    `SELECT s.descriptor,
       count(DISTINCT r.source_id) FILTER (WHERE r.relationship_type = 'calls')::int AS callers,
       count(DISTINCT r.source_id)
         FILTER (WHERE r.relationship_type IN ('extends', 'implements', 'overrides'))::int AS implementations,
       coalesce(sum(r.site_count)
         FILTER (WHERE r.relationship_type <> 'overrides'), 0)::int AS "references"
     FROM code_symbols s JOIN symbol_relationships r ON r.target_id = s.id
     WHERE s.file_id = $1
     GROUP BY s.id, s.descriptor, s.ordinal ORDER BY s.ordinal`,
    [fileId],
  );
  return rows.map(({ descriptor, callers, implementations, references }) => ({
    symbol: symbolId(path, descriptor),
    callers,
    implementations,
    references,
  }));
}
