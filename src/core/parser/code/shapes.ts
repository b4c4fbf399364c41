/** The forms of expressions, types and declarations, said once: the types below and the codec both follow them. */

/** What a field holds. `?` may be absent. A `decl` is another declaration of the same file. */
interface FieldTypes {
  readonly number: number;
  readonly text: string;
  readonly texts: readonly string[];
  readonly 'place?': Place | undefined;
  readonly decl: Decl;
  readonly 'decl?': Decl | undefined;
  readonly decls: readonly Decl[];
  readonly expr: Expr;
  readonly exprs: readonly Expr[];
  readonly type: TypeNode;
  readonly 'type?': TypeNode | undefined;
  readonly types: readonly TypeNode[];
  readonly entries: readonly Entry[];
  readonly exports: readonly Export[];
}
export type FieldKind = keyof FieldTypes;

/** What there is one of, or none, or many. */
export type SingleKind = 'number' | 'text' | 'place' | 'decl' | 'expr' | 'type' | 'entry' | 'export';
export interface FieldRule {
  readonly form: 'one' | 'maybe' | 'many';
  readonly of: SingleKind;
}
/** A place says itself whether it is there. */
export const fieldRules: Readonly<Record<FieldKind, FieldRule>> = {
  number: { form: 'one', of: 'number' },
  text: { form: 'one', of: 'text' },
  texts: { form: 'many', of: 'text' },
  'place?': { form: 'one', of: 'place' },
  decl: { form: 'one', of: 'decl' },
  'decl?': { form: 'maybe', of: 'decl' },
  decls: { form: 'many', of: 'decl' },
  expr: { form: 'one', of: 'expr' },
  exprs: { form: 'many', of: 'expr' },
  type: { form: 'one', of: 'type' },
  'type?': { form: 'maybe', of: 'type' },
  types: { form: 'many', of: 'type' },
  entries: { form: 'many', of: 'entry' },
  exports: { form: 'many', of: 'export' },
};

type Shapes = Readonly<Record<string, Readonly<Record<string, FieldKind>>>>;
type NodeOf<Of extends Shapes> = {
  [Op in keyof Of]: Standing & { readonly op: Op } & { readonly [Name in keyof Of[Op]]: FieldTypes[Of[Op][Name]] };
}[keyof Of];
interface Standing {
  /** What an expression stands in; set where it is decoded. */
  up?: Expr | Decl | Root | undefined;
  /** What resolution found out about it. */
  memo?: unknown;
  /** Number of its file; set where it is decoded. */
  unit?: number;
}

/**
 * Where a name stands: 0-based line and UTF-16 character, on one line. A node without a place is no use of its name.
 * In declarations that were decoded alone the numbers are 0: they come with the references of the same file.
 */
export interface Place {
  line: number;
  character: number;
  length: number;
}

export const exprShapes = {
  /** A name that the file itself binds. */
  ref: { decl: 'decl', at: 'place?' },
  /** A name that the file does not bind. */
  name: { name: 'text', at: 'place?' },
  /** The object of a method, or its class where `static` is 1. */
  this: { decl: 'decl?', static: 'number' },
  super: { decl: 'decl?', static: 'number' },
  member: { object: 'expr', name: 'text', at: 'place?' },
  call: { callee: 'expr', typeArgs: 'types', args: 'exprs' },
  new: { callee: 'expr', typeArgs: 'types', args: 'exprs' },
  await: { value: 'expr' },
  /** `object[key]`; the key is known where it is a literal. */
  index: { object: 'expr', key: 'expr' },
  /** An element of what is iterated over: for loops, spreads. */
  element: { value: 'expr' },
  literal: { text: 'text' },
  /** Of a type that the language itself gives: `string`, `number`, `boolean`, `null`. */
  primitive: { name: 'text' },
  object: { entries: 'entries' },
  array: { items: 'exprs' },
  tuple: { items: 'exprs' },
  spread: { value: 'expr' },
  function: { decl: 'decl' },
  class: { decl: 'decl' },
  /** Any of these: `a ? b : c`, `a || b`. */
  either: { options: 'exprs' },
  /** `a && b`, `(a, b)`: the value of the last. */
  last: { parts: 'exprs' },
  assign: { target: 'expr', value: 'expr' },
  as: { value: 'expr', type: 'type' },
  satisfies: { value: 'expr', type: 'type' },
  /** What remains of a value after a test; `how` is one of {@link narrowings}. */
  narrow: { value: 'expr', how: 'number', test: 'expr', positive: 'number' },
  /** A module as a value. `how`: 0 as it is (`require`), 1 by a promise (`import()`). */
  module: { module: 'text', how: 'number', at: 'place?' },
  jsx: { component: 'expr', attributes: 'entries', children: 'exprs' },
  /** Of unknown type; the parts are uses all the same. */
  opaque: { parts: 'exprs' },
  yield: { value: 'expr' },
  /** An argument by name; a use of what is so named in what is called. */
  keyword: { name: 'text', at: 'place?', value: 'expr' },
  /** What a context manager gives. */
  enter: { value: 'expr' },
} as const satisfies Record<string, Record<string, FieldKind>>;

/**
 * `instance`: instanceof the test; `guard`: the test is a call that says so; `key`: a member equals; `has`: a member is there; `either`, `set`: the
 * test is the type.
 */
export const narrowings = ['instance', 'guard', 'key', 'has', 'either', 'set'] as const;

