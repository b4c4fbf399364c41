/** Statements: what they declare, and what is used in them. */

import { createDecl } from '../decls';
import { innerScope } from '../scopes';
import type { Scope } from '../scopes';
import type { Expr } from '../shapes';
import { valueExportedAs } from './commonjs';
import { readClass, readClassExpression, readEnum } from './classes';
import { addResult, readFunction, setInitial } from './functions';
import { declOf, hoist } from './hoisting';
import { exportStatement, importStatement } from './modules';
import { readModuleBlock, readNamespace } from './namespaces';
import { narrowBy, narrowCase, narrowHere } from './narrowing';
import { readPattern, variableAt } from './patterns';
import type { Reader } from './reader';
import { addRoot } from './reader';

type Rule = (reader: Reader, node: number, scope: Scope) => void;

export function readStatement(reader: Reader, node: number, scope: Scope): void {
  const rule = rules[reader.syntax.type(node)];
  if (rule !== undefined) rule(reader, node, scope);
  else useOf(reader, reader.expr(node, scope), scope);
}

function useOf(reader: Reader, value: Expr, scope: Scope): void {
  const plain = value.op === 'literal' || value.op === 'primitive' || (value.op === 'ref' && value.at === undefined);
  if (!plain && !(value.op === 'opaque' && value.parts.length === 0)) addRoot(reader, scope.owner, value);
}

/** Declares what a list of statements defines, then reads them; a test that leaves says something of what follows. */
export function readBlock(reader: Reader, nodes: readonly number[], scope: Scope): void {
  for (const node of nodes) hoist(reader, node, scope);
  for (const node of nodes) {
    readStatement(reader, node, scope);
    if (reader.syntax.type(node) === 'if_statement') narrowAfter(reader, node, scope);
    else if (reader.syntax.type(node) === 'expression_statement') narrowByAssertion(reader, node, scope);
  }
}

/** `if (!(x instanceof A)) return;` */
function narrowAfter(reader: Reader, node: number, scope: Scope): void {
  const { syntax } = reader;
  if (syntax.field(node, 'alternative') >= 0) return;
  let last = syntax.field(node, 'consequence');
  if (last >= 0 && syntax.type(last) === 'statement_block') last = syntax.children(last).at(-1) ?? -1;
  const leaves = last >= 0 && /^(return|throw|continue|break)_statement$/.test(syntax.type(last));
  if (leaves) narrowHere(reader, syntax.field(node, 'condition'), scope, false);
}

/** `assert(x instanceof A)`, `assertIsA(x)`. */
function narrowByAssertion(reader: Reader, node: number, scope: Scope): void {
  const { syntax } = reader;
  const call = syntax.first(node);
  if (call < 0 || syntax.type(call) !== 'call_expression') return;
  const fn = syntax.field(call, 'function');
  const list = syntax.field(call, 'arguments');
  if (fn < 0 || list < 0 || !/^assert|\.(?:ok|assert)/.test(syntax.textOf(fn))) return;
  const first = syntax.first(list);
  const test = first >= 0 && syntax.type(first) === 'binary_expression' ? first : call;
  narrowHere(reader, test, scope, true);
}

const readNamedClass: Rule = (reader, node, scope) => {
  const decl = declOf(reader, node, scope);
  if (decl !== undefined) readClass(reader, node, decl, scope);
};

const readNamedFunction: Rule = (reader, node, scope) => {
  const decl = declOf(reader, node, scope);
  if (decl === undefined) return;
  // In JavaScript a function may be a constructor.
  readFunction(reader, node, decl, scope, { self: reader.isUntyped ? decl : undefined, isStatic: false });
};

