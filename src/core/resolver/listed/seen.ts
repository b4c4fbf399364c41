/** Names that a file sees without their packages: those of the packages around, and of what it imports as a whole. */

import { isType } from '../../languages/language';
import { symbolAt } from '../../parser/code/listedScopes';
import type { Target } from '../inference/inference';
import type { Found } from './lookup';
import { parentPath } from './paths';
import type { ListedFile, ListedProject } from './project';
import type { Usings } from './usings';
import type { Wanted } from './wanted';

export interface Seen {
  /** Names that a language makes visible without an import. */
  fromPackages(file: ListedFile, from: number, name: string, wanted: Wanted): Found | undefined;
  fromStars(file: ListedFile, name: string, wanted: Wanted): Found | undefined;
}

/** What stands in a package or a type, by name: asked for again and again, and found once. */
interface Space {
  readonly path: string;
  readonly names: ReadonlyMap<string, readonly Target[]> | undefined;
}

export function createSeen(
  project: ListedProject,
  usings: Usings,
  choose: (file: ListedFile, targets: readonly Target[], wanted: Wanted) => Target | undefined,
): Seen {
  const packages = new Map<ListedFile, Map<number, readonly Space[]>>();
  const stars = new Map<ListedFile, readonly Space[]>();

  function opened(file: ListedFile, paths: Iterable<string>): Space[] {
    return [...paths].map((path) => ({ path, names: project.space(file.family, path) }));
  }

  function packagesAt(file: ListedFile, place: number, wanted: Wanted): readonly Space[] {
    const from = symbolAt(file.listing, place);
    const known = packages.get(file) ?? new Map<number, readonly Space[]>();
    packages.set(file, known);
    const asType = file.family.seesMembers || wanted.as === 'type';
    const key = 2 * from + Number(asType);
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = opened(file, packagePaths(file, from, asType))));
    return found;
  }

  function chosen(file: ListedFile, { path, names }: Space, name: string, wanted: Wanted): Target | undefined {
    const isPlain = name !== '' && !name.includes('.');
    const targets = isPlain ? names?.get(name) : project.namedIn(file.family, path, name);
    return targets === undefined ? undefined : choose(file, targets, wanted);
  }

  return {
    fromPackages(file, from, name, wanted) {
      for (const space of packagesAt(file, from, wanted)) {
        const target = chosen(file, space, name, wanted);
        if (target !== undefined && (space.path !== '' || file.package === '')) return { target, how: 'package' };
      }
      return undefined;
    },
    fromStars(file, name, wanted) {
      let spaces = stars.get(file);
      if (spaces === undefined) stars.set(file, (spaces = opened(file, usings.starsOf(file))));
      for (const space of spaces) {
        const target = chosen(file, space, name, wanted);
        if (target !== undefined) return { target, how: 'import' };
      }
      return undefined;
    },
  };
}

function packagePaths(file: ListedFile, from: number, asType: boolean): ReadonlySet<string> {
  const paths = new Set<string>();
  for (let at = from; at > 0; at = file.listing.symbols[at]!.container) {
    if (asType || !isType(file.listing.symbols[at]!.kind)) paths.add(file.names[at]!);
  }
  paths.add(file.package);
  if (file.family.seesAround) {
    for (const path of [...paths]) for (let up = path; up !== ''; up = parentPath(up)) paths.add(up);
  }
  if (file.family.isFlat) paths.add('');
  return paths;
}
