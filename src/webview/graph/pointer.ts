/** The mouse on the picture: dragging and the wheel move it, the wheel with Ctrl zooms, a double click opens. */

import type { SymbolId } from '../../core/model/ids';

export interface PointerTargets {
  readonly idOf: (target: EventTarget | null) => SymbolId | undefined;
  readonly settle: (symbol: SymbolId) => void;
  readonly onOpen: (symbol: SymbolId) => void;
  readonly onExpand: (symbol: SymbolId) => void;
  readonly light: (symbol: SymbolId | undefined) => void;
  readonly move: (x: number, y: number) => void;
  readonly zoomBy: (factor: number, at: { readonly x: number; readonly y: number }) => void;
}

/** Of the wheel's own units. */
const zoomRate = 0.0025;

export function onPointer(element: SVGSVGElement, targets: PointerTargets): void {
  element.addEventListener('click', ({ target }) => {
    const id = targets.idOf(target);
    if (id === undefined) return;
    targets.settle(id);
    const isBadge = target instanceof Element && target.matches('.badge, .badge-text');
    if (isBadge) targets.onExpand(id);
  });
  element.addEventListener('dblclick', ({ target }) => {
    const id = targets.idOf(target);
    if (id !== undefined) targets.onOpen(id);
  });
  element.addEventListener('pointerover', ({ target }) => {
    targets.light(targets.idOf(target));
  });
  element.addEventListener('pointerleave', () => {
    targets.light(undefined);
  });
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const at = { x: event.clientX - left, y: event.clientY - top };
      if (event.ctrlKey || event.metaKey) targets.zoomBy(Math.exp(-event.deltaY * zoomRate), at);
      else if (event.shiftKey) targets.move(-event.deltaY, 0);
      else targets.move(-event.deltaX, -event.deltaY);
    },
    { passive: false },
  );
  onDrag(element, targets);
}

function onDrag(element: SVGSVGElement, { idOf, move }: PointerTargets): void {
  let dragged: number | undefined;
  const end = (): void => {
    dragged = undefined;
    element.classList.remove('dragged');
  };
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || idOf(event.target) !== undefined) return;
    dragged = event.pointerId;
    element.setPointerCapture(event.pointerId);
    element.classList.add('dragged');
  });
  element.addEventListener('pointermove', (event) => {
    if (event.pointerId === dragged) move(event.movementX, event.movementY);
  });
  element.addEventListener('pointerup', end);
  element.addEventListener('pointercancel', end);
}
