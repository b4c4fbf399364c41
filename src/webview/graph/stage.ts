/** Where the picture is looked at: it is moved, zoomed, walked through by keys, and says what is wanted of a symbol. */

import type { SymbolId } from '../../core/model/ids';
import { svg } from './dom';
import type { Placed, Size } from './layout';
import { boundsOf, placed } from './layout';
import { measured } from './measure';
import type { Measured } from './measure';
import type { Graph, GraphQuery, GraphWords } from './messages';
import type { Picture } from './picture';
import { drawn } from './picture';
import { standaloneSvg } from './exportSvg';
import { onKeys } from './keys';
import { onPointer } from './pointer';
import type { View } from './viewport';
import { fitted, revealing, zoomed } from './viewport';
import { createWidthOf } from './widths';

export interface Stage {
  readonly element: SVGSVGElement;
  /** `view` and `focused`: as they were remembered; else as fits. */
  show(graph: Graph, query: GraphQuery, remembered?: { readonly view: View; readonly focused?: SymbolId }): void;
  zoom(step: 'in' | 'out' | 'fit'): void;
  /** Puts the keyboard to the symbol that it was at last. */
  focus(): void;
  seen(): { readonly view: View; readonly focused?: SymbolId };
  /** The picture as a file; undefined if there is none. */
  file(): string | undefined;
}

export interface StageOptions {
  readonly words: GraphWords;
  readonly onOpen: (symbol: SymbolId) => void;
  readonly onExpand: (symbol: SymbolId) => void;
  readonly onLeave: () => void;
  readonly onLook: () => void;
}

const zoomStep = 1.25;

interface Shown {
  readonly graph: Graph;
  readonly root: SymbolId;
  readonly placed: Placed;
  readonly picture: Picture;
}

export function createStage(options: StageOptions): Stage {
  const element = svg('svg', { class: 'stage', role: 'application', 'aria-describedby': 'help' });
  let shown: Shown | undefined;
  let view: View = { x: 0, y: 0, scale: 1 };
  let focused: SymbolId | undefined;

  const look = (next: View): void => {
    view = next;
    const { x, y, scale } = view;
    shown?.picture.world.setAttribute('transform', `translate(${x} ${y}) scale(${scale})`);
    options.onLook();
  };
  const size = (): Size => element.getBoundingClientRect();
  const boxOf = (id: SymbolId | undefined): Placed['nodes'][number] | undefined =>
    shown?.placed.nodes.find(({ node }) => node.id === id);
  const fit = (isReadable: boolean): void => {
    const box = boxOf(focused) ?? boxOf(shown?.root);
    if (shown !== undefined && box !== undefined) look(fitted(shown.placed, size(), box, isReadable));
  };
  const zoomBy = (factor: number, at = { x: size().width / 2, y: size().height / 2 }): void => {
    look(zoomed(view, factor, at));
  };
  const settle = (id: SymbolId, isAsked: boolean): void => {
    if (shown === undefined || boxOf(id) === undefined) return;
    for (const [other, group] of shown.picture.nodes) group.setAttribute('tabindex', other === id ? '0' : '-1');
    focused = id;
    if (isAsked) shown.picture.nodes.get(id)?.focus({ preventScroll: true });
  };
  const zoom = (step: 'in' | 'out' | 'fit'): void => {
    if (step === 'fit') fit(false);
    else zoomBy(step === 'in' ? zoomStep : 1 / zoomStep);
  };
  const idOf = (target: EventTarget | null): SymbolId | undefined => {
    const group = target instanceof Element ? target.closest('.node') : null;
    return [...(shown?.picture.nodes ?? [])].find(([, one]) => one === group)?.[0];
  };

  const onFocus = ({ target }: FocusEvent): void => {
    const id = idOf(target);
    const box = boxOf(id);
    if (shown === undefined || id === undefined || box === undefined) return;
    settle(id, false);
    shown.picture.light(id);
    look(revealing(view, box, size()));
  };
  const file = (): string | undefined => {
    if (shown === undefined) return undefined;
    shown.picture.light(undefined);
    return standaloneSvg(shown.picture.world, shown.placed, element.getAttribute('aria-label') ?? '');
  };
  element.addEventListener('focusin', onFocus);
  element.addEventListener('focusout', () => shown?.picture.light(undefined));
  onKeys(element, {
    ...options,
    focused: () => focused,
    placed: () => shown?.placed,
    settle: (id) => {
      settle(id, true);
    },
    root: () => shown?.root,
    zoom,
  });
  onPointer(element, {
    idOf,
    settle: (id) => {
      settle(id, true);
    },
    ...options,
    light: (id) => shown?.picture.light(id ?? (element.contains(document.activeElement) ? focused : undefined)),
    move: (x, y) => {
      look({ x: view.x + x, y: view.y + y, scale: view.scale });
    },
    zoomBy,
  });

  const show: Stage['show'] = (graph, query, remembered) => {
    const isSame = shown?.root === query.symbol;
    const hadFocus = element.contains(document.activeElement) || !isSame;
    const before = boxOf(focused);
    const known = new Set(shown?.placed.nodes.map(({ node }) => node.id));
    shown = pictured(graph, query);
    element.setAttribute('aria-label', options.words.picture.replace('{0}', graph.name));
    element.replaceChildren(shown.picture.world);
    const wanted = remembered === undefined ? (isSame ? focused : undefined) : remembered.focused;
    focused = boxOf(wanted) === undefined ? query.symbol : wanted;
    if (remembered !== undefined) look(remembered.view);
    else if (!isSame || before === undefined) fit(true);
    else {
      const at = boxOf(focused) ?? before;
      const met = shown.placed.nodes.filter(({ node }) => !known.has(node.id));
      const still = anchored(view, before, at);
      look(met.length === 0 ? still : revealing(revealing(still, boundsOf(met), size()), at, size()));
    }
    settle(focused ?? query.symbol, hadFocus && document.hasFocus());
  };
  return {
    element,
    show,
    zoom,
    focus: () => {
      if (focused !== undefined) settle(focused, true);
    },
    seen: () => ({ view, ...(focused !== undefined && { focused }) }),
    file,
  };
}

function pictured(graph: Graph, query: GraphQuery): Shown {
  const widthOf = createWidthOf();
  const measures = new Map<SymbolId, Measured>(graph.nodes.map((node) => [node.id, measured(node, widthOf)]));
  const places = placed(graph, ({ id }) => measures.get(id)!);
  const contextOf = (symbol: SymbolId): string =>
    JSON.stringify({
      webviewSection: 'symbol',
      preventDefaultContextMenuItems: true,
      symbol,
      folder: query.folder,
    });
  const picture = drawn({ placed: places, measures, root: query.symbol, contextOf });
  return { graph, root: query.symbol, placed: places, picture };
}

/** The symbol that is looked at stays where it is while others come and go around it. */
function anchored({ x, y, scale }: View, before: { x: number; y: number }, after: { x: number; y: number }): View {
  return { x: x + (before.x - after.x) * scale, y: y + (before.y - after.y) * scale, scale };
}
