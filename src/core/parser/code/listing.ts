/**
 * What others may ask of a file in a language whose code is not read further: its symbols, its package, what it imports,
 * and the types that are written in it.
 */

import { isType } from '../../languages/language';
import type { Language } from '../../languages/language';
import type { Position } from '../../model/range';
import type { Reference } from '../../model/reference';
import type { ParsedSymbol, SymbolKind } from '../../model/symbol';
import type { Lines } from '../lines';
import type { ReadFile } from '../readTree';
import { countTypeArguments, readParameters, splitList } from '../argumentLists';
import type { Dispatch } from './dispatch';
import { angled, dispatchOf } from './dispatch';

export interface ListedSymbol extends Dispatch {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly nativeKind: string | undefined;
  /** Index of the symbol around it; 0 for the file, -1 for the file's own. */
  readonly container: number;
  /** Name of the type it is a member of, where that does not stand around it; '' otherwise. */
  readonly owner: string;
  /** Of a field its type, of a function its result; '' if that is not written. */
  readonly type: string;
  /** Names that it declares for itself, with their types; '' where none is written. */
  readonly locals: readonly (readonly [name: string, type: string])[];
  /** Of a function in a language with overloads, the types that it takes, as {@link readParameters} tells them. */
  readonly parameters: readonly string[] | undefined;
  /** Asked of the type itself, in languages where a type and its objects may have different things of one name. */
  readonly isStatic: boolean;
  /** Known in its own file only: `static` in C. */
  readonly hidden: boolean;
  /** A member of a nameless type, or for one interface alone: no other member's namesake. */
  readonly isApart: boolean;
  /** How many type parameters a function has, in languages where that tells functions apart; types say it in their names. */
  readonly typeParameters: number;
}

export interface ListedImport {
  readonly module: string;
  /** `*` for all of the module. */
  readonly name: string;
  readonly alias: string;
  /** Index of the symbol around it. */
  readonly from: number;
}

export interface ListedBase {
  /** Index of the type that has it. */
  readonly symbol: number;
  readonly name: string;
  readonly qualifier: string;
  /** Types that stand for its type parameters, as written. */
  readonly arguments: readonly string[];
  /** Of Ruby: what mixes it in (`include`, `extend`, `prepend`); '' for what is extended. */
  readonly by: string;
}

export interface Listing {
  /** As written, '' if there is none. */
  readonly package: string;
  readonly symbols: readonly ListedSymbol[];
  readonly imports: readonly ListedImport[];
  readonly bases: readonly ListedBase[];
}

export interface ListedText {
  readonly lines: Lines;
  readonly text: string;
  readonly language: Language;
  /** Types of one name may differ in how many type parameters they have: `Cart`1` is what `Cart<T>` is called. */
  readonly byArity: boolean;
}

export function listFile(
  read: ReadFile,
  symbols: readonly ParsedSymbol[],
  references: readonly Reference[],
  { lines, text, byArity, language }: ListedText,
): Listing {
  const { hidesUnexported = false } = language;
  const { types, locals, parameters } = sortTyped(read, symbols, lines);
  const placeOf = ({ line, character }: Position): number => lines.startOf(line) + character;
  const arityOf = ({ nameRange: { end } }: ParsedSymbol): number =>
    byArity ? countTypeArguments(text, placeOf(end)) : 0;
  return {
    package: read.packages[0]?.name ?? '',
    symbols: symbols.map((symbol, index) => {
      const { kind, nativeKind, container } = symbol;
      const arity = arityOf(symbol);
      const name = isType(kind) ? withArity(symbol.name, arity) : symbol.name;
      const owner = ownerOf(symbol, symbols[container]);
      const own = { type: types.get(index) ?? '', locals: locals.get(index) ?? [], parameters: parameters.get(index) };
      const hidden = hidesUnexported && !symbol.isExported && isGlobal(symbol, symbols);
      const told = {
        isStatic: symbol.isStatic,
        hidden,
        isApart: read.members.has(placeOf(symbol.nameRange.start)),
        typeParameters: arity,
        ...dispatchOf(symbol, placeOf(symbol.nameRange.start), text, language.id),
      };
      return { name, kind, nativeKind, container, owner, ...own, ...told };
    }),
    imports: references.flatMap(({ role, name, qualifier = '', alias, from }) =>
      role === 'import' ? [{ module: qualifier, name, alias: alias ?? name, from }] : [],
    ),
    bases: references.flatMap(({ role, name, qualifier = '', from, alias, typeArguments = 0, range: { end } }) => {
      if (role !== 'extends' && role !== 'implements') return [];
      const given = text[placeOf(end)] === '<' ? splitList(angled(text, placeOf(end))) : [];
      const by = language.id !== 'ruby' || role === 'extends' ? '' : (alias ?? 'extend');
      return [{ symbol: from, name: withArity(name, typeArguments), qualifier, arguments: given, by }];
    }),
  };
}

