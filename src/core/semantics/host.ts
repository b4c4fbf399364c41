/**
 * The disk as the checker may see it: the files that the index holds, declarations of dependencies, and the files that say
 * how they are found. Nothing is written, and nothing of a repository is run.
 */

import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { errors } from '@ts-morph/common';
import type { StandardizedFilePath } from '@ts-morph/common';
import { InMemoryFileSystemHost } from 'ts-morph';
import type { FileSystemHost, RuntimeDirEntry } from 'ts-morph';
import { createHash } from 'node:crypto';
import { decodeText } from '../workspace/encoding';
import type { Sources } from './sources';

export interface DiskView {
  readonly host: FileSystemHost;
  /** Path in the folder, `/` between parts; undefined outside. */
  inside(path: string): string | undefined;
  absolute(path: string): string;
  /** The file's text, if it is on the disk as it is in the index. */
  textOf(path: string): string | undefined;
}

/** Reading of a larger one would not end well. */
const largestDeclaration = 8 * 1024 * 1024;
const declaration = /\/node_modules\/.*(?:\.d\.[mc]?ts|\/package\.json|\/tsconfig[^/]*\.json|\.d\.[\w-]+\.ts)$/;

export function createDiskView(folder: string, sources: Sources, configs: ReadonlySet<string>): DiskView {
  const root = folder.replaceAll('\\', '/').replace(/\/$/, '');
  const inside = (path: string): string | undefined =>
    path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
  let listed = { version: -1, entries: new Map<string, ReadonlyMap<string, boolean>>() };
  const entriesOf = (path: string): ReadonlyMap<string, boolean> | undefined => {
    const { version } = sources;
    if (listed.version !== version) listed = { version, entries: directoriesOf(sources, configs) };
    return listed.entries.get(path);
  };

  const textOf = (path: string): string | undefined => readIndexed(`${root}/${path}`, sources.hashOf(path));
  /** Texts that were read to see whether they are those of the index, until they are asked for. */
  const seen = new Map<string, string>();
  const isIndexed = (path: string): boolean => {
    const text = textOf(path);
    if (text !== undefined) seen.set(path, text);
    return text !== undefined;
  };
  const takeText = (path: string): string | undefined => {
    const text = seen.get(path) ?? textOf(path);
    seen.delete(path);
    return text;
  };
  const read = (path: string): string | undefined => {
    if (declaration.test(path)) return readDeclaration(path);
    const own = inside(path);
    if (own === undefined || own.includes('node_modules/')) return undefined;
    if (sources.hashOf(own) !== undefined) return takeText(own);
    return configs.has(own) || own.endsWith('/package.json') || own === 'package.json'
      ? readDeclaration(path)
      : undefined;
  };
  const isFile = (path: string): boolean => {
    if (declaration.test(path)) return statOf(path)?.isFile() === true;
    const own = inside(path);
    if (own === undefined || own.includes('node_modules/')) return false;
    if (sources.hashOf(own) !== undefined) return seen.has(own) || isIndexed(own);
    return (configs.has(own) || /(?:^|\/)package\.json$/.test(own)) && statOf(path)?.isFile() === true;
  };
  const isDirectory = (path: string): boolean => {
    const own = inside(`${path}/`)?.replace(/\/$/, '');
    if (own !== undefined && entriesOf(own) !== undefined) return true;
    return /\/node_modules(?:\/|$)/.test(path) && statOf(path)?.isDirectory() === true;
  };
  const list = (path: string): RuntimeDirEntry[] => {
    const own = inside(`${path}/`)?.replace(/\/$/, '');
    const known = own === undefined ? undefined : entriesOf(own);
    if (known === undefined) return path.endsWith('/node_modules/@types') ? directoriesBelow(path) : [];
    return [...known].map(([name, isOfDirectory]) => entryOf(`${path}/${name}`, isOfDirectory));
  };
  return {
    host: new DiskHost(root, { read, isFile, isDirectory, list }),
    inside,
    absolute: (path) => `${root}/${path}`,
    textOf,
  };
}

interface View {
  read(path: string): string | undefined;
  isFile(path: string): boolean;
  isDirectory(path: string): boolean;
  list(path: string): RuntimeDirEntry[];
}

/** What is written stays in memory. */
class DiskHost extends InMemoryFileSystemHost {
  readonly #root: string;
  readonly #view: View;

  constructor(root: string, view: View) {
    super();
    this.#root = root;
    this.#view = view;
  }

  override readFileSync(path: string): string {
    const text = this.#view.read(path);
    if (text === undefined) throw new errors.FileNotFoundError(path as StandardizedFilePath);
    return text;
  }

  override readFile(path: string): Promise<string> {
    return Promise.resolve(this.readFileSync(path));
  }

  override fileExistsSync(path: string): boolean {
    return this.#view.isFile(path);
  }

  override fileExists(path: string): Promise<boolean> {
    return Promise.resolve(this.fileExistsSync(path));
  }

  override directoryExistsSync(path: string): boolean {
    return this.#view.isDirectory(path);
  }

  override directoryExists(path: string): Promise<boolean> {
    return Promise.resolve(this.directoryExistsSync(path));
  }

  override readDirSync(path: string): RuntimeDirEntry[] {
    return this.#view.list(path);
  }

  override realpathSync(path: string): string {
    try {
      return path.includes('/node_modules/') ? realpathSync(path).replaceAll('\\', '/') : path;
    } catch {
      return path;
    }
  }

  override getCurrentDirectory(): string {
    return this.#root;
  }

  override isCaseSensitive(): boolean {
    return true;
  }
}

function readIndexed(path: string, hash: string | undefined): string | undefined {
  try {
    const bytes = readFileSync(path);
    const isSame = createHash('sha256').update(bytes).digest('hex') === hash;
    return isSame ? decodeText(bytes)?.text : undefined;
  } catch {
    return undefined;
  }
}

function readDeclaration(path: string): string | undefined {
  try {
    return statSync(path).size > largestDeclaration ? undefined : decodeText(readFileSync(path))?.text;
  } catch {
    return undefined;
  }
}

function statOf(path: string): ReturnType<typeof statSync> {
  return statSync(path, { throwIfNoEntry: false });
}

function directoriesBelow(path: string): RuntimeDirEntry[] {
  try {
    return readdirSync(path).map((name) => entryOf(`${path}/${name}`, true));
  } catch {
    return [];
  }
}

function entryOf(name: string, isDirectory: boolean): RuntimeDirEntry {
  return { name, isFile: !isDirectory, isDirectory, isSymlink: false };
}

/** By directory, '' for the folder itself: names in it, and whether they are directories. */
function directoriesOf(sources: Sources, configs: ReadonlySet<string>): Map<string, ReadonlyMap<string, boolean>> {
  const found = new Map<string, Map<string, boolean>>([['', new Map()]]);
  for (const path of [...sources.paths(), ...configs]) {
    let name = path;
    let isDirectory = false;
    for (;;) {
      const slash = name.lastIndexOf('/');
      const parent = slash < 0 ? '' : name.slice(0, slash);
      const known = found.get(parent);
      found.set(parent, (known ?? new Map<string, boolean>()).set(name.slice(slash + 1), isDirectory));
      if (known !== undefined || parent === '') break;
      name = parent;
      isDirectory = true;
    }
  }
  return found;
}
