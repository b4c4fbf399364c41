/** Expressions of Python. */

import { innerScope, lookUp, lookUpPath } from '../scopes';
import type { Scope } from '../scopes';
import type { Expr } from '../shapes';
import { readLambda } from './functions';
import { narrowBy } from './narrowing';
import type { PythonReader } from './reader';
import { placeOf, stringText, tells } from './reader';
import { assignTo } from './targets';

type Rule = (reader: PythonReader, node: number, scope: Scope) => Expr;

const longestLiteral = 60;

export function readExpr(reader: PythonReader, node: number, scope: Scope): Expr {
  if (node < 0) return { op: 'opaque', parts: [] };
  const rule = rules[reader.syntax.type(node)];
  return rule === undefined ? opaque(reader, node, scope) : rule(reader, node, scope);
}

function opaque(reader: PythonReader, node: number, scope: Scope): Expr {
  return { op: 'opaque', parts: readAll(reader, node, scope).filter(tells) };
}

function readAll(reader: PythonReader, node: number, scope: Scope): Expr[] {
  return reader.syntax.children(node).map((child) => readExpr(reader, child, scope));
}

const inner: Rule = (reader, node, scope) => readExpr(reader, reader.syntax.first(node), scope);

function primitive(name: string): Rule {
  return () => ({ op: 'primitive', name });
}

function withParts(before: readonly Expr[], value: Expr): Expr {
  const parts = before.filter(tells);
  return parts.length === 0 ? value : { op: 'last', parts: [...parts, value] };
}

const rules: Readonly<Record<string, Rule>> = {
  identifier: readName,
  none: primitive('None'),
  true: primitive('bool'),
  false: primitive('bool'),
  integer: (reader, node) => ({ op: 'literal', text: reader.syntax.textOf(node).slice(0, longestLiteral) }),
  float: primitive('float'),
  ellipsis: primitive('ellipsis'),
  string(reader, node, scope) {
    const text = stringText(reader.syntax.textOf(node));
    const parts = readAll(reader, node, scope);
    const isPlain = text.length <= longestLiteral && !parts.some(tells);
    return withParts(parts, isPlain ? { op: 'literal', text } : { op: 'primitive', name: 'str' });
  },
  concatenated_string: (reader, node, scope) =>
    withParts(readAll(reader, node, scope), { op: 'primitive', name: 'str' }),
  attribute: readAttribute,
  call: readCall,
  subscript(reader, node, scope) {
    const { syntax } = reader;
    const value = syntax.field(node, 'value');
    const keys = syntax.children(node).filter((child) => child !== value);
    const object = readExpr(reader, value, scope);
    const [key = -1] = keys;
    if (keys.length === 1 && syntax.type(key) === 'slice') return withParts([opaque(reader, key, scope)], object);
    if (keys.length === 1) return { op: 'index', object, key: readExpr(reader, key, scope) };
    const parts = keys.map((each) => readExpr(reader, each, scope)).filter(tells);
    return { op: 'index', object, key: { op: 'opaque', parts } };
  },
  parenthesized_expression: inner,
  expression_statement: inner,
  await: (reader, node, scope) => ({ op: 'await', value: inner(reader, node, scope) }),
  lambda: readLambda,
  yield: readYield,
  list: (reader, node, scope) => ({ op: 'array', items: readAll(reader, node, scope) }),
  set: (reader, node, scope) => ({ op: 'array', items: readAll(reader, node, scope) }),
  tuple: (reader, node, scope) => ({ op: 'tuple', items: readAll(reader, node, scope) }),
  expression_list: (reader, node, scope) => ({ op: 'tuple', items: readAll(reader, node, scope) }),
  list_splat: (reader, node, scope) => ({ op: 'spread', value: inner(reader, node, scope) }),
  dictionary: (reader, node, scope) => mapOf(reader.syntax.children(node).map((child) => pairOf(reader, child, scope))),
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  generator_expression: comprehension,
  dictionary_comprehension: comprehension,
  conditional_expression(reader, node, scope) {
    const [yes = -1, test = -1, no = -1] = reader.syntax.children(node);
    const condition = readExpr(reader, test, scope);
    const options = [
      readExpr(reader, yes, narrowBy(reader, test, scope, true)),
      readExpr(reader, no, narrowBy(reader, test, scope, false)),
    ];
    return withParts([condition], { op: 'either', options });
  },
  boolean_operator(reader, node, scope) {
    const { syntax } = reader;
    const leftNode = syntax.field(node, 'left');
    const isAnd = syntax.child(node, "'and'") >= 0;
    const left = readExpr(reader, leftNode, scope);
    const right = readExpr(reader, syntax.field(node, 'right'), narrowBy(reader, leftNode, scope, isAnd));
    return isAnd ? { op: 'last', parts: [left, right] } : { op: 'either', options: [left, right] };
  },
  binary_operator(reader, node, scope) {
    const { syntax } = reader;
    const options = [syntax.field(node, 'left'), syntax.field(node, 'right')].map((each) =>
      readExpr(reader, each, scope),
    );
    return syntax.child(node, "'+'") >= 0 ? { op: 'either', options } : { op: 'opaque', parts: options.filter(tells) };
  },
  named_expression(reader, node, scope) {
    const { syntax } = reader;
    const value = readExpr(reader, syntax.field(node, 'value'), scope);
    return { op: 'last', parts: [assignTo(reader, syntax.field(node, 'name'), scope, value)] };
  },
  keyword_argument(reader, node, scope) {
    const { syntax } = reader;
    const name = syntax.field(node, 'name');
    const value = readExpr(reader, syntax.field(node, 'value'), scope);
    return { op: 'keyword', name: syntax.textOf(name), at: placeOf(reader, name), value };
  },
};

