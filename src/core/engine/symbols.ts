/** Single symbols and outlines. What an editor has not saved stands in the place of what is on disk. */

import type { Outline, OutlineRequest, SymbolDetail, SymbolRequest } from '../model/api';
import { LociError } from '../model/errors';
import type { FilePath } from '../model/ids';
import type { CodeSymbol } from '../model/symbol';
import { indexedFile, knownFiles } from '../store/files';
import { findSymbols, symbolsOfFile } from '../store/symbols';
import { pathBelow } from '../workspace/folder';
import { limitOf } from './asked';
import { definitionIn, readIndexedFile } from './definitions';
import { realPath } from './paths';
import type { OpenVault, OpenVaults } from './openVaults';

const maximumDefinition = 64 * 1024;

export async function findSymbol(vaults: OpenVaults, request: SymbolRequest): Promise<SymbolDetail[]> {
  const asked = request.folder === undefined ? await vaults.all() : [await vaults.containing(request.folder)];
  const limit = limitOf(request.limit);
  const question = { vaults: asked.map(({ stored }) => stored.id), idOrName: request.symbol, limit };
  const stored = await findSymbols(vaults.db, question);
  const symbols = asked.some(({ index }) => index.unsaved().length > 0)
    ? withUnsaved(stored, asked, request.symbol).slice(0, limit)
    : stored;
  return Promise.all(symbols.map((symbol) => detailOf(vaults, asked, symbol)));
}

/** As {@link findSymbols} would answer if the unsaved files were saved. */
function withUnsaved(stored: readonly CodeSymbol[], asked: readonly OpenVault[], wanted: string): CodeSymbol[] {
  const unsavedOf = new Map(asked.map(({ stored: { id }, index }) => [id, index]));
  const saved = stored.filter(({ vault, path }) => unsavedOf.get(vault)?.unsavedAt(path) === undefined);
  const unsaved = asked.flatMap(({ index }) => index.unsaved()).flatMap(({ entries }) => entries);
  const ranked = [...saved, ...unsaved.map(({ symbol }) => symbol)].map((symbol, place) => ({
    symbol,
    place,
    fit: fitOf(symbol, wanted),
  }));
  const best = Math.min(...ranked.map(({ fit }) => fit));
  return ranked
    .filter(({ fit }) => fit === best && fit < noFit)
    .sort((a, b) => (a.symbol.path === b.symbol.path ? a.place - b.place : a.symbol.path < b.symbol.path ? -1 : 1))
    .map(({ symbol }) => symbol);
}

const noFit = 5;

/** The number of the lookup that finds the symbol. */
function fitOf({ id, qualifiedName, name }: CodeSymbol, wanted: string): number {
  const lower = wanted.toLowerCase();
  const fits = [
    id === wanted,
    qualifiedName === wanted,
    name === wanted,
    qualifiedName.toLowerCase() === lower,
    name.toLowerCase() === lower,
  ];
  const fit = fits.indexOf(true);
  return fit < 0 ? noFit : fit;
}

async function detailOf(vaults: OpenVaults, asked: readonly OpenVault[], symbol: CodeSymbol): Promise<SymbolDetail> {
  const vault = asked.find(({ stored }) => stored.id === symbol.vault);
  const folder = vault?.stored.folder ?? '';
  const unsaved = vault?.index.unsavedAt(symbol.path);
  const isUnsaved = unsaved?.entries.some((entry) => entry.symbol === symbol) === true;
  const file = isUnsaved
    ? { text: unsaved.text, stale: false }
    : vault && (await readIndexedFile(vaults, vault, symbol.path));
  if (file === undefined || file.stale) return { symbol, folder, stale: true };
  return { symbol, folder, definition: definitionIn(file.text, symbol).slice(0, maximumDefinition), stale: false };
}

export async function outline(vaults: OpenVaults, request: OutlineRequest): Promise<Outline> {
  const path = await realPath(request.file);
  const vault = await vaults.containing(path);
  const { folder } = vault.stored;
  const inside = pathBelow(folder, path)!;
  const unsaved = vault.index.unsavedAt(inside);
  if (unsaved !== undefined) return { folder, file: unsaved.file, entries: unsaved.entries };
  const file = (await knownFiles(vaults.db, vault.stored, [inside])).get(inside);
  if (file === undefined) throw notInIndex(inside, request.file);
  const entries = await symbolsOfFile(vaults.db, file.fileId);
  return { folder, file: indexedFile(file), entries };
}

export function notInIndex(path: FilePath, asked: string): LociError {
  return new LociError('notIndexed', `${path} is not in the index`, `loci why ${asked} says why`);
}
