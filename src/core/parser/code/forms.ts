/**
 * How each form of expression and type is read. They are written out, in the order of the shapes, as the shapes themselves
 * could say it, too: so each form is a literal with all its fields in place, which V8 makes in one go and knows again.
 * The compiler holds each to its shape; a test the order.
 */

import type { Decl, Entry, Expr, ExprOf, Place, TypeNode, TypeNodeOf } from './shapes';
import { exprShapes, typeShapes } from './shapes';

/** Reads one field after the other. All throw RangeError for what does not fit. */
export interface FieldReader {
  number(): number;
  text(): string;
  textList(): readonly string[];
  place(): Place | undefined;
  decl(): Decl;
  maybeDecl(): Decl | undefined;
  list(): Decl[];
  expr(): Expr;
  exprs(): Expr[];
  type(): TypeNode;
  maybeType(): TypeNode | undefined;
  types(): TypeNode[];
  entries(): readonly Entry[];
}

type ReadExpr<Op extends Expr['op']> = (from: FieldReader, unit: number) => ExprOf<Op>;
type ReadType<Op extends TypeNode['op']> = (from: FieldReader, unit: number) => TypeNodeOf<Op>;

const exprs: { readonly [Op in Expr['op']]: ReadExpr<Op> } = {
  ref: (from, unit) => ({ op: 'ref', up: undefined, memo: undefined, unit, decl: from.decl(), at: from.place() }),
  name: (from, unit) => ({ op: 'name', up: undefined, memo: undefined, unit, name: from.text(), at: from.place() }),
  this: (from, unit) => ({
    op: 'this',
    up: undefined,
    memo: undefined,
    unit,
    decl: from.maybeDecl(),
    static: from.number(),
  }),
  super: (from, unit) => ({
    op: 'super',
    up: undefined,
    memo: undefined,
    unit,
    decl: from.maybeDecl(),
    static: from.number(),
  }),
  member: (from, unit) => ({
    op: 'member',
    up: undefined,
    memo: undefined,
    unit,
    object: from.expr(),
    name: from.text(),
    at: from.place(),
  }),
  call: (from, unit) => ({
    op: 'call',
    up: undefined,
    memo: undefined,
    unit,
    callee: from.expr(),
    typeArgs: from.types(),
    args: from.exprs(),
  }),
  new: (from, unit) => ({
    op: 'new',
    up: undefined,
    memo: undefined,
    unit,
    callee: from.expr(),
    typeArgs: from.types(),
    args: from.exprs(),
  }),
  await: (from, unit) => ({ op: 'await', up: undefined, memo: undefined, unit, value: from.expr() }),
  index: (from, unit) => ({ op: 'index', up: undefined, memo: undefined, unit, object: from.expr(), key: from.expr() }),
  element: (from, unit) => ({ op: 'element', up: undefined, memo: undefined, unit, value: from.expr() }),
  literal: (from, unit) => ({ op: 'literal', up: undefined, memo: undefined, unit, text: from.text() }),
  primitive: (from, unit) => ({ op: 'primitive', up: undefined, memo: undefined, unit, name: from.text() }),
  object: (from, unit) => ({ op: 'object', up: undefined, memo: undefined, unit, entries: from.entries() }),
  array: (from, unit) => ({ op: 'array', up: undefined, memo: undefined, unit, items: from.exprs() }),
  tuple: (from, unit) => ({ op: 'tuple', up: undefined, memo: undefined, unit, items: from.exprs() }),
  spread: (from, unit) => ({ op: 'spread', up: undefined, memo: undefined, unit, value: from.expr() }),
  function: (from, unit) => ({ op: 'function', up: undefined, memo: undefined, unit, decl: from.decl() }),
  class: (from, unit) => ({ op: 'class', up: undefined, memo: undefined, unit, decl: from.decl() }),
  either: (from, unit) => ({ op: 'either', up: undefined, memo: undefined, unit, options: from.exprs() }),
  last: (from, unit) => ({ op: 'last', up: undefined, memo: undefined, unit, parts: from.exprs() }),
  assign: (from, unit) => ({
    op: 'assign',
    up: undefined,
    memo: undefined,
    unit,
    target: from.expr(),
    value: from.expr(),
  }),
  as: (from, unit) => ({ op: 'as', up: undefined, memo: undefined, unit, value: from.expr(), type: from.type() }),
  satisfies: (from, unit) => ({
    op: 'satisfies',
    up: undefined,
    memo: undefined,
    unit,
    value: from.expr(),
    type: from.type(),
  }),
  narrow: (from, unit) => ({
    op: 'narrow',
    up: undefined,
    memo: undefined,
    unit,
    value: from.expr(),
    how: from.number(),
    test: from.expr(),
    positive: from.number(),
  }),
  module: (from, unit) => ({
    op: 'module',
    up: undefined,
    memo: undefined,
    unit,
    module: from.text(),
    how: from.number(),
    at: from.place(),
  }),
  jsx: (from, unit) => ({
    op: 'jsx',
    up: undefined,
    memo: undefined,
    unit,
    component: from.expr(),
    attributes: from.entries(),
    children: from.exprs(),
  }),
  opaque: (from, unit) => ({ op: 'opaque', up: undefined, memo: undefined, unit, parts: from.exprs() }),
  yield: (from, unit) => ({ op: 'yield', up: undefined, memo: undefined, unit, value: from.expr() }),
  keyword: (from, unit) => ({
    op: 'keyword',
    up: undefined,
    memo: undefined,
    unit,
    name: from.text(),
    at: from.place(),
    value: from.expr(),
  }),
  enter: (from, unit) => ({ op: 'enter', up: undefined, memo: undefined, unit, value: from.expr() }),
};

