/**
 * A file's code → two byte arrays: `declarations`, all that other files may ask for, and `references`, the rest. What
 * others may ask for is what is reached from the exports by annotations, initial values and results. The places of
 * what is declared are among the references: an edit that only moves declarations leaves them as they were.
 */

import type { PlainWriter } from './plainCodec';
import { createPlainWriter } from './plainCodec';
import type { Decl, Entry, Export, Expr, FieldKind, FileCode, Place, Root, TypeNode } from './shapes';
import { declFlags, declKinds, exprShapes, rootRoles, typeShapes } from './shapes';
import { exprFields, typeFields, visitDecl, visitExpr, visitType } from './visit';
import type { Visitor } from './visit';

export interface EncodedCode {
  readonly declarations: Uint8Array;
  readonly references: Uint8Array;
}

export function encodeCode(code: FileCode): EncodedCode {
  const outer = reach([code.file, ...code.modules]);
  const ids = new Map<Decl, number>();
  for (const decl of outer) ids.set(decl, ids.size);
  const places: Place[] = [];
  const declarations = createNodeWriter(ids, places);
  declarations.number(code.modules.length);
  for (const { module, at } of listed(declarations, code.uses)) {
    declarations.text(module);
    declarations.place(at);
  }
  for (const decl of outer) declarations.decl(decl);

  const inner = [...reach([...rootDecls(code.roots), ...code.bound.filter(tells)], outer)];
  for (const decl of inner) ids.set(decl, ids.size);
  const references = createNodeWriter(ids, undefined);
  for (const at of listed(references, places)) references.place(at);
  for (const root of listed(references, code.roots)) references.root(root);
  for (const decl of inner) references.decl(decl);
  const isAmbient = code.modules.length > 0 || (code.file.flags & declFlags.global) !== 0;
  const head = Uint8Array.of(isAmbient ? ambientMark : 0);
  return {
    declarations: Buffer.concat([head, declarations.pack(outer.size)]),
    references: references.pack(inner.length),
  };
}

/** Before the declarations stands one byte that says whether files that do not import them may see them. */
export const ambientMark = 1;

/** A name without value and type says nothing unless it is used. */
function tells({ kind, value, type, symbol }: Decl): boolean {
  return (kind !== 'variable' && kind !== 'parameter') || value !== undefined || type !== undefined || symbol >= 0;
}

function listed<Item>(writer: NodeWriter, items: readonly Item[]): readonly Item[] {
  writer.number(items.length);
  return items;
}

function* rootDecls(roots: readonly Root[]): Generator<Decl | Root> {
  for (const root of roots) {
    yield root.owner;
    if (root.decl !== undefined) yield root.decl;
    yield root;
  }
}

/** All declarations reached from these, each once, without those that are known; what they stand in comes along. */
function reach(from: Iterable<Decl | Root>, known: ReadonlySet<Decl> = new Set()): Set<Decl> {
  const found = new Set<Decl>();
  const waiting: Decl[] = [];
  const visitor: Visitor = {
    expr(expr) {
      visitExpr(expr, visitor);
    },
    type(type) {
      visitType(type, visitor);
    },
    decl(decl) {
      if (known.has(decl) || found.has(decl)) return;
      found.add(decl);
      waiting.push(decl);
    },
  };
  for (const start of from) {
    if ('kind' in start) visitor.decl(start);
    else {
      if (start.value !== undefined) visitor.expr(start.value);
      if (start.type !== undefined) visitor.type(start.type);
    }
  }
  for (let decl = waiting.pop(); decl !== undefined; decl = waiting.pop()) {
    if (decl.owner !== undefined) visitor.decl(decl.owner);
    visitDecl(decl, visitor);
  }
  return found;
}

interface NodeWriter extends Pick<PlainWriter, 'number' | 'text' | 'place' | 'pack'> {
  readonly decl: (decl: Decl) => void;
  readonly root: (root: Root) => void;
}

const exprOps = new Map(Object.keys(exprShapes).map((op, index) => [op, index]));
const typeOps = new Map(Object.keys(typeShapes).map((op, index) => [op, index]));

/** Places go into `places`, if that is given, and only that they are there into the bytes. */
function createNodeWriter(ids: ReadonlyMap<Decl, number>, places: Place[] | undefined): NodeWriter {
  const plain = createPlainWriter(places);
  const { number, text, place, list, optional } = plain;

  function reference(decl: Decl): void {
    number(ids.get(decl)!);
  }

  function expr(node: Expr): void {
    number(exprOps.get(node.op)!);
    fields(node as unknown as Record<string, unknown>, exprFields.get(node.op)!);
  }

  function type(node: TypeNode): void {
    number(typeOps.get(node.op)!);
    fields(node as unknown as Record<string, unknown>, typeFields.get(node.op)!);
  }

  function entry({ key, at, value, symbol }: Entry): void {
    optional(key, text);
    place(at);
    number(symbol + 1);
    expr(value);
  }

  function exported({ name, value, type: meaning, module, imported, at }: Export): void {
    text(name);
    optional(value, reference);
    optional(meaning, reference);
    optional(module, text);
    text(imported);
    place(at);
  }

  const many =
    <Item>(write: (item: Item) => void) =>
    (items: readonly Item[]): void => {
      list(items, write);
    };
  const maybe =
    <Item>(write: (item: Item) => void) =>
    (item: Item | undefined): void => {
      optional(item, write);
    };
  const writers: Readonly<Record<FieldKind, (value: never) => void>> = {
    number,
    text,
    texts: many(text),
    'place?': place,
    decl: reference,
    'decl?': maybe(reference),
    decls: many(reference),
    expr,
    exprs: many(expr),
    type,
    'type?': maybe(type),
    types: many(type),
    entries: many(entry),
    exports: many(exported),
  };

  function fields(node: Record<string, unknown>, kinds: readonly (readonly [string, FieldKind])[]): void {
    for (const [name, kind] of kinds) writers[kind](node[name] as never);
  }

  function decl(item: Decl): void {
    number(declKinds.indexOf(item.kind));
    text(item.name);
    number(item.symbol + 1);
    number(item.flags);
    number(item.owner === undefined ? 0 : ids.get(item.owner)! + 1);
    const mask = declFields.reduce((bits, [name], bit) => bits | (isPresent(item[name]) ? 1 << bit : 0), 0);
    number(mask);
    for (const [name, kind] of declFields) if (isPresent(item[name])) writers[kind](item[name] as never);
  }

  return {
    number,
    text,
    place,
    decl,
    root({ owner, role, decl: of, value, type: meaning }) {
      reference(owner);
      number(rootRoles.indexOf(role));
      optional(of, reference);
      optional(value, expr);
      optional(meaning, type);
    },
    pack: plain.pack,
  };
}

function isPresent(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '';
}

/** The parts of a declaration that most lack, written under a mask of which are there. */
export const declFields = [
  ['type', 'type'],
  ['value', 'expr'],
  ['params', 'decls'],
  ['typeParams', 'decls'],
  ['members', 'decls'],
  ['bases', 'types'],
  ['interfaces', 'types'],
  ['returns', 'exprs'],
  ['merged', 'decls'],
  ['exports', 'exports'],
  ['decorators', 'exprs'],
  ['module', 'text'],
  ['imported', 'text'],
  ['at', 'place?'],
] as const satisfies readonly (readonly [keyof Decl, FieldKind])[];
