/** Where symbols and relationships stand: in columns, arrows from left to right. Knows no page. */

import { Graph as LayoutGraph, layout } from '@dagrejs/dagre';
import type { SymbolId } from '../../core/model/ids';
import type { Graph, GraphEdge, GraphNode } from './messages';
import type { Item } from './stack';
import { stackedColumns } from './stack';

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
  /** What it takes beside the columns, if it stays in one. */
  readonly bow?: Box;
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
const betweenColumns = 56;
/** Arrows from a longer column fan out: beside it there is more room, up to the widest. */
const shortColumn = 10;
const fanStep = 3;
const widestFan = 96;
/** Room for an arrow's head before its tip. */
export const headLength = 8;

/** The same graph and sizes give the same places. Symbols of one level stand in one column. */
export function placed(graph: Graph, sizeOf: (node: GraphNode) => Size): Placed {
  const pairs = pairsOf(graph);
  const sizes = evenSizes(graph, sizeOf);
  const columns = columnsOf(graph, sizes);
  const rows = rowsOf(graph, pairs, orderOf(graph, pairs, sizes), sizes);
  const nodes = graph.nodes.map((node): PlacedNode => {
    const { x, width } = columns.get(node.level)!;
    const { height } = sizes(node);
    return { node, x, y: rows.get(node.id)! - height / 2, width, height };
  });
  const places: Places = { columns, rows, boxes: new Map(nodes.map((box) => [box.node.id, box])) };
  const edges = pairs.map((pair) => placedEdge(pair, places));
  return { nodes, edges, ...boundsOf([...nodes, ...edges.flatMap(({ bow }) => bow ?? [])]) };
}

/** From left to right. */
function columnsOf({ nodes }: Graph, sizes: (node: GraphNode) => Size): Map<number, Column> {
  const widths = new Map(nodes.map((node) => [node.level, sizes(node).width]));
  let x = 0;
  const columns = new Map<number, Column>();
  for (const [level, width] of [...widths].sort(([a], [b]) => a - b)) {
    columns.set(level, { x, width });
    const beyond = nodes.filter((node) => node.level === level).length - shortColumn;
    x += width + betweenColumns + Math.max(0, Math.min(widestFan, beyond * fanStep));
  }
  return columns;
}

/** Which stands above which, so that few arrows cross, is left to the library: the order is all that is taken from it. */
function orderOf(graph: Graph, pairs: readonly Pair[], sizes: (node: GraphNode) => Size): Map<SymbolId, number> {
  const levels = levelsOf(graph);
  const layered = new LayoutGraph();
  layered.setGraph({ rankdir: 'LR', nodesep: betweenRows, ranksep: betweenColumns });
  layered.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) layered.setNode(node.id, { ...sizes(node) });
  for (const { source, target } of pairs) {
    const apart = levels.get(target)! - levels.get(source)!;
    // What leads back is laid out as if it led on; what stays in its column has no say in where that is.
    if (apart > 0) layered.setEdge(source, target, { minlen: apart });
    else if (apart < 0) layered.setEdge(target, source, { minlen: -apart });
  }
  layout(layered);
  return new Map(graph.nodes.map(({ id }) => [id, (layered.node(id) as Point).y]));
}

/** Middles of symbols by their ids, and of passages, where an arrow goes through a column, by their names. */
function rowsOf(
  graph: Graph,
  pairs: readonly Pair[],
  order: ReadonlyMap<SymbolId, number>,
  sizes: (node: GraphNode) => Size,
): Map<string, number> {
  const levels = levelsOf(graph);
  const lines = pairs.map((pair) => stopsOf(pair, levels));
  const near = nearOf(lines);
  const passing = pairs.flatMap((pair, at) => {
    const [first, last] = [order.get(pair.source)!, order.get(pair.target)!];
    const [from, to] = [levels.get(pair.source)!, levels.get(pair.target)!];
    return lines[at]!.slice(1, -1).map(({ name, level }) => {
      const middle = first + ((last - first) * (level - from)) / (to - from);
      return { level, item: { name, order: middle, height: 0, near: near.get(name) ?? [] } };
    });
  });
  const standing = graph.nodes.map((node) => {
    const item = {
      name: node.id,
      order: order.get(node.id)!,
      height: sizes(node).height,
      near: near.get(node.id) ?? [],
    };
    return { level: node.level, item };
  });
  const outwards = [...new Set(levels.values())].sort((a, b) => Math.abs(a) - Math.abs(b));
  const columns = outwards.map((level): Item[] =>
    [...standing, ...passing].filter((one) => one.level === level).map(({ item }) => item),
  );
  return stackedColumns(columns, betweenRows);
}