const types: { readonly [Op in TypeNode['op']]: ReadType<Op> } = {
  ref: (from, unit) => ({ op: 'ref', memo: undefined, unit, decl: from.decl(), args: from.types(), at: from.place() }),
  name: (from, unit) => ({
    op: 'name',
    memo: undefined,
    unit,
    name: from.text(),
    args: from.types(),
    at: from.place(),
  }),
  member: (from, unit) => ({
    op: 'member',
    memo: undefined,
    unit,
    object: from.type(),
    name: from.text(),
    args: from.types(),
    at: from.place(),
  }),
  array: (from, unit) => ({ op: 'array', memo: undefined, unit, element: from.type() }),
  tuple: (from, unit) => ({ op: 'tuple', memo: undefined, unit, items: from.types() }),
  union: (from, unit) => ({ op: 'union', memo: undefined, unit, options: from.types() }),
  intersection: (from, unit) => ({ op: 'intersection', memo: undefined, unit, parts: from.types() }),
  function: (from, unit) => ({ op: 'function', memo: undefined, unit, decl: from.decl() }),
  object: (from, unit) => ({ op: 'object', memo: undefined, unit, decl: from.decl() }),
  typeof: (from, unit) => ({ op: 'typeof', memo: undefined, unit, value: from.expr() }),
  instance: (from, unit) => ({ op: 'instance', memo: undefined, unit, value: from.expr(), args: from.types() }),
  keyof: (from, unit) => ({ op: 'keyof', memo: undefined, unit, type: from.type() }),
  index: (from, unit) => ({ op: 'index', memo: undefined, unit, object: from.type(), key: from.type() }),
  literal: (from, unit) => ({ op: 'literal', memo: undefined, unit, text: from.text() }),
  primitive: (from, unit) => ({ op: 'primitive', memo: undefined, unit, name: from.text() }),
  conditional: (from, unit) => ({
    op: 'conditional',
    memo: undefined,
    unit,
    check: from.type(),
    bound: from.type(),
    yes: from.type(),
    no: from.type(),
  }),
  infer: (from, unit) => ({ op: 'infer', memo: undefined, unit, decl: from.decl() }),
  mapped: (from, unit) => ({
    op: 'mapped',
    memo: undefined,
    unit,
    param: from.decl(),
    value: from.type(),
    as: from.maybeType(),
  }),
  this: (from, unit) => ({ op: 'this', memo: undefined, unit, decl: from.maybeDecl() }),
  predicate: (from, unit) => ({ op: 'predicate', memo: undefined, unit, name: from.text(), type: from.type() }),
  import: (from, unit) => ({
    op: 'import',
    memo: undefined,
    unit,
    module: from.text(),
    names: from.textList(),
    args: from.types(),
    at: from.place(),
  }),
  optional: (from, unit) => ({ op: 'optional', memo: undefined, unit, type: from.type() }),
  rest: (from, unit) => ({ op: 'rest', memo: undefined, unit, type: from.type() }),
  opaque: (from, unit) => ({ op: 'opaque', memo: undefined, unit, parts: from.types() }),
};

/** Tell the parts of an expression what they stand in, where that tells what is expected of them. */
const settlers: { readonly [Op in Expr['op']]?: (made: ExprOf<Op>) => void } = {
  function: ownDecl,
  class: ownDecl,
  call: ownArgs,
  new: ownArgs,
  object(made) {
    for (const { value } of made.entries) value.up = made;
  },
  jsx(made) {
    for (const { value } of made.attributes) value.up = made;
  },
  array: ownItems,
  tuple: ownItems,
  either(made) {
    for (const option of made.options) option.up = made;
  },
  last(made) {
    for (const part of made.parts) part.up = made;
  },
  assign: ownValue,
  as: ownValue,
  satisfies: ownValue,
  await: ownValue,
  spread: ownValue,
  keyword: ownValue,
};

function ownDecl(made: ExprOf<'function' | 'class'>): void {
  made.decl.site = made;
}

function ownArgs(made: ExprOf<'call' | 'new'>): void {
  for (const arg of made.args) arg.up = made;
}

function ownItems(made: ExprOf<'array' | 'tuple'>): void {
  for (const item of made.items) item.up = made;
}

function ownValue(made: ExprOf<'assign' | 'as' | 'satisfies' | 'await' | 'spread' | 'keyword'>): void {
  made.value.up = made;
}

/** By the number that stands for the form. */
export const exprReaders: readonly ((from: FieldReader, unit: number) => Expr)[] = (
  Object.keys(exprShapes) as Expr['op'][]
).map((op) => exprs[op]);

export const exprSettlers: readonly (((made: Expr) => void) | undefined)[] = (
  Object.keys(exprShapes) as Expr['op'][]
).map((op) => settlers[op] as ((made: Expr) => void) | undefined);

export const typeReaders: readonly ((from: FieldReader, unit: number) => TypeNode)[] = (
  Object.keys(typeShapes) as TypeNode['op'][]
).map((op) => types[op]);
