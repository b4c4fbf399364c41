/** How near a hit is to the file that somebody has open. */

/** What an open file is near to. */
export interface OpenFile {
  /** Relative to the vault's folder, `/` between its parts. */
  readonly path: string;
  /** Ids of the files that it imports, and of those that import it. */
  readonly related: ReadonlySet<number>;
}

/** 0 to 1. The file itself and what it imports or is imported by are nearest, then its folder, then those around that. */
export function nearnessOf({ path, related }: OpenFile, fileId: number, other: string): number {
  if (other === path) return 1;
  const own = path.split('/').slice(0, -1);
  const folders = other.split('/').slice(0, -1);
  const differs = own.findIndex((part, at) => part !== folders[at]);
  const shared = differs < 0 ? own.length : differs;
  const steps = own.length - shared + (folders.length - shared);
  // Two files at the top of a folder, or below nothing in common, say nothing of each other.
  const byFolder = shared === 0 && own.length > 0 ? 0 : 0.8 / (1 + steps);
  return related.has(fileId) ? Math.max(0.9, byFolder) : byFolder;
}
