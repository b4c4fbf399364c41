/** Languages that see each other's names, and what a file's names belong to in each. */

import { isCallable, isType } from '../../languages/language';
import type { ListedSymbol, Listing } from '../../parser/code/listing';
import type { Wanted } from './wanted';
import type { LanguageId } from '../../model/ids';
import type { FileSet } from '../modules/lookup';
import { dirname, join } from '../modules/paths';
import { cratePlaceOf } from '../rust/crates';
import { joinPath } from './paths';

export interface Family {
  readonly id: string;
  /** The full name that a file's own names go below. */
  packageOf(path: string, listing: Listing, files: FileSet): string;
  /** The full name of a module that an import names; undefined if it is none of the project's. */
  moduleOf(
    module: string,
    from: { readonly path: string; readonly package: string },
    files: FileSet,
  ): string | undefined;
  /** Whether a symbol is seen only by those that include its file. */
  needsInclude(symbol: ListedSymbol): boolean;
  /** Constants of an enumeration are known around it as well, unless it says otherwise. */
  readonly spreadsEnums: boolean;
  /** Types may be other names of types. */
  readonly hasAliases: boolean;
  /** A path may begin with a namespace or a package, which is no object. */
  readonly startsInSpaces: boolean;
  /** Names need no package. */
  readonly isFlat: boolean;
  /** A file sees the names of the packages around its own. */
  readonly seesAround: boolean;
  /** A local name is one for all that are looked for: PHP's variables have a sign. */
  readonly hidesNames: boolean;
  /** Members may be named without their object. */
  readonly seesMembers: boolean;
  /** What an include may leave off a file's name. */
  readonly endings: readonly string[];
  /** A field may hold a function that is called. */
  readonly callsFields: boolean;
  /** A method without an object is one of the object around, or of the file; types do not see those of the types around. */
  readonly hasSides: boolean;
  /** Types of one name may differ in how many type parameters they have. */
  readonly byArity: boolean;
  /** Types are of packages, and what they inherit has an order. */
  readonly isPackaged: boolean;
  /** A name with a dot behind it is a field around before it is a type or a package. */
  readonly fieldsFirst: boolean;
  /** Functions are values by their plain name. */
  readonly valueFunctions: boolean;
  /** What an object calls itself. */
  readonly self: RegExp;
  readonly parent: RegExp;
}

const noWord = /^(?!)/;

/** `a\b`, `a::b`, `a.b` alike. */
function dotted(module: string): string {
  return module
    .replaceAll('\\', '.')
    .replaceAll('::', '.')
    .replace(/^\.+|\.+$/g, '');
}

const jvm: Family = {
  id: 'jvm',
  packageOf: (_path, listing) => dotted(listing.package),
  moduleOf: (module) => dotted(module),
  needsInclude: () => false,
  spreadsEnums: false,
  hasAliases: false,
  startsInSpaces: false,
  isFlat: false,
  seesAround: false,
  hidesNames: true,
  seesMembers: true,
  endings: [''],
  callsFields: false,
  hasSides: false,
  byArity: false,
  isPackaged: true,
  fieldsFirst: true,
  valueFunctions: false,
  self: /^this$/,
  parent: /^super$/,
};

const csharp: Family = { ...jvm, id: 'csharp', seesAround: true, byArity: true, parent: /^base$/ };

const php: Family = {
  ...jvm,
  id: 'php',
  hidesNames: false,
  fieldsFirst: false,
  seesMembers: false,
  endings: ['', '.php'],
  self: /^(?:\$this|self|static)$/,
  parent: /^parent$/,
};

const ruby: Family = {
  ...jvm,
  id: 'ruby',
  isFlat: true,
  fieldsFirst: false,
  hasSides: true,
  callsFields: true,
  // Functions and reopened modules of one name are common; classes are known everywhere.
  needsInclude: ({ kind, container }) =>
    kind === 'module' || kind === 'namespace' || (container === 0 && !isType(kind) && kind !== 'constant'),
  endings: ['.rb', ''],
  packageOf: () => '',
  moduleOf: () => undefined,
  self: /^self$/,
  parent: /^super$/,
};

const c: Family = {
  ...jvm,
  id: 'c',
  packageOf: () => '',
  needsInclude: () => true,
  spreadsEnums: true,
  hasAliases: true,
  startsInSpaces: true,
  isFlat: true,
  callsFields: true,
  hasSides: false,
  byArity: false,
  isPackaged: false,
  fieldsFirst: false,
  valueFunctions: true,
  moduleOf: (module) => dotted(module),
  self: /^(?:this|\(\*this\))$/,
  parent: noWord,
};

