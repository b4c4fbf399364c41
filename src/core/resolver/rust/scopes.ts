/** Modules of Rust, what they hold and bring in, and where paths lead. */

import { isCallable, isType } from '../../languages/language';
import type { ListedImport } from '../../parser/code/listing';
import type { Target } from '../inference/inference';
import type { Family } from '../listed/families';
import { joinPath } from '../listed/paths';
import type { ListedFile, ListedProject } from '../listed/project';

/** A module by its full name, or a symbol. */
export type Entity = { readonly module: string } | { readonly target: Target };
export type Space = 'type' | 'value' | 'macro';

interface Module {
  readonly names: Map<string, Target[]>;
  readonly imports: { readonly file: ListedFile; readonly each: ListedImport }[];
}

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
  let known: Map<string, Module> | undefined;
  const all: ListedFile[] = [];
  const active = new Set<string>();

  function modules(): Map<string, Module> {
    if (known !== undefined) return known;
    known = new Map();
    for (const file of project.filesOf(family)) {
      all.push(file);
      addFile(known, file);
    }
    return known;
  }

  function addFile(into: Map<string, Module>, file: ListedFile): void {
    const { symbols, imports } = file.listing;
    const moduleOf = (name: string): Module => {
      const found = into.get(name) ?? { names: new Map<string, Target[]>(), imports: [] };
      into.set(name, found);
      return found;
    };
    moduleOf(file.package);
    symbols.forEach(({ container, owner, name, kind }, symbol) => {
      if (symbol === 0 || owner !== '') return;
      if (container !== 0 && symbols[container]!.kind !== 'namespace') return;
      const { names } = moduleOf(file.names[container]!);
      const targets = names.get(name);
      if (targets === undefined) names.set(name, [{ unit: file.unit.id, symbol }]);
      else targets.push({ unit: file.unit.id, symbol });
      if (kind === 'namespace') moduleOf(file.names[symbol]!);
    });
    for (const each of imports) {
      const { kind } = symbols[each.from] ?? { kind: 'module' };
      if (each.from === 0 || kind === 'namespace') moduleOf(file.names[each.from]!).imports.push({ file, each });
    }
  }

  function fits(target: Target, space: Space): boolean {
    const { kind, nativeKind } = project.symbol(target);
    if (space === 'macro') return nativeKind === 'macro';
    if (nativeKind === 'macro') return false;
    if (space === 'type') return isType(kind) || kind === 'namespace' || nativeKind === 'enum member';
    return kind !== 'namespace' && nativeKind !== 'trait';
  }

  function pick(targets: readonly Target[], space: Space, unit: number): Target | undefined {
    const fitting = targets.filter((target) => fits(target, space));
    return fitting.find((target) => target.unit === unit) ?? fitting[0];
  }

  function entityOf(target: Target): Entity {
    return project.symbol(target).kind === 'namespace' ? { module: project.fullName(target) } : { target };
  }

  function inModule(module: string, name: string, space: Space, unit: number, depth = 0): Entity | undefined {
    const key = `${module}\0${name}\0${space}`;
    const found = modules().get(module);
    if (found === undefined || depth > deepest || active.has(key)) return undefined;
    const own = pick(found.names.get(name) ?? [], space, unit);
    if (own !== undefined) return entityOf(own);
    active.add(key);
    try {
      return (
        fromImports(found.imports, name, space, unit, depth) ??
        (space === 'type' && modules().has(joinPath(module, name)) ? { module: joinPath(module, name) } : undefined)
      );
    } finally {
      active.delete(key);
    }
  }

  function fromImports(
    imports: Module['imports'],
    name: string,
    space: Space,
    unit: number,
    depth: number,
  ): Entity | undefined {
    const near = [...imports].sort((a, b) => Number(b.file.unit.id === unit) - Number(a.file.unit.id === unit));
    let isHidden = false;
    for (const { file, each } of near) {
      if (each.alias !== name || (each.name === '*' && each.alias === '*')) continue;
      const path = each.name === '*' ? [each.module] : [...partsOf(each.module), each.name];
      const found = resolve(file, each.from, path, space, depth + 1, true);
      if (found !== undefined) return found;
      isHidden = isHidden || resolve(file, each.from, path, 'type', depth + 1, true) === undefined;
    }
    if (isHidden) return undefined;
    for (const { file, each } of near) {
      if (each.name !== '*' || each.alias !== '*') continue;
      const of = resolve(file, each.from, partsOf(each.module), 'type', depth + 1, true);
      const found = of && within(of, name, space, unit, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** What stands in a module, or the variants of an enum. */
  function within(of: Entity, name: string, space: Space, unit: number, depth: number): Entity | undefined {
    if ('module' in of) return inModule(of.module, name, space, unit, depth);
    const file = project.unit(of.target.unit)!;
    const symbol = file.listing.symbols.findIndex(
      (each) => each.container === of.target.symbol && each.name === name && each.nativeKind === 'enum member',
    );
    return symbol < 0 ? undefined : { target: { unit: file.unit.id, symbol } };
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
    if (first === 'super') return moduleAround(file, from).replace(/\.?[^.]*$/, '');
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
    const { symbols, imports } = file.listing;
    for (let at = inUse ? 0 : from; at > 0 && symbols[at]!.kind !== 'namespace'; at = symbols[at]!.container) {
      if (!isCallable(symbols[at]!.kind)) continue;
      const inner = symbols.flatMap((each, symbol) =>
        each.container === at && each.name === name && each.owner === '' ? [{ unit: file.unit.id, symbol }] : [],
      );
      const own = pick(inner, space, file.unit.id);
      if (own !== undefined) return { target: own };
      const local = imports.filter((each) => each.from === at).map((each) => ({ file, each }));
      const found = local.length === 0 ? undefined : fromImports(local, name, space, file.unit.id, depth + 1);
      if (found !== undefined) return found;
    }
    const found = inModule(moduleAround(file, from), name, space, file.unit.id, depth);
    return found ?? (space === 'type' && modules().has(name) ? { module: name } : undefined);
  }

  function resolve(
    file: ListedFile,
    from: number,
    path: readonly string[],
    space: Space,
    depth = 0,
    inUse = false,
  ): Entity | undefined {
    if (depth > deepest) return undefined;
    const at = inUse && isCallable(file.listing.symbols[from]?.kind ?? 'module') ? containerOf(file, from) : from;
    let entity: Entity | undefined;
    for (const [index, name] of path.entries()) {
      const wanted = index === path.length - 1 ? space : 'type';
      if (index === 0) entity = first(file, at, name, wanted, depth, inUse);
      else if (entity !== undefined && name === 'super' && 'module' in entity)
        entity = { module: entity.module.replace(/\.?[^.]*$/, '') };
      else entity = entity && within(entity, name, wanted, file.unit.id, depth);
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
    const up = entity.module.replace(/\.?[^.]*$/, '');
    const named = modules().get(up)?.names.get(entity.module.slice(up.length).replace(/^\./, '')) ?? [];
    return pick(named, 'type', unit);
  }

  return {
    resolve: (file, from, path, space, depth = 0) => resolve(file, from, path, space, depth),
    used: (file, from, path, space) => resolve(file, from, path, space, 0, true),
    selfOf,
    symbolOf,
    files: () => {
      modules();
      return all;
    },
  };
}

export function partsOf(module: string): string[] {
  return module.split('::').filter((part) => part !== '');
}
