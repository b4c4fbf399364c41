/** Names in languages whose code is not read further: by scopes, packages, imports, and types that are written. */

import { isCallable, isType } from '../../languages/language';
import type { ResolutionMethod } from '../../model/relationship';
import type { Target } from '../inference/inference';
import type { FileSet } from '../modules/lookup';
import { kindsFit } from './families';
import { createIncludes } from './includes';
import { firstResult, importedAs, joinPath, splitPath, typeName } from './paths';
import type { ListedFile, ListedProject } from './project';
import { typeAround } from './project';

export interface Found {
  readonly target: Target;
  readonly how: ResolutionMethod;
}

/** What a name is used as. */
export type Wanted = 'call' | 'type' | 'any';

export interface ListedLookup {
  name(file: ListedFile, from: number, name: string, wanted: Wanted): Found | undefined;
  qualified(file: ListedFile, from: number, qualifier: string, name: string, wanted: Wanted): Found | undefined;
  /** What an import brings in. */
  imported(file: ListedFile, module: string, name: string): Target | undefined;
  /** The file that an include or a require names. */
  included(file: ListedFile, module: string): number | undefined;
  /** Whether a module is a package of the project. */
  isPackage(file: ListedFile, module: string): boolean;
  /** Whether what is called is one of several of its name, which only the arguments tell apart. */
  isOverloaded(file: ListedFile, target: Target): boolean;
}

const deepest = 12;

