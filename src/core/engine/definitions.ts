/** Definitions' text, read from the files by range: bodies are not stored. */

import { throwIfCancelled } from '../model/errors';
import type { FilePath } from '../model/ids';
import type { CodeSymbol } from '../model/symbol';
import type { RankedHit } from '../search/searchIndex';
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
 * Reads candidates' definitions for a search of quoted text: their rows at once, each file once and when it is needed.
 * Stale files are read as they are.
 */
export async function readDefinitions(
  vaults: OpenVaults,
  vault: OpenVault,
  candidates: readonly RankedHit[],
  signal: AbortSignal,
): Promise<(hit: RankedHit) => Promise<string | undefined>> {
  const rows = await symbolsOfFiles(vaults.db, candidates, vault.index.fileOf);
  const symbols = new Map(candidates.map((hit, at) => [hit, rows[at]]));
  const texts = new Map<FilePath, Promise<FileText | undefined>>();
  return async (hit) => {
    throwIfCancelled(signal);
    const symbol = symbols.get(hit);
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
