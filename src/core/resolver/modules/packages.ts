/** Packages of one project that import each other by name: workspaces, without anything installed or built. */

import type { JsonObject } from './jsonc';
import { isObject, readJson, stringsOf } from './jsonc';
import type { FileSet } from './lookup';
import { basename, dirname, foldersUp, join } from './paths';

export interface Packages {
  /** Path of the file that a bare specifier names; undefined if no package of the project has that name. */
  find(from: string, spec: string): string | undefined;
}

interface Package {
  readonly folder: string;
  readonly manifest: JsonObject;
}

/** Where builds go, and where what they are made of is. */
const builtFolder = /^(?:dist|lib|build|out|output|es|esm|cjs|umd|types|typings|\.build|target)$/;

export function createPackages(files: FileSet, find: (path: string) => string | undefined): Packages {
  const byName = new Map<string, Package[]>();
  const byFolder = new Map<string, Package>();
  for (const path of files.projectFiles()) {
    if (basename(path) !== 'package.json') continue;
    const manifest = readJson(files.projectFile(path) ?? '');
    const made = { folder: dirname(path), manifest };
    byFolder.set(made.folder, made);
    const name = manifest['name'];
    if (typeof name === 'string') byName.set(name, outermost([...(byName.get(name) ?? []), made]));
  }

  /** Of two that stand side by side, neither is meant by others. */
  function named(name: string, from: string): Package | undefined {
    const all = byName.get(name) ?? [];
    return all.length < 2 ? all[0] : all.find(({ folder }) => from.startsWith(`${folder}/`));
  }

  /** A path below a package, or what it was made from. */
  function fileAt(folder: string, target: string): string | undefined {
    const path = join(folder, target);
    if (path === undefined) return undefined;
    return find(path) ?? sourceOf(folder, path.slice(folder === '' ? 0 : folder.length + 1));
  }

  function sourceOf(folder: string, below: string): string | undefined {
    const parts = below.split('/');
    const built = parts.findIndex((part) => builtFolder.test(part));
    if (built < 0) return undefined;
    const rest = parts.slice(built + 1).filter((part, index) => index > 0 || !builtFolder.test(part));
    const stem = rest.join('/').replace(/(?:\.d)?\.[mc]?[jt]sx?$/, '');
    for (const source of ['src', 'source', 'lib', '']) {
      const path = join(folder, [...parts.slice(0, built), source, stem].join('/'));
      const file = path === undefined ? undefined : find(path);
      if (file !== undefined) return file;
    }
    return undefined;
  }

  function entry({ folder, manifest }: Package): string | undefined {
    const named = ['source', 'types', 'typings', 'module', 'main'].flatMap((key) => stringsOf(manifest[key]));
    for (const target of named) {
      const file = fileAt(folder, target);
      if (file !== undefined) return file;
    }
    for (const target of ['src/index', 'index', 'src', 'lib/index', 'src/main', 'src/mod', 'mod']) {
      const file = fileAt(folder, target);
      if (file !== undefined) return file;
    }
    return undefined;
  }

  function inPackage(of: Package, below: string): string | undefined {
    for (const target of exportTargets(of.manifest['exports'], below === '' ? '.' : `./${below}`)) {
      const file = fileAt(of.folder, target);
      if (file !== undefined) return file;
    }
    if (below === '') return entry(of);
    return fileAt(of.folder, below) ?? fileAt(of.folder, `src/${below}`);
  }

  /** `#name`: by the manifest nearest to the file. */
  function internal(from: string, spec: string): string | undefined {
    for (const folder of foldersUp(dirname(from))) {
      const own = byFolder.get(folder);
      if (own === undefined) continue;
      for (const target of exportTargets(own.manifest['imports'], spec)) {
        const file = fileAt(folder, target);
        if (file !== undefined) return file;
      }
      return undefined;
    }
    return undefined;
  }

  return {
    find(from, spec) {
      if (spec.startsWith('#')) return internal(from, spec);
      const parts = spec.split('/');
      const length = spec.startsWith('@') ? 2 : 1;
      const of = named(parts.slice(0, length).join('/'), from);
      return of === undefined ? undefined : inPackage(of, parts.slice(length).join('/'));
    },
  };
}

/** Of packages of one name the outer is the real one, the inner most often a fixture or a copy. */
function outermost(packages: readonly Package[]): Package[] {
  const least = Math.min(...packages.map(depth));
  return packages.filter((each) => depth(each) === least);
}

function depth({ folder }: Package): number {
  return folder.split('/').length;
}

/** The paths that `exports` or `imports` give a name, those for types first. */
function exportTargets(map: unknown, name: string): string[] {
  if (!isObject(map) || !Object.keys(map).some((key) => /^[.#]/.test(key))) return name === '.' ? conditions(map) : [];
  if (name in map) return conditions(map[name]);
  const patterns = Object.keys(map).filter((key) => key.includes('*'));
  for (const pattern of patterns.sort((a, b) => b.length - a.length)) {
    const [before = '', after = ''] = pattern.split('*');
    if (!name.startsWith(before) || !name.endsWith(after) || name.length < before.length + after.length) continue;
    const rest = name.slice(before.length, name.length - after.length);
    return conditions(map[pattern]).map((target) => target.replace('*', () => rest));
  }
  return [];
}

function conditions(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return (value as unknown[]).flatMap(conditions);
  if (!isObject(value)) return [];
  const first = ['source', 'types', 'import', 'require', 'default'];
  const keys = [...first.filter((key) => key in value), ...Object.keys(value).filter((key) => !first.includes(key))];
  return keys.flatMap((key) => conditions(value[key]));
}
