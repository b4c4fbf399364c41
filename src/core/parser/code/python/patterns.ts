/** The patterns of `match`. */

import type { Scope } from '../scopes';
import type { Expr } from '../shapes';
import type { PythonReader } from './reader';
import { addRoot, placeOf } from './reader';
import { assignTo } from './targets';

/** Patterns name classes, and bind names. */
export function readCase(reader: PythonReader, node: number, scope: Scope, statement: (node: number) => void): void {
  const { syntax } = reader;
  for (const child of syntax.children(node)) {
    if (syntax.type(child) === 'case_pattern') bindPattern(reader, child, scope);
    else statement(child);
  }
}

function bindPattern(reader: PythonReader, node: number, scope: Scope): void {
  const { syntax } = reader;
  for (const child of syntax.children(node)) {
    const type = syntax.type(child);
    const names = type === 'dotted_name' ? syntax.children(child) : [];
    const isClass = syntax.type(node) === 'class_pattern' && syntax.first(node) === child;
    if (type === 'identifier' || (names.length === 1 && !isClass)) {
      assignTo(reader, names[0] ?? child, scope, { op: 'opaque', parts: [] });
    } else if (names.length > 0) addRoot(reader, scope.owner, dotted(reader, names, scope));
    else bindPattern(reader, child, scope);
  }
}

function dotted(reader: PythonReader, names: readonly number[], scope: Scope): Expr {
  let expr = reader.expr(names[0]!, scope);
  for (const name of names.slice(1)) {
    expr = { op: 'member', object: expr, name: reader.syntax.textOf(name), at: placeOf(reader, name) };
  }
  return expr;
}
