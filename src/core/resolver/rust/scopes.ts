/** Where names and paths of Rust lead: through modules, what they bring in, and crates. */

import { isCallable, isType } from '../../languages/language';
import type { Target } from '../inference/inference';
import type { Family } from '../listed/families';
import { joinPath, lastName, parentPath } from '../listed/paths';
import type { ListedFile, ListedProject } from '../listed/project';
import type { Question } from './answers';
import { createWalk } from './answers';
import type { Entity, Import, Imports, Module, Space } from './modules';
import { createModules } from './modules';

export interface Scopes {
  /** Where a path leads from a place, whose last name is wanted in a space. */
  resolve(file: ListedFile, from: number, path: readonly string[], space: Space, depth?: number): Entity | undefined;
  /** The same for a path of `use`, which sees no names of functions around. */
  used(file: ListedFile, from: number, path: readonly string[], space: Space): Entity | undefined;
  /** The type that a symbol is in, or whose `impl` it is in. */
  selfOf(file: ListedFile, from: number): Target | undefined;
  symbolOf(entity: Entity | undefined, unit: number): Target | undefined;
  files(): readonly ListedFile[];
}

const deepest = 10;

export function createScopes(project: ListedProject, family: Family, crateOf: (path: string) => string): Scopes {
  const modules = createModules(project, family);
  const walk = createWalk(deepest);

  function fits(target: Target, space: Space): boolean {
    const { kind, nativeKind } = project.symbol(target);
    if (space === 'macro') return nativeKind === 'macro';
    if (nativeKind === 'macro') return false;
    if (space === 'type') return isType(kind) || kind === 'namespace' || nativeKind === 'enum member';
    return kind !== 'namespace' && nativeKind !== 'trait';
  }

  /** The first that fits, of the file that asks if there is one. */
  function pick(targets: readonly Target[], space: Space, unit: number): Target | undefined {
    let first: Target | undefined;
    for (const target of targets) {
      if ((first !== undefined && target.unit !== unit) || !fits(target, space)) continue;
      if (target.unit === unit) return target;
      first = target;
    }
    return first;
  }

  function entityOf(target: Target): Entity {
    return project.symbol(target).kind === 'namespace' ? { module: project.fullName(target) } : { target };
  }

  function inModule(fullName: string, name: string, space: Space, unit: number, depth = 0): Entity | undefined {
    const module = modules.find(fullName);
    if (module === undefined || !walk.goesOn(depth)) return undefined;
    const own = pick(module.names.get(name) ?? none, space, unit);
    if (own !== undefined) return entityOf(own);
    const inner = (): Entity | undefined =>
      space === 'type' && module.inner.has(name) ? { module: joinPath(fullName, name) } : undefined;
    if (!mayBring(module, name)) return inner();
    const question: Question = { of: module, name, space };
    return walk.once(question, () => fromImports(module, name, space, unit, depth) ?? inner());
  }

  function fromImports(imports: Imports, name: string, space: Space, unit: number, depth: number): Entity | undefined {
    const named = nearFirst(imports, imports.named.get(name) ?? none, unit);
    for (const each of named) {
      const found = broughtBy(each, space, depth + 1);
      if (found !== undefined) return found;
    }
    // What is outside the project hides what stars bring in.
    if (named.some((each) => broughtBy(each, 'type', depth + 1) === undefined)) return undefined;
    for (const each of nearFirst(imports, imports.starred, unit)) {
      const of = broughtBy(each, 'type', depth + 1);
      const found = of && within(of, name, space, unit, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function broughtBy({ file, from, path, answers }: Import, space: Space, depth: number): Entity | undefined {
    return walk.kept(answers, space, depth, () => resolve(file, from, path, space, depth, true));
  }

  /** What stands in a module, or the variants of an enum. */
  function within(of: Entity, name: string, space: Space, unit: number, depth: number): Entity | undefined {
    if ('module' in of) return inModule(of.module, name, space, unit, depth);
    const { listing, byName, unit: own } = project.unit(of.target.unit)!;
    const symbol = byName.get(name)?.find((at) => {
      const { container, nativeKind } = listing.symbols[at]!;
      return container === of.target.symbol && nativeKind === 'enum member';
    });
    return symbol === undefined ? undefined : { target: { unit: own.id, symbol } };
  }

  function moduleAround({ listing, names, package: own }: ListedFile, from: number): string {
    for (let at = from; at > 0; at = listing.symbols[at]!.container) {
      if (listing.symbols[at]!.kind === 'namespace') return names[at]!;
    }
    return own;
  }

  function rootOf(file: ListedFile, from: number, first: string): string | undefined {
    if (first === 'crate' || first === '$crate') return crateOf(file.unit.path);
    if (first === 'self') return moduleAround(file, from);
    if (first === 'super') return parentPath(moduleAround(file, from));
    return undefined;
  }

  /** Names of functions around, of the module, of crates. */
  function first(
    file: ListedFile,
    from: number,
    name: string,
    space: Space,
    depth: number,
    inUse: boolean,
  ): Entity | undefined {
    const root = rootOf(file, from, name);
    if (root !== undefined) return { module: root };
    const { symbols } = file.listing;
    for (let at = inUse ? 0 : from; at > 0 && symbols[at]!.kind !== 'namespace'; at = symbols[at]!.container) {
      if (!isCallable(symbols[at]!.kind)) continue;
      const own = innerOf(file, at, name, space);
      if (own !== undefined) return { target: own };
      const local = modules.importsIn(file, at);
      const found = local && fromImports(local, name, space, file.unit.id, depth + 1);
      if (found !== undefined) return found;
    }
    const found = inModule(moduleAround(file, from), name, space, file.unit.id, depth);
    return found ?? (space === 'type' && modules.find(name) !== undefined ? { module: name } : undefined);
  }

  /** What a function defines in itself. */
  function innerOf({ listing, byName, unit }: ListedFile, callable: number, name: string, space: Space) {
    const inner = (byName.get(name) ?? none).flatMap((symbol) => {
      const { container, owner } = listing.symbols[symbol]!;
      return container === callable && owner === '' ? [{ unit: unit.id, symbol }] : [];
    });
    return pick(inner, space, unit.id);
  }

  function resolve(
    file: ListedFile,
    from: number,
    path: readonly string[],
    space: Space,
    depth = 0,
    inUse = false,
  ): Entity | undefined {
    if (!walk.goesOn(depth)) return undefined;
    const at = inUse && isCallable(file.listing.symbols[from]?.kind ?? 'module') ? containerOf(file, from) : from;
    let entity: Entity | undefined;
    for (let index = 0; index < path.length; index++) {
      const name = path[index]!;
      const wanted = index === path.length - 1 ? space : 'type';
      if (index === 0) entity = first(file, at, name, wanted, depth, inUse);
      else if (entity === undefined) return undefined;
      else if (name === 'super' && 'module' in entity) entity = { module: parentPath(entity.module) };
      else entity = within(entity, name, wanted, file.unit.id, depth);
    }
    return entity;
  }

  function containerOf({ listing }: ListedFile, from: number): number {
    let at = from;
    while (at > 0 && listing.symbols[at]!.kind !== 'namespace') at = listing.symbols[at]!.container;
    return Math.max(0, at);
  }

  function selfOf(file: ListedFile, from: number): Target | undefined {
    const { symbols } = file.listing;
    for (let at = from; at > 0; at = symbols[at]!.container) {
      const { owner, kind, container } = symbols[at]!;
      if (isType(kind)) return { unit: file.unit.id, symbol: at };
      if (owner === '') continue;
      const found = resolve(file, container, [owner], 'type');
      return found !== undefined && 'target' in found ? found.target : undefined;
    }
    return undefined;
  }

  /** Of a module, the `mod` that names it, or its file. */
  function symbolOf(entity: Entity | undefined, unit: number): Target | undefined {
    if (entity === undefined || 'target' in entity) return entity?.target;
    const named = modules.find(parentPath(entity.module))?.names.get(lastName(entity.module)) ?? none;
    return pick(named, 'type', unit);
  }

  return {
    resolve: (file, from, path, space, depth = 0) => resolve(file, from, path, space, depth),
    used: (file, from, path, space) => resolve(file, from, path, space, 0, true),
    selfOf,
    symbolOf,
    files: () => modules.files(),
  };
}

/** Whether anything that a module brings in may have a name. */
function mayBring({ named, starred }: Module, name: string): boolean {
  return starred.length > 0 || named.has(name);
}

function nearFirst({ isShared }: Imports, some: readonly Import[], unit: number): readonly Import[] {
  if (!isShared || some.length < 2) return some;
  const isNear = ({ file }: Import): boolean => file.unit.id === unit;
  return [...some.filter(isNear), ...some.filter((each) => !isNear(each))];
}

const none: readonly never[] = [];
