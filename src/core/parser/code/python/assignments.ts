/** Assignments of Python, and what they define: variables, attributes, aliases, type variables. */

import { createDecl } from '../decls';
import { innerScope } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, Expr } from '../shapes';
import { narrowings } from '../shapes';
import type { PythonReader } from './reader';
import { addRoot, declare, placeOf } from './reader';
import { assignTo } from './targets';
import { isTypeValue } from './types';

export function readAssignment(reader: PythonReader, node: number, scope: Scope): void {
  const { syntax } = reader;
  const left = syntax.field(node, 'left');
  const right = syntax.field(node, 'right');
  const annotation = syntax.field(node, 'type');
  const type = annotation < 0 ? undefined : reader.type(annotation, scope);
  // These say something of the name, not of its type.
  const isBare = type?.op === 'name' && /^(?:TypeAlias|Final|ClassVar)$/.test(type.name);
  if (scope.owner.kind === 'class' && syntax.type(left) === 'identifier') attribute(reader, left, scope);
  const variable = right < 0 ? undefined : typeVariable(reader, left, right, scope);
  if (variable !== undefined) return;
  if (right >= 0 && syntax.type(left) === 'identifier' && reader.symbolAt(syntax.start(left)) >= 0) {
    const isTold = type?.op === 'name' && type.name === 'TypeAlias';
    if ((isTold && syntax.type(right) !== 'call') || (annotation < 0 && isTypeValue(reader, right, scope))) {
      readAlias(reader, left, right, scope);
      return;
    }
  }
  const owner = ownerOf(reader, left, scope);
  const within = owner === scope.owner ? scope : { ...scope, owner };
  const value: Expr = right < 0 ? { op: 'opaque', parts: [] } : readValue(reader, right, within);
  addRoot(reader, owner, assignTo(reader, left, scope, value, false, isBare ? undefined : type));
  if (right >= 0 && annotation < 0) rememberValue(reader, left, right, scope);
}

function readAlias(reader: PythonReader, left: number, right: number, scope: Scope): void {
  const decl = scope.values.get(reader.syntax.textOf(left)) ?? declare(reader, 'alias', left, scope);
  const within = innerScope(scope, { owner: decl });
  decl.kind = 'alias';
  decl.type = reader.type(right, within);
  reader.quiet++;
  decl.value = reader.expr(right, within);
  reader.quiet--;
}

/** A local name that is set again is from there on what it was set to. */
function rememberValue(reader: PythonReader, left: number, right: number, scope: Scope): void {
  const { syntax } = reader;
  const decl = syntax.type(left) === 'identifier' ? scope.values.get(syntax.textOf(left)) : undefined;
  if (decl?.kind !== 'variable' && decl?.kind !== 'parameter') return;
  if (decl.owner?.kind !== 'function' || syntax.type(right) === 'assignment') return;
  reader.quiet++;
  const value: Expr = { op: 'ref', decl, at: undefined };
  const narrowed = createDecl('narrowed', decl.name, scope.owner);
  const how = narrowings.indexOf('set');
  scope.narrowed?.delete(decl.name);
  narrowed.value = { op: 'narrow', value, how, test: reader.expr(right, scope), positive: 1 };
  reader.quiet--;
  scope.narrowed ??= new Map();
  scope.narrowed.set(decl.name, narrowed);
  reader.narrowings++;
}

/** `a = b = value`. */
function readValue(reader: PythonReader, node: number, scope: Scope): Expr {
  const { syntax } = reader;
  if (syntax.type(node) !== 'assignment') return reader.expr(node, scope);
  const value = readValue(reader, syntax.field(node, 'right'), scope);
  return assignTo(reader, syntax.field(node, 'left'), scope, value);
}

/** The symbol that an assignment defines holds what is used in its value. */
function ownerOf(reader: PythonReader, left: number, scope: Scope): Decl {
  const { syntax } = reader;
  if (syntax.type(left) !== 'identifier' || reader.symbolAt(syntax.start(left)) < 0) return scope.owner;
  return scope.values.get(syntax.textOf(left)) ?? declare(reader, 'variable', left, scope);
}

/** A name that a class's body sets is an attribute. */
function attribute(reader: PythonReader, node: number, scope: Scope): void {
  const { owner, values } = scope;
  const name = reader.syntax.textOf(node);
  if (values.has(name)) return;
  const decl = declare(reader, 'property', node, scope);
  decl.at = placeOf(reader, node);
  owner.members.push(decl);
  if (owner.bases.some((base) => base.op === 'instance' && isEnum(base.value)))
    decl.type = { op: 'ref', decl: owner, args: [], at: undefined };
}

function isEnum(base: Expr): boolean {
  const name = base.op === 'member' || base.op === 'name' ? base.name : base.op === 'ref' ? base.decl.name : '';
  return /(?:Enum|Flag)$/.test(name);
}

/** `T = TypeVar('T', bound=A)`. */
function typeVariable(reader: PythonReader, left: number, right: number, scope: Scope): Decl | undefined {
  const { syntax } = reader;
  if (syntax.type(left) !== 'identifier' || syntax.type(right) !== 'call') return undefined;
  if (!/^(?:\w+\.)?(?:TypeVar|ParamSpec|TypeVarTuple)\s*\(/.test(syntax.textOf(right))) return undefined;
  addRoot(reader, scope.owner, reader.expr(right, scope));
  const decl = declare(reader, 'typeParameter', left, scope);
  const list = syntax.field(right, 'arguments');
  for (const arg of list < 0 ? [] : syntax.children(list)) {
    const isBound = syntax.type(arg) === 'keyword_argument' && syntax.textOf(syntax.field(arg, 'name')) === 'bound';
    reader.quiet++;
    if (isBound) decl.type = reader.type(syntax.field(arg, 'value'), scope);
    reader.quiet--;
  }
  return decl;
}
