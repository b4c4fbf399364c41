/**
 * The SCIP index format, as far as Loci writes and reads it: numbers and meanings are those of the official scip.proto.
 * An index is a message whose fields may be written and read one at a time, so that none is ever whole in memory.
 */

import type { Range } from '../model/range';

export const indexFields = { metadata: 1, documents: 2, externalSymbols: 3 } as const;
export const metadataFields = { version: 1, toolInfo: 2, projectRoot: 3, textEncoding: 4 } as const;
export const toolFields = { name: 1, version: 2 } as const;
export const documentFields = {
  relativePath: 1,
  occurrences: 2,
  symbols: 3,
  language: 4,
  text: 5,
  positionEncoding: 6,
} as const;
export const occurrenceFields = { range: 1, symbol: 2, roles: 3, enclosingRange: 7 } as const;
export const symbolFields = {
  symbol: 1,
  documentation: 3,
  relationships: 4,
  kind: 5,
  displayName: 6,
  signature: 7,
  enclosingSymbol: 8,
} as const;
export const relationshipFields = { symbol: 1, isReference: 2, isImplementation: 3, isTypeDefinition: 4 } as const;

/** Of the source files on disk. */
export const textEncodings = { utf8: 1, utf16: 2 } as const;

/** What characters of a range are counted in. */
export const positionEncodings = { unspecified: 0, utf8: 1, utf16: 2, utf32: 3 } as const;

/** Bits of an occurrence's roles. */
export const roles = { definition: 1, import: 2 } as const;

export interface ScipMetadata {
  readonly tool: { readonly name: string; readonly version: string };
  /** A URI; empty if the index does not say. */
  readonly projectRoot: string;
}

export interface ScipDocument {
  readonly path: string;
  /** As the format's own list of languages spells it; empty if it has none. */
  readonly language: string;
  readonly occurrences: readonly ScipOccurrence[];
  readonly symbols: readonly ScipSymbol[];
}

export interface ScipOccurrence {
  /** Characters are counted as the document's position encoding says. */
  readonly range: Range;
  readonly symbol: string;
  readonly roles: number;
  /** The whole definition. */
  readonly enclosing?: Range;
}

export interface ScipSymbol {
  readonly symbol: string;
  readonly displayName: string;
  readonly kind: number;
  /** Markdown. */
  readonly documentation?: string;
  readonly signature?: { readonly language: string; readonly text: string };
  readonly enclosing?: string;
  readonly relationships: readonly ScipRelationship[];
}

export interface ScipRelationship {
  readonly symbol: string;
  readonly isReference: boolean;
  readonly isImplementation: boolean;
}
