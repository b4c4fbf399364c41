/** Names in languages whose code is not read further: by scopes, packages, imports, and types that are written. */

import { isCallable, isType } from '../../languages/language';
import type { ResolutionMethod } from '../../model/relationship';
import type { SymbolKind } from '../../model/symbol';
import type { Target } from '../inference/inference';
import { placeAround } from '../../parser/code/listedScopes';
import type { ListedSymbol } from '../../parser/code/listing';
import type { FileSet } from '../modules/lookup';
import { createBases } from './bases';
import { createChoice, firstOf } from './choose';
import { createExtensions } from './extensions';
import { createIncludes } from './includes';
import { createArgumentTypes } from './argumentTypes';
import { functionInScope, hidesFirst, isLocal } from './localNames';
import { createObjects, deepest } from './objects';
import { createOverloads } from './overloads';
import type { Overrides } from './overrides';
import { createOverrides } from './overrides';
import { importedAs, isAbsolute, isTypeName, joinPath, partName, splitPath } from './paths';
import type { ListedFile, ListedProject } from './project';
import { isSpread, spacesAround, typesAround } from './project';
import { createSeen } from './seen';
import { sideOf, sidesAt, spaceAround } from './sides';
import { createUsings } from './usings';
import type { CallSite, Wanted } from './wanted';
import { anything, aType } from './wanted';

export interface Found {
  readonly target: Target;
  readonly how: ResolutionMethod;
}

export interface ListedLookup {
  name(file: ListedFile, from: number, name: string, wanted: Wanted): Found | undefined;
  qualified(file: ListedFile, from: number, qualifier: string, name: string, wanted: Wanted): Found | undefined;
  /** What an import brings in. */
  imported(file: ListedFile, module: string, name: string): Target | undefined;
  /** The file that an include or a require names. */
  included(file: ListedFile, module: string): number | undefined;
  /** Whether a module is a package of the project. */
  isPackage(file: ListedFile, module: string): boolean;
  kindOf(target: Target): SymbolKind;
  readonly overrides: Overrides;
  /** How many of its name a call may mean, which the arguments do not tell apart. */
  meant(file: ListedFile, target: Target, site: CallSite | undefined): number;
}

