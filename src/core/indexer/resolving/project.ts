/**
 * A vault's files as the resolver's thread holds them: which answers still hold, what has to be resolved again, and the
 * rows that come of it. Pure: it is told everything and asks nothing.
 */

import { createHash } from 'node:crypto';
import { isLociError, messageOf } from '../../model/errors';
import { exactSources } from '../../model/exact';
import type { Descriptor, FilePath, LanguageId } from '../../model/ids';
import type { ResolvedFile } from '../../model/relationship';
import { decodeExact } from '../../resolver/exact/codec';
import { mergeExact } from '../../resolver/exact/merge';
import type { ExactFinding } from '../../resolver/exact/merge';
import type { ResolvableFile, StoredReferences, StoredResolution } from '../../store/resolutions';
import type { FileResolution } from '../../store/resolvedRows';
import type { Usage } from '../../store/usage';
import { collectRows, keyOf } from './edges';
import type { FileEdges, SymbolLookup } from './edges';
import { usageOf } from './rank';

/** What is asked of a resolver. Paths of project files (tsconfig.json and the like) may be removed as files are. */
export interface ReferenceResolver {
  setFile(file: {
    readonly path: FilePath;
    readonly language: LanguageId;
    readonly descriptors: readonly Descriptor[];
    readonly declarations: Uint8Array;
  }): void;
  setProjectFile(path: FilePath, text: string): void;
  removeFile(path: FilePath): void;
  /** `withOpen`: the answer tells of names that are bound to nothing, too. */
  resolve(path: FilePath, references: Uint8Array, options?: { readonly withOpen?: boolean }): ResolvedFile;
  /** Files to resolve again when these change, come or go. */
  dependents(paths: Iterable<FilePath>): readonly FilePath[];
}

export type ReferencesOfFile = StoredReferences;

/** What resolving a file yields, before it is known whether rows of the file are stored. */
export type ResolutionRows = Omit<FileResolution, 'isNew'>;

export interface Project {
  add(files: readonly ResolvableFile[]): void;
  /** All of them; those not named are gone. */
  setProjectFiles(files: ReadonlyMap<FilePath, string>): void;
  /**
   * Ids of all files whose stored answer does not hold. What brought the others on comes last: as long as it is not
   * written, the same plan is made again. Every answer knows of the files with ids up to `seen`.
   */
  planAll(seen: number): number[];
  /** Takes in changes; answers with the ids of the files that have to be resolved again, `again` among them. */
  update(files: readonly ResolvableFile[], gone: readonly FilePath[], again: readonly FilePath[]): number[];
  /** Files that have changed since they were added are left out. A file that cannot be resolved says so in its rows. */
  resolve(files: readonly ReferencesOfFile[]): ResolutionRows[];
  /** The rows of a file that must not be tried. */
  fail(fileId: number, problem: string): ResolutionRows[];
  /** Files whose edges have to be given by {@link setEdges} before {@link usage} is asked. */
  filesWithoutEdges(): number[];
  setEdges(fileId: number, edges: FileEdges): void;
  usage(): Usage;
}

interface ProjectFile {
  readonly fileId: number;
  readonly path: FilePath;
  readonly factsId: number;
  /** Of the declarations. */
  readonly digest: string;
  readonly symbols: SymbolLookup;
  /** Of what outside authorities found: of what was merged last, or what is there to be merged. */
  exact: string;
  resolved: StoredResolution | undefined;
  edges: FileEdges | undefined;
  /** Why the resolver did not take the file. */
  readonly problem: string | undefined;
}

/** Bytes of a digest: as good as unique among some hundred thousand files. */
const digestBytes = 16;

