/** Expressions of TypeScript and JavaScript. */

import { createDecl } from '../decls';
import { innerScope, lookUp, lookUpPath } from '../scopes';
import type { Scope } from '../scopes';
import type { Entry, Expr, TypeNode } from '../shapes';
import { readAssignment } from './assignments';
import { readClassExpression } from './classes';
import { readOwnExports } from './commonjs';
import { noReceiver, readFunctionExpr } from './functions';
import { readJsx } from './jsx';
import { narrowBy } from './narrowing';
import type { Reader } from './reader';
import { addTypeRoot, nameOf, placeOf, unquoted } from './reader';

type Rule = (reader: Reader, node: number, scope: Scope) => Expr;

/** Longer texts tell nothing about types. */
const longestLiteral = 60;

export function readExpr(reader: Reader, node: number, scope: Scope): Expr {
  if (node < 0) return { op: 'opaque', parts: [] };
  const rule = rules[reader.syntax.type(node)];
  return rule === undefined ? opaque(reader, node, scope) : rule(reader, node, scope);
}

/** Of no known type: what is in it is read all the same. */
function opaque(reader: Reader, node: number, scope: Scope): Expr {
  const parts = reader.syntax.children(node).map((child) => readExpr(reader, child, scope));
  return { op: 'opaque', parts: parts.filter(tells) };
}

function tells(expr: Expr): boolean {
  if (expr.op === 'opaque') return expr.parts.length > 0;
  if (expr.op === 'ref') return expr.at !== undefined;
  return expr.op !== 'literal' && expr.op !== 'primitive' && expr.op !== 'this' && expr.op !== 'super';
}

const inner: Rule = (reader, node, scope) => readExpr(reader, reader.syntax.first(node), scope);

function primitive(name: string): Rule {
  return () => ({ op: 'primitive', name });
}

const rules: Readonly<Record<string, Rule>> = {
  identifier: readName,
  this: (reader, node, scope) =>
    pathOf(reader, node, scope) ?? { op: 'this', decl: scope.self, static: Number(scope.isStatic) },
  super: (_reader, _node, scope) => ({ op: 'super', decl: scope.self, static: Number(scope.isStatic) }),
  undefined: primitive('undefined'),
  null: primitive('null'),
  true: (reader, node) => ({ op: 'literal', text: reader.syntax.textOf(node) }),
  false: (reader, node) => ({ op: 'literal', text: reader.syntax.textOf(node) }),
  number: (reader, node) => ({ op: 'literal', text: reader.syntax.textOf(node).slice(0, longestLiteral) }),
  regex: primitive('RegExp'),
  string(reader, node) {
    const text = unquoted(reader.syntax.textOf(node));
    return text.length > longestLiteral ? { op: 'primitive', name: 'string' } : { op: 'literal', text };
  },
  template_string: template,
  parenthesized_expression: inner,
  expression_statement: inner,
  non_null_expression: inner,
  instantiation_expression: (reader, node, scope) => {
    const args = reader.syntax.field(node, 'type_arguments');
    for (const arg of args < 0 ? [] : reader.syntax.children(args)) {
      addTypeRoot(reader, scope.owner, reader.type(arg, scope));
    }
    return inner(reader, node, scope);
  },
  spread_element: (reader, node, scope) => ({ op: 'spread', value: inner(reader, node, scope) }),
  await_expression: (reader, node, scope) => ({ op: 'await', value: inner(reader, node, scope) }),
  yield_expression: readYield,
  member_expression: readMember,
  subscript_expression(reader, node, scope) {
    const { syntax } = reader;
    const object = readExpr(reader, syntax.field(node, 'object'), scope);
    return { op: 'index', object, key: readKey(reader, syntax.field(node, 'index'), scope) };
  },
  call_expression: readCall,
  new_expression(reader, node, scope) {
    const { syntax } = reader;
    const callee = readExpr(reader, syntax.field(node, 'constructor'), scope);
    return { op: 'new', callee, typeArgs: typeArgs(reader, node, scope), args: args(reader, node, scope) };
  },
  arrow_function: (reader, node, scope) => readFunctionExpr(reader, node, scope, scope),
  function_expression: (reader, node, scope) => readFunctionExpr(reader, node, scope, noReceiver),
  generator_function: (reader, node, scope) => readFunctionExpr(reader, node, scope, noReceiver),
  class: (reader, node, scope) => readClassExpression(reader, node, scope, undefined),
  object: (reader, node, scope) => ({ op: 'object', entries: readEntries(reader, node, scope) }),
  array: (reader, node, scope) => ({
    op: 'array',
    items: reader.syntax.children(node).map((child) => readExpr(reader, child, scope)),
  }),
  as_expression: cast('as'),
  satisfies_expression: cast('satisfies'),
  type_assertion(reader, node, scope) {
    const [list = -1, value = -1] = reader.syntax.children(node);
    const type = reader.type(reader.syntax.first(list), scope);
    return { op: 'as', value: readExpr(reader, value, scope), type };
  },
  ternary_expression(reader, node, scope) {
    const { syntax } = reader;
    const condition = syntax.field(node, 'condition');
    const test = readExpr(reader, condition, scope);
    const yes = readExpr(reader, syntax.field(node, 'consequence'), narrowBy(reader, condition, scope, true));
    const no = readExpr(reader, syntax.field(node, 'alternative'), narrowBy(reader, condition, scope, false));
    return withParts([test], { op: 'either', options: [yes, no] });
  },
  binary_expression: readBinary,
  sequence_expression: (reader, node, scope) => ({
    op: 'last',
    parts: reader.syntax.children(node).map((child) => readExpr(reader, child, scope)),
  }),
  assignment_expression: readAssignment,
  augmented_assignment_expression(reader, node, scope) {
    const { syntax } = reader;
    const target = readExpr(reader, syntax.field(node, 'left'), scope);
    return { op: 'assign', target, value: readExpr(reader, syntax.field(node, 'right'), scope) };
  },
  jsx_element: readJsx,
  jsx_self_closing_element: readJsx,
};

