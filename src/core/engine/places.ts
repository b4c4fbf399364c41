/** What stands at a place in a file: by the definitions there, and by the references that have been resolved. */

import type { SymbolAt, SymbolAtRequest } from '../model/api';
import type { Descriptor } from '../model/ids';
import type { Position, Range } from '../model/range';
import type { CodeSymbol } from '../model/symbol';
import { knownFiles } from '../store/files';
import { boundNames, symbolsAround } from '../store/places';
import type { BoundName } from '../store/places';
import { symbolsByKey } from '../store/symbols';
import { pathBelow } from '../workspace/folder';
import { readIndexedFile } from './definitions';
import type { FileText } from './definitions';
import type { OpenVault, OpenVaults } from './openVaults';
import { realPath } from './paths';
import { notInIndex } from './symbols';

/** A file's own symbol. */
const wholeFile = '' as Descriptor;

/** Error `notIndexed` for a file that is neither indexed nor told of by an editor. */
export async function symbolAt(vaults: OpenVaults, { file, position }: SymbolAtRequest): Promise<SymbolAt> {
  const path = await realPath(file);
  const vault = await vaults.containing(path);
  const inside = pathBelow(vault.stored.folder, path)!;
  const unsaved = vault.index.unsavedAt(inside);
  const known = (await knownFiles(vaults.db, vault.stored, [inside])).get(inside);
  if (known === undefined && unsaved === undefined) throw notInIndex(inside, file);
  const around =
    unsaved === undefined
      ? await symbolsAround(vaults.db, known!.fileId, position)
      : unsaved.entries.slice(1).flatMap(({ symbol }) => (isAround(symbol, position) ? [symbol] : []));
  const { folder } = vault.stored;
  const enclosing = innermost(around, position, ({ range }) => range);
  const base = { folder, ...(enclosing !== undefined && { enclosing }) };
  const defined = innermost(around, position, ({ nameRange }) => nameRange);
  if (defined !== undefined) return { ...base, named: { symbol: defined, folder, by: 'definition' } };
  if (known === undefined) return base;
  const text = unsaved ?? (await readIndexedFile(vaults, vault, inside));
  if (text === undefined) return base;
  const sources = [wholeFile, ...around.map(({ descriptor }) => descriptor)];
  const names = await boundNames(vaults.db, known.fileId, sources);
  const bound = nameAt(text, position, names);
  const symbol = bound === undefined ? undefined : await targetOf(vaults, vault, bound);
  return symbol === undefined ? base : { ...base, named: { symbol, folder, by: 'reference' } };
}

function isAround({ range, nameRange }: CodeSymbol, position: Position): boolean {
  return touches(range, position) || touches(nameRange, position);
}

/** Of those that the place is in the last, which is the innermost; else of those at whose end it is. */
function innermost(
  symbols: readonly CodeSymbol[],
  position: Position,
  rangeOf: (symbol: CodeSymbol) => Range,
): CodeSymbol | undefined {
  const touched = symbols.filter((symbol) => touches(rangeOf(symbol), position));
  return touched.findLast((symbol) => compare(position, rangeOf(symbol).end) < 0) ?? touched.at(-1);
}

function touches({ start, end }: Range, position: Position): boolean {
  return compare(start, position) <= 0 && compare(position, end) <= 0;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/**
 * What the name at the place is bound to. Where the text is the one that was indexed, by place; where it has changed
 * since, by name, if that leaves one.
 */
function nameAt(
  file: Pick<FileText, 'text'> & Partial<FileText>,
  at: Position,
  names: BoundName[],
): BoundName | undefined {
  const word = wordAt(file.text, at);
  if (word === undefined) return undefined;
  if (file.stale === false) {
    return names.find(({ sites }) => sites.some((site) => compare(site, word.start) === 0));
  }
  const fitting = names.filter(({ name, isFile }) => name === word.name && !isFile);
  return new Set(fitting.map(({ target }) => target)).size === 1 ? fitting[0] : undefined;
}

/** A name in most languages; what is left of it is a part of the name only where one begins. */
const namePattern = /#?[\p{L}\p{Nl}_$@][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}$]*[?!]?/gu;

function wordAt(
  text: string,
  { line, character }: Position,
): { readonly name: string; readonly start: Position } | undefined {
  const content = lineOf(text, line);
  for (const { 0: name, index } of content?.matchAll(namePattern) ?? []) {
    if (index <= character && character <= index + name.length) return { name, start: { line, character: index } };
  }
  return undefined;
}

function lineOf(text: string, line: number): string | undefined {
  let start = 0;
  for (let at = 0; at < line; at++) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end);
}

async function targetOf(vaults: OpenVaults, vault: OpenVault, { target }: BoundName): Promise<CodeSymbol | undefined> {
  const symbol = (await symbolsByKey(vaults.db, [target])).get(target);
  if (symbol === undefined) return undefined;
  const unsaved = vault.index.unsavedAt(symbol.path);
  if (unsaved === undefined) return symbol;
  return unsaved.entries.find((entry) => entry.symbol.descriptor === symbol.descriptor)?.symbol;
}
