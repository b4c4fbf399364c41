/** Statements of Python. */

import { createDecl } from '../decls';
import { innerScope } from '../scopes';
import type { Scope } from '../scopes';
import type { Expr } from '../shapes';
import { declFlags } from '../shapes';
import { readAssignment } from './assignments';
import { declareMember, readClass, readDecorated, readDefinition } from './definitions';
import { fromImport, plainImport } from './imports';
import { readCase } from './patterns';
import { narrowBy, narrowHere } from './narrowing';
import type { PythonReader } from './reader';
import { addRoot, declare } from './reader';
import { assignTo } from './targets';

type Rule = (reader: PythonReader, node: number, scope: Scope) => void;

export function readBlock(reader: PythonReader, nodes: readonly number[], scope: Scope): void {
  for (const node of nodes) hoist(reader, node, scope);
  for (const node of nodes) {
    readStatement(reader, node, scope);
    if (reader.syntax.type(node) === 'if_statement') narrowAfter(reader, node, scope);
    else if (reader.syntax.type(node) === 'assert_statement')
      narrowHere(reader, reader.syntax.first(node), scope, true);
  }
}

/** Functions and classes are known in all of their scope, whatever comes first. */
function hoist(reader: PythonReader, node: number, scope: Scope): void {
  const { syntax } = reader;
  const type = syntax.type(node);
  if (type === 'decorated_definition') hoist(reader, syntax.field(node, 'definition'), scope);
  else if (type === 'function_definition' || type === 'class_definition') {
    const name = syntax.field(node, 'name');
    if (name >= 0) declareMember(reader, type === 'class_definition' ? 'class' : 'function', name, scope);
  } else if (type === 'import_statement') plainImport(reader, node, scope);
  else if (type === 'import_from_statement') fromImport(reader, node, scope);
  else if (
    /^(?:if|try|with|for|while)_statement$|^(?:block|else_clause|elif_clause|except_clause|finally_clause)$/.test(type)
  ) {
    for (const child of syntax.children(node)) hoist(reader, child, scope);
  }
}

function narrowAfter(reader: PythonReader, node: number, scope: Scope): void {
  const { syntax } = reader;
  if (syntax.children(node).some((child) => /^(?:else|elif)_clause$/.test(syntax.type(child)))) return;
  const body = syntax.field(node, 'consequence');
  const last = body < 0 ? -1 : (syntax.children(body).at(-1) ?? -1);
  const leaves = last >= 0 && /^(?:return|raise|continue|break)_statement$/.test(syntax.type(last));
  if (leaves) narrowHere(reader, syntax.field(node, 'condition'), scope, false);
}

export function readStatement(reader: PythonReader, node: number, scope: Scope): void {
  const rule = rules[reader.syntax.type(node)];
  if (rule !== undefined) rule(reader, node, scope);
  else addRoot(reader, scope.owner, reader.expr(node, scope));
}

const rules: Readonly<Record<string, Rule>> = {
  block: (reader, node, scope) => {
    readBlock(reader, reader.syntax.children(node), sameNames(scope));
  },
  decorated_definition: readDecorated,
  function_definition: (reader, node, scope) => {
    readDefinition(reader, node, scope, []);
  },
  class_definition: (reader, node, scope) => {
    readClass(reader, node, scope, []);
  },
  expression_statement(reader, node, scope) {
    for (const child of reader.syntax.children(node)) readStatement(reader, child, scope);
  },
  assignment: readAssignment,
  augmented_assignment(reader, node, scope) {
    const { syntax } = reader;
    const target = reader.expr(syntax.field(node, 'left'), scope);
    addRoot(reader, scope.owner, { op: 'assign', target, value: reader.expr(syntax.field(node, 'right'), scope) });
  },
  return_statement(reader, node, scope) {
    const value = reader.syntax.first(node);
    const { fn } = scope;
    if (value < 0 || fn === undefined) return;
    const read = reader.expr(value, scope);
    const isGenerator = (fn.flags & declFlags.generator) !== 0;
    if (fn.kind !== 'file' && fn.type === undefined && !isGenerator && reader.quiet === 0) fn.returns.push(read);
    else reader.roots.push({ owner: scope.owner, role: 'return', decl: fn, value: read, type: undefined });
  },
  if_statement: readIf,
  while_statement(reader, node, scope) {
    const condition = reader.syntax.field(node, 'condition');
    addRoot(reader, scope.owner, reader.expr(condition, scope));
    readParts(reader, node, narrowBy(reader, condition, scope, true), condition);
  },
  for_statement(reader, node, scope) {
    const { syntax } = reader;
    const [left, right] = [syntax.field(node, 'left'), syntax.field(node, 'right')];
    const iterated = reader.expr(right, scope);
    addRoot(reader, scope.owner, assignTo(reader, left, scope, { op: 'element', value: iterated }));
    for (const child of syntax.children(node))
      if (child !== left && child !== right) readStatement(reader, child, scope);
  },
  with_statement(reader, node, scope) {
    for (const child of reader.syntax.children(node)) readStatement(reader, child, scope);
  },
  with_clause(reader, node, scope) {
    for (const child of reader.syntax.children(node)) readStatement(reader, child, scope);
  },
  with_item: (reader, node, scope) => {
    readEntered(reader, reader.syntax.field(node, 'value'), scope);
  },
  try_statement: (reader, node, scope) => {
    readParts(reader, node, scope, -1);
  },
  except_clause: readExcept,
  else_clause: (reader, node, scope) => {
    readParts(reader, node, scope, -1);
  },
  finally_clause: (reader, node, scope) => {
    readParts(reader, node, scope, -1);
  },
  match_statement: (reader, node, scope) => {
    readParts(reader, node, scope, -1);
  },
  case_clause: (reader, node, scope) => {
    readCase(reader, node, scope, (child) => {
      readStatement(reader, child, scope);
    });
  },
  import_statement: () => undefined,
  import_from_statement: () => undefined,
  future_import_statement: () => undefined,
  global_statement: readGlobal,
  nonlocal_statement: readGlobal,
  type_alias_statement(reader, node, scope) {
    const { syntax } = reader;
    const left = syntax.field(node, 'left');
    const name = left < 0 ? -1 : syntax.first(left);
    if (name < 0 || syntax.type(name) !== 'identifier') return;
    const decl = declare(reader, 'alias', name, scope);
    decl.type = reader.type(syntax.field(node, 'right'), innerScope(scope, { owner: decl }));
  },
  pass_statement: () => undefined,
  break_statement: () => undefined,
  continue_statement: () => undefined,
};

