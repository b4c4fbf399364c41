/** Which part of the picture is seen, and how large: numbers only. Knows no page. */

import type { Box, Size } from './layout';

/** A point of the picture stands at `x + scale * its own`, in pixels. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const least = 0.2;
const most = 3;
/** Below this, names cannot be read: a picture that would need it is shown in part at first. */
const leastReadable = 0.78;
const margin = 24;

/** Around a place that stays where it is, in pixels. */
export function zoomed({ x, y, scale }: View, factor: number, at: { readonly x: number; readonly y: number }): View {
  const next = Math.min(most, Math.max(least, scale * factor));
  const ratio = next / scale;
  return { x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio, scale: next };
}

/** All of it, never enlarged; `isReadable` rather shows a part, around what is in the middle of interest. */
export function fitted(picture: Box, window: Size, interest: Box, isReadable: boolean): View {
  const wanted = Math.min(
    (window.width - 2 * margin) / Math.max(picture.width, 1),
    (window.height - 2 * margin) / Math.max(picture.height, 1),
    1,
  );
  const scale = Math.max(wanted, isReadable ? leastReadable : least);
  return {
    x: placedAlong(window.width, picture.x * scale, picture.width * scale, (interest.x + interest.width / 2) * scale),
    y: placedAlong(
      window.height,
      picture.y * scale,
      picture.height * scale,
      (interest.y + interest.height / 2) * scale,
    ),
    scale,
  };
}

/** In the middle what has room; of what has not the part around `middle`, without emptiness beside it. */
function placedAlong(size: number, start: number, length: number, middle: number): number {
  if (length <= size - 2 * margin) return size / 2 - (start + length / 2);
  return Math.max(size - margin - start - length, Math.min(margin - start, size / 2 - middle));
}

/** Moved as little as is needed to see the box. */
export function revealing({ x, y, scale }: View, box: Box, window: Size): View {
  const shift = (start: number, length: number, size: number): number => {
    if (start < margin) return margin - start;
    return start + length > size - margin ? Math.max(size - margin - start - length, margin - start) : 0;
  };
  return {
    x: x + shift(x + box.x * scale, box.width * scale, window.width),
    y: y + shift(y + box.y * scale, box.height * scale, window.height),
    scale,
  };
}
