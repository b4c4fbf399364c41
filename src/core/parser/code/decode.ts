/** Byte arrays → a file's code. The second array is read on top of what the first one gave. */

import { LociError } from '../../model/errors';
import { ambientMark, declFields } from './encode';
import { PlainReader } from './plainCodec';
import type { FieldReader } from './forms';
import { exprReaders, exprSettlers, typeReaders } from './forms';
import type { Decl, Entry, Export, Expr, ModuleUse, Place, Root, TypeNode } from './shapes';
import { declKinds, rootRoles } from './shapes';

export interface DecodedDeclarations {
  /** The file first, then its module blocks, then what they reach. */
  readonly decls: readonly Decl[];
  readonly modules: readonly Decl[];
  readonly uses: readonly ModuleUse[];
  /** All places in them, unset. */
  readonly places: readonly Place[];
  /** Bytes that they were read from, inflated. */
  readonly size: number;
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
    const { decls, size } = reader;
    return { decls, modules: decls.slice(1, 1 + moduleCount), uses, places, size };
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

/** A list without anything is the same for all: nobody adds to what was read. */
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
class NodeReader extends PlainReader implements FieldReader {
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
    for (let left = this.declCount; left > 0; left--) this.decls.push(createRead(unit));
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
    const decl = this.maybeDecl();
    const value = this.isThere() ? this.expr() : undefined;
    const root: Root = { owner, role, decl, value, type: this.maybeType() };
    if (value !== undefined) value.up = root;
    return root;
  }

  decl(): Decl {
    const found = this.decls[this.number()];
    if (found === undefined) throw new RangeError('a declaration is missing');
    return found;
  }

  maybeDecl(): Decl | undefined {
    return this.isThere() ? this.decl() : undefined;
  }

  expr(): Expr {
    const form = this.number();
    const read = exprReaders[form];
    if (read === undefined) throw new RangeError('an unknown operation');
    const made = read(this, this.unit);
    exprSettlers[form]?.(made);
    return made;
  }

  type(): TypeNode {
    const read = typeReaders[this.number()];
    if (read === undefined) throw new RangeError('an unknown operation');
    return read(this, this.unit);
  }

  maybeType(): TypeNode | undefined {
    return this.isThere() ? this.type() : undefined;
  }

  textList(): string[] {
    const count = this.count();
    if (count === 0) return none;
    const items = new Array<string>(count);
    for (let index = 0; index < count; index++) items[index] = this.text();
    return items;
  }

  list(): Decl[] {
    const count = this.count();
    if (count === 0) return none;
    const items = new Array<Decl>(count);
    for (let index = 0; index < count; index++) items[index] = this.decl();
    return items;
  }

  exprs(): Expr[] {
    const count = this.count();
    if (count === 0) return none;
    const items = new Array<Expr>(count);
    for (let index = 0; index < count; index++) items[index] = this.expr();
    return items;
  }

  types(): TypeNode[] {
    const count = this.count();
    if (count === 0) return none;
    const items = new Array<TypeNode>(count);
    for (let index = 0; index < count; index++) items[index] = this.type();
    return items;
  }

  entries(): Entry[] {
    const count = this.count();
    if (count === 0) return none;
    const items = new Array<Entry>(count);
    for (let index = 0; index < count; index++) {
      const key = this.isThere() ? this.text() : undefined;
      items[index] = { key, at: this.place(), symbol: this.number() - 1, value: this.expr() };
    }
    return items;
  }

  private exports(): Export[] {
    const count = this.count();
    if (count === 0) return none;
    const items = new Array<Export>(count);
    for (let index = 0; index < count; index++) {
      items[index] = {
        name: this.text(),
        value: this.maybeDecl(),
        type: this.maybeDecl(),
        module: this.isThere() ? this.text() : undefined,
        imported: this.text(),
        at: this.place(),
      };
    }
    return items;
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
    this.readFields(made, this.number());
    if (made.value !== undefined) made.value.up = made;
    for (const each of made.returns) each.up = made;
  }

  /** In the order of {@link declFields}. */
  private readFields(made: Decl, mask: number): void {
    if (mask >> declFields.length !== 0) throw new RangeError('an unknown part of a declaration');
    if ((mask & 1) !== 0) made.type = this.type();
    if ((mask & 2) !== 0) made.value = this.expr();
    if ((mask & 4) !== 0) made.params = this.list();
    if ((mask & 8) !== 0) made.typeParams = this.list();
    if ((mask & 16) !== 0) made.members = this.list();
    if ((mask & 32) !== 0) made.bases = this.types();
    if ((mask & 64) !== 0) made.interfaces = this.types();
    if ((mask & 128) !== 0) made.returns = this.exprs();
    if ((mask & 256) !== 0) made.merged = this.list();
    if ((mask & 512) !== 0) made.exports = this.exports();
    if ((mask & 1024) !== 0) made.decorators = this.exprs();
    if ((mask & 2048) !== 0) made.module = this.text();
    if ((mask & 4096) !== 0) made.imported = this.text();
    if ((mask & 8192) !== 0) made.at = this.place();
  }
}