/** The value of the last, with uses that come before it. */
function withParts(before: readonly Expr[], value: Expr): Expr {
  const parts = before.filter(tells);
  return parts.length === 0 ? value : { op: 'last', parts: [...parts, value] };
}

export function readName(reader: Reader, node: number, scope: Scope): Expr {
  const narrowed = pathOf(reader, node, scope);
  if (narrowed !== undefined) return narrowed;
  const name = reader.syntax.textOf(node);
  const decl = lookUp(scope, name, 'values');
  if (decl === undefined) return { op: 'name', name, at: placeOf(reader, node) };
  const seen = decl.kind === 'import' || decl.symbol >= 0;
  return { op: 'ref', decl, at: seen ? placeOf(reader, node) : undefined };
}

/** The narrowed form of what a node spells, if there is one. */
function pathOf(reader: Reader, node: number, scope: Scope): Expr | undefined {
  if (reader.narrowings === 0) return undefined;
  const { syntax } = reader;
  const decl = lookUpPath(scope, syntax.textOf(node));
  if (decl === undefined) return undefined;
  const last = syntax.type(node) === 'member_expression' ? syntax.field(node, 'property') : node;
  return { op: 'ref', decl, at: placeOf(reader, last) };
}

function readMember(reader: Reader, node: number, scope: Scope): Expr {
  const { syntax } = reader;
  const property = syntax.field(node, 'property');
  const objectNode = syntax.field(node, 'object');
  const object = readOwnExports(reader, objectNode, scope) ?? readExpr(reader, objectNode, scope);
  const narrowed = pathOf(reader, node, scope);
  // What stands before the last name of a narrowed path is a use of its own.
  if (narrowed !== undefined)
    return withParts(object.op === 'ref' && object.at === undefined ? [] : [object], narrowed);
  return { op: 'member', object, name: nameOf(reader, property), at: placeOf(reader, property) };
}

function readKey(reader: Reader, node: number, scope: Scope): Expr {
  return readExpr(reader, node, scope);
}

function readCall(reader: Reader, node: number, scope: Scope): Expr {
  const { syntax } = reader;
  const fn = syntax.field(node, 'function');
  const module = moduleOf(reader, node, fn, scope);
  if (module !== undefined) return module;
  const callee = readExpr(reader, fn, scope);
  return { op: 'call', callee, typeArgs: typeArgs(reader, node, scope), args: args(reader, node, scope) };
}

/** `import('./a')`, `require('./a')`: the module as a value. */
function moduleOf(reader: Reader, node: number, fn: number, scope: Scope): Expr | undefined {
  const { syntax } = reader;
  const dynamic = fn >= 0 && syntax.type(fn) === 'import';
  const required = fn >= 0 && syntax.type(fn) === 'identifier' && syntax.textOf(fn) === 'require';
  if (!dynamic && !(required && lookUp(scope, 'require', 'values') === undefined)) return undefined;
  const list = syntax.field(node, 'arguments');
  const spec = list < 0 ? -1 : syntax.first(list);
  if (spec < 0 || syntax.type(spec) !== 'string') return undefined;
  const module = unquoted(syntax.textOf(spec));
  const at = placeOf(reader, spec);
  if (at !== undefined) reader.uses.push({ module, at });
  return { op: 'module', module, how: dynamic ? 1 : 0, at: undefined };
}

