/** Byte arrays → a file's code. The second array is read on top of what the first one gave. */

import { LociError } from '../../model/errors';
import { ambientMark, declFields } from './encode';
import { PlainReader } from './plainCodec';
import type { Decl, Entry, Export, Expr, FieldKind, ModuleUse, Place, Root, SingleKind, TypeNode } from './shapes';
import { declKinds, exprShapes, fieldRules, rootRoles, typeShapes } from './shapes';
import { exprFields, typeFields } from './visit';

export interface DecodedDeclarations {
  /** The file first, then its module blocks, then what they reach. */
  readonly decls: readonly Decl[];
  readonly modules: readonly Decl[];
  readonly uses: readonly ModuleUse[];
  /** All places in them, unset. */
  readonly places: readonly Place[];
}

export interface DecodedReferences {
  readonly roots: readonly Root[];
  /** What the declarations leave out. */
  readonly decls: readonly Decl[];
}

/** `unit` becomes that of all declarations. Throws LociError `corrupt` if the bytes are not declarations in this form. */
export function decodeDeclarations(bytes: Uint8Array, unit: number): DecodedDeclarations {
  return guarded(() => {
    const places: Place[] = [];
    const reader = new NodeReader(bytes.subarray(1), [], unit, places);
    const moduleCount = reader.number();
    const uses: ModuleUse[] = [];
    for (let left = reader.number(); left > 0; left--) uses.push({ module: reader.text(), at: reader.place()! });
    reader.readDecls();
    return { decls: reader.decls, modules: reader.decls.slice(1, 1 + moduleCount), uses, places };
  });
}

/** `known` are the declarations of the same file, whose places are set. Throws LociError `corrupt` if they do not fit. */
export function decodeReferences(bytes: Uint8Array, known: DecodedDeclarations, unit: number): DecodedReferences {
  return guarded(() => readCode(new NodeReader(bytes, known.decls, unit, undefined), known));
}

/** Where names stand that a file's code declares or uses. Throws LociError `corrupt` as the others do. */
export function decodePlaces(declarations: Uint8Array, references: Uint8Array): Place[] {
  const known = decodeDeclarations(declarations, 0);
  return guarded(() => {
    const seen: Place[] = [];
    readCode(new NodeReader(references, known.decls, 0, undefined, seen), known);
    return seen;
  });
}

function readCode(reader: NodeReader, known: DecodedDeclarations): DecodedReferences {
  const { places } = known;
  if (reader.number() !== places.length) throw new RangeError('places do not fit the declarations');
  for (const place of places) reader.setPlace(place);
  const roots: Root[] = [];
  for (let left = reader.number(); left > 0; left--) roots.push(reader.root());
  reader.readDecls();
  return { roots, decls: reader.decls.slice(known.decls.length) };
}

/** Whether files that do not import these declarations may see some of them. */
export function isAmbient(bytes: Uint8Array): boolean {
  return bytes[0] === ambientMark;
}

function guarded<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new LociError('corrupt', 'stored facts of a file cannot be read', 'run loci index with --rebuild', {
      cause: error,
    });
  }
}

type Shape = readonly (readonly [name: string, kind: FieldKind])[];
const exprReaders: readonly (readonly [string, Shape])[] = Object.keys(exprShapes).map((op) => [
  op,
  exprFields.get(op)!,
]);
const typeReaders: readonly (readonly [string, Shape])[] = Object.keys(typeShapes).map((op) => [
  op,
  typeFields.get(op)!,
]);

/** A list of declarations that has none of a thing is the same for all of them: nobody adds to what was read. */
const none: never[] = [];

function createRead(unit: number): Decl {
  return {
    kind: 'variable',
    name: '',
    symbol: -1,
    flags: 0,
    owner: undefined,
    type: undefined,
    value: undefined,
    params: none,
    typeParams: none,
    members: none,
    bases: none,
    interfaces: none,
    returns: none,
    merged: none,
    exports: none,
    decorators: none,
    module: undefined,
    imported: '',
    at: undefined,
    site: undefined,
    unit,
    memo: undefined,
  };
}

/** A class, so that all files share what V8 makes of its functions. */
class NodeReader extends PlainReader {
  readonly decls: Decl[];
  private readonly known: number;

  constructor(
    bytes: Uint8Array,
    known: readonly Decl[],
    private readonly unit: number,
    unset: Place[] | undefined,
    /** Gets the places that are read. */
    private readonly seen?: Place[],
  ) {
    super(bytes, unset);
    this.known = known.length;
    this.decls = [...known];
    for (let index = 0; index < this.declCount; index++) {
      this.decls.push(createRead(unit));
    }
  }