interface Stop {
  readonly name: string;
  readonly level: number;
}

/** A line's ends, and the columns that it goes through. */
function stopsOf(pair: Pair, levels: ReadonlyMap<SymbolId, number>): readonly Stop[] {
  const [from, to] = [levels.get(pair.source)!, levels.get(pair.target)!];
  const between = [...new Set(levels.values())]
    .filter((level) => (level - from) * (level - to) < 0)
    .sort((a, b) => (a - b) * Math.sign(to - from));
  return [
    { name: pair.source, level: from },
    ...between.map((level) => ({ name: passageName(pair, level), level })),
    { name: pair.target, level: to },
  ];
}

/** The neighbours of each stop that are further in. */
function nearOf(lines: readonly (readonly Stop[])[]): Map<string, string[]> {
  const near = new Map<string, string[]>();
  for (const line of lines) {
    for (const [at, { name, level }] of line.entries()) {
      const inner = [line[at - 1], line[at + 1]].filter(
        (one) => one !== undefined && Math.abs(one.level) < Math.abs(level),
      );
      near.set(name, [...(near.get(name) ?? []), ...inner.map((one) => one!.name)]);
    }
  }
  return near;
}

function levelsOf({ nodes }: Graph): Map<SymbolId, number> {
  return new Map(nodes.map(({ id, level }) => [id, level]));
}

function passageName({ source, target }: Pair, level: number): string {
  return `${source}\n${target}\n${level}`;
}

/** The boxes of a column are as wide as its widest. */
function evenSizes({ nodes }: Graph, sizeOf: (node: GraphNode) => Size): (node: GraphNode) => Size {
  const widths = new Map<number, number>();
  for (const node of nodes) widths.set(node.level, Math.max(widths.get(node.level) ?? 0, sizeOf(node).width));
  return (node) => ({ width: widths.get(node.level)!, height: sizeOf(node).height });
}

interface Column {
  readonly x: number;
  readonly width: number;
}

interface Places {
  readonly columns: ReadonlyMap<number, Column>;
  readonly rows: ReadonlyMap<string, number>;
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
function passages(pair: Pair, { columns, rows, boxes }: Places, heading: 1 | -1): readonly Point[] {
  const [from, to] = [boxes.get(pair.source)!.node.level, boxes.get(pair.target)!.node.level];
  const points: Point[] = [];
  for (let level = from + heading; level !== to; level += heading) {
    const column = columns.get(level);
    const y = rows.get(passageName(pair, level));
    if (column === undefined || y === undefined) continue;
    const ends = [
      { x: column.x, y },
      { x: column.x + column.width, y },
    ];
    points.push(...(heading > 0 ? ends : ends.toReversed()));
  }
  return points;
}

/** Within a column: out on its far side, seen from the symbol that was asked about, and back in. */
function arc(from: PlacedNode, to: PlacedNode): Pick<PlacedEdge, 'path' | 'tip' | 'bow'> {
  const side = from.node.level < 0 ? -1 : 1;
  const edge = side > 0 ? from.x + from.width : from.x;
  const [start, end] = [middleOf(from) + 6, middleOf(to) - 6];
  const reach = edge + side * Math.min(56, 24 + Math.abs(end - start) / 6);
  const [at, back] = [round(edge), round(edge + side * headLength)];
  return {
    path: `M ${at} ${round(start)} C ${round(reach)} ${round(start)} ${round(reach)} ${round(end)} ${back} ${round(end)}`,
    tip: { x: edge, y: end, heading: side > 0 ? -1 : 1 },
    bow: {
      x: Math.min(edge, reach),
      y: Math.min(start, end),
      width: Math.abs(reach - edge),
      height: Math.abs(end - start),
    },
  };
}

function middleOf({ y, height }: Box): number {
  return y + height / 2;
}

/** What calls itself: out of the right side, and back in below. */
function loop({ x, y, width, height }: Box): Pick<PlacedEdge, 'path' | 'tip' | 'bow'> {
  const [right, out, back] = [x + width, y + height / 4, y + (height * 3) / 4];
  const reach = right + 28;
  return {
    path: `M ${right} ${out} C ${reach} ${out - 14} ${reach} ${back + 14} ${right + headLength} ${back}`,
    tip: { x: right, y: back, heading: -1 },
    bow: { x: right, y, width: reach - right, height },
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
