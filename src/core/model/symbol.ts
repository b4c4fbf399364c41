/** Symbols: what a file defines. */

import type { Descriptor, FilePath, LanguageId, SymbolId, VaultId } from './ids';
import type { Range, TextBounds } from './range';

/** The closed list of the schema (code_symbols.type). What a language calls it more exactly is `nativeKind`. */
export const symbolKinds = [
  'function',
  'class',
  'interface',
  'method',
  'property',
  'variable',
  'constant',
  'enum',
  'type',
  'namespace',
  'import',
  'export',
  'module',
  'package',
] as const;
export type SymbolKind = (typeof symbolKinds)[number];

export const visibilities = ['public', 'private', 'protected', 'internal'] as const;
export type Visibility = (typeof visibilities)[number];

/** A symbol as one file's text alone gives it. */
export interface ParsedSymbol {
  /** As written; at most 255 UTF-16 units. */
  readonly name: string;
  /** Containers and name joined as the language does: `shop.Cart.total`, `std::vec::Vec`, `com.acme.Cart.total`. */
  readonly qualifiedName: string;
  readonly kind: SymbolKind;
  /** The language's own word where the kind is coarser: `struct`, `trait`, `enum member`, `heading`, `constructor`. */
  readonly nativeKind?: string;
  /** Unique within the file. */
  readonly descriptor: Descriptor;
  /** Index of the enclosing symbol in {@link ParsedFile.symbols}; less than this symbol's own; -1 for the file. */
  readonly container: number;
  /** The whole definition, decorators included, without its documentation comment. */
  readonly range: Range;
  readonly nameRange: Range;
  /** The same place as `range`, as offsets. */
  readonly bounds: TextBounds;
  /** The declaration without its body, white space folded, at most 500 UTF-16 units. */
  readonly signature?: string;
  /** The documentation comment without its comment marks, at most 4,000 UTF-16 units. */
  readonly documentation?: string;
  readonly visibility?: Visibility;
  readonly isExported: boolean;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly isAbstract: boolean;
  readonly isStatic: boolean;
}

/** A symbol as stored: where it lives and what it is. */
export interface CodeSymbol {
  readonly id: SymbolId;
  readonly vault: VaultId;
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly name: string;
  readonly qualifiedName: string;
  readonly kind: SymbolKind;
  readonly nativeKind?: string;
  readonly descriptor: Descriptor;
  /** Qualified name of the enclosing symbol; absent at the top level of a file. */
  readonly container?: string;
  readonly range: Range;
  readonly nameRange: Range;
  readonly bounds: TextBounds;
  readonly signature?: string;
  readonly documentation?: string;
  readonly visibility?: Visibility;
  readonly isExported: boolean;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly isAbstract: boolean;
  readonly isStatic: boolean;
  readonly referenceCount: number;
}