const rules: Readonly<Record<string, Rule>> = {
  class_declaration: readNamedClass,
  abstract_class_declaration: readNamedClass,
  interface_declaration: readNamedClass,
  function_declaration: readNamedFunction,
  generator_function_declaration: readNamedFunction,
  function_signature: readNamedFunction,
  enum_declaration(reader, node, scope) {
    const decl = declOf(reader, node, scope);
    if (decl !== undefined) readEnum(reader, node, decl, scope);
  },
  type_alias_declaration(reader, node, scope) {
    const decl = declOf(reader, node, scope);
    if (decl === undefined) return;
    const within = innerScope(scope, { owner: decl });
    reader.typeParams(node, decl, within);
    decl.type = reader.type(reader.syntax.field(node, 'value'), within);
  },
  internal_module: readNamespace,
  module: readNamespace,
  lexical_declaration: readVariables,
  variable_declaration: readVariables,
  ambient_declaration(reader, node, scope) {
    for (const child of reader.syntax.children(node)) {
      if (reader.syntax.type(child) === 'statement_block') readModuleBlock(reader, child, 'global', scope);
      else readStatement(reader, child, scope);
    }
  },
  import_statement: importStatement,
  import_alias: () => undefined,
  export_statement: exportStatement,
  expression_statement(reader, node, scope) {
    const first = reader.syntax.first(node);
    if (first >= 0) readStatement(reader, first, scope);
  },
  return_statement(reader, node, scope) {
    const value = reader.syntax.first(node);
    if (value >= 0 && scope.fn !== undefined) addResult(reader, scope.fn, reader.expr(value, scope), scope);
  },
  statement_block: (reader, node, scope) => {
    reader.block(reader.syntax.children(node), innerScope(scope));
  },
  if_statement(reader, node, scope) {
    const { syntax } = reader;
    const condition = syntax.field(node, 'condition');
    const alternative = syntax.field(node, 'alternative');
    useOf(reader, reader.expr(condition, scope), scope);
    readStatement(reader, syntax.field(node, 'consequence'), narrowBy(reader, condition, scope, true));
    if (alternative >= 0) readParts(reader, alternative, narrowBy(reader, condition, scope, false));
  },
  while_statement(reader, node, scope) {
    const condition = reader.syntax.field(node, 'condition');
    useOf(reader, reader.expr(condition, scope), scope);
    readStatement(reader, reader.syntax.field(node, 'body'), narrowBy(reader, condition, scope, true));
  },
  for_statement: (reader, node, scope) => {
    const within = innerScope(scope);
    for (const child of reader.syntax.children(node)) hoist(reader, child, within);
    readParts(reader, node, within);
  },
  for_in_statement: readForIn,
  switch_statement: readSwitch,
  try_statement: readParts,
  catch_clause(reader, node, scope) {
    const within = innerScope(scope);
    const parameter = reader.syntax.field(node, 'parameter');
    if (parameter >= 0) readPattern(reader, parameter, within, undefined);
    readStatement(reader, reader.syntax.field(node, 'body'), within);
  },
  finally_clause: readParts,
  else_clause: readParts,
  do_statement: readParts,
  labeled_statement: readParts,
  with_statement: readParts,
  throw_statement: readParts,
  switch_default: readParts,
  computed_property_name: readParts,
  statement_identifier: () => undefined,
  break_statement: () => undefined,
  continue_statement: () => undefined,
  empty_statement: () => undefined,
  debugger_statement: () => undefined,
  ERROR: readParts,
};

function readParts(reader: Reader, node: number, scope: Scope): void {
  for (const child of reader.syntax.children(node)) {
    readStatement(reader, child, scope);
  }
}

function readVariables(reader: Reader, node: number, scope: Scope): void {
  const { syntax } = reader;
  for (const child of syntax.children(node)) {
    if (syntax.type(child) !== 'variable_declarator') continue;
    const name = syntax.field(child, 'name');
    const value = syntax.field(child, 'value');
    if (name < 0) continue;
    if (syntax.type(name) === 'identifier') readVariable(reader, child, name, value, scope);
    else if (value >= 0) {
      const type = syntax.field(child, 'type');
      readPattern(reader, name, scope, typed(reader, type, reader.expr(value, scope), scope));
    }
  }
}

function readVariable(reader: Reader, node: number, name: number, written: number, scope: Scope): void {
  const { syntax } = reader;
  const decl = variableAt(reader, name, scope);
  const value = valueExportedAs(reader, decl, written);
  const within = innerScope(scope, { owner: decl });
  const type = syntax.field(node, 'type');
  if (type >= 0) decl.type ??= reader.type(type, within);
  if (value < 0) return;
  if (syntax.type(value) === 'class') decl.value ??= readClassExpression(reader, value, within, decl);
  else setInitial(reader, decl, value, within);
}

/** A value with the type that is written beside it. */
function typed(reader: Reader, type: number, value: Expr, scope: Scope): Expr {
  return type < 0 ? value : { op: 'as', value, type: reader.type(type, scope) };
}

function readForIn(reader: Reader, node: number, scope: Scope): void {
  const { syntax } = reader;
  const within = innerScope(scope);
  const left = syntax.field(node, 'left');
  const right = reader.expr(syntax.field(node, 'right'), scope);
  const operator = syntax.field(node, 'operator');
  const isOf = operator >= 0 && syntax.textOf(operator) === 'of';
  const value: Expr = isOf
    ? { op: 'element', value: right }
    : { op: 'last', parts: [right, { op: 'primitive', name: 'string' }] };
  if (left >= 0 && syntax.field(node, 'kind') >= 0) {
    const held = createDecl('variable', '', scope.owner);
    held.value = value;
    addRoot(reader, scope.owner, { op: 'ref', decl: held, at: undefined });
    readPattern(reader, left, within, { op: 'ref', decl: held, at: undefined });
  } else useOf(reader, { op: 'last', parts: [value] }, scope);
  readStatement(reader, syntax.field(node, 'body'), within);
}

function readSwitch(reader: Reader, node: number, scope: Scope): void {
  const { syntax } = reader;
  const subject = syntax.field(node, 'value');
  const body = syntax.field(node, 'body');
  useOf(reader, reader.expr(subject, scope), scope);
  if (body < 0) return;
  const within = innerScope(scope);
  const cases = syntax.children(body);
  for (const each of cases) for (const child of syntax.children(each)) hoist(reader, child, within);
  for (const each of cases) {
    const value = syntax.field(each, 'value');
    if (value >= 0) useOf(reader, reader.expr(value, within), within);
    const narrowed = value < 0 ? within : narrowCase(reader, subject, value, within);
    for (const child of syntax.children(each)) if (child !== value) readStatement(reader, child, narrowed);
  }
}
