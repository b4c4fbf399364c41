/** What a test says of the names in it: `isinstance(x, A)`. */

import { createDecl } from '../decls';
import { innerScope } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, Expr } from '../shapes';
import { narrowings } from '../shapes';
import type { PythonReader } from './reader';

interface Narrowed {
  readonly path: string;
  readonly decl: Decl;
}

/** The scope in which a test has come out as told; the same one if the test says nothing. */
export function narrowBy(reader: PythonReader, node: number, scope: Scope, outcome: boolean): Scope {
  const found: Narrowed[] = [];
  collect(reader, node, scope, outcome, found);
  if (found.length === 0) return scope;
  // A block is no scope of its own in Python: names go on being declared around it.
  const within: Scope = { ...innerScope(scope), values: scope.values, parent: scope };
  apply(reader, within, found);
  return within;
}

/** The same for what follows. */
export function narrowHere(reader: PythonReader, node: number, scope: Scope, outcome: boolean): void {
  const found: Narrowed[] = [];
  collect(reader, node, scope, outcome, found);
  apply(reader, scope, found);
}

function apply(reader: PythonReader, scope: Scope, found: readonly Narrowed[]): void {
  if (found.length === 0) return;
  scope.narrowed ??= new Map();
  for (const { path, decl } of found) scope.narrowed.set(path, decl);
  reader.narrowings += found.length;
}

function collect(reader: PythonReader, node: number, scope: Scope, outcome: boolean, found: Narrowed[]): void {
  const { syntax } = reader;
  if (node < 0) return;
  const type = syntax.type(node);
  if (type === 'parenthesized_expression') collect(reader, syntax.first(node), scope, outcome, found);
  else if (type === 'not_operator') collect(reader, syntax.field(node, 'argument'), scope, !outcome, found);
  else if (type === 'boolean_operator' && syntax.child(node, "'and'") >= 0 === outcome) {
    collect(reader, syntax.field(node, 'left'), scope, outcome, found);
    collect(reader, syntax.field(node, 'right'), scope, outcome, found);
  } else if (type === 'call' && syntax.textOf(syntax.field(node, 'function')) === 'isinstance') {
    const list = syntax.field(node, 'arguments');
    const [subject = -1, test = -1] = list < 0 ? [] : syntax.children(list);
    if (subject >= 0 && test >= 0) add(reader, subject, test, scope, outcome, found);
  }
}

function add(
  reader: PythonReader,
  subject: number,
  test: number,
  scope: Scope,
  outcome: boolean,
  found: Narrowed[],
): void {
  const path = reader.syntax.textOf(subject);
  if (!/^\w+(?:\.\w+){0,3}$/.test(path)) return;
  reader.quiet++;
  const value: Expr = reader.expr(subject, scope);
  const decl = createDecl('narrowed', path, scope.owner);
  const how = narrowings.indexOf('instance');
  decl.value = { op: 'narrow', value, how, test: reader.expr(test, scope), positive: outcome ? 1 : 0 };
  reader.quiet--;
  found.push({ path, decl });
}
