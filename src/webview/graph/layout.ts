/** Where symbols and relationships stand: in columns, arrows from left to right. Knows no page. */

import { Graph as LayoutGraph, layout } from '@dagrejs/dagre';
import type { SymbolId } from '../../core/model/ids';
import type { Graph, GraphEdge, GraphNode } from './messages';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode extends Box {
  readonly node: GraphNode;
}

/** All relationships of one pair in one direction. */
export interface PlacedEdge {
  readonly source: SymbolId;
  readonly target: SymbolId;
  /** The first one gives the line its look. */
  readonly edges: readonly GraphEdge[];
  /** As in SVG's `d`. */
  readonly path: string;
  /** The arrow's tip, and which way it points. */
  readonly tip: { readonly x: number; readonly y: number; readonly heading: 1 | -1 };
}

export interface Placed extends Box {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const betweenRows = 12;
const betweenColumns = 72;
/** Room for an arrow's head before its tip. */
export const headLength = 8;

/** The same graph and sizes give the same places. Symbols of one level stand in one column. */
export function placed(graph: Graph, sizeOf: (node: GraphNode) => Size): Placed {
  const pairs = pairsOf(graph);
  const levels = new Map(graph.nodes.map(({ id, level }) => [id, level]));
  const columns = new LayoutGraph();
  columns.setGraph({ rankdir: 'LR', nodesep: betweenRows, edgesep: betweenRows, ranksep: betweenColumns });
  columns.setDefaultEdgeLabel(() => ({}));
  const sizes = evenSizes(graph, sizeOf);
  for (const node of graph.nodes) columns.setNode(node.id, { ...sizes(node) });
  for (const { source, target } of pairs) {
    const apart = levels.get(target)! - levels.get(source)!;
    // What leads back is laid out as if it led on; what stays in its column has no say in where that is.
    if (apart > 0) columns.setEdge(source, target, { minlen: apart });
    else if (apart < 0) columns.setEdge(target, source, { minlen: -apart });
  }
  layout(columns);
  const nodes = graph.nodes.map((node): PlacedNode => {
    const { x, y, width, height } = columns.node(node.id) as Required<Size & Point>;
    return { node, x: x - width / 2, y: y - height / 2, width, height };
  });
  const places: Places = { columns, boxes: new Map(nodes.map((box) => [box.node.id, box])) };
  return { nodes, edges: pairs.map((pair) => placedEdge(pair, places)), ...boundsOf(nodes) };
}

/** The boxes of a column are as wide as its widest. */
function evenSizes({ nodes }: Graph, sizeOf: (node: GraphNode) => Size): (node: GraphNode) => Size {
  const widths = new Map<number, number>();
  for (const node of nodes) widths.set(node.level, Math.max(widths.get(node.level) ?? 0, sizeOf(node).width));
  return (node) => ({ width: widths.get(node.level)!, height: sizeOf(node).height });
}

interface Places {
  readonly columns: LayoutGraph;
  readonly boxes: ReadonlyMap<SymbolId, PlacedNode>;
}

type Pair = Pick<PlacedEdge, 'source' | 'target' | 'edges'>;

function pairsOf({ edges }: Graph): Pair[] {
  const pairs = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const key = `${edge.source}\n${edge.target}`;
    pairs.set(key, [...(pairs.get(key) ?? []), edge]);
  }
  return [...pairs.values()].map((all) => ({ source: all[0]!.source, target: all[0]!.target, edges: all }));
}

function placedEdge(pair: Pair, places: Places): PlacedEdge {
  const [from, to] = [places.boxes.get(pair.source)!, places.boxes.get(pair.target)!];
  if (from === to) return { ...pair, ...loop(from) };
  const apart = to.node.level - from.node.level;
  if (apart === 0) return { ...pair, ...arc(from, to) };
  const heading = apart > 0 ? 1 : -1;
  const tip = { x: heading > 0 ? to.x : to.x + to.width, y: middleOf(to), heading } as const;
  const start = { x: heading > 0 ? from.x + from.width : from.x, y: middleOf(from) };
  const end = { x: tip.x - heading * headLength, y: tip.y };
  return { ...pair, path: curve([start, ...passages(pair, places, heading), end]), tip };
}

/** Through the columns between the two, level across each of them. */
function passages({ source, target }: Pair, { columns, boxes }: Places, heading: 1 | -1): readonly Point[] {
  const edge = (heading > 0 ? columns.edge(source, target) : columns.edge(target, source)) as { points?: Point[] };
  // The layout bends an edge in each column, and once between two; the ends are its own, too.
  const bends = (edge.points ?? []).slice(1, -1).filter((_, at) => at % 2 === 1);
  const ordered = heading > 0 ? bends : bends.toReversed();
  const first = boxes.get(source)!.node.level;
  return ordered.flatMap(({ x, y }, at) => {
    const column = [...boxes.values()].find(({ node }) => node.level === first + heading * (at + 1));
    const half = (heading * (column?.width ?? 0)) / 2;
    return [
      { x: x - half, y },
      { x: x + half, y },
    ];
  });
}

/** Within a column: out on its far side, seen from the symbol that was asked about, and back in. */
function arc(from: PlacedNode, to: PlacedNode): Pick<PlacedEdge, 'path' | 'tip'> {
  const side = from.node.level < 0 ? -1 : 1;
  const edge = side > 0 ? from.x + from.width : from.x;
  const [start, end] = [middleOf(from) + 6, middleOf(to) - 6];
  const reach = edge + side * Math.min(56, 24 + Math.abs(end - start) / 6);
  const [at, back] = [round(edge), round(edge + side * headLength)];
  return {
    path: `M ${at} ${round(start)} C ${round(reach)} ${round(start)} ${round(reach)} ${round(end)} ${back} ${round(end)}`,
    tip: { x: edge, y: end, heading: side > 0 ? -1 : 1 },
  };
}

function middleOf({ y, height }: Box): number {
  return y + height / 2;
}

/** What calls itself: out of the right side, and back in below. */
function loop({ x, y, width, height }: Box): Pick<PlacedEdge, 'path' | 'tip'> {
  const [right, out, back] = [x + width, y + height / 4, y + (height * 3) / 4];
  const reach = right + 28;
  return {
    path: `M ${right} ${out} C ${reach} ${out - 14} ${reach} ${back + 14} ${right + headLength} ${back}`,
    tip: { x: right, y: back, heading: -1 },
  };
}

/** Leaves and arrives level. */
function curve([first, ...others]: readonly Point[]): string {
  let at = first!;
  let path = `M ${round(at.x)} ${round(at.y)}`;
  for (const next of others) {
    const middle = round((at.x + next.x) / 2);
    path += ` C ${middle} ${round(at.y)} ${middle} ${round(next.y)} ${round(next.x)} ${round(next.y)}`;
    at = next;
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Of nothing: nothing at the origin. */
export function boundsOf(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x), Infinity);
  const y = Math.min(...boxes.map((box) => box.y), Infinity);
  if (x === Infinity) return { x: 0, y: 0, width: 0, height: 0 };
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
