/** How large a symbol's box is, and what of its texts fits. Knows no page. */

import type { GraphNode } from './messages';
import type { Size } from './layout';

export interface Texts {
  readonly name: string;
  readonly detail: string;
}

/** Shapes of a symbol's box, in pixels. */
export const boxShape = { height: 40, iconAt: 10, textAt: 32, end: 12, nameSize: 13, detailSize: 11 } as const;
const widestText = 180;
const narrowestText = 48;
const badgePadding = 6;
const besideBadge = 8;

export interface Measured extends Size {
  readonly texts: Texts;
  /** Absent if nothing is hidden. It stands at the end of the box. */
  readonly badge?: { readonly text: string; readonly width: number; readonly end: number };
}

/** `widthOf`: of a text in the page's font at that size. */
export function measured(
  { name, detail, hidden }: GraphNode,
  widthOf: (text: string, size: number) => number,
): Measured {
  const texts = {
    name: shortened(name, (text) => widthOf(text, boxShape.nameSize)),
    detail: shortened(detail, (text) => widthOf(text, boxShape.detailSize)),
  };
  const widest = Math.max(
    widthOf(texts.name, boxShape.nameSize),
    widthOf(texts.detail, boxShape.detailSize),
    narrowestText,
  );
  const { height, textAt, end } = boxShape;
  const plain = Math.ceil(textAt + widest + end);
  if (hidden === 0) return { texts, height, width: plain };
  const text = `+${hidden}`;
  const width = Math.ceil(widthOf(text, boxShape.detailSize)) + 2 * badgePadding;
  return { texts, height, width: plain + width, badge: { text, width, end: besideBadge } };
}

/** Ends in an ellipsis if it is wider than the widest. */
function shortened(text: string, widthOf: (text: string) => number): string {
  if (widthOf(text) <= widestText) return text;
  const characters = Array.from(text);
  let [fits, fitsNot] = [0, characters.length];
  while (fitsNot - fits > 1) {
    const middle = (fits + fitsNot) >> 1;
    if (widthOf(`${characters.slice(0, middle).join('')}…`) <= widestText) fits = middle;
    else fitsNot = middle;
  }
  return `${characters.slice(0, fits).join('')}…`;
}
