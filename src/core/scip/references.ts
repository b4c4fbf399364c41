/** The uses of a matched document → exact references of its file. Pure. */

import type { ExactReference } from '../model/exact';
import type { Descriptor } from '../model/ids';
import type { Position, Range } from '../model/range';
import type { CodeSymbol } from '../model/symbol';
import type { ImportableFile } from '../store/imports';
import type { Definitions, ScipMeaning, ScipTarget } from './definitions';
import { knownPlaces, symbolsByPlace } from './matched';
import type { MatchedDocument, MatchedOccurrence } from './matched';
import { roles } from './schema';
import { compareSpelling, isLocal } from './spelling';

type ExactTarget = NonNullable<ExactReference['target']>;

/**
 * In document order. What the index does not speak of is not refuted by it: indexers pass over what they cannot resolve.
 * The type of a use is left to the syntax.
 */
export function exactReferences(document: MatchedDocument, definitions: Definitions): ExactReference[] {
  const { file } = document;
  const meaningOf = meaningsIn(document, definitions);
  const placeAt = knownPlaces(file);
  const around = createAround(file);
  const isOwnName = createOwnNames(file);
  const found = new Map<string, ExactReference>();
  const add = (reference: ExactReference): void => {
    const { range, target, type = '' } = reference;
    const to = target === undefined ? '' : `${target.path}/${target.descriptor}`;
    found.set(`${range.start.line}:${range.start.character}:${type}:${to}`, reference);
  };
  for (const use of document.uses) {
    const known = placeAt(use.range.start);
    const word = document.text.wordAt(use.range);
    const isUnlike = compareSpelling(word, use.symbol, document.symbols.get(use.symbol)) === 'unlike';
    // A name that is written otherwise is an import's other name, or a place that is not what the index says.
    if (known === undefined && isUnlike) continue;
    const meaning = meaningOf(use.symbol);
    const range = known ?? use.range;
    const from = around(range.start).descriptor;
    if (meaning.kind === 'target') {
      const target = namedTarget(meaning.target, word);
      if (isOwnName(target, range)) continue;
      const isImport = known === undefined && (use.roles & roles.import) !== 0;
      add({ range, from, target, ...(isImport && { type: 'imports' }) });
    } else if (known !== undefined && meaning.kind !== 'open' && !isUnlike) {
      // Where nothing is used that could be bound there is nothing to refute.
      const { module = '', name = '' } = meaning.kind === 'external' ? meaning : {};
      const outside = module === '' ? {} : { external: module, ...(name !== '' && { name }) };
      add({ range, from, ...outside });
    }
  }
  for (const reference of inherited(document, definitions, [...found.values()])) add(reference);
  return [...found.values()].sort(byPlace);
}

export function byPlace({ range: a }: ExactReference, { range: b }: ExactReference): number {
  return compare(a.start, b.start);
}

/** Local symbols are known in their document only. */
function meaningsIn(document: MatchedDocument, definitions: Definitions): (symbol: string) => ScipMeaning {
  const { file } = document;
  const ordinalOf = symbolsByPlace(file);
  const locals = new Map<string, ScipMeaning>();
  for (const definition of document.definitions) {
    if (!isLocal(definition.symbol) || locals.has(definition.symbol)) continue;
    const symbol = file.symbols[ordinalOf(definition) ?? -1]?.symbol;
    const { path } = file;
    locals.set(
      definition.symbol,
      symbol === undefined
        ? { kind: 'nothing' }
        : { kind: 'target', target: { path, descriptor: symbol.descriptor, name: symbol.name } },
    );
  }
  return (symbol) => (isLocal(symbol) ? (locals.get(symbol) ?? { kind: 'open' }) : definitions.meaning(symbol));
}

/** `new Cart()` uses the class, whether it has a constructor of its own or not. */
function namedTarget(target: ScipTarget, word: string): ExactTarget {
  const { path, descriptor, type } = target;
  return { path, descriptor: type?.name === word ? type.descriptor : descriptor };
}

/** Whether a place is that of the name that defines the target. */
function createOwnNames({ path, symbols }: ImportableFile): (target: ExactTarget, range: Range) => boolean {
  const names = new Map(symbols.map(({ symbol }) => [symbol.descriptor, symbol.nameRange.start]));
  return (target, { start }) => {
    const own = target.path === path ? names.get(target.descriptor) : undefined;
    return own?.line === start.line && own.character === start.character;
  };
}

const types: ReadonlySet<CodeSymbol['kind']> = new Set(['class', 'interface', 'enum', 'type']);
const members: ReadonlySet<CodeSymbol['kind']> = new Set(['method', 'property', 'function', 'variable', 'constant']);

/** What the symbols of the document implement and override. A type that names its base has said so where it does. */
function inherited(
  document: MatchedDocument,
  definitions: Definitions,
  uses: readonly ExactReference[],
): ExactReference[] {
  const { file } = document;
  const ordinalOf = symbolsByPlace(file);
  const named = new Set(uses.map(({ from, target }) => (target === undefined ? '' : pairKey(from, target))));
  return document.definitions.flatMap((definition: MatchedOccurrence) => {
    if (isLocal(definition.symbol)) return [];
    const symbol = file.symbols[ordinalOf(definition) ?? -1]?.symbol;
    if (symbol === undefined) return [];
    return definitions.basesOf(definition.symbol).flatMap(({ path, descriptor }): ExactReference[] => {
      const target = { path, descriptor };
      const common = { range: symbol.nameRange, from: symbol.descriptor, target };
      if (members.has(symbol.kind)) return [{ ...common, type: 'overrides' }];
      return types.has(symbol.kind) && !named.has(pairKey(symbol.descriptor, target))
        ? [{ ...common, type: 'implements' }]
        : [];
    });
  });
}

function pairKey(from: Descriptor, { path, descriptor }: ExactTarget): string {
  return `${from}\0${path}\0${descriptor}`;
}

/** The innermost symbol around a place. */
function createAround({ symbols }: ImportableFile): (at: Position) => CodeSymbol {
  return (at) => symbols.findLast(({ symbol: { range } }, ordinal) => ordinal === 0 || isWithin(range, at))!.symbol;
}

function isWithin({ start, end }: Range, at: Position): boolean {
  return compare(start, at) <= 0 && compare(at, end) < 0;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
