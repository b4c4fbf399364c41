/** Circles in a directed graph whose nodes are numbers from 0. */

/** By node: the nodes that its edges lead to. */
export type Edges = readonly (readonly number[])[];

/**
 * Strongly connected components of more than one node, each in ascending order. By R. Tarjan, _Depth-First Search and
 * Linear Graph Algorithms_ (SIAM Journal on Computing, 1972), without recursion.
 */
export function components(edges: Edges): number[][] {
  const order = new Int32Array(edges.length).fill(-1);
  const low = new Int32Array(edges.length);
  const next = new Int32Array(edges.length);
  const isOpen = new Uint8Array(edges.length);
  const open: number[] = [];
  const found: number[][] = [];
  let count = 0;
  const enter = (node: number): void => {
    order[node] = low[node] = count++;
    isOpen[node] = 1;
    open.push(node);
  };
  const close = (root: number): void => {
    const members = open.splice(open.lastIndexOf(root));
    for (const member of members) isOpen[member] = 0;
    if (members.length > 1) found.push(members.sort((a, b) => a - b));
  };
  for (const start of edges.keys()) {
    if (order[start]! >= 0) continue;
    const trail = [start];
    enter(start);
    while (trail.length > 0) {
      const node = trail.at(-1)!;
      const target = edges[node]![next[node]!++];
      if (target === undefined) {
        trail.pop();
        if (low[node] === order[node]) close(node);
        const before = trail.at(-1);
        if (before !== undefined) low[before] = Math.min(low[before]!, low[node]!);
      } else if (order[target]! < 0) {
        enter(target);
        trail.push(target);
      } else if (isOpen[target] === 1) {
        low[node] = Math.min(low[node]!, order[target]!);
      }
    }
  }
  return found;
}

/** Edges that are looked at in one component, at most: then the shortest circle so far is good enough. */
const mostSteps = 5_000_000;

/** A shortest circle through nodes of a component, from the first of its nodes; each leads to the next, the last to the first. */
export function shortestCircle(edges: Edges, component: readonly number[]): number[] {
  const inside = new Set(component);
  let shortest: number[] | undefined;
  let steps = 0;
  for (const start of component) {
    if (shortest !== undefined && (shortest.length === 2 || steps > mostSteps)) break;
    const before = new Map<number, number>();
    let frontier = [start];
    for (let length = 1; frontier.length > 0 && length < (shortest?.length ?? Infinity); length++) {
      const further: number[] = [];
      for (const node of frontier) {
        for (const target of edges[node]!) {
          steps++;
          if (!inside.has(target) || before.has(target)) continue;
          before.set(target, node);
          further.push(target);
        }
      }
      if (before.has(start)) {
        shortest = circleTo(start, before);
        break;
      }
      frontier = further;
    }
  }
  return shortest ?? [];
}

function circleTo(start: number, before: ReadonlyMap<number, number>): number[] {
  const circle = [start];
  for (let node = before.get(start)!; node !== start; node = before.get(node)!) circle.push(node);
  return [start, ...circle.slice(1).reverse()];
}
