/** Functions of all sorts: type parameters, parameters, result, body. */

import { importRequired } from './commonjs';
import { innerScope } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, Expr } from '../shapes';
import { createDecl } from '../decls';
import { declFlags } from '../shapes';
import { readPattern } from './patterns';
import type { Reader } from './reader';
import { bind, declareAt, nameOf } from './reader';
import { readTypeParams } from './typeParams';

export interface Receiver {
  readonly self: Decl | undefined;
  readonly isStatic: boolean;
}

export const noReceiver: Receiver = { self: undefined, isStatic: false };

/** A function as a value; its own name is known within it alone. */
export function readFunctionExpr(reader: Reader, node: number, scope: Scope, { self, isStatic }: Receiver): Expr {
  const { syntax } = reader;
  if (reader.quiet > 0) return { op: 'opaque', parts: [] };
  const decl = createDecl('function', '', scope.owner);
  const within = innerScope(scope);
  const name = syntax.type(node) === 'arrow_function' ? -1 : syntax.field(node, 'name');
  if (name >= 0) within.values.set(nameOf(reader, name), decl);
  readFunction(reader, node, decl, within, { self, isStatic });
  return { op: 'function', decl };
}

/** Reads all of a function into its declaration. */
export function readFunction(reader: Reader, node: number, decl: Decl, scope: Scope, receiver: Receiver): void {
  const { syntax } = reader;
  const around = innerScope(scope, { owner: decl, fn: decl, ...receiver });
  const own = thisParameter(reader, node, decl, around);
  const within = own === undefined ? around : innerScope(around, { self: own, isStatic: false });
  if (syntax.child(node, "'async'") >= 0) decl.flags |= declFlags.async;
  if (syntax.child(node, "'*'") >= 0 || syntax.type(node).startsWith('generator')) decl.flags |= declFlags.generator;
  readTypeParams(reader, node, decl, within);
  const single = syntax.field(node, 'parameter');
  if (single >= 0) addParameter(reader, decl, within, declareAt(reader, 'parameter', single, decl));
  const list = syntax.field(node, 'parameters');
  if (list >= 0) for (const param of syntax.children(list)) readParameter(reader, param, decl, within);
  const result = syntax.field(node, 'return_type');
  const type = result >= 0 ? result : syntax.field(node, 'type');
  if (type >= 0) decl.type = reader.type(type, within);
  const body = syntax.field(node, 'body');
  if (body < 0) decl.flags |= declFlags.signature;
  else if (reader.quiet === 0) readBody(reader, node, body, decl, within);
}

/** `this: T` in front of the parameters says what `this` is. */
function thisParameter(reader: Reader, node: number, decl: Decl, scope: Scope): Decl | undefined {
  const { syntax } = reader;
  const list = syntax.field(node, 'parameters');
  const first = list < 0 ? -1 : syntax.first(list);
  const pattern = first < 0 ? -1 : syntax.field(first, 'pattern');
  const type = first < 0 ? -1 : syntax.field(first, 'type');
  if (pattern < 0 || type < 0 || syntax.type(pattern) !== 'this') return undefined;
  const param = createDecl('parameter', 'this', decl);
  param.type = reader.type(type, scope);
  reader.bound.push(param);
  return param;
}

function readBody(reader: Reader, node: number, body: number, decl: Decl, scope: Scope): void {
  const { syntax } = reader;
  for (const declarator of reader.vars.get(node) ?? []) {
    const name = syntax.field(declarator, 'name');
    if (name >= 0) readPattern(reader, name, scope, undefined);
  }
  if (syntax.type(body) === 'statement_block') reader.block(syntax.children(body), innerScope(scope));
  else addResult(reader, decl, reader.expr(body, scope), scope);
}

/** A result: part of the declaration where nothing is annotated, else only read with what is expected of it. */
export function addResult(reader: Reader, fn: Decl, value: Decl['returns'][number], scope: Scope): void {
  const generator = (fn.flags & declFlags.generator) !== 0;
  if (fn.kind !== 'file' && fn.type === undefined && !generator) fn.returns.push(value);
  else reader.roots.push({ owner: scope.owner, role: 'return', decl: fn, value, type: undefined });
}

function addParameter(reader: Reader, decl: Decl, scope: Scope, param: Decl): void {
  bind(reader, scope, param, 'value');
  decl.params.push(param);
}

function readParameter(reader: Reader, node: number, decl: Decl, scope: Scope): void {
  const { syntax } = reader;
  const kind = syntax.type(node);
  // JavaScript has the pattern itself in the list.
  const isTyped = kind === 'required_parameter' || kind === 'optional_parameter';
  let pattern = isTyped ? syntax.field(node, 'pattern') : node;
  if (pattern < 0) pattern = syntax.field(node, 'name');
  if (pattern < 0 || syntax.type(pattern) === 'this' || kind === 'decorator' || kind === 'comment') return;
  let fallback = isTyped ? syntax.field(node, 'value') : -1;
  let flags = kind === 'optional_parameter' ? declFlags.optional : 0;
  if (syntax.type(pattern) === 'assignment_pattern') {
    fallback = syntax.field(pattern, 'right');
    pattern = syntax.field(pattern, 'left');
  }
  if (fallback >= 0) flags |= declFlags.optional;
  if (syntax.type(pattern) === 'rest_pattern') {
    flags |= declFlags.rest;
    pattern = syntax.first(pattern);
  }
  if (pattern < 0) return;
  const isName = syntax.type(pattern) === 'identifier';
  const param = isName ? declareAt(reader, 'parameter', pattern, decl) : createDecl('parameter', '', decl);
  param.flags |= flags;
  const type = isTyped ? syntax.field(node, 'type') : -1;
  if (type >= 0) param.type = reader.type(type, scope);
  for (const child of syntax.children(node)) {
    if (syntax.type(child) === 'decorator') param.decorators.push(reader.expr(syntax.first(child), scope));
  }
  if (isProperty(reader, node)) param.flags |= declFlags.property;
  addParameter(reader, decl, scope, param);
  if (!isName) readPattern(reader, pattern, scope, { op: 'ref', decl: param, at: undefined });
  if (fallback >= 0) setInitial(reader, param, fallback, scope);
}

/** A constructor's parameter that is a property as well. */
function isProperty(reader: Reader, node: number): boolean {
  const { syntax } = reader;
  return ['accessibility_modifier', 'override_modifier', "'readonly'"].some((word) => syntax.child(node, word) >= 0);
}

/** The first value of a declaration: what it is known by, unless it is annotated. */
export function setInitial(reader: Reader, decl: Decl, node: number, scope: Scope): void {
  const owner = decl.kind === 'parameter' && decl.owner !== undefined ? decl.owner : decl;
  const value = reader.expr(node, innerScope(scope, { owner }));
  if (reader.quiet === 0 && importRequired(reader, decl, value)) return;
  if (decl.type === undefined && reader.quiet === 0) decl.value ??= value;
  if (decl.value !== value && reader.quiet === 0) {
    reader.roots.push({ owner, role: 'init', decl, value, type: undefined });
  }
}
