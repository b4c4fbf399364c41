/** The keyboard on the picture. */

import type { SymbolId } from '../../core/model/ids';
import type { Placed } from './layout';
import type { Way } from './move';
import { nextNode } from './move';

export interface KeyTargets {
  readonly focused: () => SymbolId | undefined;
  readonly root: () => SymbolId | undefined;
  readonly placed: () => Placed | undefined;
  readonly settle: (symbol: SymbolId) => void;
  readonly zoom: (step: 'in' | 'out' | 'fit') => void;
  readonly onOpen: (symbol: SymbolId) => void;
  readonly onExpand: (symbol: SymbolId) => void;
  readonly onLeave: () => void;
}

const ways: Readonly<Record<string, Way>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const zooms: Readonly<Record<string, 'in' | 'out' | 'fit'>> = {
  '+': 'in',
  '=': 'in',
  '-': 'out',
  _: 'out',
  '0': 'fit',
};

export function onKeys(element: Element, targets: KeyTargets): void {
  element.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (act(event.key, targets)) event.preventDefault();
  });
}

/** Whether the key means something here. */
function act(key: string, targets: KeyTargets): boolean {
  const [symbol, root, placed] = [targets.focused(), targets.root(), targets.placed()];
  const [way, zoom] = [ways[key], zooms[key]];
  if (zoom !== undefined) targets.zoom(zoom);
  else if (key === 'Escape') targets.onLeave();
  else if (symbol === undefined) return false;
  else if (way !== undefined) {
    const next = placed && nextNode(placed, symbol, way);
    if (next !== undefined) targets.settle(next);
  } else if (key === 'Home' && root !== undefined) targets.settle(root);
  else if (key === 'Enter') targets.onOpen(symbol);
  else if (key === ' ') targets.onExpand(symbol);
  else return false;
  return true;
}
