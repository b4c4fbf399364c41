/** Walks the parts of expressions, types and declarations by their shapes. */

import type { Decl, Expr, FieldKind, TypeNode } from './shapes';
import { exprShapes, typeShapes } from './shapes';

export interface Visitor {
  expr(expr: Expr): void;
  type(type: TypeNode): void;
  decl(decl: Decl): void;
}

const plainKinds: ReadonlySet<FieldKind> = new Set<FieldKind>(['number', 'text', 'texts', 'place?']);
type Fields = readonly (readonly [name: string, kind: FieldKind])[];

export const exprFields = fieldsOf(exprShapes);
export const typeFields = fieldsOf(typeShapes);
const exprParts = partsOf(exprFields);
const typeParts = partsOf(typeFields);

function fieldsOf(shapes: Readonly<Record<string, Readonly<Record<string, FieldKind>>>>): ReadonlyMap<string, Fields> {
  return new Map(Object.entries(shapes).map(([op, shape]) => [op, Object.entries(shape)]));
}

/** The fields that hold other nodes. */
function partsOf(fields: ReadonlyMap<string, Fields>): ReadonlyMap<string, Fields> {
  const isPart = (kind: FieldKind): boolean => !plainKinds.has(kind);
  return new Map([...fields].map(([op, shape]) => [op, shape.filter(([, kind]) => isPart(kind))]));
}

/** The expressions, types and declarations directly in an expression. */
export function visitExpr(expr: Expr, visitor: Visitor): void {
  visitFields(expr as unknown as Record<string, unknown>, exprParts.get(expr.op)!, visitor);
}

export function visitType(type: TypeNode, visitor: Visitor): void {
  visitFields(type as unknown as Record<string, unknown>, typeParts.get(type.op)!, visitor);
}

function visitFields(node: Record<string, unknown>, fields: Fields, visitor: Visitor): void {
  const { length } = fields;
  for (let at = 0; at < length; at++) {
    const field = fields[at]!;
    const value = node[field[0]];
    if (value !== undefined) visitField(value, field[1], visitor);
  }
}

function visitField(value: unknown, kind: FieldKind, visitor: Visitor): void {
  if (kind === 'expr') visitor.expr(value as Expr);
  else if (kind === 'exprs') for (const each of value as Expr[]) visitor.expr(each);
  else if (kind === 'type' || kind === 'type?') visitor.type(value as TypeNode);
  else if (kind === 'types') for (const each of value as TypeNode[]) visitor.type(each);
  else if (kind === 'decl' || kind === 'decl?') visitor.decl(value as Decl);
  else if (kind === 'decls') for (const each of value as Decl[]) visitor.decl(each);
  else if (kind === 'entries') for (const each of value as { value: Expr }[]) visitor.expr(each.value);
}

/** The expressions, types and declarations directly in a declaration; what it stands in is left out. */
export function visitDecl(decl: Decl, visitor: Visitor): void {
  const { type, value, exports } = decl;
  if (type !== undefined) visitor.type(type);
  if (value !== undefined) visitor.expr(value);
  for (const list of [decl.params, decl.typeParams, decl.members, decl.merged]) {
    for (const each of list) visitor.decl(each);
  }
  for (const each of decl.bases) visitor.type(each);
  for (const each of decl.interfaces) visitor.type(each);
  for (const each of decl.returns) visitor.expr(each);
  for (const each of decl.decorators) visitor.expr(each);
  for (const each of exports) {
    if (each.value !== undefined) visitor.decl(each.value);
    if (each.type !== undefined) visitor.decl(each.type);
  }
}
