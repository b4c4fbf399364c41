/** Types as TypeScript writes them. */

import { createDecl } from '../decls';
import { innerScope, lookUp } from '../scopes';
import type { Scope } from '../scopes';
import type { TypeNode } from '../shapes';
import { readMembers } from './classes';
import { readFunction } from './functions';
import type { Reader } from './reader';
import { bind, nameOf, placeOf, unquoted } from './reader';

type Rule = (reader: Reader, node: number, scope: Scope) => TypeNode;

const nothing: TypeNode = { op: 'opaque', parts: [] };

export function readType(reader: Reader, node: number, scope: Scope): TypeNode {
  if (node < 0) return nothing;
  const rule = rules[reader.syntax.type(node)];
  return rule === undefined ? opaque(reader, node, scope) : rule(reader, node, scope);
}

function opaque(reader: Reader, node: number, scope: Scope): TypeNode {
  return { op: 'opaque', parts: childTypes(reader, node, scope) };
}

function childTypes(reader: Reader, node: number, scope: Scope): TypeNode[] {
  return reader.syntax.children(node).map((child) => readType(reader, child, scope));
}

/** The only type in a wrapping node. */
const inner: Rule = (reader, node, scope) => readType(reader, reader.syntax.first(node), scope);

/** Type arguments of a reference or call; none if there is no such node. */
export function readTypeArgs(reader: Reader, node: number, scope: Scope): TypeNode[] {
  return node < 0 ? [] : childTypes(reader, node, scope);
}

const rules: Readonly<Record<string, Rule>> = {
  type_annotation: inner,
  adding_type_annotation: inner,
  omitting_type_annotation: inner,
  opting_type_annotation: inner,
  parenthesized_type: inner,
  readonly_type: inner,
  constraint: inner,
  default_type: inner,
  asserts_annotation: inner,
  type_predicate_annotation: inner,
  type_identifier: (reader, node, scope) => named(reader, node, scope, []),
  identifier: (reader, node, scope) => named(reader, node, scope, []),
  nested_type_identifier: (reader, node, scope) => nested(reader, node, scope, []),
  nested_identifier: (reader, node, scope) => nested(reader, node, scope, []),
  generic_type(reader, node, scope) {
    const { syntax } = reader;
    const args = readTypeArgs(reader, syntax.field(node, 'type_arguments'), scope);
    const name = syntax.field(node, 'name');
    if (syntax.type(name) === 'nested_type_identifier') return nested(reader, name, scope, args);
    return named(reader, name, scope, args);
  },
  predefined_type: (reader, node) => ({ op: 'primitive', name: reader.syntax.textOf(node) }),
  array_type: (reader, node, scope) => ({ op: 'array', element: inner(reader, node, scope) }),
  tuple_type: (reader, node, scope) => ({ op: 'tuple', items: childTypes(reader, node, scope) }),
  required_parameter: tupleMember,
  optional_parameter: tupleMember,
  optional_type: (reader, node, scope) => ({ op: 'optional', type: inner(reader, node, scope) }),
  rest_type: (reader, node, scope) => ({ op: 'rest', type: inner(reader, node, scope) }),
  union_type: combined,
  intersection_type: combined,
  function_type(reader, node, scope) {
    const decl = createDecl('function', '', scope.owner);
    readFunction(reader, node, decl, scope, { self: scope.self, isStatic: false });
    return { op: 'function', decl };
  },
  constructor_type(reader, node, scope) {
    const object = createDecl('interface', '', scope.owner);
    const decl = createDecl('function', 'new()', object);
    readFunction(reader, node, decl, scope, { self: scope.self, isStatic: false });
    object.members.push(decl);
    return { op: 'object', decl: object };
  },
  object_type: objectType,
  type_query: (reader, node, scope) => ({
    op: 'typeof',
    value: reader.expr(reader.syntax.first(node), scope),
  }),
  index_type_query: (reader, node, scope) => ({ op: 'keyof', type: inner(reader, node, scope) }),
  lookup_type(reader, node, scope) {
    const [object = -1, key = -1] = reader.syntax.children(node);
    return { op: 'index', object: readType(reader, object, scope), key: readType(reader, key, scope) };
  },
  literal_type: (reader, node) => literal(reader, node),
  conditional_type: conditional,
  infer_type(reader, node, scope) {
    const name = reader.syntax.first(node);
    const decl = createDecl('typeParameter', nameOf(reader, name), scope.owner);
    const names = scope.inferred ?? scope.types;
    const known = names.get(decl.name);
    names.set(decl.name, known ?? decl);
    return { op: 'infer', decl: known ?? decl };
  },
  this_type: (_reader, _node, scope) => ({ op: 'this', decl: scope.self }),
  this: (_reader, _node, scope) => ({ op: 'this', decl: scope.self }),
  type_predicate(reader, node, scope) {
    const { syntax } = reader;
    const type = readType(reader, syntax.field(node, 'type'), scope);
    return { op: 'predicate', name: syntax.textOf(syntax.field(node, 'name')), type };
  },
  asserts(reader, node, scope) {
    const predicate = reader.syntax.child(node, 'type_predicate');
    return predicate < 0 ? nothing : readType(reader, predicate, scope);
  },
  call_expression: importType,
  member_expression: importType,
};

