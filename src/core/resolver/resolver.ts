/** Binds the references of files to symbols of the project. Pure: it is told of files and asks nothing. */

import { LociError } from '../model/errors';
import type { Descriptor, FilePath, LanguageId } from '../model/ids';
import type { OpenReference, ResolvedFile, ResolvedReference } from '../model/relationship';
import { decodeReferences } from '../parser/code/decode';
import { isListing } from '../parser/code/listingCodec';
import { createBuiltins } from './builtins/index';
import { createDependents } from './dependents';
import { createInference } from './inference/create';
import type { Inference } from './inference/inference';
import { createListings } from './listed/listings';
import type { ListedResolver } from './listed/resolve';
import { createListedResolver } from './listed/resolve';
import { createModuleLookup, isProjectFile } from './modules/create';
import type { FileSet } from './modules/lookup';
import { targetOf } from './inference/spaces';
import { reportOverrides } from './overrides';
import type { Program, Unit } from './program';
import { createProgram } from './program';
import { byPosition, openAt, toReference } from './references';
import type { Binding, Walker } from './walk';
import { createWalker } from './walk';

export { isProjectFile } from './modules/create';

export interface ResolverFile {
  readonly path: FilePath;
  readonly language: LanguageId;
  /** Of the file's symbols, in their order. */
  readonly descriptors: readonly Descriptor[];
  readonly declarations: Uint8Array;
}

export interface ResolveOptions {
  /** The answer tells of names that are bound to nothing, too. */
  readonly withOpen?: boolean;
}

export interface Resolver {
  /** Adds a file, or replaces it. What is known is kept where others see in it what they saw before. */
  setFile(file: ResolverFile): void;
  /** Adds or replaces what {@link isProjectFile} tells apart. */
  setProjectFile(path: FilePath, text: string): void;
  removeFile(path: FilePath): void;
  /**
   * `references` are those of the file as it was last set. Throws LociError `notFound` for a file that was not set, and
   * `corrupt` for bytes that cannot be read.
   */
  resolve(path: FilePath, references: Uint8Array, options?: ResolveOptions): ResolvedFile;
  /** Files to resolve again when these change, come or go; those named are not among them. */
  dependents(paths: Iterable<FilePath>): FilePath[];
  /** Bytes, about, that {@link rest} would let go of. */
  held(): number;
  /**
   * Lets go of what can be worked out again at next to no cost, for one who is short of memory. What is listed stays: each
   * of its files asks for all the others, which take as long to be read as some dozens to be resolved.
   */
  rest(): void;
}

/** What a byte of declarations comes to once they are read and asked about: 23 to 28 in projects of three kinds. */
const bytesHeld = 25;

export function createResolver(): Resolver {
  const units = new Map<number, Unit>();
  const byPath = new Map<FilePath, Unit>();
  const projectFiles = new Map<FilePath, string>();
  const dependents = createDependents();
  const builtins = createBuiltins();
  const listings = createListings();
  let lastId = -1;
  /** Undefined when something has changed since. */
  let session: Session | undefined;
  let listed: ListedResolver | undefined;

  const files: FileSet = {
    has: (path) => byPath.has(path as FilePath),
    projectFile: (path) => projectFiles.get(path as FilePath),
    projectFiles: () => projectFiles.keys(),
    paths: () => byPath.keys(),
    languageOf: (path) => byPath.get(path as FilePath)?.language,
  };

  function open(): Session {
    if (session === undefined) {
      const program = createProgram({ units, byPath, lookup: createModuleLookup(files), builtins });
      const inference = createInference(program);
      session = { program, inference, walker: createWalker(inference) };
    }
    return session;
  }

  /** With a set of its own, by which what is worked out of the files is known, and gone with it. */
  function openListed(): ListedResolver {
    listed ??= createListedResolver(units, byPath, { ...files }, listings);
    return listed;
  }

  function outdate(): void {
    session = undefined;
    listed = undefined;
  }

  function drop(path: FilePath): void {
    const known = byPath.get(path);
    if (known !== undefined) units.delete(known.id);
    byPath.delete(path);
    dependents.forget(path);
    outdate();
  }

  return {
    setFile(file) {
      const { path, language, descriptors, declarations } = file;
      const known = byPath.get(path);
      if (known !== undefined && isSame(known, file)) return;
      drop(path);
      const unit: Unit = { id: ++lastId, path, language, descriptors, declarations, decoded: undefined };
      units.set(unit.id, unit);
      byPath.set(path, unit);
    },
    setProjectFile(path, text) {
      projectFiles.set(path, text);
      outdate();
    },
    removeFile(path) {
      drop(path);
      projectFiles.delete(path);
    },
    resolve(path, references, { withOpen = false } = {}) {
      const unit = byPath.get(path);
      if (unit === undefined) throw new LociError('notFound', `${path} is not in the index`);
      const { file, missing } = isListing(unit.declarations)
        ? openListed().resolve(unit, references, withOpen)
        : resolveUnit(open(), unit, references, withOpen);
      dependents.record(path, file.dependsOn, missing);
      return file;
    },
    dependents(paths) {
      const changed = new Set(paths);
      if ([...changed].some((each) => isProjectFile(each)))
        return [...byPath.keys()].filter((each) => !changed.has(each));
      const defined = [...changed].flatMap((each) => {
        const unit = byPath.get(each);
        return unit !== undefined && isListing(unit.declarations) ? openListed().namesIn(unit) : [];
      });
      const found = new Set(dependents.of(changed, defined));
      for (const unit of byPath.values()) {
        if (changed.has(unit.path) || dependents.isKnown(unit.path) || found.has(unit.path)) continue;
        if (namesOneOf(open().program, unit, changed)) found.add(unit.path);
      }
      return [...found];
    },
    held() {
      let size = 0;
      for (const { decoded } of units.values()) size += decoded?.size ?? 0;
      return size * bytesHeld;
    },
    rest() {
      for (const unit of units.values()) unit.decoded = undefined;
      session = undefined;
    },
  };
}

