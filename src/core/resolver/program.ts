/** The files of a project as resolution sees them: decoded when asked for, their names and where imports lead. */

import type { Descriptor, FilePath, LanguageId } from '../model/ids';
import { createDecl } from '../parser/code/decls';
import { decodeDeclarations } from '../parser/code/decode';
import type { DecodedDeclarations } from '../parser/code/decode';
import { isListing } from '../parser/code/listingCodec';
import type { Decl } from '../parser/code/shapes';
import type { Ambient, AmbientModule } from './ambient';
import { readAmbient } from './ambient';
import type { Builtins } from './builtins/index';
import type { ModuleLookup } from './modules/lookup';
import { createModuleTable } from './moduleTable';
import type { Tracked, Tracker } from './tracker';
import { createTracker } from './tracker';

/** A file that was given to the resolver. */
export interface Unit {
  readonly id: number;
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly descriptors: readonly Descriptor[];
  readonly declarations: Uint8Array;
  decoded: DecodedDeclarations | undefined;
}

/** What a name of a module means: as a value, as a type, as a module of its own. */
export interface Meaning {
  readonly value: Decl | undefined;
  readonly type: Decl | undefined;
  /** The unit, if it is a whole module. */
  readonly module: number | undefined;
  /** Where it comes from, if that is outside the project. */
  readonly external: string | undefined;
}

export interface Program {
  unit(id: number): Unit;
  unitOf(path: FilePath): Unit | undefined;
  decoded(unit: Unit): DecodedDeclarations;
  /** What an import declaration brings in; undefined if it leads nowhere. */
  follow(decl: Decl): Meaning | undefined;
  /** What a module lets others see under a name. */
  exported(unit: number, name: string): Meaning | undefined;
  /** What a module named in a file is. */
  module(from: number, spec: string): Meaning | undefined;
  /** A type that the language of a file gives. */
  builtin(name: string, unit: number): Decl | undefined;
  /** A name that no scope of a file holds. */
  global(name: string, from: number): Meaning | undefined;
  /** Which files an answer rests on. */
  readonly tracker: Tracker;
  /** Declarations of other files that are one with this one. */
  added(decl: Decl): readonly Decl[];
}

export interface ProgramParts {
  readonly units: ReadonlyMap<number, Unit>;
  readonly byPath: ReadonlyMap<string, Unit>;
  readonly lookup: ModuleLookup;
  readonly builtins: Builtins;
}

const longestChain = 40;

