/** Assignments, and what they define: a variable's first value, a member of `this`, of a prototype, of a module. */

import { innerScope, lookUp } from '../scopes';
import type { Scope } from '../scopes';
import type { Decl, Expr } from '../shapes';
import { declFlags } from '../shapes';
import { addMember } from '../decls';
import { readModuleAssignment } from './commonjs';
import { readFunctionExpr } from './functions';
import type { Reader } from './reader';
import { declareAt, nameOf } from './reader';

export function readAssignment(reader: Reader, node: number, scope: Scope): Expr {
  const { syntax } = reader;
  const left = syntax.field(node, 'left');
  const right = syntax.field(node, 'right');
  const leftType = left < 0 ? '' : syntax.type(left);
  if (reader.quiet === 0) {
    const exported = leftType === 'member_expression' ? readModuleAssignment(reader, left, right, scope) : undefined;
    if (exported !== undefined) return exported;
    const member = leftType === 'member_expression' ? memberAt(reader, left, scope) : undefined;
    if (member !== undefined) return readMemberValue(reader, member, left, right, scope);
    if (leftType === 'identifier') giveFirstValue(reader, left, right, scope);
  }
  const target = reader.expr(left, scope);
  return { op: 'assign', target, value: reader.expr(right, scope) };
}

/** A variable without type and value is known by what is first assigned to it. */
function giveFirstValue(reader: Reader, left: number, right: number, scope: Scope): void {
  const decl = lookUp(scope, reader.syntax.textOf(left), 'values');
  if (decl?.kind !== 'variable' || decl.type !== undefined) return;
  const isEmpty =
    decl.value === undefined || (decl.value.op === 'primitive' && /^(null|undefined)$/.test(decl.value.name));
  if (!isEmpty || !plainValues.has(reader.syntax.type(right))) return;
  reader.quiet++;
  decl.value = reader.expr(right, scope);
  reader.quiet--;
}

/** Values that can be read twice without harm. */
const plainValues = new Set([
  ...['identifier', 'member_expression', 'call_expression', 'new_expression', 'await_expression', 'as_expression'],
  ...['non_null_expression', 'subscript_expression', 'ternary_expression', 'binary_expression', 'array'],
]);

/** The member that `this.a = `, `A.prototype.b = ` or `A.c = ` defines, if it is the first to do so. */
function memberAt(reader: Reader, left: number, scope: Scope): Decl | undefined {
  const { syntax } = reader;
  const object = syntax.field(left, 'object');
  const property = syntax.field(left, 'property');
  const owner = ownerOf(reader, object, scope);
  if (owner === undefined) return undefined;
  const { decl, isStatic } = owner;
  const name = nameOf(reader, property);
  const flag = isStatic ? declFlags.static : 0;
  const known = decl.members.some((each) => each.name === name && (each.flags & declFlags.static) === flag);
  if (known || reader.symbolAt(syntax.start(property)) < 0) return undefined;
  const member = declareAt(reader, 'property', property, decl);
  member.flags |= flag;
  addMember(decl, member);
  return member;
}

function ownerOf(reader: Reader, object: number, scope: Scope): { decl: Decl; isStatic: boolean } | undefined {
  const { syntax } = reader;
  const type = syntax.type(object);
  if (type === 'this') {
    const { self, isStatic } = scope;
    return self !== undefined && mayGetMembers(reader, self) ? { decl: self, isStatic } : undefined;
  }
  const written = syntax.textOf(object);
  const [name, prototype, more] = written.split('.');
  if (name === undefined || more !== undefined || (prototype !== undefined && prototype !== 'prototype'))
    return undefined;
  const decl = lookUp(scope, name, 'values');
  if (decl === undefined || !mayGetMembers(reader, decl)) return undefined;
  if (decl.kind === 'variable') return prototype === undefined ? { decl, isStatic: false } : undefined;
  return { decl, isStatic: prototype === undefined };
}

/** In JavaScript an object that stands at the top of a file is given its members there, as a class has them. */
function mayGetMembers(reader: Reader, { kind, owner, type }: Decl): boolean {
  if (kind === 'class' || kind === 'function') return true;
  return reader.isUntyped && kind === 'variable' && owner === reader.file && type === undefined;
}

function readMemberValue(reader: Reader, member: Decl, left: number, right: number, scope: Scope): Expr {
  const object = reader.expr(reader.syntax.field(left, 'object'), scope);
  const isStatic = (member.flags & declFlags.static) !== 0;
  const within = innerScope(scope, { owner: member });
  // In an arrow function `this` is that of the code around.
  const isMethod = /^(?:function_expression|generator_function)$/.test(reader.syntax.type(right));
  member.value = isMethod
    ? readFunctionExpr(reader, right, within, { self: member.owner, isStatic })
    : reader.expr(right, within);
  return { op: 'opaque', parts: object.op === 'this' ? [] : [object] };
}