  override place(): Place | undefined {
    const at = super.place();
    if (at !== undefined && this.seen !== undefined) this.seen.push(at);
    return at;
  }

  override setPlace(place: Place): void {
    super.setPlace(place);
    this.seen?.push(place);
  }

  readDecls(): void {
    for (let index = this.known; index < this.decls.length; index++) this.readDecl(this.decls[index]!);
  }

  root(): Root {
    const owner = this.decl();
    const role = rootRoles[this.number()] ?? 'plain';
    const decl = this.isThere() ? this.decl() : undefined;
    const value = this.isThere() ? this.expr() : undefined;
    const root: Root = { owner, role, decl, value, type: this.isThere() ? this.type() : undefined };
    if (value !== undefined) value.up = root;
    return root;
  }

  private readDecl(made: Decl): void {
    const kind = declKinds[this.number()];
    if (kind === undefined) throw new RangeError('an unknown kind');
    made.kind = kind;
    made.name = this.text();
    made.symbol = this.number() - 1;
    made.flags = this.number();
    const owner = this.number();
    made.owner = owner === 0 ? undefined : this.decls[owner - 1];
    const mask = this.number();
    for (let bit = 0; mask >> bit !== 0; bit++) {
      if ((mask & (1 << bit)) === 0) continue;
      const [name, of] = declFields[bit] ?? unknownField();
      (made as unknown as Record<string, unknown>)[name] = this.field(of);
    }
    if (made.value !== undefined) made.value.up = made;
    for (const each of made.returns) each.up = made;
  }

  private decl(): Decl {
    const found = this.decls[this.number()];
    if (found === undefined) throw new RangeError('a declaration is missing');
    return found;
  }

  private expr(): Expr {
    const made = this.node(exprReaders) as Expr;
    settle(made);
    return made;
  }

  private type(): TypeNode {
    return this.node(typeReaders) as TypeNode;
  }

  private node(shapes: readonly (readonly [string, Shape])[]): unknown {
    const shape = shapes[this.number()];
    if (shape === undefined) throw new RangeError('an unknown operation');
    const made: Record<string, unknown> = { op: shape[0], up: undefined, memo: undefined, unit: this.unit };
    for (const [name, kind] of shape[1]) made[name] = this.field(kind);
    return made;
  }

  private field(kind: FieldKind): unknown {
    const { form, of } = fieldRules[kind];
    if (form === 'one') return this.one(of);
    if (form === 'maybe') return this.isThere() ? this.one(of) : undefined;
    const items: unknown[] = [];
    for (let left = this.number(); left > 0; left--) items.push(this.one(of));
    return items;
  }

  private one(kind: SingleKind): unknown {
    switch (kind) {
      case 'number':
        return this.number();
      case 'text':
        return this.text();
      case 'place':
        return this.place();
      case 'decl':
        return this.decl();
      case 'expr':
        return this.expr();
      case 'type':
        return this.type();
      case 'entry':
        return this.entry();
      case 'export':
        return this.exported();
    }
  }

  private entry(): Entry {
    const key = this.isThere() ? this.text() : undefined;
    return { key, at: this.place(), symbol: this.number() - 1, value: this.expr() };
  }

  private exported(): Export {
    return {
      name: this.text(),
      value: this.isThere() ? this.decl() : undefined,
      type: this.isThere() ? this.decl() : undefined,
      module: this.isThere() ? this.text() : undefined,
      imported: this.text(),
      at: this.place(),
    };
  }
}

function unknownField(): never {
  throw new RangeError('an unknown part of a declaration');
}

/** Tells the parts of an expression what they stand in, where that tells what is expected of them. */
function settle(made: Expr): void {
  const { op } = made;
  if (op === 'member' || op === 'ref' || op === 'name') return;
  if (op === 'function' || op === 'class') made.decl.site = made;
  else if (op === 'call' || op === 'new') standIn(made, made.args);
  else if (op === 'object') for (const { value } of made.entries) value.up = made;
  else if (op === 'jsx') for (const { value } of made.attributes) value.up = made;
  else if (op === 'array' || op === 'tuple') standIn(made, made.items);
  else if (op === 'either') standIn(made, made.options);
  else if (op === 'last') standIn(made, made.parts);
  else if (single.has(op) && 'value' in made) made.value.up = made;
}

const single: ReadonlySet<Expr['op']> = new Set(['assign', 'as', 'satisfies', 'await', 'spread', 'keyword']);

function standIn(around: Expr, parts: readonly Expr[]): void {
  for (const part of parts) part.up = around;
}
