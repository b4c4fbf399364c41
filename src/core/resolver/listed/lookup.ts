/** Names in languages whose code is not read further: by scopes, packages, imports, and types that are written. */

import { isCallable, isType } from '../../languages/language';
import type { ResolutionMethod } from '../../model/relationship';
import type { Target } from '../inference/inference';
import type { FileSet } from '../modules/lookup';
import { kindsFit } from './families';
import { createIncludes } from './includes';
import { createArgumentTypes } from './argumentTypes';
import { createObjects, deepest } from './objects';
import { createOverloads } from './overloads';
import { importedAs, joinPath, splitPath } from './paths';
import type { ListedFile, ListedProject } from './project';
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
  isType(target: Target): boolean;
  /** Whether what is called is one of several of its name that the arguments do not tell apart. */
  isOverloaded(file: ListedFile, target: Target, site: CallSite | undefined): boolean;
}

export function createListedLookup(
  project: ListedProject,
  files: FileSet,
  unitOf: (path: string) => number | undefined,
): ListedLookup {
  const includes = createIncludes(project, unitOf);
  const bases = new Map<string, readonly Target[]>();
  const objects = createObjects(project, { byName, byQualifier, member, basesOf, choose });
  const overloads = createOverloads(project, createArgumentTypes(project, objects, basesOf));

  function fits({ family }: ListedFile, target: Target, wanted: Wanted): boolean {
    return kindsFit(project.symbol(target), wanted.as, family);
  }

  /** Of several of one name: one that is seen from the file and fits, a definition before a declaration. */
  function choose(file: ListedFile, targets: readonly Target[], wanted: Wanted): Target | undefined {
    const near = targets.filter((target) => fits(file, target, wanted) && isSeen(file, target));
    const seen = wanted.site === undefined || near.length === 0 ? near : overloads.fitting(near, wanted.site);
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
        qualifier === '' ? byName(file, symbol, name, aType) : byQualifier(file, symbol, qualifier, name, aType);
      return found === undefined || same(found.target, type) ? [] : [found.target];
    });
  }

  function byName(file: ListedFile, from: number, name: string, wanted: Wanted, depth = 0): Found | undefined {
    const { listing, family } = file;
    for (let at = from; at > 0; at = listing.symbols[at]!.container) {
      const symbol = listing.symbols[at]!;
      // A local name hides what has it elsewhere.
      if (wanted.as !== 'type' && symbol.locals.some(([local]) => local === name)) return undefined;
      const inner = ownChild(file, at, name, wanted);
      if (inner !== undefined && (isCallable(symbol.kind) || family.seesMembers || !isType(symbol.kind))) {
        return { target: inner, how: 'scope' };
      }
      if (family.seesMembers || wanted.as === 'type') {
        const type = isType(symbol.kind) ? { unit: file.unit.id, symbol: at } : objects.ownerOf(file, at);
        const found = type && member(type, name, wanted, file);
        if (found !== undefined) return found;
      }
    }
    return (
      ownTop(file, name, wanted) ?? fromImports(file, name, wanted, depth) ?? fromPackages(file, from, name, wanted)
    );
  }

  function ownChild(file: ListedFile, container: number, name: string, wanted: Wanted): Target | undefined {
    const { listing, unit } = file;
    const named = listing.symbols.flatMap((each, symbol) =>
      symbol > 0 && each.container === container && each.name === name && each.owner === ''
        ? [{ unit: unit.id, symbol }]
        : [],
    );
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

  function imported(file: ListedFile, module: string, name: string, wanted: Wanted = anything): Target | undefined {
    const path = file.family.moduleOf(module, { path: file.unit.path, package: file.package }, files);
    const full = path === undefined ? undefined : joinPath(path, name);
    return full === undefined ? undefined : choose(file, project.named(file.family, full), wanted);
  }

  /** Names that a language makes visible without an import. */
  function fromPackages(file: ListedFile, from: number, name: string, wanted: Wanted): Found | undefined {
    const spaces = new Set<string>();
    for (let at = from; at > 0; at = file.listing.symbols[at]!.container) {
      const isSpace = file.family.seesMembers || wanted.as === 'type' || !isType(file.listing.symbols[at]!.kind);
      if (isSpace) spaces.add(file.names[at]!);
    }
    spaces.add(file.package);
    if (file.family.seesAround) {
      for (const space of [...spaces]) for (let up = space; up !== ''; up = up.replace(/\.?[^.]*$/, '')) spaces.add(up);
    }
    if (file.family.isFlat) spaces.add('');
    for (const space of spaces) {
      const named = project.named(file.family, joinPath(space, name));
      const target = choose(file, named, wanted);
      if (target !== undefined && (space !== '' || file.package === '')) return { target, how: 'package' };
    }
    return undefined;
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
    const type = objects.objectOf(file, from, parts, depth);
    return type && member(type, name, wanted, file);
  }

  /** `pkg.Name`, `ns::name`, `Outer.Inner`. */
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
    isType: (target) => isType(project.symbol(target).kind),
    included: (file, module) => includes.included(file, module),
    isOverloaded({ family }, target, site) {
      if (!overloaded.has(family.id) || !isCallable(project.symbol(target).kind)) return false;
      const all = project
        .named(family, project.fullName(target))
        .filter((each) => isCallable(project.symbol(each).kind));
      const meant = site === undefined ? all : overloads.fitting(all, site);
      return meant.length > 1 && (family.id !== 'c' || (site !== undefined && overloads.areSeveral(meant)));
    },
    isPackage(file, module) {
      const path = file.family.moduleOf(module, { path: file.unit.path, package: file.package }, files);
      return path !== undefined && project.hasPackage(file.family, path);
    },
  };
}

const overloaded = new Set(['jvm', 'csharp', 'c']);
const starImports = new Set(['jvm', 'csharp', 'c']);

function same(a: Target, b: Target): boolean {
  return a.unit === b.unit && a.symbol === b.symbol;
}
