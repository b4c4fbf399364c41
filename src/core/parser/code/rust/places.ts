/** Places of a file as one number each, in their order. */

import type { Position } from '../../../model/range';

const widest = 4096;

export function placeNumber({ line, character }: Position): number {
  return line * widest + Math.min(character, widest - 1);
}