function isSame(known: Unit, { language, descriptors, declarations }: ResolverFile): boolean {
  return (
    known.language === language &&
    Buffer.compare(known.declarations, declarations) === 0 &&
    known.descriptors.length === descriptors.length &&
    known.descriptors.every((each, at) => each === descriptors[at])
  );
}

interface Session {
  readonly program: Program;
  readonly inference: Inference;
  readonly walker: Walker;
}

/** Of a file that was not resolved yet: whether an import of its own leads to one of the paths. */
function namesOneOf(program: Program, unit: Unit, paths: ReadonlySet<FilePath>): boolean {
  if (unit.declarations.length === 0 || isListing(unit.declarations)) return false;
  return program.decoded(unit).uses.some(({ module }) => {
    const target = program.module(unit.id, module)?.module;
    return target !== undefined && paths.has(program.unit(target).path);
  });
}

function resolveUnit(
  { program, inference, walker }: Session,
  unit: Unit,
  references: Uint8Array,
  withOpen: boolean,
): { readonly file: ResolvedFile; readonly missing: readonly string[] } {
  if (unit.declarations.length === 0) {
    return { file: { path: unit.path, references: [], unresolved: 0, dependsOn: [] }, missing: [] };
  }
  const known = program.decoded(unit);
  const { roots, decls } = decodeReferences(references, known, unit.id);
  const imports = fileImports(program, unit);
  const found = [...imports.references];
  const open: OpenReference[] = [];
  let unresolved = 0;
  const report = (binding: Binding): void => {
    if (binding.target === undefined && binding.external === undefined) unresolved++;
    const made = toReference(program, unit, binding);
    if (made !== undefined) found.push(made);
    else if (withOpen) open.push(openAt(binding));
  };
  const all = [...known.decls, ...decls];
  const units = program.tracker.run(() => {
    walker.file(all, roots, report);
    reportOverrides(inference, all, report);
  });
  const dependsOn = [...new Set([...units, ...imports.units])]
    .filter((id) => id !== unit.id)
    .map((id) => program.unit(id).path);
  const file: ResolvedFile = {
    path: unit.path,
    references: found.sort(byPosition),
    unresolved,
    dependsOn,
    ...(withOpen && { open }),
  };
  return { file, missing: imports.missing };
}

interface FileImports {
  readonly references: readonly ResolvedReference[];
  readonly units: readonly number[];
  readonly missing: readonly string[];
}

/** Which files a file names, whatever it takes from them. */
function fileImports(program: Program, unit: Unit): FileImports {
  const references: ResolvedReference[] = [];
  const units: number[] = [];
  const missing: string[] = [];
  for (const { module, at } of program.decoded(unit).uses) {
    const found = program.module(unit.id, module);
    if (found?.module === undefined) missing.push(module);
    else units.push(found.module);
    const place = { owner: undefined, place: at, type: 'imports', name: module, how: 'import' } as const;
    const block = found?.value && targetOf(found.value);
    const target = found?.module === undefined ? block : { unit: found.module, symbol: 0 };
    const made = toReference(program, unit, { ...place, target, external: found?.external });
    if (made !== undefined) references.push(made);
  }
  return { references, units, missing };
}
