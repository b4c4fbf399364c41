/** A file as an editor holds it: parsed like one on disk, kept in memory, in no table. */

import { createHash } from 'node:crypto';
import type { FileFacts, IndexedFile } from '../model/file';
import type { ContentHash, FilePath, LanguageId, VaultId } from '../model/ids';
import { symbolId } from '../model/ids';
import type { CodeSymbol, ParsedSymbol } from '../model/symbol';
import type { FileDigest } from '../text/digest';
import { decodeDigest } from '../text/digest';

export interface UnsavedFile {
  /** Negative, so that it is no file's of the tables; its own for every state of the text. */
  readonly fileId: number;
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly text: string;
  readonly file: IndexedFile;
  readonly digest: FileDigest;
  /** In document order; the first stands for the file. `container` is an index in the list, -1 for the file. */
  readonly entries: readonly { readonly symbol: CodeSymbol; readonly container: number }[];
}

/** `fileId`: see {@link UnsavedFile}. */
export function unsavedFile(fileId: number, vault: VaultId, text: string, facts: FileFacts): UnsavedFile {
  const { path, language, symbols, problems, digest } = facts;
  const problem = problems[0]?.message;
  const bytes = Buffer.from(text);
  return {
    fileId,
    path,
    language,
    text,
    file: {
      path,
      language,
      hash: createHash('sha256').update(bytes).digest('hex') as ContentHash,
      size: bytes.length,
      modifiedMs: Date.now(),
      ...(problem === undefined ? { status: 'indexed' } : { status: 'partial', problem }),
    },
    digest: decodeDigest(digest),
    entries: symbols.map((symbol) => ({
      symbol: codeSymbol(vault, facts, symbol),
      container: symbol.container,
    })),
  };
}

/** One of the facts' symbols as it would be stored, used nowhere. */
export function codeSymbol(vault: VaultId, { path, language, symbols }: FileFacts, parsed: ParsedSymbol): CodeSymbol {
  const { container, ...own } = parsed;
  const around = container > 0 ? symbols[container]?.qualifiedName : undefined;
  return {
    ...own,
    id: symbolId(path, parsed.descriptor),
    vault,
    path,
    language,
    ...(around !== undefined && { container: around }),
    referenceCount: 0,
  };
}
