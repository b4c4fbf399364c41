/** Modules of Python: packages, relative imports, source roots. */

import type { FilePath } from '../../model/ids';
import type { FileSet, FoundModule } from './lookup';
import { dirname, foldersUp, join } from './paths';
import { standardModules } from './standard';

export interface PythonModules {
  resolve(from: string, spec: string): FoundModule | undefined;
  /** A module inside a package, which need not be imported to be there. */
  child(path: string, name: string): string | undefined;
}

const sourceFolders = ['', 'src', 'lib', 'python'];

export function createPythonModules(files: FileSet): PythonModules {
  const byName = indexModules(files);

  function fileOf(path: string): string | undefined {
    if (path === '') return undefined;
    const candidates = [`${path}.py`, `${path}/__init__.py`, `${path}.pyi`, `${path}/__init__.pyi`];
    return candidates.find((each) => files.has(each));
  }

  function relative(from: string, spec: string): string | undefined {
    const dots = /^\.+/.exec(spec)?.[0].length ?? 0;
    const base = join(dirname(from), '../'.repeat(dots - 1));
    if (base === undefined) return undefined;
    const rest = spec.slice(dots).replaceAll('.', '/');
    const path = rest === '' ? base : base === '' ? rest : `${base}/${rest}`;
    if (rest === '')
      return ['__init__.py', '__init__.pyi']
        .map((name) => (path === '' ? name : `${path}/${name}`))
        .find((each) => files.has(each));
    return fileOf(path);
  }

  function absolute(from: string, spec: string): string | undefined {
    const isStandard = standardModules.has(spec.split('.', 1)[0]!);
    const known = isStandard ? undefined : byName.get(spec);
    if (known !== undefined) return nearest(known, from);
    const path = spec.replaceAll('.', '/');
    // A script sees what stands beside it; a package without `__init__` is known by its path alone.
    const beside = isStandard || isPackage(files, dirname(from)) ? [] : [dirname(from)];
    for (const folder of [...beside, ...sourceFolders]) {
      const found = fileOf(folder === '' ? path : `${folder}/${path}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return {
    resolve(from, spec) {
      const path = spec.startsWith('.') ? relative(from, spec) : absolute(from, spec);
      if (path !== undefined) return { path: path as FilePath, external: undefined };
      return spec.startsWith('.') ? undefined : { path: undefined, external: spec.split('.')[0]! };
    },
    child(path, name) {
      if (!/(?:^|\/)__init__\.pyi?$/.test(path)) return undefined;
      const folder = dirname(path);
      return fileOf(folder === '' ? name : `${folder}/${name}`);
    },
  };
}

/** The files of each module name. A name begins below the innermost folder that is no package. */
function indexModules(files: FileSet): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const path of files.paths()) {
    if (!/\.pyi?$/.test(path)) continue;
    const root = [...foldersUp(dirname(path))].find((folder) => !isPackage(files, folder)) ?? '';
    const below = root === '' ? path : path.slice(root.length + 1);
    const name = below
      .replace(/\.pyi?$/, '')
      .replace(/\/?__init__$/, '')
      .replaceAll('/', '.');
    if (name !== '') byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return byName;
}

function isPackage(files: FileSet, folder: string): boolean {
  return folder !== '' && ['__init__.py', '__init__.pyi'].some((name) => files.has(`${folder}/${name}`));
}

/** Of several, the one that shares most of its path; a module before its stub. */
function nearest(paths: readonly string[], from: string): string | undefined {
  const shared = (path: string): number => {
    let length = 0;
    while (length < path.length && path[length] === from[length]) length++;
    return length;
  };
  return [...paths].sort((a, b) => shared(b) - shared(a) || Number(a.endsWith('i')) - Number(b.endsWith('i')))[0];
}