export function createProject(resolver: ReferenceResolver, formatVersion: number): Project {
  const byId = new Map<number, ProjectFile>();
  const byPath = new Map<FilePath, ProjectFile>();
  let projectFiles: ReadonlyMap<FilePath, string> = new Map();
  let projectDigest = '';

  const forget = (file: ProjectFile): void => {
    byId.delete(file.fileId);
    if (byPath.get(file.path) === file) byPath.delete(file.path);
  };
  const take = (file: ResolvableFile): ProjectFile => {
    const before = byId.get(file.fileId);
    if (before !== undefined) forget(before);
    const taken = takeFile(resolver, file, before);
    byId.set(taken.fileId, taken);
    byPath.set(taken.path, taken);
    return taken;
  };
  /** Undefined if a file that the answer rests on is gone. */
  const against = (file: ProjectFile, dependsOn: readonly number[]): Buffer | undefined => {
    const hash = createHash('sha256').update(`${formatVersion}\0${projectDigest}\0${file.path}`);
    if (file.exact !== '') hash.update(`\0${file.exact}`);
    for (const id of dependsOn) {
      const other = byId.get(id);
      if (other === undefined) return undefined;
      hash.update(`\0${other.path}\0${other.digest}`);
    }
    return hash.digest().subarray(0, digestBytes);
  };
  const holds = (file: ProjectFile): boolean => {
    const { resolved, factsId } = file;
    if (resolved?.factsId !== factsId) return false;
    return against(file, resolved.dependsOn)?.equals(resolved.against) === true;
  };
  const idsOf = (paths: Iterable<FilePath>): number[] => [...paths].flatMap((path) => byPath.get(path)?.fileId ?? []);
  /** Not asked about nothing: the answer may take a look at every file. */
  const dependentsOf = (paths: readonly FilePath[]): number[] =>
    paths.length === 0 ? [] : idsOf(resolver.dependents(paths));
  const finish = (file: ProjectFile, dependsOn: readonly number[], rows: Omit<ResolutionRows, 'against'>) => {
    const digest = against(file, dependsOn) ?? Buffer.alloc(0);
    file.resolved = { factsId: file.factsId, against: digest, dependsOn };
    return { ...rows, against: digest };
  };
  const fail = (file: ProjectFile, problem: string): ResolutionRows => {
    file.edges = undefined;
    const { fileId, factsId } = file;
    const none = { edges: '', externals: '', relationships: 0, external: 0, unresolved: 0 };
    return finish(file, [], { fileId, factsId, dependsOn: [], problem: problem.slice(0, 500), ...none });
  };
  const hasSymbol = (path: FilePath, descriptor: Descriptor): boolean => {
    const symbols = byPath.get(path)?.symbols;
    return symbols !== undefined && keyOf(symbols, descriptor) !== undefined;
  };
  const resolveOne = (file: ProjectFile, given: ReferencesOfFile): ResolutionRows => {
    file.exact = given.exact;
    if (file.problem !== undefined) return fail(file, file.problem);
    try {
      const findings = findingsOf(file.path, given);
      const own = resolver.resolve(file.path, given.references, { withOpen: findings.length > 0 });
      const answer = mergeExact(own, findings, hasSymbol);
      const { rows, edges, targets } = collectRows(file, answer, (path) => byPath.get(path));
      file.edges = edges;
      const others = new Set([...targets, ...idsOf(answer.dependsOn)]);
      others.delete(file.fileId);
      const dependsOn = [...others].sort((a, b) => a - b);
      return finish(file, dependsOn, { fileId: file.fileId, factsId: file.factsId, dependsOn, ...rows });
    } catch (error) {
      return fail(file, `its references could not be resolved: ${messageOf(error)}`);
    }
  };

  return {
    add(files) {
      for (const file of files) take(file);
    },
    setProjectFiles(files) {
      for (const path of projectFiles.keys()) if (!files.has(path)) resolver.removeFile(path);
      for (const [path, text] of files) if (projectFiles.get(path) !== text) resolver.setProjectFile(path, text);
      projectFiles = files;
      projectDigest = digestOf(files);
    },
    planAll(seen) {
      const causes = [...byId.values()].filter(({ fileId, factsId, resolved }) =>
        resolved === undefined ? fileId > seen : resolved.factsId !== factsId,
      );
      const outdated = [...byId.values()].filter((file) => !holds(file)).map(({ fileId }) => fileId);
      if (outdated.length === byId.size) return outdated;
      const drawnIn = dependentsOf(causes.map(({ path }) => path));
      return causesLast(
        [...outdated, ...drawnIn],
        causes.map(({ fileId }) => fileId),
      );
    },
    update(files, gone, again) {
      const changed = files.filter((file) => looksChanged(byId.get(file.fileId), file));
      const left = files.flatMap(({ fileId, path }) => {
        const before = byId.get(fileId);
        return before === undefined || before.path === path ? [] : [before.path];
      });
      const away = [...gone.filter((path) => byPath.has(path)), ...left];
      const stirred = [...away, ...changed.map(({ path }) => path)];
      const stirredIds = new Set([...idsOf(stirred), ...changed.map(({ fileId }) => fileId)]);
      const drawnIn = new Set(dependentsOf(stirred));
      for (const path of away) {
        const file = byPath.get(path);
        if (file !== undefined) forget(file);
        resolver.removeFile(path);
      }
      for (const file of files) take(file);
      for (const id of dependentsOf(stirred)) drawnIn.add(id);
      const resting = [...byId.values()].filter(({ resolved }) => resolved?.dependsOn.some((id) => stirredIds.has(id)));
      return causesLast(
        [...resting.map(({ fileId }) => fileId), ...drawnIn],
        [...files.map(({ fileId }) => fileId), ...idsOf(again)],
      );
    },
    resolve: (files) =>
      files.flatMap((given) => {
        const file = byId.get(given.fileId);
        return file?.factsId === given.factsId ? [resolveOne(file, given)] : [];
      }),
    fail(fileId, problem) {
      const file = byId.get(fileId);
      return file === undefined ? [] : [fail(file, problem)];
    },
    filesWithoutEdges: () =>
      [...byId.values()].flatMap((file) =>
        file.edges === undefined && file.resolved !== undefined ? [file.fileId] : [],
      ),
    setEdges(fileId, edges) {
      const file = byId.get(fileId);
      if (file !== undefined) file.edges = edges;
    },
    usage: () => usageOf([...byId.values()].flatMap(({ symbols, edges }) => ({ keys: symbols.keys, edges }))),
  };
}