export const typeShapes = {
  ref: { decl: 'decl', args: 'types', at: 'place?' },
  name: { name: 'text', args: 'types', at: 'place?' },
  /** `N.Type` of a namespace, module or type. */
  member: { object: 'type', name: 'text', args: 'types', at: 'place?' },
  array: { element: 'type' },
  tuple: { items: 'types' },
  union: { options: 'types' },
  intersection: { parts: 'types' },
  /** A function type: a declaration without a name. */
  function: { decl: 'decl' },
  /** An object type: a declaration with members and without a name. */
  object: { decl: 'decl' },
  /** The type of a value: `typeof x`. */
  typeof: { value: 'expr' },
  /** An instance of what a value constructs: the base of a class. */
  instance: { value: 'expr', args: 'types' },
  keyof: { type: 'type' },
  index: { object: 'type', key: 'type' },
  literal: { text: 'text' },
  primitive: { name: 'text' },
  conditional: { check: 'type', bound: 'type', yes: 'type', no: 'type' },
  infer: { decl: 'decl' },
  mapped: { param: 'decl', value: 'type', as: 'type?' },
  this: { decl: 'decl?' },
  /** `x is T`, `asserts x is T`. */
  predicate: { name: 'text', type: 'type' },
  import: { module: 'text', names: 'texts', args: 'types', at: 'place?' },
  optional: { type: 'type' },
  rest: { type: 'type' },
  opaque: { parts: 'types' },
} as const satisfies Record<string, Record<string, FieldKind>>;

export type Expr = NodeOf<typeof exprShapes>;
export type TypeNode = NodeOf<typeof typeShapes>;
export type ExprOf<Op extends Expr['op']> = Extract<Expr, { readonly op: Op }>;
export type TypeNodeOf<Op extends TypeNode['op']> = Extract<TypeNode, { readonly op: Op }>;

/** One entry of an object literal. A spread has no key; a method's value is a function. */
export interface Entry {
  readonly key: string | undefined;
  readonly at: Place | undefined;
  readonly value: Expr;
  /** The symbol that the entry defines, if it is one. */
  readonly symbol: number;
}

/** A name that a file, namespace or module block lets others see. */
export interface Export {
  /** `*` for all names of `module`; `=` for what a whole module stands for. */
  readonly name: string;
  readonly value: Decl | undefined;
  readonly type: Decl | undefined;
  /** Where it comes from, if from elsewhere; `imported` is its name there, `*` for the module itself. */
  readonly module: string | undefined;
  readonly imported: string;
  readonly at: Place | undefined;
}

export const declKinds = [
  'file',
  'class',
  'interface',
  'alias',
  'enum',
  'namespace',
  /** `declare module 'name'`, `declare global`: an {@link Export} list under a name of its own. */
  'module',
  'function',
  'getter',
  'setter',
  'property',
  'variable',
  'parameter',
  'typeParameter',
  'import',
  /** Another declaration, or a member, as a test has narrowed it: its value says what of. */
  'narrowed',
] as const;
export type DeclKind = (typeof declKinds)[number];

export const declFlags = {
  static: 1,
  async: 2,
  generator: 4,
  optional: 8,
  rest: 16,
  abstract: 32,
  /** A parameter of a constructor that is a property as well. */
  property: 64,
  /** A class that is called without `new`, and whose members its objects share. */
  callable: 128,
  /** A file that is a script: its names are seen by all. */
  global: 256,
  /** Only a signature: another declaration of the name holds the body. */
  signature: 512,
} as const;

/** A named thing of a file, symbol or not. */
export interface Decl {
  kind: DeclKind;
  name: string;
  /** Index in the file's symbols; -1 if it is none. */
  symbol: number;
  flags: number;
  /** What it stands in; undefined for the file. */
  owner: Decl | undefined;
  /** Annotation; a function's result; an alias's meaning; a type parameter's bound. */
  type: TypeNode | undefined;
  /** Initial value; a type parameter's default is in {@link TypeNode} form in `bases`. */
  value: Expr | undefined;
  params: Decl[];
  typeParams: Decl[];
  members: Decl[];
  /** What it extends. */
  bases: TypeNode[];
  interfaces: TypeNode[];
  /** What a function without annotation returns; its yields for a generator. */
  returns: Expr[];
  /** Other declarations that share its name and meaning: overloads, merged interfaces, a setter beside its getter. */
  merged: Decl[];
  exports: Export[];
  decorators: Expr[];
  /** The module that an import names. */
  module: string | undefined;
  /** Of an import, the name there: `*` the module itself. */
  imported: string;
  /** Where an import's own name stands. */
  at: Place | undefined;
  /** The expression that a function or class is; set where it is decoded. */
  site: Expr | undefined;
  /** Number of its file among those that are resolved together; set where it is decoded. */
  unit: number;
  /** What resolution found out about it. */
  memo: unknown;
}

/** A part of the code that stands nowhere in a declaration: a statement's expression, the value of what has an annotation. */
export interface Root {
  readonly owner: Decl;
  /** `init`: the value of `decl`; `return`: what `decl` returns; `type`: a type in a body. */
  readonly role: RootRole;
  readonly decl: Decl | undefined;
  readonly value: Expr | undefined;
  readonly type: TypeNode | undefined;
}
export const rootRoles = ['plain', 'init', 'return', 'type'] as const;
export type RootRole = (typeof rootRoles)[number];

/** A module that a file names in an import, an export or a call. */
export interface ModuleUse {
  readonly module: string;
  readonly at: Place;
}

/** All that resolution has to know of a file. */
export interface FileCode {
  /** The file itself, whose exports are those of the module. */
  readonly file: Decl;
  /** `declare module`, `declare global`. */
  readonly modules: readonly Decl[];
  readonly uses: readonly ModuleUse[];
  readonly roots: readonly Root[];
  /** All that is declared by name, whether it is used or not. */
  readonly bound: readonly Decl[];
}
