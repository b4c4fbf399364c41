/** Single symbols and outlines. */

import type { Outline, OutlineRequest, SymbolDetail, SymbolRequest } from '../model/api';
import { LociError } from '../model/errors';
import type { CodeSymbol } from '../model/symbol';
import { indexedFile, knownFiles } from '../store/files';
import { findSymbols, symbolsOfFile } from '../store/symbols';
import { pathBelow } from '../workspace/folder';
import { definitionIn, readIndexedFile } from './definitions';
import { realPath } from './paths';
import type { OpenVaults } from './openVaults';
import { limitOf } from './searching';

const maximumDefinition = 64 * 1024;

export async function findSymbol(vaults: OpenVaults, request: SymbolRequest): Promise<SymbolDetail[]> {
  const asked = request.folder === undefined ? await vaults.all() : [await vaults.containing(request.folder)];
  const question = {
    vaults: asked.map(({ stored }) => stored.id),
    idOrName: request.symbol,
    limit: limitOf(request.limit),
  };
  const symbols = await findSymbols(vaults.db, question);
  return Promise.all(symbols.map((symbol) => detailOf(vaults, symbol)));
}

async function detailOf(vaults: OpenVaults, symbol: CodeSymbol): Promise<SymbolDetail> {
  const vault = (await vaults.all()).find(({ stored }) => stored.id === symbol.vault);
  const folder = vault?.stored.folder ?? '';
  const file = vault === undefined ? undefined : await readIndexedFile(vaults, vault, symbol.path);
  if (file === undefined || file.stale) return { symbol, folder, stale: true };
  return { symbol, folder, definition: definitionIn(file.text, symbol).slice(0, maximumDefinition), stale: false };
}

export async function outline(vaults: OpenVaults, request: OutlineRequest): Promise<Outline> {
  const path = await realPath(request.file);
  const vault = await vaults.containing(path);
  const inside = pathBelow(vault.stored.folder, path)!;
  const file = (await knownFiles(vaults.db, vault.stored, [inside])).get(inside);
  if (file === undefined) {
    throw new LociError('notIndexed', `${inside} is not in the index`, `loci why ${request.file} says why`);
  }
  const entries = await symbolsOfFile(vaults.db, file.fileId);
  return { folder: vault.stored.folder, file: indexedFile(file), entries };
}
