/** Modules of TypeScript and JavaScript: relative paths, tsconfig paths, packages of the same project. */

import type { FilePath } from '../../model/ids';
import type { FileSet, FoundModule } from './lookup';
import { createPackages } from './packages';
import { dirname, join } from './paths';
import { createTsconfigs } from './tsconfig';

export interface EcmascriptModules {
  resolve(from: string, spec: string): FoundModule | undefined;
  isIncluded(path: string): boolean;
}

export function createEcmascriptModules(files: FileSet): EcmascriptModules {
  const find = (path: string): string | undefined => findFile(files, path);
  const tsconfigs = createTsconfigs(files);
  const packages = createPackages(files, find);

  return {
    resolve(from, spec) {
      const bare = spec.replace(/[?].*$/, '');
      if (/^\.{1,2}(?:\/|$)/.test(bare)) {
        const path = join(dirname(from), bare);
        return found(path === undefined ? undefined : find(path));
      }
      for (const candidate of tsconfigs.candidates(from, bare)) {
        const path = find(candidate);
        if (path !== undefined) return found(path);
      }
      const path = packages.find(from, bare);
      if (path !== undefined) return found(path);
      return { path: undefined, external: packageName(bare) };
    },
    isIncluded: (path) => tsconfigs.isIncluded(path),
  };
}

function found(path: string | undefined): FoundModule | undefined {
  return path === undefined ? undefined : { path: path as FilePath, external: undefined };
}

export function packageName(spec: string): string {
  const parts = spec.split('/');
  return spec.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.d.ts', '.js', '.jsx', '.mjs', '.cjs', '.d.mts', '.d.cts', '.vue'];
/** What an emitted file was before it was compiled. */
const sources: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.d.ts', '.js', '.jsx'],
  '.jsx': ['.tsx', '.d.ts', '.jsx'],
  '.mjs': ['.mts', '.d.mts', '.mjs'],
  '.cjs': ['.cts', '.d.cts', '.cjs'],
};

/** The file that a path without, or with the emitted, extension means. */
function findFile(files: FileSet, path: string): string | undefined {
  const emitted = /\.[mc]?jsx?$/.exec(path)?.[0];
  if (emitted !== undefined) {
    const stem = path.slice(0, -emitted.length);
    for (const extension of sources[emitted] ?? []) if (files.has(stem + extension)) return stem + extension;
  }
  if (files.has(path) && /\.[a-z]+$/.test(path)) return path;
  for (const extension of extensions) if (files.has(path + extension)) return path + extension;
  for (const extension of extensions) {
    const index = path === '' ? `index${extension}` : `${path}/index${extension}`;
    if (files.has(index)) return index;
  }
  return undefined;
}
