/**
 * Resolves a list of files, batch by batch: while the thread works on one, the one before it is written and the next
 * one's references are read. A file that ends the thread costs itself only.
 */

import { LociError } from '../../model/errors';
import type { FilePath } from '../../model/ids';
import type { Database } from '../../store/database';
import { readReferences } from '../../store/resolutions';
import { writeResolutions } from '../../store/resolvedRows';
import type { HeldProject } from './heldProject';
import type { ReferencesOfFile, ResolutionRows } from './project';
import { ThreadLost, buffersOf, ownBytes } from './resolverThread';

export interface ResolveCounts {
  files: number;
  relationships: number;
  external: number;
  unresolved: number;
  failed: number;
}

export interface ResolveWork {
  readonly db: Database;
  readonly signal: AbortSignal;
  held(): HeldProject;
  /** Loads the project again after its thread was lost. */
  reload(): Promise<void>;
  /** True for a file that has been written to since the project has seen it. */
  isTouched(path: FilePath): boolean;
  /** Rows of files that have none are loaded in bulk, and the symbols that they lead to are not told. */
  readonly inBulk: boolean;
  /** Between two batches: waits while the work is paused, rejects when it is cancelled. */
  pass(): Promise<void>;
  onWritten(step: WrittenStep): Promise<void>;
}

export interface WrittenStep {
  readonly files: readonly FilePath[];
  /** Files whose answers no longer fitted the tables. */
  readonly dropped: readonly FilePath[];
  /** Keys of symbols that are referred to more or less than before. */
  readonly affected: ReadonlySet<number>;
}

/** So many that a transaction's own cost does not count, so few that a pause comes soon. */
const batchFiles = 64;
/** A project whose files end the thread time and again is not resolved at all. */
const mostLosses = 8;

export async function resolveFiles(work: ResolveWork, fileIds: readonly number[]): Promise<ResolveCounts> {
  const counts: ResolveCounts = { files: 0, relationships: 0, external: 0, unresolved: 0, failed: 0 };
  let writing: Promise<void> = Promise.resolve();
  let losses = 0;
  let reading = readBatch(work, fileIds.slice(0, batchFiles));
  try {
    for (let start = 0; start < fileIds.length; start += batchFiles) {
      await work.pass();
      const batch = await reading;
      reading = readBatch(work, fileIds.slice(start + batchFiles, start + 2 * batchFiles));
      reading.catch(() => undefined);
      const rows = await resolveBatch(work, batch, async (found) => {
        losses += 1;
        if (losses > mostLosses) throw new LociError('internal', `resolving ended its thread ${losses} times`);
        await writing;
        // Another thread knows what the tables say, and no more.
        if (found.length > 0) await write(work, found.splice(0), counts);
        await work.reload();
      });
      await writing;
      writing = write(work, rows, counts);
      // A failure is told at the next turn.
      writing.catch(() => undefined);
    }
    await writing;
    return counts;
  } finally {
    // Whatever comes next finds nothing under way.
    await Promise.allSettled([reading, writing]);
  }
}

/**
 * Stores what these few files lead to, though not that they are resolved: what somebody has just saved is right at once, and
 * should all that it stirs not be reached, the same is planned again.
 */
export async function resolveAhead(work: ResolveWork, fileIds: readonly number[]): Promise<void> {
  const rows = await resolveBatch(work, await readBatch(work, fileIds), () => work.reload());
  const { written, affected } = await store(work, rows, true);
  await work.onWritten({ files: pathsOf(work, written), dropped: [], affected });
}

async function readBatch({ db }: ResolveWork, fileIds: readonly number[]): Promise<readonly ReferencesOfFile[]> {
  return fileIds.length === 0 ? [] : readReferences(db, fileIds);
}

/** `startAgain` empties the list of what has been found of the batch until then. */
async function resolveBatch(
  work: ResolveWork,
  batch: readonly ReferencesOfFile[],
  startAgain: (found: ResolutionRows[]) => Promise<void>,
): Promise<readonly ResolutionRows[]> {
  const askFor = (files: readonly ReferencesOfFile[]): Promise<readonly ResolutionRows[]> => {
    const own = files.map((file) => ({
      ...file,
      references: ownBytes(file.references),
      checker: file.checker && ownBytes(file.checker),
      scip: file.scip && ownBytes(file.scip),
    }));
    return work.held().thread.ask('resolve', own, buffersOf(own));
  };
  try {
    return await askFor(batch);
  } catch (error) {
    if (!(error instanceof ThreadLost)) throw error;
    await startAgain([]);
  }
  const rows: ResolutionRows[] = [];
  // What was given to the thread was lost with it.
  const again = await readBatch(
    work,
    batch.map(({ fileId }) => fileId),
  );
  for (const file of again) {
    try {
      rows.push(...(await askFor([file])));
    } catch (error) {
      if (!(error instanceof ThreadLost)) throw error;
      await startAgain(rows);
      const problem = `its references could not be resolved: ${error.message}`;
      rows.push(...(await work.held().thread.ask('fail', { fileId: file.fileId, problem })));
    }
  }
  return rows;
}

async function write(work: ResolveWork, rows: readonly ResolutionRows[], counts: ResolveCounts): Promise<void> {
  const { written, affected } = await store(work, rows, false);
  for (const { fileId, relationships, external, unresolved, problem } of written) {
    work.held().hasRows.add(fileId);
    counts.relationships += relationships;
    counts.external += external;
    counts.unresolved += unresolved;
    counts.failed += problem === undefined ? 0 : 1;
  }
  counts.files += written.length;
  const done = new Set(written.map(({ fileId }) => fileId));
  const dropped = rows.filter(({ fileId }) => !done.has(fileId));
  await work.onWritten({ files: pathsOf(work, written), dropped: pathsOf(work, dropped), affected });
}

/** Leaves out files that something has written to since, or to one that their answer rests on. */
function store(
  work: ResolveWork,
  rows: readonly ResolutionRows[],
  ahead: boolean,
): ReturnType<typeof writeResolutions> {
  const { paths, hasRows } = work.held();
  const isTouched = (fileId: number): boolean => {
    const path = paths.get(fileId);
    return path === undefined || work.isTouched(path);
  };
  return writeResolutions(
    work.db,
    rows.map((row) => ({ ...row, isNew: work.inBulk && !hasRows.has(row.fileId) })),
    ({ fileId, dependsOn }) => isTouched(fileId) || dependsOn.some(isTouched),
    { signal: work.signal, ahead },
  );
}

function pathsOf(work: ResolveWork, files: readonly { readonly fileId: number }[]): FilePath[] {
  const { paths } = work.held();
  return files.flatMap(({ fileId }) => paths.get(fileId) ?? []);
}
