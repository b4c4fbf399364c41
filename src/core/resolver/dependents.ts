/** Who rests on whom: which files have to be resolved again when others change. */

import type { FilePath } from '../model/ids';
import { basename, dirname } from './modules/paths';

export interface Dependents {
  /** `missing` are modules and names of a file that led nowhere. */
  record(path: FilePath, dependsOn: readonly FilePath[], missing: readonly string[]): void;
  forget(path: FilePath): void;
  isKnown(path: FilePath): boolean;
  /** Those known to rest on one of the paths, or to miss what one of them may be, or a name that they define. */
  of(paths: ReadonlySet<FilePath>, defined: Iterable<string>): FilePath[];
}

interface Entry {
  readonly dependsOn: ReadonlySet<FilePath>;
  readonly missing: readonly string[];
}

export function createDependents(): Dependents {
  const entries = new Map<FilePath, Entry>();
  return {
    record(path, dependsOn, missing) {
      entries.set(path, { dependsOn: new Set(dependsOn), missing: missing.map(lastName) });
    },
    forget: (path) => entries.delete(path),
    isKnown: (path) => entries.has(path),
    of(paths, defined) {
      const names = new Set([...[...paths].flatMap(namesOf), ...defined]);
      const found: FilePath[] = [];
      for (const [path, { dependsOn, missing }] of entries) {
        if (paths.has(path)) continue;
        const rests = [...paths].some((each) => dependsOn.has(each)) || missing.some((name) => names.has(name));
        if (rests) found.push(path);
      }
      return found;
    },
  };
}

function lastName(module: string): string {
  return stem(basename(module.replace(/\/$/, '')));
}

/** What a module that is this file may be called. */
function namesOf(path: string): string[] {
  return [stem(basename(path)), basename(dirname(path))];
}

function stem(name: string): string {
  const dot = name.indexOf('.', 1);
  return dot < 0 ? name : name.slice(0, dot);
}