function readName(reader: PythonReader, node: number, scope: Scope): Expr {
  const narrowed = pathOf(reader, node, scope);
  if (narrowed !== undefined) return narrowed;
  const name = reader.syntax.textOf(node);
  const decl = lookUp(scope, name, 'values');
  if (decl === undefined) return { op: 'name', name, at: placeOf(reader, node) };
  const seen = decl.kind === 'import' || decl.symbol >= 0;
  return { op: 'ref', decl, at: seen ? placeOf(reader, node) : undefined };
}

function pathOf(reader: PythonReader, node: number, scope: Scope): Expr | undefined {
  if (reader.narrowings === 0) return undefined;
  const { syntax } = reader;
  const decl = lookUpPath(scope, syntax.textOf(node));
  if (decl === undefined) return undefined;
  const last = syntax.type(node) === 'attribute' ? syntax.field(node, 'attribute') : node;
  return { op: 'ref', decl, at: placeOf(reader, last) };
}

function readAttribute(reader: PythonReader, node: number, scope: Scope): Expr {
  const { syntax } = reader;
  const object = readExpr(reader, syntax.field(node, 'object'), scope);
  const narrowed = pathOf(reader, node, scope);
  if (narrowed !== undefined) return withParts([object], narrowed);
  const name = syntax.field(node, 'attribute');
  return { op: 'member', object, name: syntax.textOf(name), at: placeOf(reader, name) };
}

function readCall(reader: PythonReader, node: number, scope: Scope): Expr {
  const { syntax } = reader;
  const fn = syntax.field(node, 'function');
  const list = syntax.field(node, 'arguments');
  const isName = syntax.type(fn) === 'identifier' && lookUp(scope, syntax.textOf(fn), 'values') === undefined;
  if (isName && syntax.textOf(fn) === 'super') return { op: 'super', decl: scope.self, static: Number(scope.isStatic) };
  const args = list < 0 ? [] : readArguments(reader, list, scope);
  if (/(?:^|\.)cast$/.test(syntax.textOf(fn)) && args.length === 2) {
    const type = reader.type(syntax.children(list)[0] ?? -1, scope);
    return { op: 'as', value: args[1]!, type };
  }
  return { op: 'call', callee: readExpr(reader, fn, scope), typeArgs: [], args };
}

/** A generator may stand in place of the brackets. */
function readArguments(reader: PythonReader, list: number, scope: Scope): Expr[] {
  if (reader.syntax.type(list) === 'generator_expression') return [readExpr(reader, list, scope)];
  return readAll(reader, list, scope);
}

function pairOf(reader: PythonReader, node: number, scope: Scope): Expr {
  const { syntax } = reader;
  if (syntax.type(node) !== 'pair') return { op: 'element', value: inner(reader, node, scope) };
  const [key, value] = [syntax.field(node, 'key'), syntax.field(node, 'value')];
  return { op: 'tuple', items: [readExpr(reader, key, scope), readExpr(reader, value, scope)] };
}

/** A dictionary is made from its pairs. */
function mapOf(pairs: Expr[]): Expr {
  const callee: Expr = { op: 'name', name: 'dict', at: undefined };
  return { op: 'call', callee, typeArgs: [], args: [{ op: 'array', items: pairs }] };
}

function comprehension(reader: PythonReader, node: number, scope: Scope): Expr {
  const { syntax } = reader;
  let within = innerScope(scope);
  const before: Expr[] = [];
  const body = syntax.field(node, 'body');
  for (const clause of syntax.children(node)) {
    if (syntax.type(clause) === 'for_in_clause') {
      const iterated = readExpr(reader, syntax.field(clause, 'right'), within);
      before.push(assignTo(reader, syntax.field(clause, 'left'), within, { op: 'element', value: iterated }, true));
    } else if (syntax.type(clause) === 'if_clause') {
      const test = syntax.first(clause);
      before.push(readExpr(reader, test, within));
      within = narrowBy(reader, test, within, true);
    }
  }
  if (syntax.type(body) === 'pair') return withParts(before, mapOf([pairOf(reader, body, within)]));
  return withParts(before, { op: 'array', items: [readExpr(reader, body, within)] });
}

/** What a generator yields is its result; it is read twice, the second time without being a use. */
function readYield(reader: PythonReader, node: number, scope: Scope): Expr {
  const { fn } = scope;
  const value = reader.syntax.first(node);
  if (value >= 0 && reader.quiet === 0 && fn !== undefined && fn.kind !== 'file' && fn.type === undefined) {
    reader.quiet++;
    const again = readExpr(reader, value, scope);
    reader.quiet--;
    const all = /^yield\s+from\b/.test(reader.syntax.textOf(node));
    fn.returns.push(all ? { op: 'element', value: again } : again);
  }
  return { op: 'yield', value: readExpr(reader, value, scope) };
}
