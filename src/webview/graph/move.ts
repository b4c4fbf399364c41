/** Where an arrow key leads from a symbol. Knows no page. */

import type { SymbolId } from '../../core/model/ids';
import type { Box, Placed, PlacedNode } from './layout';

export type Way = 'left' | 'right' | 'up' | 'down';

/** Off the straight way counts double; so does what no relationship leads to. */
const detour = 2;

/** Undefined if nothing lies that way. */
export function nextNode({ nodes, edges }: Placed, from: SymbolId, way: Way): SymbolId | undefined {
  const start = nodes.find(({ node }) => node.id === from);
  if (start === undefined) return undefined;
  const joined = new Set(
    edges.flatMap(({ source, target }) => (source === from ? [target] : target === from ? [source] : [])),
  );
  const isAcross = way === 'left' || way === 'right';
  const costOf = (one: PlacedNode): number => {
    const { ahead, aside } = offset(start, one, way);
    if (ahead <= 0) return Infinity;
    return (ahead + aside * detour) * (isAcross && !joined.has(one.node.id) ? detour : 1);
  };
  let [best, least]: [SymbolId | undefined, number] = [undefined, Infinity];
  for (const one of nodes) {
    const cost = costOf(one);
    if (cost < least) [best, least] = [one.node.id, cost];
  }
  return best;
}

/** Between two middles: along the way, and across it. */
function offset(from: Box, to: Box, way: Way): { readonly ahead: number; readonly aside: number } {
  const across = to.x + to.width / 2 - (from.x + from.width / 2);
  const down = to.y + to.height / 2 - (from.y + from.height / 2);
  switch (way) {
    case 'left':
      return isBeside(from, to) ? { ahead: -across, aside: Math.abs(down) } : { ahead: 0, aside: 0 };
    case 'right':
      return isBeside(from, to) ? { ahead: across, aside: Math.abs(down) } : { ahead: 0, aside: 0 };
    case 'up':
      return { ahead: -down, aside: Math.abs(across) };
    case 'down':
      return { ahead: down, aside: Math.abs(across) };
  }
}

/** In another column: symbols of one column overlap though their middles differ. */
function isBeside(a: Box, b: Box): boolean {
  return a.x + a.width <= b.x || b.x + b.width <= a.x;
}
