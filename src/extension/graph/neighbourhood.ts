/** The symbols around a symbol and all that relates them to each other, as far as a query goes. Knows no editor. */

import type { RelationsRequest, RelationsResponse } from '../../core/model/api';
import { isLociError } from '../../core/model/errors';
import type { SymbolId } from '../../core/model/ids';
import type { Completeness, RelatedSymbol } from '../../core/model/relationship';
import type { CodeSymbol } from '../../core/model/symbol';
import type { GraphQuery } from '../../webview/graph/messages';

type Direction = 'in' | 'out';

export interface Neighbour {
  readonly symbol: CodeSymbol;
  /** Steps from the root, negative against the arrows. */
  readonly level: number;
  /** Neighbours further out that are not among these. */
  readonly hidden: number;
  readonly isExpanded: boolean;
}

export interface Edge extends Pick<RelatedSymbol, 'type' | 'confidence' | 'sites'> {
  readonly source: SymbolId;
  readonly target: SymbolId;
}

export interface Neighbourhood {
  readonly root: CodeSymbol;
  /** The root first, then in the order in which they were met. */
  readonly nodes: readonly Neighbour[];
  readonly edges: readonly Edge[];
  /** Neighbours that the query reaches, shown or not. */
  readonly total: number;
  readonly completeness: Completeness;
}

/** Neighbours that are shown before anybody asks for more. */
export const firstPage = 40;
/** And each time that somebody does. */
export const furtherPage = 20;
/** A picture of more is none. */
export const mostShown = 300;
/** The engine's greatest. */
const mostRelated = 1000;
/** Questions at the same time: the engine answers others too. */
const mostAtOnce = 8;

type Ask = (request: RelationsRequest) => Promise<RelationsResponse>;
type Answer = Pick<RelationsResponse, 'related' | 'total'>;
type Answers = (symbol: SymbolId, direction: Direction) => Promise<Answer>;

interface Shown {
  readonly symbol: CodeSymbol;
  readonly level: number;
  /** Where it is gone on from it. */
  readonly directions: readonly Direction[];
  /** It was gone on from, so that what is missing counts. */
  isWalked: boolean;
}

/** Rejects with what the engine says, `notFound` for one. */
export async function neighbourhoodOf(ask: Ask, query: GraphQuery): Promise<Neighbourhood> {
  const directions: readonly Direction[] = query.direction === 'both' ? ['in', 'out'] : [query.direction];
  const { symbol, folder } = query;
  const first = await ask({ symbol, folder, direction: directions[0]!, limit: 1 });
  const answers = rememberedAnswers(ask, query);
  const root: Shown = { symbol: first.symbol, level: 0, directions, isWalked: true };
  const shown = new Map<SymbolId, Shown>([[root.symbol.id, root]]);
  await walk(shown, root, query, answers);
  await expand(shown, query, answers);
  const nodes = await inTurns([...shown.values()], (one) => neighbourOf(one, shown, query, answers));
  const hidden = [...shown.values()].map((one, at) => (one.isWalked ? nodes[at]!.hidden : 0));
  return {
    root: root.symbol,
    nodes,
    edges: (await inTurns([...shown.keys()], (id) => edgesFrom(id, shown, answers))).flat(),
    total: shown.size - 1 + hidden.reduce((sum, one) => sum + one, 0),
    completeness: first.completeness,
  };
}

function rememberedAnswers(ask: Ask, { folder, types }: GraphQuery): Answers {
  const nothing: Answer = { related: [], total: 0 };
  const known = new Map<string, Promise<Answer>>();
  const answer = async (symbol: SymbolId, direction: Direction): Promise<Answer> => {
    // To the engine no types are all of them.
    if (types.length === 0) return nothing;
    try {
      return await ask({ symbol, folder, direction, types, limit: mostRelated });
    } catch (error) {
      // Files are saved while this goes on: a neighbour may have gone since it was met.
      if (isLociError(error, 'notFound')) return nothing;
      throw error;
    }
  };
  return (symbol, direction) => {
    const key = `${direction} ${symbol}`;
    const found = known.get(key) ?? answer(symbol, direction);
    known.set(key, found);
    return found;
  };
}

/** Level by level, until the depth or the first page is reached. */
async function walk(shown: Map<SymbolId, Shown>, root: Shown, { depth }: GraphQuery, answers: Answers): Promise<void> {
  let frontier: readonly Shown[] = [root];
  for (let step = 0; step < depth && frontier.length > 0; step++) {
    for (const one of frontier) one.isWalked = true;
    const further = await inTurns(frontier, (one) => beyond(one, answers));
    frontier = reveal(shown, further.flat(), firstPage + 1);
  }
}

/** What was asked for symbol by symbol; what is asked of a symbol that is not shown waits until it is. */
async function expand(shown: Map<SymbolId, Shown>, { pages }: GraphQuery, answers: Answers): Promise<void> {
  for (const [id, count] of Object.entries(pages)) {
    const one = shown.get(id as SymbolId);
    if (one === undefined) continue;
    one.isWalked = true;
    reveal(shown, await beyond(one, answers), Math.min(shown.size + count * furtherPage, mostShown));
  }
}

/** What lies further out, both sides in turn: so that many callers do not hide the few that are called. */
async function beyond(one: Shown, answers: Answers): Promise<Shown[]> {
  const sides = await Promise.all(
    one.directions.map(async (direction) => {
      const { related } = await answers(one.symbol.id, direction);
      const level = one.level + (direction === 'in' ? -1 : 1);
      return related.map(({ symbol }): Shown => ({ symbol, level, directions: [direction], isWalked: false }));
    }),
  );
  const longest = Math.max(...sides.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => sides.flatMap((side) => side[at] ?? [])).flat();
}

function reveal(shown: Map<SymbolId, Shown>, candidates: readonly Shown[], most: number): Shown[] {
  const revealed: Shown[] = [];
  for (const candidate of candidates) {
    if (shown.size >= most) break;
    if (shown.has(candidate.symbol.id)) continue;
    shown.set(candidate.symbol.id, candidate);
    revealed.push(candidate);
  }
  return revealed;
}

async function neighbourOf(
  { symbol, level, directions }: Shown,
  shown: ReadonlyMap<SymbolId, Shown>,
  { pages }: GraphQuery,
  answers: Answers,
): Promise<Neighbour> {
  const counts = await Promise.all(
    directions.map(async (direction) => {
      const { related, total } = await answers(symbol.id, direction);
      const missing = new Set(related.map((one) => one.symbol.id).filter((id) => !shown.has(id)));
      return missing.size + total - related.length;
    }),
  );
  const hidden = counts.reduce((sum, count) => sum + count, 0);
  return { symbol, level, hidden, isExpanded: level === 0 || (pages[symbol.id] ?? 0) > 0 };
}

/** Also between neighbours: two that are shown and related, but not joined, would say that they are not. */
async function edgesFrom(
  source: SymbolId,
  shown: ReadonlyMap<SymbolId, Shown>,
  answers: Answers,
): Promise<readonly Edge[]> {
  const { related } = await answers(source, 'out');
  return related
    .filter(({ symbol }) => shown.has(symbol.id))
    .map(({ symbol, type, confidence, sites }) => ({ source, target: symbol.id, type, confidence, sites }));
}

async function inTurns<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += mostAtOnce) {
    results.push(...(await Promise.all(items.slice(at, at + mostAtOnce).map(run))));
  }
  return results;
}
