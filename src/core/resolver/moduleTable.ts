/** Where the modules are that files name, each looked up once a folder. */

import type { Meaning, ProgramParts } from './program';

export interface ModuleTable {
  /** A file of the project or a package; undefined for a module that leads nowhere. */
  find(from: number, spec: string): Meaning | undefined;
  /** The same, looked up anew. */
  lookUp(from: number, spec: string): Meaning | undefined;
}

type Known = Map<string, Meaning | undefined>;

export function createModuleTable({ units, byPath, lookup }: ProgramParts): ModuleTable {
  const byFolder = new Map<string, Known>();
  /** That of its folder, by unit. */
  const byUnit = new Map<number, Known>();

  function lookUp(from: number, spec: string): Meaning | undefined {
    const found = lookup.resolve(units.get(from)!.path, spec);
    if (found === undefined) return undefined;
    if (found.path === undefined) return { ...nothing, external: found.external };
    const target = byPath.get(found.path);
    return target && { ...nothing, module: target.id };
  }

  function knownTo(from: number): Known {
    const { path } = units.get(from)!;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const known = byFolder.get(folder) ?? new Map<string, Meaning | undefined>();
    byFolder.set(folder, known);
    byUnit.set(from, known);
    return known;
  }

  return {
    find(from, spec) {
      const known = byUnit.get(from) ?? knownTo(from);
      const before = known.get(spec);
      if (before !== undefined || known.has(spec)) return before;
      const found = lookUp(from, spec);
      known.set(spec, found);
      return found;
    },
    lookUp,
  };
}

const nothing: Meaning = { value: undefined, type: undefined, module: undefined, external: undefined };
