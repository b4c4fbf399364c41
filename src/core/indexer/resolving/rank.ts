/** How often each symbol is referred to, and how central it is, from all edges of a vault. */

import type { Usage } from '../../store/usage';
import type { FileEdges } from './edges';

/** Share of a symbol's rank that it passes on along its edges. */
const damping = 0.85;
const rounds = 30;
/** Mean change at which further rounds would change nothing that shows. */
const settled = 1e-4;

/**
 * Of the symbols that something refers to. A rank is that of L. Page, S. Brin, R. Motwani, T. Winograd, _The PageRank
 * Citation Ranking: Bringing Order to the Web_ (Stanford, 1999), in which a symbol cites what it refers to, an edge
 * weighs as much as it is sure, and what cites nothing cites all alike. Scaled so that 1 is the average of the vault.
 */
export function usageOf(
  files: readonly { readonly keys: readonly number[]; readonly edges: FileEdges | undefined }[],
): Usage {
  const numberOf = new Map<number, number>();
  for (const { keys } of files) for (const key of keys) numberOf.set(key, numberOf.size);
  const graph = graphOf(files, numberOf);
  const ranks = ranksOf(graph, numberOf.size);
  const used: number[] = [];
  const symbols: number[] = [];
  for (const [key, number] of numberOf) {
    if (graph.used[number] === 0) continue;
    used.push(number);
    symbols.push(key);
  }
  return {
    symbols: Float64Array.from(symbols),
    counts: Int32Array.from(used, (number) => graph.counts[number]!),
    ranks: Float32Array.from(used, (number) => ranks[number]!),
  };
}

interface Graph {
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  /** Each edge's share of what its source passes on. */
  readonly shares: Float32Array;
  readonly edgeCount: number;
  /** By symbol: whether anything leads away from it, or to it. */
  readonly cites: Uint8Array;
  readonly used: Uint8Array;
  readonly counts: Int32Array;
}

function graphOf(
  files: readonly { readonly edges: FileEdges | undefined }[],
  numberOf: ReadonlyMap<number, number>,
): Graph {
  const most = files.reduce((sum, { edges }) => sum + (edges?.sources.length ?? 0), 0);
  const sources = new Uint32Array(most);
  const targets = new Uint32Array(most);
  const shares = new Float32Array(most);
  const given = new Float64Array(numberOf.size);
  const used = new Uint8Array(numberOf.size);
  const counts = new Int32Array(numberOf.size);
  let edgeCount = 0;
  for (const { edges } of files) {
    if (edges === undefined) continue;
    for (let at = 0; at < edges.sources.length; at++) {
      const source = numberOf.get(edges.sources[at]!);
      const target = numberOf.get(edges.targets[at]!);
      if (source === undefined || target === undefined) continue;
      used[target] = 1;
      counts[target]! += edges.counts[at]!;
      if (source === target) continue;
      sources[edgeCount] = source;
      targets[edgeCount] = target;
      shares[edgeCount] = edges.weights[at]!;
      given[source]! += edges.weights[at]!;
      edgeCount++;
    }
  }
  for (let at = 0; at < edgeCount; at++) {
    const total = given[sources[at]!]!;
    shares[at] = total === 0 ? 0 : shares[at]! / total;
  }
  return {
    sources,
    targets,
    shares,
    edgeCount,
    cites: Uint8Array.from(given, (sum) => (sum > 0 ? 1 : 0)),
    used,
    counts,
  };
}

function ranksOf({ sources, targets, shares, edgeCount, cites }: Graph, size: number): Float64Array {
  let ranks = new Float64Array(size).fill(1);
  let next = new Float64Array(size);
  for (let round = 0; round < rounds; round++) {
    let held = 0;
    for (let at = 0; at < size; at++) if (cites[at] === 0) held += ranks[at]!;
    next.fill(1 - damping + (damping * held) / size);
    for (let at = 0; at < edgeCount; at++) next[targets[at]!]! += damping * ranks[sources[at]!]! * shares[at]!;
    let change = 0;
    for (let at = 0; at < size; at++) change += Math.abs(next[at]! - ranks[at]!);
    [ranks, next] = [next, ranks];
    if (change < settled * size) break;
  }
  return ranks;
}
