/** What every language's reader of a tree begins with. */

import { createDecl } from './decls';
import type { Decl, ModuleUse, Place, Root } from './shapes';
import type { SymbolPlaces } from './symbolPlaces';
import type { Syntax } from './syntax';

export interface TreeInput {
  readonly syntax: Syntax;
  readonly places: SymbolPlaces;
}

/** The declaration that a file is, which is the first of its symbols. */
export function declareFile(): Decl {
  const file = createDecl('file', '', undefined);
  file.symbol = 0;
  return file;
}

/** A class, so that all files share what V8 makes of its functions. */
export class TreeReader {
  readonly syntax: Syntax;
  readonly uses: ModuleUse[] = [];
  readonly roots: Root[] = [];
  readonly bound: Decl[] = [];
  narrowings = 0;
  quiet = 0;
  private readonly places: SymbolPlaces;

  constructor(
    readonly file: Decl,
    { syntax, places }: TreeInput,
  ) {
    this.syntax = syntax;
    this.places = places;
  }

  symbolAt(offset: number): number {
    return this.places.symbolAt(offset);
  }

  placeAt(start: number, end: number): Place | undefined {
    return this.places.placeAt(start, end);
  }
}
