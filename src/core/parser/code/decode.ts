/** Byte arrays → a file's code. The second array is read on top of what the first one gave. */

import { LociError } from '../../model/errors';
import { createDecl } from './decls';
import { ambientMark, declFields } from './encode';
import type { PlainReader } from './plainCodec';
import { createPlainReader } from './plainCodec';
import type { Decl, Entry, Export, Expr, FieldKind, ModuleUse, Place, Root, TypeNode } from './shapes';
import { declKinds, exprShapes, rootRoles, typeShapes } from './shapes';
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
    const reader = openReader(bytes.subarray(1), [], unit, places);
    const moduleCount = reader.number();
    const uses = reader.list((): ModuleUse => ({ module: reader.text(), at: reader.place()! }));
    reader.readDecls();
    return { decls: reader.decls, modules: reader.decls.slice(1, 1 + moduleCount), uses, places };
  });
}

/** `known` are the declarations of the same file, whose places are set. Throws LociError `corrupt` if they do not fit. */
export function decodeReferences(bytes: Uint8Array, known: DecodedDeclarations, unit: number): DecodedReferences {
  return guarded(() => readCode(openReader(bytes, known.decls, unit, undefined), known));
}

/** Where names stand that a file's code declares or uses. Throws LociError `corrupt` as the others do. */
export function decodePlaces(declarations: Uint8Array, references: Uint8Array): Place[] {
  const known = decodeDeclarations(declarations, 0);
  return guarded(() => {
    const seen: Place[] = [];
    readCode(openReader(references, known.decls, 0, undefined, seen), known);
    return seen;
  });
}

function readCode(reader: NodeReader, known: DecodedDeclarations): DecodedReferences {
  const places = reader.list(reader.place);
  if (places.length !== known.places.length) throw new RangeError('places do not fit the declarations');
  known.places.forEach((place, index) => Object.assign(place, places[index]));
  const roots = reader.list(reader.root);
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

interface NodeReader extends Pick<PlainReader, 'number' | 'text' | 'place' | 'list'> {
  readonly decls: readonly Decl[];
  readonly root: () => Root;
  readonly readDecls: () => void;
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

/** Places that are read are put into `seen`, if that is given. */
function openReader(
  bytes: Uint8Array,
  known: readonly Decl[],
  unit: number,
  unset: Place[] | undefined,
  seen?: Place[],
): NodeReader {
  const plain = createPlainReader(bytes, unset);
  const { number, text, list, optional } = plain;
  const decls = [...known];
  for (let index = 0; index < plain.declCount; index++) {
    const made = createDecl('variable', '', undefined);
    made.unit = unit;
    decls.push(made);
  }

  function place(): Place | undefined {
    const at = plain.place();
    if (at !== undefined) seen?.push(at);
    return at;
  }

  function decl(): Decl {
    const found = decls[number()];
    if (found === undefined) throw new RangeError('a declaration is missing');
    return found;
  }

  function node(shapes: readonly (readonly [string, Shape])[]): unknown {
    const shape = shapes[number()];
    if (shape === undefined) throw new RangeError('an unknown operation');
    const made: Record<string, unknown> = { op: shape[0], up: undefined, memo: undefined, unit };
    for (const [name, kind] of shape[1]) made[name] = readers[kind]();
    return made;
  }

  function entry(): Entry {
    return { key: optional(text), at: place(), symbol: number() - 1, value: expr() };
  }

  function exported(): Export {
    return {
      name: text(),
      value: optional(decl),
      type: optional(decl),
      module: optional(text),
      imported: text(),
      at: place(),
    };
  }

  function expr(): Expr {
    const made = node(exprReaders) as Expr;
    settle(made);
    return made;
  }

  function type(): TypeNode {
    const made = node(typeReaders) as TypeNode;
    return made;
  }

  const readers: Readonly<Record<FieldKind, () => unknown>> = {
    number,
    text,
    texts: () => list(text),
    'place?': place,
    decl,
    'decl?': () => optional(decl),
    decls: () => list(decl),
    expr,
    exprs: () => list(expr),
    type,
    'type?': () => optional(type),
    types: () => list(type),
    entries: () => list(entry),
    exports: () => list(exported),
  };

  function readDecl(made: Decl): void {
    const kind = declKinds[number()];
    if (kind === undefined) throw new RangeError('an unknown kind');
    made.kind = kind;
    made.name = text();
    made.symbol = number() - 1;
    made.flags = number();
    const owner = number();
    made.owner = owner === 0 ? undefined : decls[owner - 1];
    const mask = number();
    declFields.forEach(([name, kindOf], bit) => {
      if ((mask & (1 << bit)) !== 0) (made as unknown as Record<string, unknown>)[name] = readers[kindOf]();
    });
    if (made.value !== undefined) made.value.up = made;
    for (const each of made.returns) each.up = made;
  }

  return {
    decls,
    number,
    text,
    place,
    list,
    root() {
      const owner = decl();
      const role = rootRoles[number()] ?? 'plain';
      const root: Root = { owner, role, decl: optional(decl), value: optional(expr), type: optional(type) };
      if (root.value !== undefined) root.value.up = root;
      return root;
    },
    readDecls() {
      for (let index = known.length; index < decls.length; index++) readDecl(decls[index]!);
    },
  };
}

/** Tells the parts of an expression what they stand in, where that tells what is expected of them. */
function settle(made: Expr): void {
  if (made.op === 'function' || made.op === 'class') made.decl.site = made;
  else for (const part of standingIn(made)) part.up = made;
}

const single: ReadonlySet<Expr['op']> = new Set(['assign', 'as', 'satisfies', 'await', 'spread', 'keyword']);

function standingIn(made: Expr): readonly Expr[] {
  if (made.op === 'call' || made.op === 'new') return made.args;
  if (made.op === 'object') return made.entries.map(({ value }) => value);
  if (made.op === 'jsx') return made.attributes.map(({ value }) => value);
  if (made.op === 'array' || made.op === 'tuple') return made.items;
  if (made.op === 'either') return made.options;
  if (made.op === 'last') return made.parts;
  return single.has(made.op) && 'value' in made ? [made.value] : [];
}
