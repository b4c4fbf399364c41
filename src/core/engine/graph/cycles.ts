/** Answers where imports, or calls, go in circles. */

import type { Cycle, CyclesRequest, CyclesResponse } from '../../model/api';
import { throwIfCancelled } from '../../model/errors';
import type { CodeSymbol } from '../../model/symbol';
import type { Database } from '../../store/database';
import { callGraph, edgeSites, importGraph } from '../../store/graphs';
import type { GraphEdge } from '../../store/graphs';
import { resolutionState } from '../../store/resolutions';
import { symbolsByKey } from '../../store/symbols';
import { maximumLimit, settledSoon, stateNotices, wholeNumber } from '../asked';
import type { OpenVaults } from '../openVaults';
import { components, shortestCircle } from './components';

const defaultLimit = 100;
/** Members that an answer names. */
const namedMembers = 100;

/** A cycle by keys of symbols. */
interface KeyedCycle {
  readonly members: readonly number[];
  readonly example: readonly number[];
  readonly atRunTime: boolean;
}

export async function cyclesOf(
  vaults: OpenVaults,
  request: CyclesRequest,
  signal: AbortSignal,
): Promise<CyclesResponse> {
  const { level = 'files' } = request;
  const limit = wholeNumber('limit', request.limit ?? defaultLimit, maximumLimit);
  const vault = await vaults.containing(request.folder);
  await settledSoon(vault);
  const { db } = vaults;
  // Before the relationships are read: see relationsOf.
  const state = await resolutionState(db, vault.stored);
  const edges = await (level === 'files' ? importGraph : callGraph)(db, vault.stored);
  throwIfCancelled(signal);
  const cycles = cyclesAmong(edges);
  return {
    folder: vault.stored.folder,
    level,
    cycles: await toldCycles(db, level, edges, cycles.slice(0, limit)),
    total: cycles.length,
    completeness: state.completeness,
    notices: [...vaults.notices(vault), ...stateNotices(state)],
  };
}

/** Those at run time first, then the largest. */
function cyclesAmong(edges: readonly GraphEdge[]): KeyedCycle[] {
  const keys = [...new Set(edges.flatMap(({ source, target }) => [source, target]))].sort((a, b) => a - b);
  const numberOf = new Map(keys.map((key, number) => [key, number]));
  const graphOf = (those: readonly GraphEdge[]): number[][] => {
    const graph: number[][] = keys.map(() => []);
    for (const { source, target } of those) graph[numberOf.get(source)!]!.push(numberOf.get(target)!);
    return graph;
  };
  const all = graphOf(edges);
  const lasting = graphOf(edges.filter(({ typesOnly }) => !typesOnly));
  const lastingOf = new Map<number, number[]>();
  for (const component of components(lasting)) for (const node of component) lastingOf.set(node, component);
  const toKeys = (nodes: readonly number[]): number[] => nodes.map((node) => keys[node]!);
  return components(all)
    .map((component) => {
      const inner = [
        ...new Set(component.flatMap((node) => [lastingOf.get(node)].filter((each) => each !== undefined))),
      ];
      const circles = inner.map((each) => shortestCircle(lasting, each)).sort((a, b) => a.length - b.length);
      const example = circles[0] ?? shortestCircle(all, component);
      return { members: toKeys(component), example: toKeys(example), atRunTime: circles.length > 0 };
    })
    .sort((a, b) => Number(b.atRunTime) - Number(a.atRunTime) || b.members.length - a.members.length);
}

async function toldCycles(
  db: Database,
  level: CyclesResponse['level'],
  edges: readonly GraphEdge[],
  cycles: readonly KeyedCycle[],
): Promise<Cycle[]> {
  const symbols = await symbolsByKey(db, [...new Set(cycles.flatMap(({ members }) => members))]);
  const steps = cycles.flatMap(({ example }) =>
    example.map((source, at) => ({ source, target: example[(at + 1) % example.length]! })),
  );
  const sites = await edgeSites(db, level, steps);
  const typesOnly = new Set(edges.flatMap((edge) => (edge.typesOnly ? [`${edge.source} ${edge.target}`] : [])));
  let next = 0;
  return cycles.map(({ members, example, atRunTime }) => ({
    size: members.length,
    members: members
      .flatMap((key) => symbols.get(key) ?? [])
      .sort(byPlace)
      .slice(0, namedMembers),
    example: example.flatMap((key) => {
      const at = next++;
      const symbol = symbols.get(key);
      const { source, target } = steps[at]!;
      return symbol === undefined
        ? []
        : [{ symbol, sites: sites[at]!, typesOnly: typesOnly.has(`${source} ${target}`) }];
    }),
    atRunTime,
  }));
}

function byPlace(a: CodeSymbol, b: CodeSymbol): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.bounds.start - b.bounds.start;
}
