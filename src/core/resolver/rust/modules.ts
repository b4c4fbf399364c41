/** Modules of Rust as tables: what each one holds, and what it brings in, by the names that are asked for. */

import type { Target } from '../inference/inference';
import type { Family } from '../listed/families';
import { lastName, parentPath } from '../listed/paths';
import type { ListedFile, ListedProject } from '../listed/project';
import type { Answers } from './answers';

/** A module by its full name, or a symbol. */
export type Entity = { readonly module: string } | { readonly target: Target };
export type Space = 'type' | 'value' | 'macro';

export interface Import {
  readonly file: ListedFile;
  /** Index of the symbol around it. */
  readonly from: number;
  /** To what it names, or to what it brings in as a whole. */
  readonly path: readonly string[];
  /** Where that leads, so far as it was asked. */
  readonly answers: Answers<Space, Entity>;
}

export interface Imports {
  /** By what they are called here. */
  readonly named: Map<string, Import[]>;
  readonly starred: Import[];
  /** Those of several files: a file's own come first where it asks. */
  isShared: boolean;
}

export interface Module extends Imports {
  readonly names: Map<string, Target[]>;
  /** Names of the modules that stand in it. */
  readonly inner: Set<string>;
}

export interface Modules {
  find(fullName: string): Module | undefined;
  /** What a function brings in for itself. */
  importsIn(file: ListedFile, callable: number): Imports | undefined;
  files(): readonly ListedFile[];
}

/** Reads the files when first asked, and holds what it has read: those of one state of the project. */
export function createModules(project: ListedProject, family: Family): Modules {
  const modules = new Map<string, Module>();
  const ofFunctions = new Map<ListedFile, Map<number, Imports>>();
  let files: readonly ListedFile[] | undefined;

  function read(): readonly ListedFile[] {
    if (files !== undefined) return files;
    files = project.filesOf(family);
    for (const file of files) addFile(file);
    for (const name of modules.keys()) modules.get(parentPath(name))?.inner.add(lastName(name));
    return files;
  }

  function moduleOf(name: string): Module {
    let found = modules.get(name);
    if (found === undefined) modules.set(name, (found = { names: new Map(), inner: new Set(), ...noImports() }));
    return found;
  }

  function addFile(file: ListedFile): void {
    const { symbols, imports } = file.listing;
    moduleOf(file.package);
    symbols.forEach(({ container, owner, name, kind }, symbol) => {
      if (symbol === 0 || owner !== '') return;
      if (container !== 0 && symbols[container]!.kind !== 'namespace') return;
      const { names } = moduleOf(file.names[container]!);
      const targets = names.get(name);
      if (targets === undefined) names.set(name, [{ unit: file.unit.id, symbol }]);
      else targets.push({ unit: file.unit.id, symbol });
      if (kind === 'namespace') moduleOf(file.names[symbol]!);
    });
    for (const { from, module, name, alias } of imports) {
      const isModules = from === 0 || symbols[from]?.kind === 'namespace';
      const into = isModules ? moduleOf(file.names[from]!) : inFunction(file, from);
      const isStar = name === '*' && alias === '*';
      const path = isStar ? partsOf(module) : name === '*' ? [module] : [...partsOf(module), name];
      addImport(into, { file, from, path, answers: new Map() }, isStar ? undefined : alias);
    }
  }

  function inFunction(file: ListedFile, from: number): Imports {
    let own = ofFunctions.get(file);
    if (own === undefined) ofFunctions.set(file, (own = new Map<number, Imports>()));
    let found = own.get(from);
    if (found === undefined) own.set(from, (found = noImports()));
    return found;
  }

  return {
    find(fullName) {
      read();
      return modules.get(fullName);
    },
    importsIn(file, callable) {
      read();
      return ofFunctions.get(file)?.get(callable);
    },
    files: read,
  };
}

function noImports(): Imports {
  return { named: new Map(), starred: [], isShared: false };
}

function addImport(into: Imports, added: Import, alias: string | undefined): void {
  const first = into.starred[0] ?? into.named.values().next().value?.[0];
  if (first !== undefined && first.file !== added.file) into.isShared = true;
  const named = alias === undefined ? into.starred : into.named.get(alias);
  if (named === undefined) into.named.set(alias!, [added]);
  else named.push(added);
}

export function partsOf(module: string): string[] {
  return module.split('::').filter((part) => part !== '');
}
