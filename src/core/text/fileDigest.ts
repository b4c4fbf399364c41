/** The shape of a {@link FileDigest} and of the counts in it. */

/** Columns, one entry a symbol in the order of `ParsedFile.symbols`; `bag…` is one array cut by `bagStarts`. */
export interface FileDigest {
  /** The file's own symbol has the empty name here: its name comes from the path. */
  readonly names: readonly string[];
  /** Index into model's `symbolKinds`. */
  readonly kinds: Uint8Array;
  /** Distinct native kinds, lower case; the first is '' for none. */
  readonly nativeKindNames: readonly string[];
  /** Index into `nativeKindNames`. */
  readonly nativeKinds: Uint16Array;
  /** {@link digestFlags}, ORed. */
  readonly flags: Uint8Array;
  /** Index of the enclosing symbol; -1 for the file's own. */
  readonly containers: Int32Array;
  /** Distinct scopes; the first is '' for none. */
  readonly scopeNames: readonly string[];
  /** What the qualified name holds before the name that containers do not give: a package, a receiver type. */
  readonly scopes: Uint16Array;
  /** Distinct words of the file. */
  readonly words: readonly string[];
  /** Symbol i's words are entries `bagStarts[i]` up to, not including, `bagStarts[i + 1]`. */
  readonly bagStarts: Uint32Array;
  /** Index into `words`; at most once a symbol. */
  readonly bagWords: Uint32Array;
  /** How often and where: see {@link packCounts}. */
  readonly bagCounts: Uint16Array;
  /** What tells copies: `sketchWords` a symbol, zeros for one that has none. See sketch.ts. */
  readonly sketches: Uint32Array;
}

export const digestFlags = {
  exported: 1,
  async: 2,
  generator: 4,
  abstract: 8,
  static: 16,
  hidden: 32,
  /** On the file's own symbol: the text says that a program wrote it. */
  generated: 64,
} as const;

/** How often a word stands in each part of a symbol; each part saturates at its own maximum. */
export interface WordCounts {
  /** 0 to 15. */
  readonly body: number;
  /** 0 to 3. */
  readonly signature: number;
  /** 0 to 7. */
  readonly documentation: number;
  /** 0 to 3. */
  readonly name: number;
}

// The commonest entry, a few times in the body and nowhere else, is the smallest number: one byte once encoded.
const signatureShift = 4;
const documentationShift = 6;
const nameShift = 9;

export const oneInBody = 0x001;
export const oneInSignature = 0x010;
export const oneInDocumentation = 0x040;
export const oneInName = 0x200;
export type OneInPart = typeof oneInBody | typeof oneInSignature | typeof oneInDocumentation | typeof oneInName;

/** Packed counts, each part of which is within its bounds, fit 11 bits. */
export const packedCountsEnd = 1 << 11;

export const bodyOf = (packed: number): number => packed & 15;
export const signatureOf = (packed: number): number => (packed >> signatureShift) & 3;
export const documentationOf = (packed: number): number => (packed >> documentationShift) & 7;
export const nameOf = (packed: number): number => packed >> nameShift;

/** Bits of each part. */
const partMasks = { [oneInBody]: 0x00f, [oneInSignature]: 0x030, [oneInDocumentation]: 0x1c0, [oneInName]: 0x600 };

/** One more of a part, unless that part is full. */
export function countOne(packed: number, part: OneInPart): number {
  const full = partMasks[part];
  return (packed & full) === full ? packed : packed + part;
}

export function unpackCounts(packed: number): WordCounts {
  return {
    body: bodyOf(packed),
    signature: signatureOf(packed),
    documentation: documentationOf(packed),
    name: nameOf(packed),
  };
}