function typeArgs(reader: Reader, node: number, scope: Scope): TypeNode[] {
  const list = reader.syntax.field(node, 'type_arguments');
  return list < 0 ? [] : reader.syntax.children(list).map((child) => reader.type(child, scope));
}

function args(reader: Reader, node: number, scope: Scope): Expr[] {
  const list = reader.syntax.field(node, 'arguments');
  if (list < 0) return [];
  if (reader.syntax.type(list) === 'template_string') return [template(reader, list, scope)];
  return reader.syntax.children(list).map((child) => readExpr(reader, child, scope));
}

function template(reader: Reader, node: number, scope: Scope): Expr {
  const parts = reader.syntax.children(node).map((child) => opaque(reader, child, scope));
  return withParts(parts, { op: 'primitive', name: 'string' });
}

function readEntries(reader: Reader, node: number, scope: Scope): Entry[] {
  const { syntax } = reader;
  return syntax.children(node).flatMap((child) => {
    const type = syntax.type(child);
    if (type === 'spread_element') {
      return [{ key: undefined, at: undefined, value: inner(reader, child, scope), symbol: -1 }];
    }
    if (type === 'shorthand_property_identifier') {
      const value = readName(reader, child, scope);
      return [{ key: syntax.textOf(child), at: placeOf(reader, child), value, symbol: -1 }];
    }
    if (type === 'pair' || type === 'method_definition') return [readEntry(reader, child, scope)];
    return [];
  });
}

function readEntry(reader: Reader, node: number, scope: Scope): Entry {
  const { syntax } = reader;
  const isPair = syntax.type(node) === 'pair';
  const keyNode = syntax.field(node, isPair ? 'key' : 'name');
  const symbol = reader.quiet > 0 ? -1 : reader.symbolAt(syntax.start(keyNode));
  const owner = createDecl('variable', '', scope.owner);
  owner.symbol = symbol;
  const within = symbol < 0 ? scope : innerScope(scope, { owner });
  const isComputed = syntax.type(keyNode) === 'computed_property_name';
  if (isComputed) reader.statement(keyNode, scope);
  const key = nameOf(reader, keyNode);
  const value = isPair
    ? readExpr(reader, syntax.field(node, 'value'), within)
    : readFunctionExpr(reader, node, within, noReceiver);
  return { key: isComputed && key.startsWith('[') ? '' : key, at: placeOf(reader, keyNode), value, symbol };
}

function cast(op: 'as' | 'satisfies'): Rule {
  return (reader, node, scope) => {
    const [value = -1, type = -1] = reader.syntax.children(node);
    const read = readExpr(reader, value, scope);
    return type < 0 ? read : { op, value: read, type: reader.type(type, scope) };
  };
}

function readBinary(reader: Reader, node: number, scope: Scope): Expr {
  const { syntax } = reader;
  const leftNode = syntax.field(node, 'left');
  const operator = syntax.field(node, 'operator');
  const sign = operator < 0 ? '' : syntax.textOf(operator);
  const left = readExpr(reader, leftNode, scope);
  const within = sign === '&&' || sign === '||' ? narrowBy(reader, leftNode, scope, sign === '&&') : scope;
  const right = readExpr(reader, syntax.field(node, 'right'), within);
  if (sign === '&&') return { op: 'last', parts: [left, right] };
  if (sign === '||' || sign === '??') return { op: 'either', options: [left, right] };
  return { op: 'opaque', parts: [left, right].filter(tells) };
}

/** What a generator yields is its result; it is read twice, the second time without being a use. */
function readYield(reader: Reader, node: number, scope: Scope): Expr {
  const { syntax, quiet } = reader;
  const value = syntax.first(node);
  const { fn } = scope;
  if (value >= 0 && quiet === 0 && fn !== undefined && fn.kind !== 'file' && fn.type === undefined) {
    const all = /^yield\s*\*/.test(syntax.textOf(node));
    const again = readQuietly(reader, value, scope);
    fn.returns.push(all ? { op: 'element', value: again } : again);
  }
  return { op: 'yield', value: readExpr(reader, value, scope) };
}

/** Reads a node once more, for its type alone. */
export function readQuietly(reader: Reader, node: number, scope: Scope): Expr {
  reader.quiet++;
  try {
    return reader.expr(node, scope);
  } finally {
    reader.quiet--;
  }
}
