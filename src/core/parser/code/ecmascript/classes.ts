/** Classes, interfaces, enums: heritage and members. */

import { addMember, createDecl } from '../decls';
import { innerScope } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, DeclKind, Expr } from '../shapes';
import { declFlags } from '../shapes';
import { readFunction, setInitial } from './functions';
import type { Reader } from './reader';
import { declareAt, placeOf } from './reader';
import { readTypeParams } from './typeParams';

/** Reads all of a class into its declaration. */
export function readClass(reader: Reader, node: number, decl: Decl, scope: Scope): void {
  const { syntax } = reader;
  const within = innerScope(scope, { owner: decl, self: decl, isStatic: false });
  readTypeParams(reader, node, decl, within);
  for (const child of syntax.children(node)) {
    const type = syntax.type(child);
    if (type === 'decorator') addDecorator(reader, child, decl, scope);
    else if (type === 'class_heritage') readHeritage(reader, child, decl, within);
    else if (type === 'extends_type_clause') {
      for (const base of syntax.children(child)) decl.bases.push(reader.type(base, within));
    }
  }
  const body = syntax.field(node, 'body');
  if (body >= 0) readMembers(reader, body, decl, within);
}

export function addDecorator(reader: Reader, node: number, decl: Decl, scope: Scope): void {
  const value = reader.syntax.first(node);
  if (value >= 0 && reader.quiet === 0) decl.decorators.push(reader.expr(value, scope));
}

function readHeritage(reader: Reader, node: number, decl: Decl, scope: Scope): void {
  const { syntax } = reader;
  for (const child of syntax.children(node)) {
    const type = syntax.type(child);
    if (type === 'implements_clause') {
      for (const each of syntax.children(child)) decl.interfaces.push(reader.type(each, scope));
    } else if (type === 'extends_clause') {
      const args = syntax.field(child, 'type_arguments');
      const types = args < 0 ? [] : syntax.children(args).map((each) => reader.type(each, scope));
      const value = reader.expr(syntax.field(child, 'value'), scope);
      decl.bases.push({ op: 'instance', value, args: types });
    } else if (type !== 'ERROR') decl.bases.push({ op: 'instance', value: reader.expr(child, scope), args: [] });
  }
}

interface Member {
  readonly node: number;
  readonly decl: Decl;
}

/** Members are declared before any of their bodies is read, so that a body may add to them. */
export function readMembers(reader: Reader, body: number, owner: Decl, scope: Scope): void {
  const { syntax } = reader;
  const within = owner.name === '' ? scope : innerScope(scope, { owner });
  const members: Member[] = [];
  const blocks: number[] = [];
  let decorators: number[] = [];
  for (const node of syntax.children(body)) {
    if (syntax.type(node) === 'decorator') {
      decorators.push(node);
      continue;
    }
    if (syntax.type(node) === 'class_static_block') blocks.push(node);
    const decl = declareMember(reader, node, owner);
    if (decl === undefined) continue;
    for (const each of decorators) addDecorator(reader, each, decl, within);
    decorators = [];
    addMember(owner, decl);
    members.push({ node, decl });
  }
  for (const { node, decl } of members) readMember(reader, node, decl, owner, within);
  for (const node of blocks) {
    const fn = createDecl('function', '', owner);
    readFunction(reader, node, fn, innerScope(within, { owner: fn }), { self: owner, isStatic: true });
  }
}

function declareMember(reader: Reader, node: number, owner: Decl): Decl | undefined {
  const { syntax } = reader;
  const kind = memberKind(reader, node);
  if (kind === undefined) return undefined;
  const name = syntax.field(node, 'name') >= 0 ? syntax.field(node, 'name') : syntax.field(node, 'property');
  const decl =
    name < 0 ? createDecl(kind, specialNames[syntax.type(node)] ?? '', owner) : declareAt(reader, kind, name, owner);
  if (syntax.type(node) === 'index_signature') decl.name = '[]';
  if (name >= 0) decl.at = placeOf(reader, name);
  if (syntax.child(node, "'static'") >= 0) decl.flags |= declFlags.static;
  if (syntax.child(node, "'?'") >= 0) decl.flags |= declFlags.optional;
  return decl;
}

const specialNames: Readonly<Record<string, string>> = {
  call_signature: '()',
  construct_signature: 'new()',
  index_signature: '[]',
};

function memberKind(reader: Reader, node: number): DeclKind | undefined {
  const { syntax } = reader;
  switch (syntax.type(node)) {
    case 'method_definition':
    case 'method_signature':
    case 'abstract_method_signature':
      if (syntax.child(node, "'get'") >= 0) return 'getter';
      return syntax.child(node, "'set'") >= 0 ? 'setter' : 'function';
    case 'call_signature':
    case 'construct_signature':
      return 'function';
    case 'public_field_definition':
    case 'field_definition':
    case 'property_signature':
    case 'index_signature':
      return 'property';
    default:
      return undefined;
  }
}

function readMember(reader: Reader, node: number, decl: Decl, owner: Decl, scope: Scope): void {
  const { syntax } = reader;
  const isStatic = (decl.flags & declFlags.static) !== 0;
  const receiver = { self: owner.kind === 'class' || owner.name !== '' ? owner : scope.self, isStatic };
  for (const child of syntax.children(node)) {
    if (syntax.type(child) === 'decorator') addDecorator(reader, child, decl, scope);
  }
  const key = syntax.field(node, 'name');
  if (key >= 0 && syntax.type(key) === 'computed_property_name') reader.statement(key, scope);
  if (decl.kind === 'property') {
    const type = syntax.field(node, 'type');
    if (type >= 0) decl.type = reader.type(type, scope);
    const value = syntax.field(node, 'value');
    if (value >= 0) setInitial(reader, decl, value, innerScope(scope, { owner: decl, ...receiver }));
    return;
  }
  readFunction(reader, node, decl, scope, receiver);
  if (decl.name === 'constructor' && owner.kind === 'class') {
    for (const param of decl.params) if ((param.flags & declFlags.property) !== 0) addMember(owner, param);
  }
}

export function readEnum(reader: Reader, node: number, decl: Decl, scope: Scope): void {
  const { syntax } = reader;
  const within = innerScope(scope, { owner: decl });
  const body = syntax.field(node, 'body');
  for (const child of body < 0 ? [] : syntax.children(body)) {
    const assigned = syntax.type(child) === 'enum_assignment';
    const name = assigned ? syntax.field(child, 'name') : child;
    if (name < 0 || syntax.type(name) === 'ERROR') continue;
    const member = declareAt(reader, 'property', name, decl);
    member.flags |= declFlags.static;
    decl.members.push(member);
    within.values.set(member.name, member);
    if (assigned) setInitial(reader, member, syntax.field(child, 'value'), within);
  }
}

/** A class as a value; its name, if it has one, is known inside only. */
export function readClassExpression(reader: Reader, node: number, scope: Scope, name: Decl | undefined): Expr {
  const { syntax } = reader;
  const own = syntax.field(node, 'name');
  const decl = own < 0 ? createDecl('class', '', scope.owner) : declareAt(reader, 'class', own, scope.owner);
  const within = innerScope(scope);
  if (own >= 0) {
    within.values.set(decl.name, decl);
    within.types.set(decl.name, decl);
  }
  if (decl.symbol < 0 && name !== undefined) decl.symbol = name.symbol;
  readClass(reader, node, decl, within);
  return { op: 'class', decl };
}
