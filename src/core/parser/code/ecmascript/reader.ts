/** What the parts that read TypeScript and JavaScript share. */

import type { Decl, DeclKind, Expr, ModuleUse, Place, Root, TypeNode } from '../shapes';
import { createDecl } from '../decls';
import type { Scope } from '../scopes';
import type { Syntax } from '../syntax';

export interface Reader {
  readonly syntax: Syntax;
  readonly file: Decl;
  readonly modules: Decl[];
  readonly uses: ModuleUse[];
  readonly roots: Root[];
  /** All that is declared by name. */
  readonly bound: Decl[];
  /** Declarations of names that were met before their own turn, by their node. */
  readonly hoisted: Map<number, Decl>;
  /** `var` declarators by the function they belong to; the root for the file. */
  readonly vars: Map<number, number[]>;
  /** How many paths are narrowed anywhere; 0 spares looking. */
  narrowings: number;
  /** Above 0, what is read is a second reading: nothing in it is a use. */
  quiet: number;
  /** Index of the symbol whose name starts at an offset, else -1. */
  symbolAt(offset: number): number;
  placeAt(start: number, end: number): Place | undefined;
  expr(node: number, scope: Scope): Expr;
  type(node: number, scope: Scope): TypeNode;
  /** Declares the type parameters of a node in its scope. */
  typeParams(node: number, decl: Decl, scope: Scope): void;
  /** True of JavaScript, where any function may be a constructor. */
  readonly isUntyped: boolean;
  statement(node: number, scope: Scope): void;
  /** Declares what a list of statements defines, then reads them. */
  block(nodes: readonly number[], scope: Scope): void;
}

export function placeOf(reader: Reader, node: number): Place | undefined {
  const { syntax, quiet } = reader;
  return quiet > 0 ? undefined : reader.placeAt(syntax.start(node), syntax.end(node));
}

/** A declaration named by a node; the symbol at its name, if there is one, is its own. */
export function declareAt(reader: Reader, kind: DeclKind, nameNode: number, owner: Decl): Decl {
  const decl = createDecl(kind, nameOf(reader, nameNode), owner);
  if (reader.quiet === 0) decl.symbol = reader.symbolAt(reader.syntax.start(nameNode));
  return decl;
}

/** The text of a name, quotes and brackets of a literal key taken off. */
export function nameOf(reader: Reader, node: number): string {
  const written = reader.syntax.textOf(node);
  const computed = /^\[\s*(['"`])([^'"`]*)\1\s*\]$/.exec(written);
  return computed?.[2] ?? unquoted(written);
}

export function unquoted(written: string): string {
  return /^(['"`])([^]*)\1$/.exec(written)?.[2] ?? written;
}

export function bind(reader: Reader, scope: Scope, decl: Decl, meanings: 'value' | 'type' | 'both'): void {
  reader.bound.push(decl);
  if (meanings !== 'type') bindIn(scope.values, decl);
  if (meanings !== 'value') bindIn(scope.types, decl);
}

/**
 * The first of a name stands for all of them, but for an import, which a declaration of the file replaces, and for a
 * namespace, which only adds to a function or class.
 */
function bindIn(names: Map<string, Decl>, decl: Decl): void {
  const known = names.get(decl.name);
  if (known === undefined || (known.kind === 'import' && decl.kind !== 'import')) names.set(decl.name, decl);
  else if (known !== decl && known.kind !== 'parameter') {
    if (known.kind === 'namespace' && (decl.kind === 'function' || decl.kind === 'class')) names.set(decl.name, decl);
    if (!known.merged.includes(decl)) known.merged.push(decl);
    if (!decl.merged.includes(known)) decl.merged.push(known);
  }
}

export function addRoot(reader: Reader, owner: Decl, value: Expr): void {
  if (reader.quiet === 0) reader.roots.push({ owner, role: 'plain', decl: undefined, value, type: undefined });
}

export function addTypeRoot(reader: Reader, owner: Decl, type: TypeNode): void {
  if (reader.quiet === 0) reader.roots.push({ owner, role: 'type', decl: undefined, value: undefined, type });
}
