/** Where the module is that a file names: a file of the project, or a package outside it. */

import type { FilePath, LanguageId } from '../../model/ids';

/** `path` of a file of the project, else the name of what is outside. */
export interface FoundModule {
  readonly path: FilePath | undefined;
  readonly external: string | undefined;
}

export interface ModuleLookup {
  /** Undefined where nothing is known: a relative path that leads nowhere. */
  resolve(from: FilePath, spec: string): FoundModule | undefined;
  /** A module inside the one that a file is, where the language shows it without being told. */
  child(path: FilePath, name: string): FilePath | undefined;
  /** False for a file that its project's configuration leaves out: what it declares for all is not for these. */
  isIncluded(path: FilePath): boolean;
}

/** The files of a project, asked by path. */
export interface FileSet {
  has(path: string): boolean;
  /** Text of a project file such as tsconfig.json. */
  projectFile(path: string): string | undefined;
  projectFiles(): Iterable<string>;
  paths(): Iterable<string>;
  languageOf(path: string): LanguageId | undefined;
}