export function createProgram(parts: ProgramParts): Program {
  const { units, byPath, lookup, builtins } = parts;
  const tracker = createTracker();
  const exportedNames = new Map<number, Map<string, Tracked<Meaning>>>();
  const modules = createModuleTable(parts);
  let ambient: Ambient | undefined;

  function unit(id: number): Unit {
    return units.get(id)!;
  }

  function decoded(of: Unit): DecodedDeclarations {
    of.decoded ??= hasCode(of) ? decodeDeclarations(of.declarations, of.id) : emptyCode(of.id);
    return of.decoded;
  }

  function isPython(id: number): boolean {
    return units.get(id)?.language === 'python';
  }

  function builtinOf(name: string, from: number): Decl | undefined {
    return builtins(from < 0 ? undefined : units.get(from)?.language).get(name);
  }

  function ambientNames(): Ambient {
    ambient ??= readAmbient({
      units: units.values(),
      decoded,
      moduleUnit: (from, spec) => modules.lookUp(from, spec)?.module,
      isIncluded: ({ path }) => lookup.isIncluded(path),
    });
    return ambient;
  }

  function module(from: number, spec: string): Meaning | undefined {
    const declared = ambientNames().modules.get(spec);
    if (declared?.isWhole === true) return { ...nothing, value: declared.block, type: declared.block };
    return modules.find(from, spec);
  }

  function follow(decl: Decl, trail = 0): Meaning | undefined {
    if (decl.module === undefined || trail > longestChain) return undefined;
    return imported(decl.unit, decl.module, decl.imported, trail + 1);
  }

  /** A name of a module that a file names. */
  function imported(from: number, spec: string, name: string, trail: number): Meaning | undefined {
    const declared = ambientNames().modules.get(spec);
    if (declared !== undefined) return ambientMember(declared, name) ?? { ...nothing, external: spec };
    const target = module(from, spec);
    if (target?.module === undefined && name !== '*' && isPython(from)) {
      // A package that is only a folder has modules all the same.
      const inside = module(from, spec.endsWith('.') ? spec + name : `${spec}.${name}`);
      if (inside?.module !== undefined) return inside;
    }
    if (target?.module !== undefined) {
      if (name === '*') return target;
      const found = exported(target.module, name === '=' ? 'default' : name, trail);
      const isWhole = name === '=' && (found === undefined || found.value?.value?.op === 'object');
      return isWhole ? target : found;
    }
    return target?.external === undefined ? undefined : { ...nothing, external: target.external };
  }

  function ambientMember({ block, isWhole, names }: AmbientModule, name: string): Meaning | undefined {
    const whole = isWhole ? { ...nothing, value: block, type: block } : undefined;
    if (name === '*') return whole;
    const found =
      names.get(name) ?? (name === 'default' || name === '=' ? (names.get('=') ?? names.get('default')) : undefined);
    if (found !== undefined) return settle(found.value, found.type, 0);
    return name === '=' || name === 'default' ? whole : undefined;
  }

  function settle(value: Decl | undefined, type: Decl | undefined, trail: number): Meaning | undefined {
    const first = value ?? type;
    if (first?.kind === 'import' && (value === type || value === undefined || type === undefined))
      return follow(first, trail);
    const asValue = value?.kind === 'import' ? follow(value, trail) : undefined;
    const asType = type?.kind === 'import' ? follow(type, trail) : undefined;
    return {
      value: asValue === undefined ? value : asValue.value,
      type: asType === undefined ? type : asType.type,
      module: asValue?.module ?? asType?.module,
      external: asValue?.external ?? asType?.external,
    };
  }

  function exported(id: number, name: string, trail = 0): Meaning | undefined {
    tracker.touch(id);
    let names = exportedNames.get(id);
    if (names === undefined) exportedNames.set(id, (names = new Map<string, Tracked<Meaning>>()));
    const known = names.get(name);
    // A name that is asked for on the way to itself leads nowhere that way.
    if (known !== undefined) return tracker.use(known);
    const answer = tracker.begin<Meaning>();
    names.set(name, answer);
    let found: Meaning | undefined;
    try {
      found = trail > longestChain ? undefined : findExport(id, name, trail);
    } finally {
      tracker.end(answer, found);
    }
    return found;
  }

  function findExport(id: number, name: string, trail: number): Meaning | undefined {
    const file = decoded(unit(id)).decls[0]!;
    let whole: Meaning | undefined;
    for (const each of file.exports) {
      if (each.name === name) return exportedAs(id, each, trail);
      if (each.name === '=') whole = exportedAs(id, each, trail);
    }
    if (whole !== undefined && name === 'default') return whole;
    const inWhole = whole === undefined ? undefined : memberOfWhole(whole, name);
    if (inWhole !== undefined) return inWhole;
    if (name === 'default') return undefined;
    return findStarred(id, file, name, trail) ?? addedExport(id, name) ?? childModule(id, name);
  }

  function childModule(id: number, name: string): Meaning | undefined {
    const path = lookup.child(unit(id).path, name);
    const child = path === undefined ? undefined : byPath.get(path);
    return child && { ...nothing, module: child.id };
  }

  /** What a `declare module` block adds to a module of the project. */
  function addedExport(id: number, name: string): Meaning | undefined {
    const added = ambientNames().augmentations.get(id)?.get(name);
    if (added === undefined) return undefined;
    const value = added.find(({ kind }) => kind !== 'interface' && kind !== 'alias');
    return settle(value, added[0], 0);
  }

  function exportedAs(id: number, each: Decl['exports'][number], trail: number): Meaning | undefined {
    if (each.module === undefined) return settle(each.value, each.type, trail);
    if (each.imported === '*') return module(id, each.module);
    return imported(id, each.module, each.imported, trail + 1);
  }

  /** `export = N`, `module.exports = { a }`: the names of the whole are those of the module. */
  function memberOfWhole({ value, type, module: of }: Meaning, name: string): Meaning | undefined {
    if (of !== undefined) return exported(of, name);
    for (const decl of [value, type]) {
      for (const part of decl === undefined ? [] : [decl, ...decl.merged]) {
        const found = part.exports.find((each) => each.name === name);
        if (found !== undefined) return settle(found.value, found.type, 0);
      }
    }
    return value?.value?.op === 'object' ? objectMember(value.value.entries, name) : undefined;
  }

  function objectMember(
    entries: readonly { key: string | undefined; value: unknown }[],
    name: string,
  ): Meaning | undefined {
    const entry = entries.find(({ key }) => key === name);
    const value = entry?.value as { op: string; decl?: Decl } | undefined;
    if (value?.op === 'ref' || value?.op === 'class') return settle(value.decl, value.decl, 0);
    return undefined;
  }

  /** In Python the last one counts, and gives no private names; in TypeScript and JavaScript a name that two modules give is none. */
  function findStarred(id: number, file: Decl, name: string, trail: number): Meaning | undefined {
    let outside: Meaning | undefined;
    let inside: Meaning | undefined;
    const lastCounts = isPython(id);
    if (lastCounts && name.startsWith('_')) return undefined;
    for (const each of lastCounts ? file.exports.toReversed() : file.exports) {
      if (each.name !== '*' || each.module === undefined) continue;
      const target = module(id, each.module);
      const found = target?.module === undefined ? undefined : exported(target.module, name, trail + 1);
      if (found !== undefined && lastCounts) return found;
      if (found !== undefined && inside !== undefined && !isSame(found, inside)) return undefined;
      inside ??= found;
      if (target?.external !== undefined) outside ??= target;
    }
    return inside ?? outside;
  }

  return {
    unit,
    unitOf: (path) => byPath.get(path),
    decoded,
    follow: (decl) => follow(decl),
    exported: (id, name) => exported(id, name),
    module,
    tracker,
    builtin: builtinOf,
    global(name, from) {
      const starred =
        from < 0 || units.get(from)?.language !== 'python'
          ? undefined
          : findStarred(from, decoded(unit(from)).decls[0]!, name, 0);
      if (starred?.external === undefined && starred !== undefined) return starred;
      const found = ambientNames().globals.get(name);
      const builtin = builtinOf(name, from);
      if (found === undefined) return builtin && { ...nothing, value: builtin, type: builtin };
      return settle(found.value, found.type, 0);
    },
    added(decl) {
      const { groups, augmentations } = ambientNames();
      if (decl.owner?.kind === 'file') return augmentations.get(decl.unit)?.get(decl.name) ?? groups.get(decl) ?? none;
      return groups.get(decl) ?? none;
    },
  };
}

function isSame(one: Meaning, other: Meaning): boolean {
  return one.value === other.value && one.type === other.type && one.module === other.module;
}

/** Style sheets, data, and files in other languages may be imported, and define nothing that is known here. */
function hasCode({ declarations }: Unit): boolean {
  return declarations.length > 0 && !isListing(declarations);
}

function emptyCode(unit: number): DecodedDeclarations {
  const file = createDecl('file', '', undefined);
  file.unit = unit;
  file.symbol = 0;
  return { decls: [file], modules: [], uses: [], places: [], size: 0 };
}

const none: readonly never[] = [];
const nothing: Meaning = { value: undefined, type: undefined, module: undefined, external: undefined };
