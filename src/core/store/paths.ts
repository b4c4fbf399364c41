/** symbol_relationships, searched from both ends for a way from one symbol to another. */

import { throwIfCancelled } from '../model/errors';
import type { RelationshipType, ResolutionMethod } from '../model/relationship';
import type { Queryable } from './database';
import { longestWalk } from './relationships';

export interface PathQuestion {
  readonly types: readonly RelationshipType[];
  /** A call of what is overridden leads on to what overrides it. */
  readonly dispatch: boolean;
  readonly depth: number;
  readonly minConfidence: number;
}

export interface Link {
  readonly from: number;
  readonly to: number;
  readonly type: RelationshipType;
  /** `in` where `to` overrides `from`. */
  readonly direction: 'in' | 'out';
  readonly how: ResolutionMethod;
  readonly confidence: number;
}

export interface FoundPath {
  /** Absent if there is no way. */
  readonly links?: readonly Link[];
  /** The search ended early: more symbols than it goes through. */
  readonly cut: boolean;
}

/** One end of the search: what it has come to, each with its surest shortest way. */
interface Side {
  readonly ways: Map<number, { readonly confidence: number; readonly link?: Link }>;
  frontier: readonly number[];
  readonly isBackward: boolean;
}

/** A shortest way, of these one whose confidences multiply to the most. */
export async function pathBetween(
  db: Queryable,
  from: number,
  to: number,
  question: PathQuestion,
  signal?: AbortSignal,
): Promise<FoundPath> {
  const sideOf = (start: number, isBackward: boolean): Side => ({
    ways: new Map([[start, { confidence: 1 }]]),
    frontier: [start],
    isBackward,
  });
  const [ahead, back] = [sideOf(from, false), sideOf(to, true)];
  for (let depth = 0; depth <= question.depth; depth++) {
    const meeting = bestMeeting(ahead, back);
    if (meeting !== undefined) return { links: [...linksTo(ahead, meeting), ...linksTo(back, meeting)], cut: false };
    if (ahead.frontier.length === 0 || back.frontier.length === 0) break;
    throwIfCancelled(signal);
    if (ahead.ways.size + back.ways.size > longestWalk) return { cut: true };
    if (depth < question.depth)
      await advance(db, ahead.frontier.length <= back.frontier.length ? ahead : back, question);
  }
  return { cut: false };
}

/** A level at a time, so that all shortest ways to a symbol are known before one goes on from it. */
async function advance(db: Queryable, side: Side, question: PathQuestion): Promise<void> {
  const found: Side['ways'] = new Map();
  for (const link of await linksFrom(db, side, question)) {
    const [near, far] = side.isBackward ? [link.to, link.from] : [link.from, link.to];
    if (side.ways.has(far)) continue;
    const confidence = side.ways.get(near)!.confidence * link.confidence;
    const other = found.get(far);
    if (other === undefined || confidence > other.confidence) found.set(far, { confidence, link });
  }
  for (const [far, way] of found) side.ways.set(far, way);
  side.frontier = [...found.keys()];
}

/** Shorter ways having been ruled out, the sides can only meet at both their frontiers. */
function bestMeeting(ahead: Side, back: Side): number | undefined {
  let best: { readonly at: number; readonly confidence: number } | undefined;
  for (const at of ahead.frontier) {
    const other = back.ways.get(at);
    if (other === undefined) continue;
    const confidence = ahead.ways.get(at)!.confidence * other.confidence;
    if (best === undefined || confidence > best.confidence) best = { at, confidence };
  }
  return best?.at;
}

/** In the order of the way, from the side's start to the symbol or from there to its start. */
function linksTo({ ways, isBackward }: Side, symbol: number): Link[] {
  const links: Link[] = [];
  for (let link = ways.get(symbol)?.link; link !== undefined;) {
    links.push(link);
    link = ways.get(isBackward ? link.to : link.from)?.link;
  }
  return isBackward ? links : links.reverse();
}

async function linksFrom(
  db: Queryable,
  { frontier, isBackward }: Side,
  { types, dispatch, minConfidence }: PathQuestion,
): Promise<Link[]> {
  const [near, overridden] = isBackward ? ['target_id', 'source_id'] : ['source_id', 'target_id'];
  return db.query<Link>(
    `SELECT source_id AS "from", target_id AS "to", relationship_type AS type, 'out' AS direction, how, confidence
     FROM symbol_relationships
     WHERE ${near} = ANY($1::bigint[]) AND relationship_type = ANY($2::text[]) AND confidence >= $3::real
     UNION ALL
     SELECT target_id, source_id, relationship_type, 'in', how, confidence
     FROM symbol_relationships
     WHERE $4::boolean AND ${overridden} = ANY($1::bigint[]) AND relationship_type = 'overrides'
       AND confidence >= $3::real
     ORDER BY confidence DESC, 1, 2, 3`,
    [frontier, types, minConfidence, dispatch],
  );
}
