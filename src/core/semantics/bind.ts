/** What the compiler says a name is, as symbols of the folder or as names of libraries. */

import { ts } from 'ts-morph';
import type { Descriptor, FilePath } from '../model/ids';
import type { DiskView } from './host';
import type { Site } from './sites';
import type { Sources } from './sources';

export type Meaning =
  | { readonly target: { readonly path: FilePath; readonly descriptor: Descriptor } }
  | { readonly external: string; readonly name: string };

/** Undefined if the compiler cannot tell; empty if it is nothing that is recorded. */
type Known = readonly Meaning[] | undefined;
/** `open`: a name of its own, as far as the compiler can tell. */
export type Bound = Known | 'open';

export interface Binder {
  bind(site: Site): Bound;
}

/** One of the types that may stand at a place, and its property of the name that is asked about. */
interface Asked {
  readonly part: ts.Type;
  readonly property: ts.Symbol;
}

/** A symbol that is declared in more places than this is bound to the first ones. */
const mostMeanings = 4;
const libraryFolder = '/node_modules/typescript/lib/';

export function createBinder(checker: ts.TypeChecker, disk: DiskView, sources: Sources): Binder {
  const known = new Map<ts.Symbol, Known>();

  const meaningOf = (symbol: ts.Symbol, wantsType: boolean): Known => {
    const original = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (isUnknown(original)) return undefined;
    const isAmbiguous = (original.declarations?.length ?? 0) > 1;
    if (!isAmbiguous && known.has(original)) return known.get(original);
    const roots = checker.getRootSymbols(original);
    const declarations = [...new Set(roots.flatMap(({ declarations: each }) => each ?? []))];
    const found = collect(preferred(declarations, wantsType), (declaration) => place(declaration, disk, sources));
    if (!isAmbiguous) known.set(original, found);
    return found;
  };

  /** A property of what is asked for at a place; undefined if nothing is known to be asked for. */
  const propertyOf = (type: ts.Type | undefined, name: string, given?: ts.Node): readonly Meaning[] | undefined => {
    if (type === undefined) return undefined;
    const some = checker.getNonNullableType(type);
    const asked = (some.isUnion() ? some.types : [some]).flatMap((part) => {
      const property = checker.getPropertyOfType(part, name);
      return property === undefined ? [] : [{ part, property }];
    });
    const isOne = new Set(asked.map(({ property }) => property)).size < 2;
    const known = (isOne || given === undefined ? asked : fitting(asked, given)).flatMap(({ property }) => {
      const meaning = meaningOf(property, false);
      return meaning === undefined ? [] : [meaning];
    });
    return known.length === 0 ? undefined : unite(known);
  };
  /** Of several types that are asked for, those that what is given is one of; all, if it is none as it stands. */
  const fitting = (asked: readonly Asked[], given: ts.Node): readonly Asked[] => {
    const type = checker.getTypeAtLocation(given);
    const fits = asked.filter(({ part }) => checker.isTypeAssignableTo(type, part));
    return fits.length > 0 ? fits : asked;
  };
  const keyOf = (node: ts.Node): readonly Meaning[] | undefined => {
    const { parent } = node;
    const name = (node as ts.Identifier | ts.StringLiteral).text;
    if (ts.isBindingElement(parent)) return propertyOf(checker.getTypeAtLocation(parent.parent), name);
    const given = parent.parent as ts.ObjectLiteralExpression | ts.JsxAttributes;
    return propertyOf(checker.getContextualType(given), name, given);
  };

  const rules: Readonly<Record<Site['kind'], (site: Site) => Bound>> = {
    name(site) {
      const symbol = checker.getSymbolAtLocation(site.node);
      return symbol === undefined ? undefined : meaningOf(symbol, isOfTypes(site));
    },
    module({ node }) {
      const symbol = checker.getSymbolAtLocation(node);
      return symbol === undefined ? undefined : meaningOf(symbol, false);
    },
    key: ({ node }) => keyOf(node) ?? 'open',
    shorthand({ node }) {
      const key = keyOf(node);
      const isAsked = checker.getContextualType(node.parent.parent as ts.ObjectLiteralExpression) !== undefined;
      if (key === undefined && isAsked) return 'open';
      const value = checker.getShorthandAssignmentValueSymbol(node.parent);
      const bound = value === undefined ? undefined : meaningOf(value, false);
      return bound === undefined ? 'open' : unite([key ?? [], bound]);
    },
  };
  return { bind: (site) => rules[site.kind](site) };
}