function takeFile(resolver: ReferenceResolver, file: ResolvableFile, before: ProjectFile | undefined): ProjectFile {
  const { fileId, path, language, factsId, declarations } = file;
  const descriptors = JSON.parse(file.descriptors) as Descriptor[];
  let problem: string | undefined;
  try {
    resolver.setFile({ path, language, descriptors, declarations });
  } catch (error) {
    problem = `its declarations could not be read: ${messageOf(error)}`;
  }
  const symbols = { keys: JSON.parse(file.symbolKeys) as number[], descriptors };
  return {
    ...{ fileId, path, factsId, digest: bytesDigest(declarations), symbols, exact: file.exact, problem },
    resolved: file.resolved,
    edges: before?.edges,
  };
}

/** The weaker authority first. Without what cannot be read the file's own answer stands. */
function findingsOf(path: FilePath, given: ReferencesOfFile): ExactFinding[] {
  return exactSources.flatMap((source) => {
    const found = given[source];
    if (found === null) return [];
    try {
      return [{ source, exact: decodeExact(path, found) }];
    } catch (error) {
      if (!isLociError(error, 'corrupt')) throw error;
      return [];
    }
  });
}

/** As other files see it: a symbol that went and came back has another key, and what led to it is gone. */
function looksChanged(before: ProjectFile | undefined, file: ResolvableFile): boolean {
  if (before?.path !== file.path || before.digest !== bytesDigest(file.declarations)) return true;
  const keys = JSON.parse(file.symbolKeys) as number[];
  const now = new Map((JSON.parse(file.descriptors) as Descriptor[]).map((descriptor, at) => [descriptor, keys[at]]));
  return before.symbols.descriptors.some((descriptor, at) => {
    const key = now.get(descriptor);
    return key !== undefined && key !== before.symbols.keys[at];
  });
}

function causesLast(ids: readonly number[], causes: readonly number[]): number[] {
  const last = new Set(causes);
  return [...new Set([...ids.filter((id) => !last.has(id)), ...last])];
}

function bytesDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64').slice(0, 22);
}

function digestOf(files: ReadonlyMap<FilePath, string>): string {
  const hash = createHash('sha256');
  for (const path of [...files.keys()].sort()) hash.update(`${path}\0${files.get(path)!.length}\0${files.get(path)!}`);
  return hash.digest('base64');
}
