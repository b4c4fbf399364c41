/** The picture itself: boxes and arrows as SVG. */

import { svg } from './dom';
import { icon } from './icons';
import type { Placed, PlacedEdge, PlacedNode } from './layout';
import { headLength } from './layout';
import type { Measured } from './measure';
import { boxShape } from './measure';
import type { SymbolId } from '../../core/model/ids';

/** Less sure than this is dashed. */
const sure = 0.9;

export interface Picture {
  readonly world: SVGGElement;
  readonly nodes: ReadonlyMap<SymbolId, SVGGElement>;
  /** Brings out what the symbol has to do with; undefined: nothing. */
  light(symbol: SymbolId | undefined): void;
}

export interface PictureOptions {
  readonly placed: Placed;
  readonly measures: ReadonlyMap<SymbolId, Measured>;
  readonly root: SymbolId;
  /** What VS Code's context menu is told of a symbol. */
  readonly contextOf: (symbol: SymbolId) => string;
}

export function drawn({ placed, measures, root, contextOf }: PictureOptions): Picture {
  const edges = placed.edges.map((edge) => ({ edge, group: edgeGroup(edge) }));
  const nodes = new Map(
    placed.nodes.map((box) => {
      const { id } = box.node;
      return [id, nodeGroup(box, measures.get(id)!, id === root, contextOf(id))];
    }),
  );
  const world = svg(
    'g',
    { class: 'world' },
    svg('g', { class: 'edges' }, ...edges.map(({ group }) => group)),
    svg('g', { class: 'nodes' }, ...nodes.values()),
  );
  return {
    world,
    nodes,
    light: (symbol) => {
      world.classList.toggle('lit', symbol !== undefined);
      const near = new Set<SymbolId | undefined>([symbol]);
      for (const { edge, group } of edges) {
        const isNear = edge.source === symbol || edge.target === symbol;
        group.classList.toggle('near', isNear);
        if (isNear) near.add(edge.source).add(edge.target);
      }
      for (const [id, group] of nodes) group.classList.toggle('near', near.has(id));
    },
  };
}

function nodeGroup(
  { node, x, y, width, height }: PlacedNode,
  measure: Measured,
  isRoot: boolean,
  context: string,
): SVGGElement {
  const { iconAt, textAt } = boxShape;
  const isOpenable = node.hidden > 0 || node.isExpanded;
  const group = svg(
    'g',
    {
      class: isRoot ? 'node root' : 'node',
      transform: `translate(${x} ${y})`,
      role: 'button',
      tabindex: isRoot ? 0 : -1,
      'aria-label': node.spoken,
      'aria-expanded': isOpenable ? String(node.hidden === 0) : undefined,
      'data-vscode-context': context,
    },
    svg('title', {}, node.tooltip),
    svg('rect', { class: 'ring', x: -4, y: -4, width: width + 8, height: height + 8, rx: 7 }),
    svg('rect', { class: 'box', width, height, rx: 4 }),
    icon(node.icon, { x: iconAt, y: height / 2 - 8, fill: colourValue(node.colour) }),
    svg('text', { class: 'name', x: textAt, y: node.detail === '' ? height / 2 + 4.5 : 17 }, measure.texts.name),
    svg('text', { class: 'detail', x: textAt, y: 32 }, measure.texts.detail),
  );
  if (measure.badge !== undefined) {
    const { text, width: long, end } = measure.badge;
    const at = width - end - long;
    group.append(
      svg('rect', { class: 'badge', x: at, y: height / 2 - 9, width: long, height: 18, rx: 9 }),
      svg('text', { class: 'badge-text', x: at + long / 2, y: height / 2 + 4, 'text-anchor': 'middle' }, text),
    );
  }
  return group;
}

/** Of VS Code's colours by their ids; the name of anything else would not be one. */
function colourValue(id: string): string {
  return /^[\w.]+$/.test(id) ? `var(--vscode-${id.replaceAll('.', '-')}, currentColor)` : 'currentColor';
}

function edgeGroup({ edges, path, tip }: PlacedEdge): SVGGElement {
  const [first] = edges;
  const isSure = Math.max(...edges.map(({ confidence }) => confidence)) >= sure;
  return svg(
    'g',
    { class: `edge type-${first!.type}${isSure ? '' : ' unsure'}`, 'aria-hidden': 'true' },
    svg('title', {}, edges.map(({ spoken }) => spoken).join('\n')),
    svg('path', { class: 'grip', d: path }),
    svg('path', { class: 'line', d: path }),
    arrowHead(tip, headShapes[first!.type]),
  );
}

type HeadShape = 'filled' | 'hollow' | 'open';

/** As in class diagrams: hollow for types above, so that a type is told without its colour. */
const headShapes = {
  calls: 'filled',
  imports: 'open',
  extends: 'hollow',
  implements: 'hollow',
  uses: 'open',
  references: 'open',
  overrides: 'hollow',
  decorates: 'filled',
} as const satisfies Readonly<Record<PlacedEdge['edges'][number]['type'], HeadShape>>;

function arrowHead({ x, y, heading }: PlacedEdge['tip'], shape: HeadShape): SVGPathElement {
  const back = x - heading * headLength;
  const d = `M ${back} ${y - 4.5} L ${x} ${y} L ${back} ${y + 4.5}`;
  if (shape === 'open') return svg('path', { class: 'head open', d: `${d} M ${back} ${y} L ${x} ${y}` });
  return svg('path', { class: `head ${shape}`, d: `${d} Z` });
}

/** A short piece of such an arrow, for the controls. */
export function sample(type: PlacedEdge['edges'][number]['type']): SVGSVGElement {
  const tip = { x: 22, y: 6, heading: 1 } as const;
  return svg(
    'svg',
    { class: 'sample', width: 24, height: 12, viewBox: '0 0 24 12', 'aria-hidden': 'true' },
    svg(
      'g',
      { class: `edge type-${type}` },
      svg('path', { class: 'line', d: 'M 1 6 L 14 6' }),
      arrowHead(tip, headShapes[type]),
    ),
  );
}
