/** What files let others see without being imported: global names, `declare module`, additions to other modules. */

import { isAmbient } from '../parser/code/decode';
import type { DecodedDeclarations } from '../parser/code/decode';
import type { Decl } from '../parser/code/shapes';
import { declFlags } from '../parser/code/shapes';
import type { Unit } from './program';

export interface Named {
  value: Decl | undefined;
  type: Decl | undefined;
}

/** A module that is declared and is no file. */
export interface AmbientModule {
  /** The first of its blocks, one that declares it before those that add to it. */
  readonly block: Decl;
  /** False if it is a library's that is only added to: what `names` lacks may be there, and the whole is not its block. */
  readonly isWhole: boolean;
  readonly names: Map<string, Named>;
}

export interface Ambient {
  readonly globals: Map<string, Named>;
  readonly modules: Map<string, AmbientModule>;
  /** By unit, then by name. */
  readonly augmentations: Map<number, Map<string, Decl[]>>;
  /** The first declaration of a name → the others that are one with it. */
  readonly groups: Map<Decl, Decl[]>;
}

export interface AmbientParts {
  readonly units: Iterable<Unit>;
  readonly decoded: (unit: Unit) => DecodedDeclarations;
  /** The unit that a module is; undefined if it is none of the project's. */
  readonly moduleUnit: (from: number, spec: string) => number | undefined;
  /** Whether a file belongs to what its project compiles. */
  readonly isIncluded: (unit: Unit) => boolean;
}

export function readAmbient({ units, decoded, moduleUnit, isIncluded }: AmbientParts): Ambient {
  const ambient: Ambient = { globals: new Map(), modules: new Map(), augmentations: new Map(), groups: new Map() };
  for (const { unit, file, modules, isScript } of inOrder({ units, decoded, isIncluded })) {
    if (isScript) addNames(ambient, ambient.globals, file);
    for (const block of modules) {
      const target = isScript ? undefined : moduleUnit(unit.id, block.name);
      if (block.name === 'global') addNames(ambient, ambient.globals, block);
      else if (target === undefined) addModule(ambient, block, isScript);
      else augment(ambient, block, target);
    }
  }
  return ambient;
}

interface AmbientFile {
  readonly unit: Unit;
  readonly file: Decl;
  readonly modules: readonly Decl[];
  /** A script declares modules; a module adds to them. */
  readonly isScript: boolean;
}

/** What declares before what adds, each by path: in whatever order files come, the same declaration is the first. */
function inOrder({ units, decoded, isIncluded }: Omit<AmbientParts, 'moduleUnit'>): AmbientFile[] {
  const files = [...units].flatMap((unit): AmbientFile | readonly AmbientFile[] => {
    if (!isAmbient(unit.declarations) || !isIncluded(unit)) return [];
    const { decls, modules } = decoded(unit);
    const file = decls[0]!;
    return { unit, file, modules, isScript: (file.flags & declFlags.global) !== 0 };
  });
  const rank = ({ isScript }: AmbientFile): number => (isScript ? 0 : 1);
  return files.sort((one, other) => rank(one) - rank(other) || (one.unit.path < other.unit.path ? -1 : 1));
}

function addNames(ambient: Ambient, names: Map<string, Named>, { exports }: Decl): void {
  for (const { name, value, type } of exports) {
    const known = names.get(name);
    if (known === undefined) names.set(name, { value, type });
    else {
      group(ambient, known.value, value);
      if (known.type !== known.value || type !== value) group(ambient, known.type, type);
      known.value ??= value;
      known.type ??= type;
    }
  }
}

function group({ groups }: Ambient, known: Decl | undefined, more: Decl | undefined): void {
  if (known === undefined || more === undefined || known === more || known.merged.includes(more)) return;
  groups.set(known, [...(groups.get(known) ?? []), more]);
}

function addModule(ambient: Ambient, block: Decl, isWhole: boolean): void {
  const known = ambient.modules.get(block.name) ?? { block, isWhole, names: new Map<string, Named>() };
  ambient.modules.set(block.name, known);
  group(ambient, known.block, block);
  addNames(ambient, known.names, block);
}

function augment({ augmentations }: Ambient, { exports }: Decl, unit: number): void {
  for (const { name, type, value } of exports) {
    const decl = type ?? value;
    if (decl === undefined || decl.kind === 'import') continue;
    let names = augmentations.get(unit);
    if (names === undefined) augmentations.set(unit, (names = new Map<string, Decl[]>()));
    names.set(name, [...(names.get(name) ?? []), decl]);
  }
}
