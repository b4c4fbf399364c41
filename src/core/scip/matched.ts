/** An index's document beside the file of the vault: whether they are of the same text, and what is defined where. */

import type { Position, Range } from '../model/range';
import { namePlaces } from '../parser/namePlaces';
import type { ImportableFile } from '../store/imports';
import { placeText } from './columns';
import type { PlacedText } from './columns';
import type { ReadDocument, ReadOccurrence, ReadSymbol } from './read';
import { positionEncodings, roles } from './schema';
import { compareSpelling, isLocal, lastDescriptor } from './spelling';

export interface MatchedOccurrence {
  readonly symbol: string;
  readonly roles: number;
  /** In this text, in UTF-16 units. */
  readonly range: Range;
}

export interface MatchedDocument {
  readonly file: ImportableFile;
  readonly text: PlacedText;
  /** Information about the document's own symbols, by their names. */
  readonly symbols: ReadonlyMap<string, ReadSymbol>;
  readonly definitions: readonly MatchedOccurrence[];
  readonly uses: readonly MatchedOccurrence[];
}

interface PlacedOccurrences extends Pick<MatchedDocument, 'definitions' | 'uses'> {
  /** Occurrences whose text is their symbol's name. */
  readonly alike: number;
}

/** A signature for what is defined elsewhere. */
const forward = 64;

/**
 * Undefined if the document is of another text: something that it defines is written otherwise at its place, or a place is
 * not there at all. A position encoding that is not said is the one that fits.
 */
export function matchDocument(
  file: ImportableFile,
  source: string,
  document: ReadDocument,
): MatchedDocument | undefined {
  if (document.text !== '' && plain(document.text) !== plain(source)) return undefined;
  const text = placeText(source);
  const symbols = new Map(document.symbols.map((symbol) => [symbol.symbol, symbol]));
  let best: PlacedOccurrences | undefined;
  for (const encoding of encodingsOf(document, source)) {
    const placed = placeAll(text, document.occurrences, symbols, encoding);
    if (placed !== undefined && placed.alike > (best?.alike ?? -1)) best = placed;
  }
  return best === undefined ? undefined : { file, text, symbols, definitions: best.definitions, uses: best.uses };
}

/** The one that the document says; else those that it may be in, the likeliest first. */
function encodingsOf({ encoding }: ReadDocument, source: string): readonly number[] {
  const { utf8, utf16, utf32 } = positionEncodings;
  if (encoding === utf8 || encoding === utf16 || encoding === utf32) return [encoding];
  return /\P{ASCII}/u.test(source) ? [utf16, utf8, utf32] : [utf16];
}

function plain(text: string): string {
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
}

function placeAll(
  text: PlacedText,
  occurrences: readonly ReadOccurrence[],
  symbols: ReadonlyMap<string, ReadSymbol>,
  encoding: number,
): PlacedOccurrences | undefined {
  const definitions: MatchedOccurrence[] = [];
  const uses: MatchedOccurrence[] = [];
  let alike = 0;
  for (const occurrence of occurrences) {
    const range = text.rangeIn(occurrence.range, encoding);
    if (range === undefined) return undefined;
    const { symbol, roles: role } = occurrence;
    const spelling = compareSpelling(text.wordAt(range), symbol, symbols.get(symbol));
    if (spelling === 'like') alike += 1;
    if ((role & roles.definition) === 0) {
      if ((role & forward) === 0) uses.push({ symbol, roles: role, range });
      continue;
    }
    if (spelling === 'unlike') return undefined;
    definitions.push({ symbol, roles: role, range });
  }
  return { definitions, uses, alike };
}

/** The file's symbol whose name stands there, by its ordinal; of what is defined at the very beginning by no name, the file. */
export function symbolsByPlace(file: ImportableFile): (definition: MatchedOccurrence) => number | undefined {
  const byPlace = new Map<string, number>();
  for (const [ordinal, { symbol }] of file.symbols.entries()) {
    const key = placeKey(symbol.nameRange.start);
    if (ordinal > 0 && !byPlace.has(key)) byPlace.set(key, ordinal);
  }
  return ({ symbol, range: { start, end } }) => {
    const isEmpty = start.line === end.line && start.character === end.character;
    const isFile = isEmpty && start.line === 0 && start.character === 0 && !isLocal(symbol);
    if (isFile && lastDescriptor(symbol)?.kind === 'module') return 0;
    return isEmpty ? undefined : byPlace.get(placeKey(start));
  };
}

/** The range of the name that a file's facts have at a place. */
export function knownPlaces(file: ImportableFile): (start: Position) => Range | undefined {
  const places = new Map(namePlaces(file.facts).map((range) => [placeKey(range.start), range]));
  return (start) => places.get(placeKey(start));
}

function placeKey({ line, character }: Position): string {
  return `${line}:${character}`;
}