function unite(lists: readonly (readonly Meaning[])[]): readonly Meaning[] {
  const found = new Map(lists.flat().map((meaning) => [JSON.stringify(meaning), meaning]));
  return [...found.values()].slice(0, mostMeanings);
}

const undeclared = new Set(['undefined', 'arguments', 'globalThis']);

/** What the compiler takes for whatever it could not find has no declaration. */
function isUnknown(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).length === 0 && !undeclared.has(symbol.name);
}

function isOfTypes({ node, type }: Site): boolean {
  if (type !== 'uses' && type !== 'implements') return false;
  let name = node;
  while (ts.isQualifiedName(name.parent)) name = name.parent;
  return !ts.isTypeQueryNode(name.parent);
}

/** Of a name that is both a type and a value, what is meant. Of overloads the first stands for all. */
function preferred(declarations: readonly ts.Declaration[], wantsType: boolean): readonly ts.Declaration[] {
  if (declarations.length < 2) return declarations;
  // What others add to a module does not make it more than one file.
  const files = declarations.filter((each) => ts.isSourceFile(each));
  if (files.length > 0) return files;
  // What many files declare a part of is one module, for which the first stands.
  if (declarations.every((each) => ts.isModuleDeclaration(each))) return declarations.slice(0, 1);
  const isType = (node: ts.Node): boolean =>
    ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isTypeParameterDeclaration(node);
  const isBoth = (node: ts.Node): boolean =>
    ts.isClassLike(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node);
  const wanted = declarations.filter((each) => isBoth(each) || isType(each) === wantsType);
  const rest = wanted.length > 0 ? wanted : declarations;
  const first = rest[0]!;
  return ts.isFunctionLike(first) ? rest.filter((each) => each === first || !ts.isFunctionLike(each)) : rest;
}

function collect(
  declarations: readonly ts.Declaration[],
  placeOf: (each: ts.Declaration) => Meaning | undefined,
): readonly Meaning[] {
  return unite([declarations.flatMap((each) => placeOf(each) ?? [])]);
}

/** Undefined for what has no symbol of its own, and for what the language gives. */
function place(declaration: ts.Declaration, disk: DiskView, sources: Sources): Meaning | undefined {
  const file = declaration.getSourceFile();
  const path = disk.inside(file.fileName);
  if (file.fileName.startsWith(libraryFolder)) return undefined;
  if (path === undefined || path.includes('node_modules/')) return external(declaration, file);
  if (ts.isSourceFile(declaration)) return { target: { path: path as FilePath, descriptor: '' as Descriptor } };
  const { line, character } = file.getLineAndCharacterOfPosition(nameStart(declaration, file));
  const descriptor = sources.symbolAt(path, line, character);
  return descriptor === undefined ? undefined : { target: { path: path as FilePath, descriptor } };
}

export function nameStart(declaration: ts.Declaration, file: ts.SourceFile): number {
  if (ts.isExportAssignment(declaration)) return declaration.expression.getStart(file);
  const name = ts.getNameOfDeclaration(declaration);
  if (name !== undefined) return name.getStart(file);
  const modifiers = ts.canHaveModifiers(declaration) ? ts.getModifiers(declaration) : undefined;
  const after = modifiers?.at(-1)?.end;
  return after === undefined
    ? declaration.getStart(file)
    : after + (/^\s*/.exec(file.text.slice(after))?.[0].length ?? 0);
}

/** A name of a library, by the package or the module that it is in. */
function external(declaration: ts.Declaration, file: ts.SourceFile): Meaning | undefined {
  const module = ambientModule(declaration) ?? packageOf(file.fileName);
  if (module === undefined) return undefined;
  const name = ts.isSourceFile(declaration) ? undefined : ts.getNameOfDeclaration(declaration);
  const text = name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : '';
  return { external: module, name: text };
}

function ambientModule(declaration: ts.Node): string | undefined {
  for (let node = declaration; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) return node.name.text;
  }
  return undefined;
}

function packageOf(fileName: string): string | undefined {
  const [, name] = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(fileName) ?? [];
  if (name === undefined) return undefined;
  const typed = /^@types\/(.+)$/.exec(name)?.[1];
  return typed === undefined ? name : typed.replace(/^(.+)__/, '@$1/');
}
