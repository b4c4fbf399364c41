/** Annotations: expressions that name types, also in strings. */

import { createDecl } from '../decls';
import { lookUp } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, TypeNode } from '../shapes';
import type { PythonReader } from './reader';
import { placeOf, stringText } from './reader';

const nothing: TypeNode = { op: 'opaque', parts: [] };
const typingModules = /^(?:typing|typing_extensions|collections|collections\.abc|types|abc|builtins|contextlib)$/;

/** Names that mean the same as others. */
const sameAs: Readonly<Record<string, string>> = {
  List: 'list',
  Dict: 'dict',
  Set: 'set',
  FrozenSet: 'frozenset',
  Tuple: 'tuple',
  Type: 'type',
  DefaultDict: 'defaultdict',
  Deque: 'deque',
};
const wrappers = /^(?:Optional|Annotated|Final|ClassVar|Required|NotRequired|ReadOnly|TypeGuard|TypeIs)$/;

export function readAnnotation(reader: PythonReader, node: number, scope: Scope): TypeNode {
  if (node < 0) return nothing;
  const { syntax } = reader;
  switch (syntax.type(node)) {
    case 'type':
    case 'parenthesized_expression':
    case 'constrained_type':
      return readAnnotation(reader, syntax.first(node), scope);
    case 'identifier':
      return named(reader, node, scope, []);
    case 'attribute':
      return attribute(reader, node, scope, []);
    case 'none':
      return { op: 'primitive', name: 'None' };
    case 'string':
      return readText(
        reader,
        stringText(syntax.textOf(node)),
        scope,
        syntax.start(node) + prefixLength(syntax.textOf(node)),
      );
    case 'binary_operator':
    case 'union_type':
      return { op: 'union', options: syntax.children(node).map((child) => readAnnotation(reader, child, scope)) };
    case 'generic_type':
    case 'subscript':
      return generic(reader, node, scope);
    case 'list':
      return { op: 'tuple', items: syntax.children(node).map((child) => readAnnotation(reader, child, scope)) };
    default:
      return { op: 'opaque', parts: syntax.children(node).map((child) => readAnnotation(reader, child, scope)) };
  }
}