function named(reader: Reader, node: number, scope: Scope, args: TypeNode[]): TypeNode {
  const name = reader.syntax.textOf(node);
  const decl = lookUp(scope, name, 'types');
  if (decl === undefined) return { op: 'name', name, args, at: placeOf(reader, node) };
  const at = decl.kind === 'typeParameter' ? undefined : placeOf(reader, node);
  return { op: 'ref', decl, args, at };
}

/** `N.Type`: the parts before the last are namespaces, which are values. */
function nested(reader: Reader, node: number, scope: Scope, args: TypeNode[]): TypeNode {
  const { syntax } = reader;
  const [first = -1, last = -1] = syntax.children(node);
  const object =
    syntax.type(first) === 'identifier' ? namespaceName(reader, first, scope) : nested(reader, first, scope, []);
  return { op: 'member', object, name: syntax.textOf(last), args, at: placeOf(reader, last) };
}

function namespaceName(reader: Reader, node: number, scope: Scope): TypeNode {
  const name = reader.syntax.textOf(node);
  const decl = lookUp(scope, name, 'values') ?? lookUp(scope, name, 'types');
  const at = placeOf(reader, node);
  return decl === undefined ? { op: 'name', name, args: [], at } : { op: 'ref', decl, args: [], at };
}

function tupleMember(reader: Reader, node: number, scope: Scope): TypeNode {
  const type = readType(reader, reader.syntax.field(node, 'type'), scope);
  const rest = reader.syntax.child(node, 'rest_pattern') >= 0;
  return rest ? { op: 'rest', type } : type;
}

/** The grammar ends a constructor type too early: what follows it belongs to what it makes. */
function combined(reader: Reader, node: number, scope: Scope): TypeNode {
  const { syntax } = reader;
  const kind = syntax.type(node);
  const all = flatten(reader, node, scope, kind);
  const join = (types: TypeNode[]): TypeNode =>
    kind === 'union_type' ? { op: 'union', options: types } : { op: 'intersection', parts: types };
  let first = syntax.first(node);
  while (first >= 0 && syntax.type(first) === kind) first = syntax.first(first);
  const [made, ...rest] = all;
  if (first < 0 || syntax.type(first) !== 'constructor_type' || made?.op !== 'object') return join(all);
  const [construct] = made.decl.members;
  if (construct?.type !== undefined) construct.type = join([construct.type, ...rest]);
  return made;
}

function flatten(reader: Reader, node: number, scope: Scope, type: string): TypeNode[] {
  return reader.syntax
    .children(node)
    .flatMap((child) =>
      reader.syntax.type(child) === type ? flatten(reader, child, scope, type) : [readType(reader, child, scope)],
    );
}

function literal(reader: Reader, node: number): TypeNode {
  const first = reader.syntax.first(node);
  const type = first < 0 ? '' : reader.syntax.type(first);
  if (type === 'string' || type === 'number') return { op: 'literal', text: unquoted(reader.syntax.textOf(node)) };
  if (type === 'true' || type === 'false') return { op: 'literal', text: type };
  return { op: 'primitive', name: reader.syntax.textOf(node) };
}

function objectType(reader: Reader, node: number, scope: Scope): TypeNode {
  const { syntax } = reader;
  const signature = syntax.child(node, 'index_signature');
  const clause = signature < 0 ? -1 : syntax.child(signature, 'mapped_type_clause');
  if (clause >= 0) return mapped(reader, signature, clause, scope);
  const decl = createDecl('interface', '', scope.owner);
  readMembers(reader, node, decl, innerScope(scope));
  return { op: 'object', decl };
}

function mapped(reader: Reader, signature: number, clause: number, scope: Scope): TypeNode {
  const { syntax } = reader;
  const within = innerScope(scope);
  const param = createDecl('typeParameter', syntax.textOf(syntax.field(clause, 'name')), scope.owner);
  param.type = readType(reader, syntax.field(clause, 'type'), scope);
  bind(reader, within, param, 'type');
  const alias = syntax.field(clause, 'alias');
  const value = readType(reader, syntax.field(signature, 'type'), within);
  return { op: 'mapped', param, value, as: alias < 0 ? undefined : readType(reader, alias, within) };
}

/** What `infer` names is known in the branch taken. */
function conditional(reader: Reader, node: number, scope: Scope): TypeNode {
  const { syntax } = reader;
  const within = innerScope(scope);
  const bound = innerScope(within, { inferred: within.types });
  return {
    op: 'conditional',
    check: readType(reader, syntax.field(node, 'left'), scope),
    bound: readType(reader, syntax.field(node, 'right'), bound),
    yes: readType(reader, syntax.field(node, 'consequence'), within),
    no: readType(reader, syntax.field(node, 'alternative'), scope),
  };
}

/** `import('./a').B.C`. */
function importType(reader: Reader, node: number, scope: Scope): TypeNode {
  const { syntax } = reader;
  const names: string[] = [];
  let at = node;
  let last = -1;
  while (syntax.type(at) === 'member_expression') {
    const property = syntax.field(at, 'property');
    if (last < 0) last = property;
    names.unshift(syntax.textOf(property));
    at = syntax.field(at, 'object');
  }
  const args = syntax.field(at, 'arguments');
  const spec = args < 0 ? -1 : syntax.first(args);
  if (syntax.type(at) !== 'call_expression' || spec < 0) return opaque(reader, node, scope);
  const module = unquoted(syntax.textOf(spec));
  const place = placeOf(reader, spec);
  if (place !== undefined) reader.uses.push({ module, at: place });
  return { op: 'import', module, names, args: [], at: last < 0 ? undefined : placeOf(reader, last) };
}