/** Functions and variables are all of one space, of what is read by `source`. */
const shell: Family = { ...jvm, id: 'shell', packageOf: () => '', moduleOf: () => undefined, isPackaged: false };

/** Style sheets, and the pages that load them. */
const pages: Family = { ...shell, id: 'pages' };

/** A folder is a package; `go.mod` says what its path is called. */
const go: Family = {
  id: 'go',
  packageOf: (path) => dirname(path),
  moduleOf(module, _from, files) {
    for (const path of files.projectFiles()) {
      if (!/(?:^|\/)go\.mod$/.test(path)) continue;
      const name = /^\s*module\s+(\S+)/m.exec(files.projectFile(path) ?? '')?.[1];
      if (name === undefined || (module !== name && !module.startsWith(`${name}/`))) continue;
      return join(dirname(path), module.slice(name.length + 1) || '.');
    }
    return undefined;
  },
  needsInclude: () => false,
  spreadsEnums: false,
  hasAliases: false,
  startsInSpaces: true,
  isFlat: false,
  seesAround: false,
  hidesNames: true,
  seesMembers: false,
  endings: [''],
  callsFields: true,
  hasSides: false,
  byArity: false,
  isPackaged: false,
  fieldsFirst: false,
  valueFunctions: true,
  self: noWord,
  parent: noWord,
};

/** A file is a module of its crate, named by `Cargo.toml`. */
const rust: Family = {
  id: 'rust',
  packageOf(path, _listing, files) {
    const { crate, module } = cratePlaceOf(path, files);
    return joinPath(crate, module);
  },
  moduleOf(module, from, files) {
    const [first = '', ...rest] = dotted(module).split('.');
    const { crate } = cratePlaceOf(from.path, files);
    if (first === 'crate') return joinPath(crate, ...rest);
    if (first === 'self') return joinPath(from.package, ...rest);
    if (first === 'super') return above(from.package, rest);
    return [first, ...rest].join('.');
  },
  needsInclude: () => false,
  spreadsEnums: false,
  hasAliases: false,
  startsInSpaces: false,
  isFlat: false,
  seesAround: false,
  hidesNames: true,
  seesMembers: false,
  endings: [''],
  callsFields: false,
  hasSides: false,
  byArity: false,
  isPackaged: false,
  fieldsFirst: false,
  valueFunctions: true,
  self: /^(?:self|Self)$/,
  parent: noWord,
};

function above(module: string, rest: readonly string[]): string {
  const up = module.split('.').slice(0, -1).join('.');
  return rest[0] === 'super' ? above(up, rest.slice(1)) : joinPath(up, ...rest);
}

const families: Readonly<Record<string, Family>> = {
  go,
  rust,
  java: jvm,
  kotlin: jvm,
  csharp,
  php,
  ruby,
  c,
  cpp: c,
  bash: shell,
  css: pages,
  html: pages,
};

export function familyOf(language: LanguageId): Family | undefined {
  return Object.hasOwn(families, language) ? families[language] : undefined;
}

/** A field is called only where functions are values that fields hold. */
export function kindsFit(
  { kind, nativeKind }: ListedSymbol,
  wanted: Wanted['as'],
  { callsFields, valueFunctions, hasAliases }: Family,
): boolean {
  // Of C#: it is called through its interface, whose own member is meant.
  if (nativeKind === 'explicit implementation') return false;
  // The name of a constructor is that of its type.
  if (wanted === 'any') return nativeKind !== 'constructor';
  if (wanted === 'value' && nativeKind === 'constructor' && hasAliases) return false;
  if (wanted === 'value') return kind !== 'module' && kind !== 'namespace' && (valueFunctions || !isCallable(kind));
  if (wanted === 'type') return isType(kind) || kind === 'module' || kind === 'namespace';
  const isCalled = isCallable(kind) || isType(kind) || nativeKind === 'macro';
  return isCalled || (callsFields && (kind === 'property' || kind === 'variable'));
}

/** In the order of what a type has: what is mixed in comes before what is extended, and an interface last: it has no code. */
export function rankOf({ kind, nativeKind }: ListedSymbol): number {
  return kind === 'namespace' || nativeKind === 'trait' ? 0 : kind === 'interface' ? 2 : 1;
}