/** What is learnt in a block is forgotten after it; its names are those around it. */
function sameNames(scope: Scope): Scope {
  return { ...innerScope(scope), values: scope.values };
}

function readParts(reader: PythonReader, node: number, scope: Scope, without: number): void {
  for (const child of reader.syntax.children(node)) if (child !== without) readStatement(reader, child, scope);
}

function readIf(reader: PythonReader, node: number, scope: Scope): void {
  const { syntax } = reader;
  const condition = syntax.field(node, 'condition');
  addRoot(reader, scope.owner, reader.expr(condition, scope));
  const body = syntax.field(node, 'consequence');
  if (body >= 0) readStatement(reader, body, narrowBy(reader, condition, scope, true));
  let rest = narrowBy(reader, condition, scope, false);
  for (const child of syntax.children(node)) {
    if (syntax.type(child) === 'elif_clause') {
      const test = syntax.field(child, 'condition');
      addRoot(reader, scope.owner, reader.expr(test, rest));
      readStatement(reader, syntax.field(child, 'consequence'), narrowBy(reader, test, rest, true));
      rest = narrowBy(reader, test, rest, false);
    } else if (syntax.type(child) === 'else_clause') readParts(reader, child, rest, -1);
  }
}

/** `with a as b`. */
function readEntered(reader: PythonReader, node: number, scope: Scope): void {
  const { syntax } = reader;
  if (node < 0) return;
  if (syntax.type(node) !== 'as_pattern') {
    addRoot(reader, scope.owner, reader.expr(node, scope));
    return;
  }
  const alias = syntax.field(node, 'alias');
  const value: Expr = { op: 'enter', value: reader.expr(syntax.first(node), scope) };
  addRoot(reader, scope.owner, assignTo(reader, alias, scope, value));
}

/** `except A as e`: an object of the class, or of one of several. */
function readExcept(reader: PythonReader, node: number, scope: Scope): void {
  const { syntax } = reader;
  for (const child of syntax.children(node)) {
    if (syntax.type(child) === 'as_pattern') {
      const caught = reader.expr(syntax.first(child), scope);
      const made = createDecl('variable', '', scope.owner);
      made.value = caught;
      const type = { op: 'instance', value: { op: 'ref', decl: made, at: undefined }, args: [] } as const;
      const value: Expr = { op: 'as', value: { op: 'ref', decl: made, at: undefined }, type };
      addRoot(reader, scope.owner, assignTo(reader, syntax.field(child, 'alias'), scope, value));
    } else readStatement(reader, child, scope);
  }
}

/** The names are those of a scope around. */
function readGlobal(reader: PythonReader, node: number, scope: Scope): void {
  const isGlobal = reader.syntax.type(node) === 'global_statement';
  for (const name of reader.syntax.children(node)) {
    const text = reader.syntax.textOf(name);
    for (let at = scope.parent; at !== undefined; at = at.parent) {
      const known = at.values.get(text);
      if (known === undefined || (isGlobal && at.parent !== undefined)) continue;
      scope.values.set(text, known);
      break;
    }
  }
}
