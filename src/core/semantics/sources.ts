/** The files of a folder as the index holds them, and which symbol has its name where. */

import type { Descriptor, FilePath } from '../model/ids';
import type { IndexedSource } from './messages';

export interface Sources {
  add(files: readonly IndexedSource[]): void;
  remove(paths: readonly FilePath[]): void;
  /** Another number with each change. */
  readonly version: number;
  hashOf(path: string): string | undefined;
  paths(): Iterable<FilePath>;
  /** The symbol of which the name begins there. */
  symbolAt(path: string, line: number, character: number): Descriptor | undefined;
}

interface Held {
  readonly source: IndexedSource;
  /** Made when first asked for. */
  places: Map<number, Descriptor> | undefined;
}

/** Lines are longer in no file that is indexed. */
const widestLine = 2 ** 21;

export function createSources(): Sources {
  const files = new Map<string, Held>();
  let version = 0;
  return {
    get version() {
      return version;
    },
    remove(paths) {
      version++;
      for (const path of paths) files.delete(path);
    },
    add(added) {
      version++;
      for (const source of added) files.set(source.path, { source, places: undefined });
    },
    hashOf: (path) => files.get(path)?.source.hash,
    paths: () => [...files.values()].map(({ source }) => source.path),
    symbolAt(path, line, character) {
      const held = files.get(path);
      if (held === undefined) return undefined;
      held.places ??= placesOf(held.source);
      return held.places.get(line * widestLine + character);
    },
  };
}

function placesOf({ descriptors, positions }: IndexedSource): Map<number, Descriptor> {
  const places = new Map<number, Descriptor>();
  for (const [at, descriptor] of descriptors.entries()) {
    places.set(positions[at * 2]! * widestLine + positions[at * 2 + 1]!, descriptor as Descriptor);
  }
  return places;
}