function isGlobal({ kind, container }: ParsedSymbol, symbols: readonly ParsedSymbol[]): boolean {
  const around = symbols[container]?.kind;
  return (
    (around === 'module' || around === 'namespace') &&
    (kind === 'function' || kind === 'variable' || kind === 'constant')
  );
}

/** `Cart`2` of `Cart<A, B>`. */
export function withArity(name: string, arity: number): string {
  return arity === 0 ? name : `${name}\`${arity}`;
}

/** As its descriptor tells it. */
function ownerOf({ descriptor }: ParsedSymbol, container: ParsedSymbol | undefined): string {
  const own = descriptor.slice(container?.descriptor.length ?? 0);
  return /^(?:`([^`]*)`|([\w+$-]+))#(?=.)/.exec(own)?.slice(1).join('') ?? '';
}

/** Leaves out values that are local names, in Ruby also the file's own, or that a module is called by. */
export function withoutLocals(
  references: readonly Reference[],
  { symbols, imports }: Listing,
  hasFileLocals: boolean,
): readonly Reference[] {
  const modules = new Set(
    imports.flatMap(({ module, name, alias }) =>
      name === '*' ? [alias === '*' ? module.replace(/\/v\d+$/, '').replace(/^.*\//, '') : alias] : [],
    ),
  );
  const isIn = (name: string, at: number): boolean => symbols[at]!.locals.some(([local]) => local === name);
  const isLocal = (name: string, from: number): boolean => {
    if (hasFileLocals && from === 0 && isIn(name, 0)) return true;
    for (let at = from; at > 0; at = symbols[at]!.container) if (isIn(name, at)) return true;
    return modules.has(name);
  };
  return references.filter(
    ({ role, name, from, qualifier }) => role !== 'value' || qualifier !== undefined || !isLocal(name, from),
  );
}

interface Typed {
  readonly types: ReadonlyMap<number, string>;
  readonly locals: ReadonlyMap<number, [string, string][]>;
  readonly parameters: ReadonlyMap<number, readonly string[]>;
}

/** A typed name is a symbol of its own or a local name of the innermost symbol around. */
function sortTyped(read: ReadFile, symbols: readonly ParsedSymbol[], lines: Lines): Typed {
  const types = new Map<number, string>();
  const locals = new Map<number, [string, string][]>();
  const places = symbols.map(({ nameRange: { start } }) => lines.startOf(start.line) + start.character);
  const byPlace = new Map(places.map((place, index) => [place, index]));
  for (const [offset, { name, type }] of read.typed) {
    // PHP's names begin behind their `$`.
    const own = byPlace.get(name.startsWith('$') ? offset + 1 : offset) ?? 0;
    if (own > 0) types.set(own, type);
    else {
      const around = innermostAt(symbols, offset);
      if (name.startsWith('@')) addField(locals, typeAround(symbols, around), name, type);
      else locals.set(around, [...(locals.get(around) ?? []), [name.replace(/^\$/, ''), type]]);
    }
  }
  const parameters = new Map<number, readonly string[]>();
  for (const [offset, written] of read.parameters) {
    const own = byPlace.get(offset);
    if (own !== undefined) parameters.set(own, readParameters(written));
  }
  return { types, locals, parameters };
}

/** A variable of Ruby's objects is one in all methods of its type; '' where it is set to things of several types. */
function addField(locals: Map<number, [string, string][]>, type: number, name: string, given: string): void {
  const known = locals.get(type) ?? [];
  const before = known.find(([each]) => each === name);
  if (before === undefined) locals.set(type, [...known, [name, given]]);
  else if (before[1] === 'nil') before[1] = given;
  else if (given !== 'nil' && given !== before[1]) before[1] = '';
}

function typeAround(symbols: readonly ParsedSymbol[], symbol: number): number {
  let at = symbol;
  while (at > 0 && !isType(symbols[at]!.kind) && symbols[at]!.kind !== 'namespace') at = symbols[at]!.container;
  return Math.max(at, 0);
}

/** Symbols stand in document order, outer before inner. */
function innermostAt(symbols: readonly ParsedSymbol[], offset: number): number {
  for (let index = symbols.length - 1; index > 0; index--) {
    const { start, end } = symbols[index]!.bounds;
    if (start <= offset && offset < end) return index;
  }
  return 0;
}
