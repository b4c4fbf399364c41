/** Definitions' text, read from the files by range: bodies are not stored. */

import { throwIfCancelled } from '../model/errors';
import type { FilePath } from '../model/ids';
import type { CodeSymbol } from '../model/symbol';
import type { SymbolPlace } from '../search/searchIndex';
import { knownFiles } from '../store/files';
import { symbolsOfFiles } from '../store/symbols';
import { largestReadLimits, readSource } from '../workspace/read';
import type { OpenVault, OpenVaults } from './openVaults';

export interface FileText {
  readonly text: string;
  /** The file's content is not what was indexed. */
  readonly stale: boolean;
}

/** The text of an indexed file as it is on disk now; undefined if it cannot be read. */
export async function readIndexedFile(
  vaults: OpenVaults,
  vault: OpenVault,
  path: FilePath,
): Promise<FileText | undefined> {
  const known = (await knownFiles(vaults.db, vault.stored, [path])).get(path);
  if (known === undefined) return undefined;
  const result = await readSource(vault.stored.folder, { ...known, wanted: true }, largestReadLimits);
  if (result.kind !== 'text') return undefined;
  return { text: result.text, stale: result.hash !== known.hash };
}

/**
 * Reads the definitions of symbols: their rows at once, each file once and when it is needed. Unsaved text is read as it is
 * when this is called, a stale file as it is then; undefined for what cannot be read.
 */
export async function readDefinitions(
  vaults: OpenVaults,
  vault: OpenVault,
  places: readonly SymbolPlace[],
  signal: AbortSignal,
): Promise<(place: SymbolPlace) => Promise<string | undefined>> {
  const unsaved = new Map(vault.index.unsaved().map((file) => [file.fileId, file]));
  const saved = places.filter(({ fileId }) => !unsaved.has(fileId));
  const rows = await symbolsOfFiles(vaults.db, saved, vault.index.fileOf);
  const symbols = new Map(saved.map((place, at) => [place, rows[at]]));
  const texts = new Map<FilePath, Promise<FileText | undefined>>();
  return async (place) => {
    throwIfCancelled(signal);
    const inEditor = unsaved.get(place.fileId);
    const written = inEditor?.entries[place.ordinal]?.symbol;
    if (inEditor !== undefined && written !== undefined) return definitionIn(inEditor.text, written);
    const symbol = symbols.get(place);
    if (symbol === undefined) return undefined;
    let text = texts.get(symbol.path);
    if (text === undefined) {
      text = readIndexedFile(vaults, vault, symbol.path);
      texts.set(symbol.path, text);
    }
    const file = await text;
    return file === undefined ? undefined : definitionIn(file.text, symbol);
  };
}

export function definitionIn(text: string, symbol: CodeSymbol): string {
  return text.slice(symbol.bounds.start, symbol.bounds.end);
}
