/** Which module a file of Rust is: `crate.module`, crates named by `Cargo.toml` and by where their roots stand. */

import type { FileSet } from '../modules/lookup';
import { dirname, foldersUp } from '../modules/paths';

export interface CratePlace {
  /** Full name of the crate's root module. */
  readonly crate: string;
  /** Below it, parts joined by dots. */
  readonly module: string;
}

interface Manifest {
  readonly folder: string;
  readonly name: string;
  /** Folders and files of roots that stand elsewhere than cargo looks for them. */
  readonly roots: readonly string[];
}

interface Known {
  /** By folder. */
  readonly manifests: Map<string, Manifest | undefined>;
  readonly places: Map<string, CratePlace>;
}

/** Such a set does not change: the resolver makes a new one of every state of the project. */
const known = new WeakMap<FileSet, Known>();

export function cratePlaceOf(path: string, files: FileSet): CratePlace {
  const { places } = knownOf(files);
  let place = places.get(path);
  if (place === undefined) places.set(path, (place = findPlace(path, files)));
  return place;
}

function knownOf(files: FileSet): Known {
  let found = known.get(files);
  if (found === undefined) known.set(files, (found = { manifests: new Map(), places: new Map() }));
  return found;
}

function findPlace(path: string, files: FileSet): CratePlace {
  const { folder, name, roots } = manifestOf(path, files);
  const below = folder === '' ? path : path.slice(folder.length + 1);
  const own = roots.find((root) => below === root);
  if (own !== undefined && !isOther(below)) return { crate: name, module: '' };
  const near = roots.map(dirname).filter((root) => root !== '' && root !== '.' && below.startsWith(`${root}/`));
  const root = near.sort((a, b) => b.length - a.length)[0];
  if (root !== undefined && !isOther(below)) return { crate: name, module: moduleIn(below.slice(root.length + 1)) };
  return otherPlace(name, folder, below, files) ?? { crate: name, module: moduleIn(below.replace(/^src\//, '')) };
}

function isOther(below: string): boolean {
  return /^(?:tests|benches|examples|src\/bin)\//.test(below);
}

/** Tests, benches, examples and further programs: crates of their own. Files beside their roots are modules of all. */
function otherPlace(name: string, folder: string, below: string, files: FileSet): CratePlace | undefined {
  if (below === 'build.rs') return { crate: `${name}!build`, module: '' };
  const [, kind = '', rest = ''] = /^(tests|benches|examples|src\/bin)\/(.*)$/.exec(below) ?? [];
  if (kind === '') return undefined;
  const crate = `${name}!${kind.replace('/', '_')}`;
  const first = /^[^/]+(?=\/)/.exec(rest)?.[0];
  if (first === undefined) {
    // What another root names as its module is no root.
    return { crate, module: '' };
  }
  const main = `${folder === '' ? '' : `${folder}/`}${kind}/${first}/main.rs`;
  if (files.has(main)) return { crate: `${crate}.${first}`, module: moduleIn(rest.slice(first.length + 1)) };
  return { crate, module: moduleIn(rest) };
}

function moduleIn(below: string): string {
  return below
    .replace(/\.rs$/, '')
    .replace(/(?:^|\/)(?:mod|lib|main)$/, '')
    .replaceAll('/', '.');
}

function manifestOf(path: string, files: FileSet): Manifest {
  const { manifests } = knownOf(files);
  for (const folder of foldersUp(dirname(path))) {
    if (!manifests.has(folder)) manifests.set(folder, manifestIn(folder, files));
    const found = manifests.get(folder);
    if (found !== undefined) return found;
  }
  const folder = path.startsWith('src/') ? '' : dirname(path).replace(/(?:^|\/)src(?:\/.*)?$/, '');
  return { folder, name: folder === '' ? 'crate' : `crate@${folder.replaceAll('.', '_')}`, roots: [] };
}

function manifestIn(folder: string, files: FileSet): Manifest | undefined {
  const text = files.projectFile(folder === '' ? 'Cargo.toml' : `${folder}/Cargo.toml`);
  return text === undefined ? undefined : readManifest(folder, text);
}

function readManifest(folder: string, text: string): Manifest | undefined {
  const sections = text.split(/^\s*(?=\[)/m);
  const valueIn = (section: string, key: string): string | undefined =>
    new RegExp(`^\\s*${key}\\s*=\\s*["']([^"']+)["']`, 'm').exec(section)?.[1];
  const named = (header: RegExp): readonly string[] => sections.filter((section) => header.test(section));
  const [own = ''] = named(/^\[package\]/);
  const [lib = ''] = named(/^\[lib\]/);
  const name = valueIn(lib, 'name') ?? valueIn(own, 'name');
  if (name === undefined) return undefined;
  const roots = [lib, ...named(/^\[\[bin\]\]/)].flatMap((section) => valueIn(section, 'path') ?? []);
  return { folder, name: name.replaceAll('-', '_'), roots };
}
