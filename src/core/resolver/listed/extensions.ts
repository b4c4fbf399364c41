/** Functions that are called like members of a type that they are no part of: C#'s `this` parameters, Kotlin's receivers. */

import type { ListedImport } from '../../parser/code/listing';
import type { Target } from '../inference/inference';
import type { Objects } from './objects';
import { joinPath } from './paths';
import type { ListedFile, ListedProject } from './project';
import type { Wanted } from './wanted';

export interface Extensions {
  /** One that the file sees, for a type or for what it extends. */
  find(file: ListedFile, type: Target, name: string, wanted: Wanted): Target | undefined;
  /** One of Kotlin that is imported by its name, whatever it is called for. */
  imported(file: ListedFile, module: string, name: string, wanted: Wanted): Target | undefined;
  /** The same for an object whose type is not known, by the file's own imports. */
  unseen(file: ListedFile, name: string, wanted: Wanted): Target | undefined;
}

export interface ExtensionNames {
  readonly objects: Objects;
  basesOf(type: Target): readonly Target[];
  choose(file: ListedFile, targets: readonly Target[], wanted: Wanted): Target | undefined;
  importsOf(file: ListedFile): readonly ListedImport[];
}

interface Extension {
  readonly target: Target;
  /** What it may be imported by: a namespace of C#, a package of Kotlin or an object in it. */
  readonly space: string;
  /** The type before the dot, as written. */
  readonly written: string;
}

const deepestBases = 8;

export function createExtensions(project: ListedProject, names: ExtensionNames): Extensions {
  const known = new Map<string, Map<string, Extension[]>>();
  const imports = new Map<ListedFile, Map<string, readonly ListedImport[]>>();

  function namedIn(file: ListedFile, name: string): readonly Extension[] {
    const { family } = file;
    let all = known.get(family.id);
    if (all === undefined) {
      all = new Map<string, Extension[]>();
      known.set(family.id, all);
      for (const each of project.filesOf(family)) addExtensions(each, all);
    }
    return all.get(name) ?? [];
  }

  function typeOf({ target, written }: Extension): Target | undefined {
    const file = project.unit(target.unit)!;
    return names.objects.typeWritten({ file, from: target.symbol, text: written }, 0);
  }

  function isFor(extension: Extension, types: readonly Target[]): boolean {
    const asked = typeOf(extension);
    // A type may stand in several parts.
    const full = asked && project.fullName(asked);
    return full !== undefined && types.some((type) => project.fullName(type) === full);
  }

  function isSeen(file: ListedFile, name: string, { target, space }: Extension): boolean {
    if (target.unit === file.unit.id || file.package === space) return true;
    if (file.family.seesAround && isAround(space, file.package)) return true;
    return (
      importsBySpace(file)
        .get(space)
        ?.some((each) => each.name === '*' || (each.name === name && each.alias === name)) === true
    );
  }

  function importsBySpace(file: ListedFile): ReadonlyMap<string, readonly ListedImport[]> {
    let found = imports.get(file);
    if (found === undefined) {
      found = new Map();
      for (const each of names.importsOf(file)) {
        const space = each.module.replaceAll('\\', '.');
        found.set(space, [...(found.get(space) ?? []), each]);
      }
      imports.set(file, found);
    }
    return found;
  }

  function imported(file: ListedFile, module: string, name: string, wanted: Wanted): Target | undefined {
    if (file.unit.language !== 'kotlin') return undefined;
    const fitting = namedIn(file, name).filter(({ space }) => space === module);
    // Of those for several types, that before the dot would tell.
    if (new Set(fitting.map(({ written }) => written)).size !== 1) return undefined;
    return names.choose(
      file,
      fitting.map(({ target }) => target),
      wanted,
    );
  }

  return {
    imported,
    unseen(file, name, wanted) {
      for (const each of file.listing.imports) {
        const target = each.alias === name ? imported(file, each.module, each.name, wanted) : undefined;
        if (target !== undefined) return target;
      }
      return undefined;
    },
    find(file, type, name, wanted) {
      if (!withExtensions.has(file.family.id)) return undefined;
      const seen = namedIn(file, name).filter((each) => isSeen(file, name, each));
      if (seen.length === 0) return undefined;
      const { site } = wanted;
      const asked = site && file.family.id === 'csharp' ? { ...site, arguments: ['', ...site.arguments] } : site;
      const called: Wanted = asked === undefined ? wanted : { ...wanted, site: asked };
      for (const types of levels(type, (each) => names.basesOf(each))) {
        const fitting = seen.filter((each) => isFor(each, types)).map(({ target }) => target);
        const found = fitting.length === 0 ? undefined : names.choose(file, fitting, called);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

const withExtensions = new Set(['csharp', 'jvm']);

function addExtensions({ unit, listing, names, package: own }: ListedFile, all: Map<string, Extension[]>): void {
  listing.symbols.forEach(({ name, nativeKind, owner, parameters, container }, symbol) => {
    const first = parameters?.[0] ?? '';
    const isKotlin = nativeKind === 'extension' && owner !== '';
    if (!isKotlin && !first.startsWith('this ')) return;
    const written = isKotlin ? owner : first.slice('this '.length);
    const around = names[container] ?? '';
    const space = isKotlin ? around : joinPath(around.replace(/\.?[^.]*$/, ''));
    all.set(name, [
      ...(all.get(name) ?? []),
      { target: { unit: unit.id, symbol }, space: space === '' ? own : space, written },
    ]);
  });
}

function isAround(space: string, inner: string): boolean {
  return inner.startsWith(`${space}.`);
}

/** A type, then what it extends, then what that extends. */
function levels(type: Target, basesOf: (type: Target) => readonly Target[]): readonly (readonly Target[])[] {
  const found: (readonly Target[])[] = [];
  let level: readonly Target[] = [type];
  while (level.length > 0 && found.length < deepestBases) {
    found.push(level);
    level = level.flatMap((each) => basesOf(each));
  }
  return found;
}
