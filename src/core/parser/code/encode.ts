/**
 * A file's code → two byte arrays: `declarations`, all that other files may ask for, and `references`, the rest. What
 * others may ask for is what is reached from the exports by annotations, initial values and results. The places of
 * what is declared are among the references: an edit that only moves declarations leaves them as they were.
 */

import { PlainWriter } from './plainCodec';
import type { Decl, Entry, Export, Expr, FieldKind, FileCode, Place, Root, TypeNode } from './shapes';
import { declFlags, declKinds, exprShapes, fieldRules, rootRoles, typeShapes } from './shapes';
import type { SingleKind } from './shapes';
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
  const declarations = new NodeWriter(ids, places);
  declarations.number(code.modules.length);
  for (const { module, at } of listed(declarations, code.uses)) {
    declarations.text(module);
    declarations.place(at);
  }
  for (const decl of outer) declarations.decl(decl);

  const inner = [...reach([...rootDecls(code.roots), ...code.bound.filter(tells)], outer)];
  for (const decl of inner) ids.set(decl, ids.size);
  const references = new NodeWriter(ids, undefined);
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
  const reached = new Reach(known);
  for (const start of from) {
    if ('kind' in start) reached.decl(start);
    else {
      if (start.value !== undefined) reached.expr(start.value);
      if (start.type !== undefined) reached.type(start.type);
    }
  }
  reached.goOn();
  return reached.found;
}

class Reach implements Visitor {
  readonly found = new Set<Decl>();
  private readonly waiting: Decl[] = [];

  constructor(private readonly known: ReadonlySet<Decl>) {}

  expr(expr: Expr): void {
    visitExpr(expr, this);
  }

  type(type: TypeNode): void {
    visitType(type, this);
  }

  decl(decl: Decl): void {
    if (this.known.has(decl) || this.found.has(decl)) return;
    this.found.add(decl);
    this.waiting.push(decl);
  }

  goOn(): void {
    for (let decl = this.waiting.pop(); decl !== undefined; decl = this.waiting.pop()) {
      if (decl.owner !== undefined) this.decl(decl.owner);
      visitDecl(decl, this);
    }
  }
}

const exprOps = new Map(Object.keys(exprShapes).map((op, index) => [op, index]));
const typeOps = new Map(Object.keys(typeShapes).map((op, index) => [op, index]));

/** Places go into `places`, if that is given, and only that they are there into the bytes. */
class NodeWriter extends PlainWriter {
  constructor(
    private readonly ids: ReadonlyMap<Decl, number>,
    places: Place[] | undefined,
  ) {
    super(places);
  }

  decl(item: Decl): void {
    this.number(declKinds.indexOf(item.kind));
    this.text(item.name);
    this.number(item.symbol + 1);
    this.number(item.flags);
    this.number(item.owner === undefined ? 0 : this.ids.get(item.owner)! + 1);
    let mask = 0;
    for (let bit = 0; bit < declFields.length; bit++) if (isPresent(item[declFields[bit]![0]])) mask |= 1 << bit;
    this.number(mask);
    for (let bit = 0; bit < declFields.length; bit++) {
      const [name, kind] = declFields[bit]!;
      if ((mask & (1 << bit)) !== 0) this.field(kind, item[name]);
    }
  }

  root({ owner, role, decl, value, type }: Root): void {
    this.reference(owner);
    this.number(rootRoles.indexOf(role));
    this.field('decl?', decl);
    this.number(value === undefined ? 0 : 1);
    if (value !== undefined) this.expr(value);
    this.field('type?', type);
  }

  private reference(decl: Decl): void {
    this.number(this.ids.get(decl)!);
  }

  private expr(node: Expr): void {
    this.number(exprOps.get(node.op)!);
    this.fields(node as unknown as Record<string, unknown>, exprFields.get(node.op)!);
  }

  private type(node: TypeNode): void {
    this.number(typeOps.get(node.op)!);
    this.fields(node as unknown as Record<string, unknown>, typeFields.get(node.op)!);
  }

  private fields(node: Record<string, unknown>, shape: readonly (readonly [string, FieldKind])[]): void {
    for (const [name, kind] of shape) this.field(kind, node[name]);
  }

  /** `value` is of what {@link FieldKind} says. */
  private field(kind: FieldKind, value: unknown): void {
    const rule = fieldRules[kind];
    if (rule.form === 'many') {
      const items = value as readonly unknown[];
      this.number(items.length);
      for (const item of items) this.one(rule.of, item);
    } else if (rule.form === 'one') this.one(rule.of, value);
    else {
      this.number(value === undefined ? 0 : 1);
      if (value !== undefined) this.one(rule.of, value);
    }
  }

  private one(kind: SingleKind, value: unknown): void {
    switch (kind) {
      case 'number':
        this.number(value as number);
        return;
      case 'text':
        this.text(value as string);
        return;
      case 'place':
        this.place(value as Place | undefined);
        return;
      case 'decl':
        this.reference(value as Decl);
        return;
      case 'expr':
        this.expr(value as Expr);
        return;
      case 'type':
        this.type(value as TypeNode);
        return;
      case 'entry':
        this.entry(value as Entry);
        return;
      case 'export':
        this.exported(value as Export);
    }
  }

  private entry({ key, at, value, symbol }: Entry): void {
    this.optionalText(key);
    this.place(at);
    this.number(symbol + 1);
    this.expr(value);
  }

  private exported({ name, value, type, module, imported, at }: Export): void {
    this.text(name);
    this.field('decl?', value);
    this.field('decl?', type);
    this.optionalText(module);
    this.text(imported);
    this.place(at);
  }
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
