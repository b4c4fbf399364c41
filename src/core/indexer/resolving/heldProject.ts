/** A vault's project in its thread, with what this side has to know of its files: loaded from the tables, kept in step. */

import { createHash } from 'node:crypto';
import { throwIfCancelled } from '../../model/errors';
import type { ContentHash, FilePath } from '../../model/ids';
import { basesOf } from '../../resolver/modules/tsconfig';
import type { Database } from '../../store/database';
import { readEdges, readResolvable, readResolvableOf } from '../../store/resolutions';
import type { ResolvableFile, StoredEdges } from '../../store/resolutions';
import type { StoredVault } from '../../store/vaults';
import { largestReadLimits, readSource } from '../../workspace/read';
import type { FileEdges } from './edges';
import type { ResolverThread, StartThread } from './resolverThread';
import { buffersOf, ownBytes } from './resolverThread';

export interface HeldProject {
  readonly thread: ResolverThread;
  readonly paths: Map<number, FilePath>;
  /** Files of which relationships may be stored. */
  readonly hasRows: Set<number>;
  /** No file of the vault had been resolved when it was loaded, and its usage has not been written since. */
  isFirst: boolean;
  /** Files that say how names are looked up. */
  projectFiles: ReadonlyMap<FilePath, ContentHash>;
}

/** Files a page: some megabytes of declarations at most. */
const pageSize = 256;

export async function loadProject(
  db: Database,
  vault: StoredVault,
  start: StartThread,
  signal: AbortSignal,
): Promise<HeldProject> {
  const thread = start();
  const paths = new Map<number, FilePath>();
  const hasRows = new Set<number>();
  try {
    let page = await readResolvable(db, vault, { afterFileId: 0, limit: pageSize });
    while (page.length > 0) {
      throwIfCancelled(signal);
      remember(paths, hasRows, page);
      const next = readResolvable(db, vault, { afterFileId: page.at(-1)!.fileId, limit: pageSize });
      // A failure of the thread is told first; the page on its way is then of no use.
      next.catch(() => undefined);
      const files = page.map(withOwnBytes);
      await thread.ask('add', files, buffersOf(files));
      page = await next;
    }
    return { thread, paths, hasRows, isFirst: hasRows.size === 0, projectFiles: new Map() };
  } catch (error) {
    await thread.end();
    throw error;
  }
}

function remember(paths: Map<number, FilePath>, hasRows: Set<number>, files: readonly ResolvableFile[]): void {
  for (const { fileId, path, resolved } of files) {
    paths.set(fileId, path);
    if (resolved !== undefined) hasRows.add(fileId);
  }
}

function withOwnBytes(file: ResolvableFile): ResolvableFile {
  const { resolved } = file;
  return {
    ...file,
    declarations: ownBytes(file.declarations),
    ...(resolved !== undefined && { resolved: { ...resolved, against: ownBytes(resolved.against) } }),
  };
}

/** Takes in what was written at these paths; answers with the ids of the files to resolve again. */
export async function updateProject(
  db: Database,
  vault: StoredVault,
  held: HeldProject,
  touched: readonly FilePath[],
  again: readonly FilePath[],
): Promise<readonly number[]> {
  const files = await readResolvableOf(db, vault, touched);
  const there = new Set(files.map(({ path }) => path));
  remember(held.paths, held.hasRows, files);
  const gone = touched.filter((path) => !there.has(path));
  const own = files.map(withOwnBytes);
  return held.thread.ask('update', { files: own, gone, again }, buffersOf(own));
}

/** Reads project files and gives them to the thread; files that are gone or cannot be read are left out. */
export async function giveProjectFiles(
  vault: StoredVault,
  held: HeldProject,
  paths: readonly FilePath[],
): Promise<ReadonlyMap<FilePath, ContentHash>> {
  const texts = await readProjectFiles(vault, paths);
  held.projectFiles = new Map([...texts].map(([path, text]) => [path, hashOf(text)]));
  await held.thread.ask('setProjectFiles', [...texts]);
  return held.projectFiles;
}

/** With them what a tsconfig extends, be it ignored: frameworks generate there what a project calls its folders. */
export async function readProjectFiles(vault: StoredVault, paths: readonly FilePath[]): Promise<Map<FilePath, string>> {
  const texts = new Map<FilePath, string>();
  const wanted = new Set([...paths].sort());
  for (const path of wanted) {
    const read = await readSource(vault.folder, { path, wanted: true }, largestReadLimits);
    if (read.kind !== 'text') continue;
    texts.set(path, read.text);
    // A set that grows is gone through to its new end.
    if (path.endsWith('.json')) for (const base of basesOf(path, read.text)) wanted.add(base as FilePath);
  }
  return texts;
}

export function hashOf(text: string): ContentHash {
  return createHash('sha256').update(text).digest('hex') as ContentHash;
}

/** Gives the thread the edges that it has not found itself. */
export async function giveEdges(db: Database, held: HeldProject, signal: AbortSignal): Promise<void> {
  const wanted = await held.thread.ask('filesWithoutEdges', null);
  for (let start = 0; start < wanted.length; start += pageSize) {
    throwIfCancelled(signal);
    const rows = await readEdges(db, wanted.slice(start, start + pageSize));
    await held.thread.ask(
      'setEdges',
      rows.map((row) => [row.fileId, toEdges(row)]),
    );
  }
}

function toEdges({ sources, targets, confidences, counts }: StoredEdges): FileEdges {
  const numbers = (json: string): number[] => JSON.parse(json) as number[];
  return {
    sources: Float64Array.from(numbers(sources)),
    targets: Float64Array.from(numbers(targets)),
    weights: Float32Array.from(numbers(confidences)),
    counts: Int32Array.from(numbers(counts)),
  };
}