function prefixLength(written: string): number {
  return /^[a-zA-Z]*("""|'''|"|')/.exec(written)?.[0].length ?? 0;
}

function generic(reader: PythonReader, node: number, scope: Scope): TypeNode {
  const { syntax } = reader;
  const [head = -1, ...rest] = syntax.children(node);
  const list = rest[0] !== undefined && syntax.type(rest[0]) === 'type_parameter' ? syntax.children(rest[0]) : rest;
  const parts = list.flatMap((each) => (syntax.type(each) === 'tuple' ? syntax.children(each) : [each]));
  const name = canonicalName(reader, head, scope);
  if (name === 'Literal') return literals(reader, parts);
  const args = parts.map((each) => readAnnotation(reader, each, scope));
  return name === undefined ? applied(reader, head, scope, args) : special(name, args, scope, placeOf(reader, head));
}

function applied(reader: PythonReader, head: number, scope: Scope, args: TypeNode[]): TypeNode {
  if (reader.syntax.type(head) === 'attribute') return attribute(reader, head, scope, args);
  return named(reader, head, scope, args);
}

function literals(reader: PythonReader, nodes: readonly number[]): TypeNode {
  const options = nodes.map((node): TypeNode => {
    const inner = reader.syntax.type(node) === 'type' ? reader.syntax.first(node) : node;
    return { op: 'literal', text: stringText(reader.syntax.textOf(inner < 0 ? node : inner)) };
  });
  return { op: 'union', options };
}

/** The name by which the language itself knows a type; undefined for what files define. */
function canonicalName(reader: PythonReader, node: number, scope: Scope): string | undefined {
  const { syntax } = reader;
  if (syntax.type(node) === 'attribute') {
    const object = syntax.field(node, 'object');
    const decl = lookUp(scope, syntax.textOf(object), 'values');
    const isTyping = decl?.kind === 'import' && decl.imported === '*' && typingModules.test(decl.module ?? '');
    return isTyping ? same(syntax.textOf(syntax.field(node, 'attribute'))) : undefined;
  }
  return canonical(syntax.textOf(node), scope);
}

function canonical(name: string, scope: Scope): string | undefined {
  const decl = lookUp(scope, name, 'values');
  if (decl === undefined) return same(name);
  if (decl.kind === 'import' && decl.imported !== '*' && typingModules.test(decl.module ?? ''))
    return same(decl.imported);
  return undefined;
}

function same(name: string): string {
  return sameAs[name] ?? name;
}

/** What the language's own generic types mean. */
function special(name: string, args: TypeNode[], scope: Scope, at: Decl['at']): TypeNode {
  const [first] = args;
  if (wrappers.test(name)) return first ?? nothing;
  if (name === 'Union') return { op: 'union', options: args };
  if (name === 'Self') return { op: 'this', decl: scope.self };
  if (name === 'tuple') {
    const isList = args.length === 2 && args[1]?.op === 'opaque';
    return isList ? { op: 'name', name: 'list', args: args.slice(0, 1), at: undefined } : { op: 'tuple', items: args };
  }
  if (name === 'Callable') return callable(args, scope);
  return { op: 'name', name, args, at };
}

/** `Callable[[A, B], R]`. */
function callable(args: readonly TypeNode[], scope: Scope): TypeNode {
  const decl = createDecl('function', '', scope.owner);
  const [params, result] = args;
  for (const type of params?.op === 'tuple' ? params.items : []) {
    const param = createDecl('parameter', '', decl);
    param.type = type;
    decl.params.push(param);
  }
  decl.type = result;
  return { op: 'function', decl };
}

function named(reader: PythonReader, node: number, scope: Scope, args: TypeNode[]): TypeNode {
  return byName(reader.syntax.textOf(node), scope, args, placeOf(reader, node));
}

function byName(name: string, scope: Scope, args: TypeNode[], at: Decl['at']): TypeNode {
  const known = canonical(name, scope);
  const decl = lookUp(scope, name, 'values');
  if (known !== undefined && (known === 'Self' || decl === undefined || args.length > 0))
    return special(known, args, scope, at);
  if (decl === undefined) return { op: 'name', name, args, at };
  if (decl.kind === 'import' && known !== undefined) return { op: 'name', name: known, args, at };
  return { op: 'ref', decl, args, at: decl.kind === 'typeParameter' && decl.symbol < 0 ? undefined : at };
}

/** `module.Type`, `Outer.Inner`. */
function attribute(reader: PythonReader, node: number, scope: Scope, args: TypeNode[]): TypeNode {
  const { syntax } = reader;
  const name = syntax.field(node, 'attribute');
  const known = canonicalName(reader, node, scope);
  if (known !== undefined) return special(known, args, scope, placeOf(reader, name));
  const object = syntax.field(node, 'object');
  const qualifier =
    syntax.type(object) === 'attribute' ? attribute(reader, object, scope, []) : named(reader, object, scope, []);
  return { op: 'member', object: qualifier, name: syntax.textOf(name), args, at: placeOf(reader, name) };
}

/** An annotation in a string: names, dots, brackets, `|` and commas. */
function readText(reader: PythonReader, text: string, scope: Scope, offset: number): TypeNode {
  const tokens = [...text.matchAll(/[A-Za-z_][\w.]*|[[\],|]/g)];
  let at = 0;
  const take = (sign: string): boolean => {
    if (tokens[at]?.[0] !== sign) return false;
    at++;
    return true;
  };

  function union(): TypeNode {
    const options = [one()];
    while (take('|')) options.push(one());
    return options.length === 1 ? options[0]! : { op: 'union', options };
  }

  function list(): TypeNode[] {
    const items: TypeNode[] = [];
    while (at < tokens.length && !take(']')) {
      items.push(union());
      take(',');
    }
    return items;
  }

  function one(): TypeNode {
    if (take('[')) return { op: 'tuple', items: list() };
    const token = tokens[at++];
    const name = token?.[0] ?? '';
    const args = take('[') ? list() : [];
    if (name === 'None') return { op: 'primitive', name };
    const start = offset + (token?.index ?? 0);
    const [first = '', ...rest] = name.split('.');
    const place = (from: number, length: number): Decl['at'] =>
      reader.quiet > 0 ? undefined : reader.placeAt(start + from, start + from + length);
    let type = byName(first, scope, rest.length === 0 ? args : [], place(0, first.length));
    let from = first.length + 1;
    rest.forEach((part, index) => {
      const own = index === rest.length - 1 ? args : [];
      type = { op: 'member', object: type, name: part, args: own, at: place(from, part.length) };
      from += part.length + 1;
    });
    return type;
  }

  return text.length > 500 ? nothing : union();
}

/** Whether an assigned value is a type: `Union[A, B]`, `A | None`, what is annotated `TypeAlias`. */
export function isTypeValue(reader: PythonReader, node: number, scope: Scope): boolean {
  const { syntax } = reader;
  const type = syntax.type(node);
  if (type === 'binary_operator') {
    const parts = syntax.children(node);
    return (
      syntax.child(node, "'|'") >= 0 &&
      parts.every((part) => isTypeValue(reader, part, scope) || isTypeName(reader, part))
    );
  }
  if (type !== 'subscript') return false;
  const name = canonicalName(reader, syntax.field(node, 'value'), scope);
  return name !== undefined && /^(?:[A-Z]|list$|dict$|set$|tuple$|type$|frozenset$)/.test(name);
}

function isTypeName(reader: PythonReader, node: number): boolean {
  return reader.syntax.type(node) === 'none' || /^(?:\w+\.)*[A-Z]\w*$/.test(reader.syntax.textOf(node));
}
