/** Where the symbols of a file are named, and offsets as places. */

import type { ParsedSymbol } from '../../model/symbol';
import type { Lines } from '../lines';
import type { Place } from './shapes';

/** A class, so that all files share what V8 makes of its functions. */
export class SymbolPlaces {
  private readonly byOffset = new Map<number, number>();

  /** `symbols` and `lines` are those of one text. */
  constructor(
    symbols: readonly ParsedSymbol[],
    private readonly lines: Lines,
  ) {
    for (let index = 1; index < symbols.length; index++) {
      const { start } = symbols[index]!.nameRange;
      const offset = lines.startOf(start.line) + start.character;
      if (!this.byOffset.has(offset)) this.byOffset.set(offset, index);
    }
  }

  /** Index of the symbol whose name starts at an offset, else -1. */
  symbolAt(offset: number): number {
    return this.byOffset.get(offset) ?? -1;
  }

  placeAt(start: number, end: number): Place {
    const { line, character } = this.lines.positionAt(start);
    return { line, character, length: end - start };
  }
}
