/**
 * What others may ask of a file in a language whose code is not read further: its symbols, its package, what it imports,
 * and the types that are written in it.
 */

import { isCallable, isType } from '../../languages/language';
import type { Language } from '../../languages/language';
import type { Position } from '../../model/range';
import type { Reference } from '../../model/reference';
import type { ParsedSymbol, SymbolKind } from '../../model/symbol';
import type { Lines } from '../lines';
import type { ReadFile } from '../readTree';
import { countTypeArguments, readParameters, splitList } from '../argumentLists';
import { blockRulesOf, knownAt, listedName } from './blocks';
import type { Dispatch } from './dispatch';
import { angled, dispatchOf } from './dispatch';
import type { Places } from './listedScopes';
import { localAt, placeAround, withScopes } from './listedScopes';
import type { Local, SettledLocals } from './locals';
import { scopesOf, settleLocals } from './locals';

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
  /** Names that it declares for itself and no block of it alone, with their types; '' where none is written. */
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

export interface Listing extends Places {
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
): { readonly listing: Listing; readonly scoping: Scoping } {
  const { hidesUnexported = false } = language;
  const { types, locals, scopes, parameters, ...scoping } = sortTyped(read, symbols, { lines, text, language });
  const placeOf = ({ line, character }: Position): number => lines.startOf(line) + character;
  const arityOf = ({ nameRange: { end } }: ParsedSymbol): number =>
    byArity ? countTypeArguments(text, placeOf(end)) : 0;
  const listing = {
    package: read.packages[0]?.name ?? '',
    ...withScopes(symbols.length, scopes),
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
  return { listing, scoping };
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

type Scoping = Pick<SettledLocals, 'spans' | 'declared'>;

/** Says which scope of the symbol around it each stands in, if it is in one; leaves out where their names are declared. */
export function withScopesOf(
  references: readonly Reference[],
  { spans, declared }: Scoping,
  lines: Lines,
): readonly Reference[] {
  if (spans.length === 0) return references;
  const starts = references.map(({ range: { start } }) => lines.startOf(start.line) + start.character);
  const scopes = scopesOf(
    references.map(({ from }, at) => ({ start: starts[at]!, symbol: from })),
    spans,
  );
  return references.flatMap((reference, at): Reference | readonly Reference[] => {
    const scope = scopes[at];
    if (reference.role === 'value' && declared.has(starts[at]!)) return [];
    return scope === undefined ? reference : { ...reference, scope };
  });
}

/** Leaves out values that are local names, in Ruby also the file's own, or that a module is called by. */
export function withoutLocals(
  references: readonly Reference[],
  listing: Listing,
  hasFileLocals: boolean,
): readonly Reference[] {
  const { symbols, imports } = listing;
  const modules = new Set(
    imports.flatMap(({ module, name, alias }) =>
      name === '*' ? [alias === '*' ? module.replace(/\/v\d+$/, '').replace(/^.*\//, '') : alias] : [],
    ),
  );
  const isLocal = ({ name, from, scope }: Reference): boolean => {
    let at = scope === undefined ? from : symbols.length + scope;
    for (; at > 0; at = placeAround(listing, at)) if (localAt(listing, at, name) !== undefined) return true;
    return (hasFileLocals && from === 0 && localAt(listing, 0, name) !== undefined) || modules.has(name);
  };
  return references.filter(
    (reference) => reference.role !== 'value' || reference.qualifier !== undefined || !isLocal(reference),
  );
}

interface Typed extends SettledLocals {
  readonly types: ReadonlyMap<number, string>;
  readonly parameters: ReadonlyMap<number, readonly string[]>;
}

/** A typed name is a symbol of its own or a local name of the innermost symbol around; a function may be both. */
function sortTyped(
  read: ReadFile,
  symbols: readonly ParsedSymbol[],
  { lines, text, language }: Omit<ListedText, 'byArity'>,
): Typed {
  const types = new Map<number, string>();
  const fields = new Map<number, [string, string][]>();
  const found: Local[] = [];
  const rules = blockRulesOf(language.id);
  const places = symbols.map(({ nameRange: { start } }) => lines.startOf(start.line) + start.character);
  const byPlace = new Map(places.map((place, index) => [place, index]));
  for (const [offset, { name, type, node }] of read.typed) {
    // PHP's names begin behind their `$`.
    const own = byPlace.get(name.startsWith('$') ? offset + 1 : offset) ?? 0;
    // What the grammar misses and puts there itself has no name.
    if (name === '' && own === 0) continue;
    if (own > 0) types.set(own, type);
    const isVariable = rules?.hasFunctions === true && isLocalFunction(symbols, own);
    if (own > 0 && !isVariable) continue;
    const symbol = own > 0 ? symbols[own]!.container : innermostAt(symbols, offset);
    if (name.startsWith('@')) addField(fields, typeAround(symbols, symbol), name, type);
    else {
      const { bounds } = symbols[symbol]!;
      const known = rules === undefined || read.nodes === undefined ? whole : knownAt(read.nodes, node, rules);
      const { start, end, always } = known;
      const span = { start: Math.max(start, bounds.start), end: Math.min(end, bounds.end), always };
      const listed = rules === undefined || read.nodes === undefined ? name : listedName(read.nodes, node, name, rules);
      found.push({ name: listed, type, at: offset, symbol, ...span, ...(own > 0 && { own }) });
    }
  }
  const parameters = new Map<number, readonly string[]>();
  for (const [offset, written] of read.parameters) {
    const own = byPlace.get(offset);
    if (own !== undefined) parameters.set(own, readParameters(written));
  }
  const { locals, ...scoped } = settleLocals(found, symbols, text, rules?.variables ?? 'declared');
  for (const [type, named] of fields) locals.set(type, [...(locals.get(type) ?? []), ...named]);
  return { types, locals, parameters, ...scoped };
}

function isLocalFunction(symbols: readonly ParsedSymbol[], symbol: number): boolean {
  const { kind, container } = symbols[symbol]!;
  return kind === 'function' && container > 0 && isCallable(symbols[container]!.kind);
}

const whole = { start: 0, end: Infinity, always: true };

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
