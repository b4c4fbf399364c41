/** Names of things. Branded, so that one kind of text cannot be passed for another. */

declare const brand: unique symbol;
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };

/** A vault's public id (UUID). */
export type VaultId = Brand<string, 'VaultId'>;

/** Path of a file inside its vault: relative, `/` between parts on every platform, no leading `./`. */
export type FilePath = Brand<string, 'FilePath'>;

/** SHA-256 of a file's bytes as they stand on disk, 64 lower-case hexadecimal digits. */
export type ContentHash = Brand<string, 'ContentHash'>;

/** A language that Loci reads, such as `typescript`, `tsx`, `csharp`; the folder names of core/languages. */
export type LanguageId = Brand<string, 'LanguageId'>;

/**
 * A symbol's name within its file, in the descriptor form of SCIP: `Cart#total().`, `render().`, `LIMIT.`.
 * Empty for the symbol that stands for the file itself. Survives edits and does not depend on the file's path.
 */
export type Descriptor = Brand<string, 'Descriptor'>;

/** A symbol's readable id within its vault: path, `/`, descriptor. `src/shop.ts/Cart#total().` */
export type SymbolId = Brand<string, 'SymbolId'>;

/** Joins the two parts of a {@link SymbolId}; the only place that knows how. */
export function symbolId(path: FilePath, descriptor: Descriptor): SymbolId {
  return `${path}/${descriptor}` as SymbolId;
}
