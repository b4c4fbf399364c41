/** Functions of Python: parameters, results, bodies. */

import { createDecl } from '../decls';
import { innerScope } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, Expr, TypeNode } from '../shapes';
import { declFlags } from '../shapes';
import type { PythonReader } from './reader';
import { declare } from './reader';

/** What decorators make of a function. */
export interface Decorated {
  /** Class of the method; undefined for what is no method. */
  readonly self: Decl | undefined;
  readonly isStaticMethod: boolean;
  readonly isClassMethod: boolean;
}

/** `around` is what the body sees, which for a method is not what the signature sees: the names of its class. */
export function readFunction(
  reader: PythonReader,
  node: number,
  decl: Decl,
  scope: Scope,
  around: Scope,
  how: Decorated,
): void {
  const { syntax } = reader;
  const { self, isStaticMethod, isClassMethod } = how;
  const within = innerScope(around, {
    owner: decl,
    fn: decl,
    self: self ?? scope.self,
    isStatic: self === undefined ? scope.isStatic : isClassMethod,
  });
  if (syntax.child(node, "'async'") >= 0) decl.flags |= declFlags.async;
  if (/\byield\b/.test(syntax.textOf(node)) && yields(reader, syntax.field(node, 'body')))
    decl.flags |= declFlags.generator;
  const signature: Scope = { ...within, parent: scope };
  readTypeParams(reader, node, decl, signature);
  const list = syntax.field(node, 'parameters');
  const params = list < 0 ? [] : syntax.children(list);
  const bound = self === undefined || isStaticMethod ? undefined : receiverType(self, isClassMethod);
  params.forEach((param, index) => {
    readParameter(reader, param, decl, signature, index === 0 ? bound : undefined);
  });
  const result = syntax.field(node, 'return_type');
  if (result >= 0) decl.type = reader.type(result, signature);
  collectTypeVariables(decl, self);
  const body = syntax.field(node, 'body');
  if (body >= 0) reader.block(syntax.children(body), within);
}

/** What the first parameter of a method is. */
function receiverType(self: Decl, isClassMethod: boolean): TypeNode {
  if (!isClassMethod) return { op: 'this', decl: self };
  return { op: 'typeof', value: { op: 'this', decl: self, static: 1 } };
}

/** Whether a body yields, inner functions left out. */
function yields(reader: PythonReader, node: number): boolean {
  const { syntax } = reader;
  if (node < 0) return false;
  return syntax.children(node).some((child) => {
    const type = syntax.type(child);
    if (type === 'yield') return true;
    return type !== 'function_definition' && type !== 'lambda' && type !== 'class_definition' && yields(reader, child);
  });
}

export function readTypeParams(reader: PythonReader, node: number, decl: Decl, scope: Scope): void {
  const { syntax } = reader;
  const list = syntax.field(node, 'type_parameters');
  for (const child of list < 0 ? [] : syntax.children(list)) {
    const inner = syntax.first(child);
    const isBounded = inner >= 0 && syntax.type(inner) === 'constrained_type';
    const name = isBounded ? syntax.first(inner) : child;
    const param = createDecl('typeParameter', syntax.textOf(name).replace(/^\*+/, ''), decl);
    if (isBounded) param.type = reader.type(syntax.children(inner)[1] ?? -1, scope);
    scope.values.set(param.name, param);
    decl.typeParams.push(param);
  }
}

function readParameter(
  reader: PythonReader,
  node: number,
  decl: Decl,
  scope: Scope,
  receiver: TypeNode | undefined,
): void {
  const { syntax } = reader;
  const kind = syntax.type(node);
  const named = syntax.field(node, 'name');
  let name = kind === 'identifier' ? node : named >= 0 ? named : syntax.first(node);
  if (name < 0 || kind.endsWith('separator')) return;
  const isRest = syntax.type(name).includes('splat') || kind.includes('splat');
  if (syntax.type(name).includes('splat')) name = syntax.first(name);
  if (name < 0 || syntax.type(name) !== 'identifier') return;
  const param = declare(reader, 'parameter', name, scope);
  param.symbol = -1;
  const type = syntax.field(node, 'type');
  const value = syntax.field(node, 'value');
  if (isRest) param.flags |= declFlags.rest;
  if (value >= 0) {
    param.flags |= declFlags.optional;
    addDefault(reader, decl, param, value, scope);
  }
  if (type >= 0) param.type = annotated(reader, type, scope, isRest, syntax.textOf(node).startsWith('**'));
  if (receiver !== undefined) param.type ??= receiver;
  if (receiver === undefined) decl.params.push(param);
}

function annotated(reader: PythonReader, node: number, scope: Scope, isRest: boolean, isMap: boolean): TypeNode {
  const type = reader.type(node, scope);
  if (!isRest) return type;
  const str: TypeNode = { op: 'primitive', name: 'str' };
  return isMap
    ? { op: 'name', name: 'dict', args: [str, type], at: undefined }
    : { op: 'name', name: 'list', args: [type], at: undefined };
}

function addDefault(reader: PythonReader, decl: Decl, param: Decl, node: number, scope: Scope): void {
  const value = reader.expr(node, scope);
  if (reader.quiet > 0) return;
  if (value.op === 'primitive') return;
  if (param.type === undefined && value.op !== 'literal') param.value = value;
  else reader.roots.push({ owner: decl, role: 'plain', decl: undefined, value, type: undefined });
}

/** Type variables that a function's annotations name are its own, unless they are its class's. */
function collectTypeVariables(decl: Decl, self: Decl | undefined): void {
  const add = (type: TypeNode | undefined): void => {
    if (type === undefined) return;
    if (type.op === 'ref') {
      const { decl: named } = type;
      if (
        named.kind === 'typeParameter' &&
        !decl.typeParams.includes(named) &&
        self?.typeParams.includes(named) !== true
      ) {
        decl.typeParams.push(named);
      }
      type.args.forEach(add);
    } else if (type.op === 'name' || type.op === 'member') type.args.forEach(add);
    else if (type.op === 'union') type.options.forEach(add);
    else if (type.op === 'tuple') type.items.forEach(add);
    else if (type.op === 'function') {
      for (const param of type.decl.params) add(param.type);
      add(type.decl.type);
    }
  };
  for (const param of decl.params) add(param.type);
  add(decl.type);
}

export function readLambda(reader: PythonReader, node: number, scope: Scope): Expr {
  const { syntax } = reader;
  const decl = createDecl('function', '', scope.owner);
  const within = innerScope(scope, { owner: decl, fn: decl });
  const list = syntax.field(node, 'parameters');
  for (const param of list < 0 ? [] : syntax.children(list)) readParameter(reader, param, decl, within, undefined);
  decl.returns.push(reader.expr(syntax.field(node, 'body'), within));
  return { op: 'function', decl };
}
