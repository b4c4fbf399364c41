/** One file of the index → its document, and the names of what it uses from outside. Pure. */

import type { Position, Range } from '../model/range';
import { namePlaces } from '../parser/namePlaces';
import type { ExportedEdge, ExportedExternal, ExportedFile } from '../store/exports';
import { externalName, symbolName } from './names';
import type { ScipDocument, ScipOccurrence, ScipRelationship, ScipSymbol } from './schema';
import { roles } from './schema';
import { scipKind, scipLanguage } from './vocabulary';

export interface WrittenDocument {
  readonly document: ScipDocument;
  /** Symbols of other packages. */
  readonly externals: readonly Pick<ScipSymbol, 'symbol' | 'displayName'>[];
  /** Uses that only their number is stored of. */
  readonly unlisted: number;
}

/** `project` is the package of all symbols that are defined in the folder. */
export function toDocument(file: ExportedFile, project: string): WrittenDocument {
  const { path } = file;
  const rangeAt = readRanges(file);
  const occurrences = createOccurrences();
  const symbols: ScipSymbol[] = [];
  const relationships = relationshipsOf(file.edges, project);
  for (const [ordinal, { symbol, container }] of file.symbols.entries()) {
    const name = symbolName(project, path, symbol.descriptor);
    const isFile = ordinal === 0;
    const start = { line: 0, character: 0 };
    // What stands for a file is defined at its beginning, by no name.
    const range = isFile ? { start, end: start } : symbol.nameRange;
    occurrences.add({ range, symbol: name, roles: roles.definition, ...(!isFile && { enclosing: symbol.range }) });
    const { signature, documentation } = symbol;
    const around = container > 0 ? file.symbols[container] : undefined;
    symbols.push({
      ...{ symbol: name, displayName: symbol.name, kind: scipKind(symbol) },
      ...(documentation !== undefined && { documentation }),
      ...(signature !== undefined && { signature: { language: scipLanguage(file.language), text: signature } }),
      ...(around !== undefined && { enclosing: symbolName(project, path, around.symbol.descriptor) }),
      relationships: relationships.get(ordinal) ?? [],
    });
  }
  for (const { target, type, sites } of file.edges) {
    // Stands at the name of what overrides, which is no use of the other.
    if (type === 'overrides') continue;
    const symbol = symbolName(project, target.path, target.descriptor);
    const role = type === 'imports' ? roles.import : 0;
    for (const site of sites) occurrences.add({ range: rangeAt(site, target.name), symbol, roles: role });
  }
  const externals = new Map<string, Pick<ScipSymbol, 'symbol' | 'displayName'>>();
  for (const { module, name: known, sites } of file.externals) {
    const name = known === '' ? module : known;
    const symbol = externalName(module, name);
    externals.set(symbol, { symbol, displayName: name });
    for (const site of sites) occurrences.add({ range: rangeAt(site, name), symbol, roles: 0 });
  }
  return {
    document: { path, language: scipLanguage(file.language), occurrences: occurrences.sorted(), symbols },
    externals: [...externals.values()],
    unlisted: [...file.edges, ...file.externals].reduce((sum, each) => sum + unlistedOf(each), 0),
  };
}

function unlistedOf({ sites, siteCount }: ExportedEdge | ExportedExternal): number {
  return Math.max(0, siteCount - sites.length);
}

/** `Find implementations` of a base leads to what extends it; `find references` of a member to what overrides it, too. */
function relationshipsOf(edges: readonly ExportedEdge[], project: string): ReadonlyMap<number, ScipRelationship[]> {
  const found = new Map<number, Map<string, ScipRelationship>>();
  for (const { source, target, type } of edges) {
    if (type !== 'extends' && type !== 'implements' && type !== 'overrides') continue;
    const symbol = symbolName(project, target.path, target.descriptor);
    const others = found.get(source) ?? new Map<string, ScipRelationship>();
    found.set(source, others);
    others.set(symbol, { symbol, isImplementation: true, isReference: type === 'overrides' });
  }
  return new Map([...found].map(([source, others]) => [source, [...others.values()]]));
}

/** The range of the name that begins at a place; `name` is what it should be. */
type RangeAt = (start: Position, name: string) => Range;

/** A use is stored by where it begins; how long it is, an import under another name included, the facts say. */
function readRanges({ facts }: ExportedFile): RangeAt {
  const ends = new Map<string, Position>();
  const keyOf = ({ line, character }: Position): string => `${line}:${character}`;
  for (const { start, end } of facts === undefined ? [] : namePlaces(facts)) ends.set(keyOf(start), end);
  return (start, name) => {
    const { line, character } = start;
    return { start, end: ends.get(keyOf(start)) ?? { line, character: character + name.length } };
  };
}

interface Occurrences {
  /** One at the same place for the same symbol is the same one, in both roles. */
  add(occurrence: ScipOccurrence): void;
  /** By place. */
  sorted(): ScipOccurrence[];
}

function createOccurrences(): Occurrences {
  const found = new Map<string, ScipOccurrence>();
  return {
    add(occurrence) {
      const { start, end } = occurrence.range;
      const key = `${start.line}:${start.character}:${end.line}:${end.character}:${occurrence.symbol}`;
      const other = found.get(key);
      found.set(key, other === undefined ? occurrence : { ...other, roles: other.roles | occurrence.roles });
    },
    sorted: () =>
      [...found.values()].sort(
        ({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.character - b.character,
      ),
  };
}