export function createListedLookup(
  project: ListedProject,
  files: FileSet,
  unitOf: (path: string) => number | undefined,
): ListedLookup {
  const includes = createIncludes(project, unitOf);
  const bases = createBases(project, baseNamed);
  const basesOf = bases.targetsOf;
  const names = { byName, byQualifier, inSpace: fromPackage, member, basesOf, choose };
  const objects = createObjects(project, { ...names, typeSeen: includes.typeSeen, isSettled: bases.isSettled });
  const overloads = createOverloads(project, createArgumentTypes(project, objects, basesOf));
  const choice = createChoice(project, includes, overloads);
  const usings = createUsings(project, files);
  const seen = createSeen(project, usings, choose);
  const extensions = createExtensions(project, {
    objects,
    basesOf,
    choose,
    importsOf: (file) => usings.importsOf(file),
  });
  const overrides = createOverrides(project, bases, (file, symbol) => objects.ownerOf(file, symbol));

  function baseNamed(file: ListedFile, from: number, qualifier: string, name: string): Target | undefined {
    const found = qualifier === '' ? byName(file, from, name, aType) : byQualifier(file, from, qualifier, name, aType);
    return found?.target;
  }

  function choose(file: ListedFile, targets: readonly Target[], wanted: Wanted): Target | undefined {
    return choice(file, targets, wanted);
  }

  /** A member of a type, or of what it extends; then what extends it from elsewhere. */
  function member(type: Target, name: string, wanted: Wanted, file: ListedFile, depth = 0): Found | undefined {
    if (depth > deepest) return undefined;
    const named = project.namedIn(file.family, project.fullName(type), name);
    const own = choose(file, named.length > 0 ? named : project.companions(type, name), wanted);
    if (own !== undefined) return { target: own, how: depth === 0 ? 'receiver' : 'inheritance' };
    const inherited = firstOf(basesOf(type), (base) => member(base, name, wanted, file, depth + 1));
    if (inherited !== undefined) return { ...inherited, how: 'inheritance' };
    const extension = depth > 0 || wanted.as === 'type' ? undefined : extensions.find(file, type, name, wanted);
    return extension && { target: extension, how: 'receiver' };
  }

  function byName(file: ListedFile, from: number, name: string, wanted: Wanted, depth = 0): Found | undefined {
    const { listing, family } = file;
    if (family.hasSides && wanted.as === 'call') return rubyMethod(file, from, name, wanted);
    for (let at = from; at > 0; at = placeAround(listing, at)) {
      if (isLocal(file, at, name, wanted)) return undefined;
      const symbol = listing.symbols[at];
      if (symbol === undefined) {
        const named = functionInScope(file, at, name, wanted);
        if (named !== undefined) return { target: named, how: 'scope' };
        continue;
      }
      const inner = ownChild(file, at, name, wanted);
      if (inner !== undefined && (isCallable(symbol.kind) || family.seesMembers || !isType(symbol.kind))) {
        return { target: inner, how: 'scope' };
      }
      if (family.seesMembers || wanted.as === 'type') {
        const type = isType(symbol.kind) ? { unit: file.unit.id, symbol: at } : objects.ownerOf(file, at);
        const found = type && member(type, name, wanted, file);
        if (found !== undefined) return found;
        // `struct Cart::Rep { … }` stands in what Cart has.
        const outer = isType(symbol.kind) ? objects.ownerOf(file, at) : undefined;
        const outside = outer && member(outer, name, wanted, file);
        if (outside !== undefined) return outside;
      }
    }
    const found = ownTop(file, name, wanted) ?? fromImports(file, name, wanted, depth);
    return found ?? (isLibraryType(file, name, wanted) ? undefined : seen.fromPackages(file, from, name, wanted));
  }

  /** What an import names is none of its namesakes in the package, even where it leads outside. */
  function isLibraryType({ family, listing }: ListedFile, name: string, wanted: Wanted): boolean {
    if (!family.isPackaged || wanted.as !== 'type') return false;
    return listing.imports.some(({ alias, name: imported }) => alias === name && imported !== '*' && imported !== '');
  }

  /** Self's, whatever stands around its type, or one of the file or of those that it requires. */
  function rubyMethod(file: ListedFile, from: number, name: string, wanted: Wanted): Found | undefined {
    const { listing, unit } = file;
    const around = spaceAround(listing, from);
    for (let at = from; at !== around; at = placeAround(listing, at)) {
      if (isLocal(file, at, name, wanted)) return undefined;
      const inner = ownChild(file, at, name, wanted);
      if (inner !== undefined) return { target: inner, how: 'scope' };
    }
    if (around > 0) {
      for (const side of sidesAt(listing, from, around)) {
        const found = member({ unit: unit.id, symbol: around }, name, { ...wanted, side }, file);
        if (found !== undefined) return found.how === 'receiver' ? { ...found, how: 'scope' } : found;
      }
    }
    const target = choose(file, project.named(file.family, name), wanted);
    return ownTop(file, name, wanted) ?? (target && { target, how: 'package' });
  }

  function ownChild(file: ListedFile, container: number, name: string, wanted: Wanted): Target | undefined {
    const { listing, unit, byName: known } = file;
    const all = known.get(name);
    if (all === undefined) return undefined;
    const isIn = (each: ListedSymbol, symbol: number): boolean =>
      each.container === container ||
      (isSpread(file, symbol) && listing.symbols[each.container]!.container === container);
    const named = all.flatMap((symbol) => {
      const each = listing.symbols[symbol]!;
      // Fields of a type without a name, in languages that name fields behind a dot alone.
      const isField = each.kind === 'property' && !file.family.seesMembers;
      const isKnown = symbol > 0 && each.owner === '' && !isField && !listing.scoped.has(symbol);
      return isKnown && isIn(each, symbol) ? [{ unit: unit.id, symbol }] : [];
    });
    return named.length === 0 ? undefined : choose(file, named, wanted);
  }

  function ownTop(file: ListedFile, name: string, wanted: Wanted): Found | undefined {
    const target = ownChild(file, 0, name, wanted);
    return target && { target, how: 'scope' };
  }

  function fromImports(file: ListedFile, name: string, wanted: Wanted, depth: number): Found | undefined {
    if (depth > deepest) return undefined;
    for (const each of file.listing.imports) {
      if (each.alias !== name || each.name === '*') continue;
      const { module } = each;
      const target = imported(file, module, each.name, wanted) ?? extensions.imported(file, module, each.name, wanted);
      if (target !== undefined) return { target, how: 'import' };
    }
    return name === '' ? undefined : seen.fromStars(file, name, wanted);
  }

  function imported(file: ListedFile, module: string, name: string, wanted: Wanted = anything): Target | undefined {
    const path = file.family.moduleOf(module, { path: file.unit.path, package: file.package }, files);
    const full = path === undefined ? undefined : joinPath(path, name);
    return full === undefined ? undefined : choose(file, project.named(file.family, full), wanted);
  }

  function byQualifier(
    file: ListedFile,
    from: number,
    qualifier: string,
    name: string,
    wanted: Wanted,
    depth = 0,
  ): Found | undefined {
    if (depth > deepest || qualifier.length >= longestQualifier) return undefined;
    const parts = splitPath(qualifier);
    if (isAbsolute(qualifier)) {
      const target = choose(file, project.named(file.family, joinPath(...parts, name)), wanted);
      return target && { target, how: 'package' };
    }
    if (!/[([]/.test(qualifier) && !hidesFirst(file, from, parts[0]!)) {
      const { byArity } = file.family;
      const named = byArity ? parts.map((part) => partName(part, byArity)) : parts;
      const inPackage = fromPackage(file, from, named, name, wanted);
      if (inPackage !== undefined && !isField(file, from, parts[0]!)) return inPackage;
    }
    const type = objects.objectOf(file, from, parts, depth);
    const side = file.family.hasSides && wanted.as === 'call' ? sideOf(file.listing, from, qualifier) : undefined;
    if (type === undefined) {
      const target = isTypeName(qualifier) ? undefined : extensions.unseen(file, name, wanted);
      return target && { target, how: 'import' };
    }
    return member(type, name, side === undefined ? wanted : { ...wanted, side }, file);
  }

  /** Whether a name is one of a field around, which comes before types and packages. */
  function isField(file: ListedFile, from: number, name: string): boolean {
    const asked = file.family.fieldsFirst ? typesAround(file, from) : [];
    const found = firstOf(asked, (type) => member(type, name, { as: 'value' }, file));
    return found !== undefined && !isType(project.symbol(found.target).kind);
  }

  /** `pkg.Name`, `ns::name`, `Outer.Inner`. */
  function fromPackage(
    file: ListedFile,
    from: number,
    parts: readonly string[],
    name: string,
    asked: Wanted,
  ): Found | undefined {
    const [first = '', ...rest] = parts;
    const { family, listing } = file;
    const wanted: Wanted = family.hasSides && asked.as === 'call' ? { ...asked, side: 'type' } : asked;
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
    for (const full of [
      ...spacesAround(file, from).map((space) => joinPath(space, path)),
      path,
      joinPath(file.package, path),
    ]) {
      const target = choose(file, project.namedIn(family, full, name), wanted);
      if (target !== undefined) return { target, how: 'package' };
    }
    return undefined;
  }

  return {
    name: (file, from, name, wanted) => byName(file, from, name, wanted),
    qualified: (file, from, qualifier, name, wanted) => byQualifier(file, from, qualifier, name, wanted),
    imported,
    kindOf: (target) => project.symbol(target).kind,
    included: (file, module) => includes.included(file, module),
    meant: ({ family }, target, site) => overloads.meant(family, target, site),
    overrides,
    isPackage(file, module) {
      const path = file.family.moduleOf(module, { path: file.unit.path, package: file.package }, files);
      return path !== undefined && project.hasPackage(file.family, path);
    },
  };
}

/** What is longer was cut by the parser. */
const longestQualifier = 200;