export function createListedLookup(
  project: ListedProject,
  files: FileSet,
  unitOf: (path: string) => number | undefined,
): ListedLookup {
  const includes = createIncludes(project, unitOf);
  const bases = new Map<string, readonly Target[]>();

  function fits({ family }: ListedFile, target: Target, wanted: Wanted): boolean {
    return kindsFit(project.symbol(target), wanted, family);
  }

  /** Of several of one name: one that is seen from the file and fits, a definition before a declaration. */
  function choose(file: ListedFile, targets: readonly Target[], wanted: Wanted): Target | undefined {
    const seen = targets.filter((target) => fits(file, target, wanted) && isSeen(file, target));
    const own = seen.find(({ unit }) => unit === file.unit.id);
    return own ?? seen.find((target) => project.symbol(target).nativeKind !== 'declaration') ?? seen[0];
  }

  function isSeen(file: ListedFile, target: Target): boolean {
    const { family } = file;
    return !family.needsInclude(project.symbol(target)) || includes.closureOf(file).has(target.unit);
  }

  /** A member of a type, or of what it extends. */
  function member(type: Target, name: string, wanted: Wanted, file: ListedFile, depth = 0): Found | undefined {
    if (depth > deepest) return undefined;
    const own = choose(file, project.named(file.family, joinPath(project.fullName(type), name)), wanted);
    if (own !== undefined) return { target: own, how: depth === 0 ? 'receiver' : 'inheritance' };
    for (const base of basesOf(type)) {
      const found = member(base, name, wanted, file, depth + 1);
      if (found !== undefined) return { ...found, how: 'inheritance' };
    }
    return undefined;
  }

  /** While they are being looked up, a type has none: its bases are not named by themselves. */
  function basesOf(type: Target): readonly Target[] {
    const key = `${type.unit}:${type.symbol}`;
    const known = bases.get(key);
    if (known !== undefined) return known;
    bases.set(key, []);
    const file = project.unit(type.unit);
    const found = file === undefined ? [] : lookUpBases(file, type);
    bases.set(key, found);
    return found;
  }

  function lookUpBases(file: ListedFile, type: Target): Target[] {
    return file.listing.bases.flatMap(({ symbol, name, qualifier }) => {
      if (symbol !== type.symbol) return [];
      const found =
        qualifier === '' ? byName(file, symbol, name, 'type') : byQualifier(file, symbol, qualifier, name, 'type');
      return found === undefined || same(found.target, type) ? [] : [found.target];
    });
  }

  function byName(file: ListedFile, from: number, name: string, wanted: Wanted, depth = 0): Found | undefined {
    const { listing, family } = file;
    for (let at = from; at > 0; at = listing.symbols[at]!.container) {
      const symbol = listing.symbols[at]!;
      // A local name hides what has it elsewhere.
      if (wanted !== 'type' && symbol.locals.some(([local]) => local === name)) return undefined;
      const inner = ownChild(file, at, name, wanted);
      if (inner !== undefined && (isCallable(symbol.kind) || family.seesMembers || !isType(symbol.kind))) {
        return { target: inner, how: 'scope' };
      }
      if (isType(symbol.kind) && (family.seesMembers || wanted === 'type')) {
        const found = member({ unit: file.unit.id, symbol: at }, name, wanted, file);
        if (found !== undefined) return found;
      }
    }
    return (
      ownTop(file, name, wanted) ?? fromImports(file, name, wanted, depth) ?? fromPackages(file, from, name, wanted)
    );
  }

  function ownChild(file: ListedFile, container: number, name: string, wanted: Wanted): Target | undefined {
    const { listing, unit } = file;
    const symbol = listing.symbols.findIndex((each) => each.container === container && each.name === name);
    const target = { unit: unit.id, symbol };
    return symbol > 0 && fits(file, target, wanted) ? target : undefined;
  }

  function ownTop(file: ListedFile, name: string, wanted: Wanted): Found | undefined {
    const target = ownChild(file, 0, name, wanted);
    return target && !isMethodBeside(file, target) ? { target, how: 'scope' } : undefined;
  }

  /** Go's methods stand beside their types, and are never called by their name alone. */
  function isMethodBeside({ family }: ListedFile, target: Target): boolean {
    return family.id === 'go' && project.symbol(target).kind === 'method';
  }

  function fromImports(file: ListedFile, name: string, wanted: Wanted, depth: number): Found | undefined {
    if (depth > deepest) return undefined;
    for (const each of file.listing.imports) {
      if (each.alias !== name || each.name === '*') continue;
      const target = imported(file, each.module, each.name, wanted);
      if (target !== undefined) return { target, how: 'import' };
    }
    for (const each of file.listing.imports) {
      if (each.name !== '*' || !starImports.has(file.family.id)) continue;
      const module = file.family.moduleOf(each.module, { path: file.unit.path, package: file.package }, files);
      const target = module && choose(file, project.named(file.family, joinPath(module, name)), wanted);
      if (target) return { target, how: 'import' };
    }
    return undefined;
  }

  function imported(file: ListedFile, module: string, name: string, wanted: Wanted = 'any'): Target | undefined {
    const path = file.family.moduleOf(module, { path: file.unit.path, package: file.package }, files);
    const full = path === undefined ? undefined : joinPath(path, name);
    return full === undefined ? undefined : choose(file, project.named(file.family, full), wanted);
  }

  /** Names that a language makes visible without an import. */
  function fromPackages(file: ListedFile, from: number, name: string, wanted: Wanted): Found | undefined {
    const spaces = new Set<string>();
    for (let at = from; at > 0; at = file.listing.symbols[at]!.container) spaces.add(file.names[at]!);
    spaces.add(file.package);
    if (file.family.seesAround) {
      for (const space of [...spaces]) for (let up = space; up !== ''; up = up.replace(/\.?[^.]*$/, '')) spaces.add(up);
    }
    if (file.family.isFlat) spaces.add('');
    for (const space of spaces) {
      const named = project.named(file.family, joinPath(space, name)).filter((each) => !isMethodBeside(file, each));
      const target = choose(file, named, wanted);
      if (target !== undefined && (space !== '' || file.package === '')) return { target, how: 'package' };
    }
    return undefined;
  }

  /** The type of the object that a path of names and calls gives. */
  function objectOf(file: ListedFile, from: number, parts: readonly string[], depth: number): Target | undefined {
    const [first = '', ...rest] = parts;
    let type = startOf(file, from, first, depth);
    for (const part of rest) {
      if (type === undefined) return undefined;
      const found = member(type, part.replace(/[([].*$/, ''), 'any', file);
      type = found && typeOfSymbol(found.target, depth + 1);
    }
    return type;
  }

  function startOf(file: ListedFile, from: number, written: string, depth: number): Target | undefined {
    const { family, listing, unit } = file;
    const around = typeAround(listing, from);
    if (family.self.test(written)) return around === 0 ? ownerOf(file, from) : { unit: unit.id, symbol: around };
    if (family.parent.test(written)) return around === 0 ? undefined : basesOf({ unit: unit.id, symbol: around })[0];
    const name = written
      .replace(/[([{].*$/, '')
      .replace(/^[&*$]+/, '')
      .replace(/^new\s+/, '');
    const local = localType(file, from, name);
    if (local !== undefined) return local === '' ? undefined : typeWritten(file, from, local, depth + 1);
    const found = byName(file, from, name, 'any');
    if (found === undefined) return undefined;
    return isType(project.symbol(found.target).kind) ? found.target : typeOfSymbol(found.target, depth + 1);
  }

  /** A method that stands beside its type: Go's receivers, C++ definitions. */
  function ownerOf(file: ListedFile, from: number): Target | undefined {
    const full = file.names[from]?.replace(/\.[^.]*$/, '');
    return full === undefined ? undefined : choose(file, project.named(file.family, full), 'type');
  }

  function localType({ listing }: ListedFile, from: number, name: string): string | undefined {
    for (let at = from; at > 0; at = listing.symbols[at]!.container) {
      const found = listing.symbols[at]!.locals.find(([local]) => local === name);
      if (found !== undefined) return found[1];
    }
    return undefined;
  }

  function typeOfSymbol(target: Target, depth: number): Target | undefined {
    const file = project.unit(target.unit);
    const { type, kind } = project.symbol(target);
    if (isType(kind)) return target;
    return file === undefined || type === ''
      ? undefined
      : typeWritten(file, target.symbol, firstResult(type), depth + 1);
  }

  /** A type as written, or the call that makes an object. */
  function typeWritten(file: ListedFile, from: number, written: string, depth: number): Target | undefined {
    if (depth > deepest) return undefined;
    if (/^[\w.:\\>$-]+\(/.test(written)) return objectOf(file, from, splitPath(written), depth + 1);
    const parts = splitPath(typeName(written));
    const name = parts.pop() ?? '';
    if (parts.length === 0 && /^(?:Self|self|static)$/.test(name)) return startOf(file, from, name, depth + 1);
    const found =
      parts.length === 0
        ? byName(file, from, name, 'type', depth + 1)
        : byQualifier(file, from, parts.join('.'), name, 'type', depth + 1);
    if (found === undefined) return undefined;
    return isType(project.symbol(found.target).kind) ? found.target : undefined;
  }

  function byQualifier(
    file: ListedFile,
    from: number,
    qualifier: string,
    name: string,
    wanted: Wanted,
    depth = 0,
  ): Found | undefined {
    if (depth > deepest) return undefined;
    const parts = splitPath(qualifier);
    if (!/[([]/.test(qualifier)) {
      const inPackage = fromPackage(file, parts, name, wanted);
      if (inPackage !== undefined) return inPackage;
    }
    const type = objectOf(file, from, parts, depth);
    return type && member(type, name, wanted, file);
  }

  /** `pkg.Name`, `crate::a::name`, `ns::name`, `Outer.Inner`. */
  function fromPackage(file: ListedFile, parts: readonly string[], name: string, wanted: Wanted): Found | undefined {
    const [first = '', ...rest] = parts;
    const { family, listing } = file;
    for (const each of listing.imports) {
      if (importedAs(family.id, each) !== first) continue;
      const module = each.name === '*' ? each.module : `${each.module}.${each.name}`;
      const path = family.moduleOf(module, { path: file.unit.path, package: file.package }, files);
      const target =
        path === undefined ? undefined : choose(file, project.named(family, joinPath(path, ...rest, name)), wanted);
      if (target !== undefined) return { target, how: 'import' };
    }
    if (family.id === 'go') return undefined;
    const path =
      family.moduleOf(parts.join('.'), { path: file.unit.path, package: file.package }, files) ?? parts.join('.');
    for (const full of [path, joinPath(file.package, path)]) {
      const target = choose(file, project.named(family, joinPath(full, name)), wanted);
      if (target !== undefined) return { target, how: 'package' };
    }
    return undefined;
  }

  return {
    name: (file, from, name, wanted) => byName(file, from, name, wanted),
    qualified: (file, from, qualifier, name, wanted) => byQualifier(file, from, qualifier, name, wanted),
    imported,
    included: (file, module) => includes.included(file, module),
    isOverloaded({ family }, target) {
      if (!overloads.has(family.id) || !isCallable(project.symbol(target).kind)) return false;
      const all = project.named(family, project.fullName(target));
      return all.filter((each) => isCallable(project.symbol(each).kind)).length > 1;
    },
    isPackage(file, module) {
      const path = file.family.moduleOf(module, { path: file.unit.path, package: file.package }, files);
      return path !== undefined && project.hasPackage(file.family, path);
    },
  };
}

/** Rust's are in several `impl` blocks of one type. */
const overloads = new Set(['jvm', 'csharp', 'rust']);
const starImports = new Set(['jvm', 'csharp', 'rust', 'c']);

function same(a: Target, b: Target): boolean {
  return a.unit === b.unit && a.symbol === b.symbol;
}
