/** How near a hit is to the file that somebody has open. */

import fitted from './context.json';

/** What an open file is near to. */
export interface OpenFile {
  /** Relative to the vault's folder, `/` between its parts. */
  readonly path: string;
  /** Ids of the files that it imports, and of those that import it. */
  readonly related: ReadonlySet<number>;
}

/** Where a file is, seen from one that is open. */
export interface Distance {
  readonly isOpen: boolean;
  /** Imported by the open file, or importing it. */
  readonly isRelated: boolean;
  /** Folders up and down from the one to the other; undefined where that says nothing. */
  readonly steps: number | undefined;
}

/** 0 to 1 each. */
export interface NearnessGrades {
  readonly file: number;
  readonly imports: number;
  readonly folder: number;
  /** A factor for each folder between. */
  readonly step: number;
}

export function distanceOf({ path, related }: OpenFile, fileId: number, other: string): Distance {
  const own = path.split('/').slice(0, -1);
  const folders = other.split('/').slice(0, -1);
  const differs = own.findIndex((part, at) => part !== folders[at]);
  const shared = differs < 0 ? own.length : differs;
  // Two files at the top of a folder, or below nothing in common, say nothing of each other.
  const steps = shared === 0 && own.length > 0 ? undefined : own.length - shared + (folders.length - shared);
  return { isOpen: other === path, isRelated: related.has(fileId), steps };
}

/** 0 to 1: the greatest of the grades that hold. */
export function nearnessOf(
  { isOpen, isRelated, steps }: Distance,
  grades: NearnessGrades = fitted.weights.nearness,
): number {
  if (isOpen) return grades.file;
  const byFolder = steps === undefined ? 0 : grades.folder * grades.step ** steps;
  return isRelated ? Math.max(grades.imports, byFolder) : byFolder;
}
