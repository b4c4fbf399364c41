/** What the parts that read Python share. */

import { createDecl } from '../decls';
import type { Scope } from '../scopes';
import type { Decl, DeclKind, Expr, ModuleUse, Place, Root, TypeNode } from '../shapes';
import type { Syntax } from '../syntax';

export interface PythonReader {
  readonly syntax: Syntax;
  readonly file: Decl;
  readonly uses: ModuleUse[];
  readonly roots: Root[];
  readonly bound: Decl[];
  /** Declarations by the node of their name. */
  readonly declared: Map<number, Decl>;
  narrowings: number;
  /** Above 0, what is read is a second reading: nothing in it is a use. */
  quiet: number;
  symbolAt(offset: number): number;
  placeAt(start: number, end: number): Place | undefined;
  expr(node: number, scope: Scope): Expr;
  type(node: number, scope: Scope): TypeNode;
  block(nodes: readonly number[], scope: Scope): void;
}

export function placeOf(reader: PythonReader, node: number): Place | undefined {
  const { syntax, quiet } = reader;
  return quiet > 0 ? undefined : reader.placeAt(syntax.start(node), syntax.end(node));
}

/** The declaration of a name in a scope: the first there, or a new one that is to be known. */
export function declare(reader: PythonReader, kind: DeclKind, node: number, scope: Scope): Decl {
  const known = reader.declared.get(node);
  if (known !== undefined) return known;
  const name = reader.syntax.textOf(node);
  const before = scope.values.get(name);
  const isVariable = kind === 'variable';
  if (before !== undefined && isVariable) return before;
  const decl = createDecl(kind, name, scope.owner);
  decl.symbol = reader.symbolAt(reader.syntax.start(node));
  reader.declared.set(node, decl);
  reader.bound.push(decl);
  if (before === undefined || before.kind === 'import' || before.kind === 'variable') scope.values.set(name, decl);
  else before.merged.push(decl);
  if (before?.kind === 'import' && kind === 'import') decl.merged.push(before);
  return decl;
}

export function addRoot(reader: PythonReader, owner: Decl, value: Expr): void {
  const isPlain =
    value.op === 'literal' || value.op === 'primitive' || (value.op === 'opaque' && value.parts.length === 0);
  if (reader.quiet > 0 || isPlain) return;
  reader.roots.push({ owner, role: 'plain', decl: undefined, value, type: undefined });
}

/** Reads a node once more, for its type alone. */
export function quietly<Result>(reader: PythonReader, read: () => Result): Result {
  reader.quiet++;
  try {
    return read();
  } finally {
    reader.quiet--;
  }
}

/** The text of a string, without prefix and quotes. */
export function stringText(written: string): string {
  return /^[a-zA-Z]*("""|'''|"|')([^]*)\1$/.exec(written)?.[2] ?? written;
}

/** Tells something besides its being there. */
export function tells(expr: Expr): boolean {
  if (expr.op === 'opaque') return expr.parts.length > 0;
  if (expr.op === 'ref') return expr.at !== undefined;
  return expr.op !== 'literal' && expr.op !== 'primitive' && expr.op !== 'this';
}
