/** What is assigned to: names, attributes, and patterns of them. */

import { createDecl } from '../decls';
import type { Scope } from '../scopes';
import type { Decl, Expr, TypeNode } from '../shapes';
import type { PythonReader } from './reader';
import { declare, placeOf } from './reader';

/**
 * Gives a value to a target and answers with the expression that stands for it: the value is read once, whatever the
 * target. `fresh` declares names in this very scope even where they are known around it.
 */
export function assignTo(
  reader: PythonReader,
  target: number,
  scope: Scope,
  value: Expr,
  fresh = false,
  type?: TypeNode,
): Expr {
  const { syntax } = reader;
  if (target < 0) return value;
  switch (syntax.type(target)) {
    case 'identifier':
      return toName(reader, target, scope, value, fresh, type);
    case 'attribute':
      return toAttribute(reader, target, scope, value, type);
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list':
    case 'expression_list':
      return toPattern(reader, target, scope, value, fresh);
    case 'list_splat_pattern':
    case 'parenthesized_expression':
    case 'as_pattern_target':
      return assignTo(reader, syntax.first(target), scope, value, fresh, type);
    default:
      return { op: 'last', parts: [reader.expr(target, scope), value] };
  }
}

function toName(
  reader: PythonReader,
  node: number,
  scope: Scope,
  value: Expr,
  fresh: boolean,
  type: TypeNode | undefined,
): Expr {
  const name = reader.syntax.textOf(node);
  // A name that `global` or `nonlocal` takes from around is bound in the scope already.
  const known = fresh ? undefined : scope.values.get(name);
  const first = known === undefined || (known.value === undefined && known.type === undefined);
  const decl = known ?? declare(reader, 'variable', node, scope);
  const given = give(reader, decl, value, type);
  if (given) return { op: 'ref', decl, at: undefined };
  if (first || reader.quiet > 0) return { op: 'last', parts: [value] };
  // To set a name again is to use it.
  const seen = decl.symbol >= 0 && reader.symbolAt(reader.syntax.start(node)) < 0;
  return { op: 'assign', target: { op: 'ref', decl, at: seen ? placeOf(reader, node) : undefined }, value };
}

/** Makes a value that of a declaration, if it is known by nothing better. */
function give(reader: PythonReader, decl: Decl, value: Expr, type: TypeNode | undefined): boolean {
  if (reader.quiet > 0 || !/^(?:variable|property)$/.test(decl.kind)) return false;
  if (type !== undefined && decl.type === undefined) decl.type = type;
  if (decl.type !== undefined) return false;
  const isEmpty = decl.value === undefined || (decl.value.op === 'primitive' && decl.value.name === 'None');
  if (!isEmpty) return false;
  decl.value = value;
  return true;
}

function toAttribute(reader: PythonReader, node: number, scope: Scope, value: Expr, type: TypeNode | undefined): Expr {
  const { syntax } = reader;
  const object = syntax.field(node, 'object');
  const name = syntax.field(node, 'attribute');
  const self = scope.self;
  const isSelf = self !== undefined && syntax.textOf(object) === selfName(scope);
  if (isSelf && reader.quiet === 0) {
    const text = syntax.textOf(name);
    let member = self.members.find((each) => each.name === text);
    if (member === undefined) {
      member = createDecl('property', text, self);
      member.symbol = reader.symbolAt(syntax.start(name));
      member.at = placeOf(reader, name);
      self.members.push(member);
      if (give(reader, member, value, type)) return { op: 'opaque', parts: [] };
      return { op: 'assign', target: { op: 'opaque', parts: [] }, value };
    }
    if (give(reader, member, value, type)) {
      return { op: 'member', object: reader.expr(object, scope), name: text, at: placeOf(reader, name) };
    }
  }
  const target = reader.expr(node, scope);
  return { op: 'assign', target, value };
}

/** What the function around calls its object. */
function selfName({ fn, values, parent }: Scope): string | undefined {
  for (const [name, decl] of values)
    if (decl.kind === 'parameter' && decl.type?.op === 'this' && decl.owner === fn) return name;
  return parent === undefined ? undefined : selfName(parent);
}

function toPattern(reader: PythonReader, node: number, scope: Scope, value: Expr, fresh: boolean): Expr {
  const { syntax } = reader;
  const held = createDecl('variable', '', scope.owner);
  held.value = value;
  const object: Expr = { op: 'ref', decl: held, at: undefined };
  const parts = syntax.children(node).map((child, index) => {
    const isRest = syntax.type(child) === 'list_splat_pattern';
    const key: Expr = { op: 'literal', text: String(index) };
    return assignTo(reader, child, scope, isRest ? object : { op: 'index', object, key }, fresh);
  });
  return { op: 'last', parts: [...parts, object] };
}
