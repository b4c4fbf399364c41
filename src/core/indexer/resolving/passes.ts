/**
 * What a vault's resolver does in one go: a pass over all that does not hold any more, or over what was saved. The caller
 * sees to it that there is one at a time, and drops the project after a pass that failed.
 */

import { throwIfCancelled } from '../../model/errors';
import type { FilePath } from '../../model/ids';
import type { Database } from '../../store/database';
import { voidChecked } from '../../store/exactReferences';
import { resolutionFormatVersion } from '../../store/format';
import {
  outdateAll,
  readResolutionMark,
  resolutionState,
  storeProjectFiles,
  storedProjectFiles,
  writeResolutionMark,
} from '../../store/resolutions';
import type { ResolutionMark } from '../../store/resolutions';
import { recount, writeUsage } from '../../store/usage';
import type { StoredVault } from '../../store/vaults';
import { giveEdges, giveProjectFiles, hashOf, loadProject, readProjectFiles, updateProject } from './heldProject';
import type { HeldProject } from './heldProject';
import { resolveAhead, resolveFiles } from './resolveFiles';
import type { ResolveCounts, ResolveWork, WrittenStep } from './resolveFiles';
import type { StartThread } from './resolverThread';

export interface PassState {
  readonly db: Database;
  readonly vault: StoredVault;
  readonly start: StartThread;
  /** Files that something has written to since the project has seen them. */
  readonly touched: Set<FilePath>;
  /** Files whose answers were void when they came. */
  readonly again: Set<FilePath>;
  /** Of the touched files those of which only what an outside authority found has changed. */
  readonly exact: Set<FilePath>;
  /** The uses of these symbols, by key, or of all have been counted anew. */
  readonly onUsage: (symbols: readonly number[] | 'all') => Promise<void>;
  held: HeldProject | undefined;
}

export interface ResolveHooks {
  readonly signal: AbortSignal;
  /** Everything is resolved again, whatever holds. */
  readonly anew?: boolean;
  /** Between two batches. */
  pass(): Promise<void>;
  onProgress(done: number, total: number, current: FilePath | undefined): void;
}

type ProjectFiles = HeldProject['projectFiles'];

/** More changes than these are quicker to load anew. */
const mostTouched = 2_000;
/** As long as few files are stirred, what was saved is not resolved ahead of them. */
const fewStirred = 16;
const mostAhead = 64;
const nothing: ResolveCounts = { files: 0, relationships: 0, external: 0, unresolved: 0, failed: 0 };

/** Resolves all that does not hold. `projectFiles`: all that there are. */
export async function wholePass(
  state: PassState,
  projectFiles: readonly FilePath[],
  hooks: ResolveHooks,
): Promise<ResolveCounts> {
  const { db, vault } = state;
  const stored = await storedProjectFiles(db, vault);
  const mark = await readResolutionMark(db, vault);
  if (hooks.anew === true) {
    await dropProject(state);
    await outdateAll(db, vault);
  } else if (await isUpToDate(state, mark, stored, projectFiles)) return nothing;
  const fileIds = await plan(state, projectFiles, mark, hooks.signal);
  await voidChecked(db, fileIds);
  const held = state.held!;
  // The files of a first pass are all resolved together, however often it is interrupted.
  const seen = held.isFirst ? lastId(held) : mark.seen;
  await writeResolutionMark(db, vault, { ...mark, seen, reckoned: false });
  hooks.onProgress(0, fileIds.length, undefined);
  const counts = await resolveFiles(
    workOn(state, fileIds.length, true, hooks, () => Promise.resolve()),
    fileIds,
  );
  await reckon(state, hooks.signal);
  // Last of all: until then the next pass sees that project files have changed.
  await keepProjectFiles(state, stored);
  return counts;
}

/** Resolves the touched files and their dependents, if a whole pass has ended before. */
export async function savePass(
  state: PassState,
  isProjectFile: (path: FilePath) => Promise<boolean>,
  signal: AbortSignal,
  onResolved: (paths: readonly FilePath[]) => void,
): Promise<void> {
  const { db, vault, touched, again } = state;
  const mark = await readResolutionMark(db, vault);
  if (!mark.whole) {
    // A whole pass is still to come, and sees to everything.
    touched.clear();
    again.clear();
    state.exact.clear();
    return;
  }
  if (mark.reckoned) await writeResolutionMark(db, vault, { ...mark, reckoned: false });
  const stored = await storedProjectFiles(db, vault);
  const touchedProject: FilePath[] = [];
  for (const path of touched) if (await isProjectFile(path)) touchedProject.push(path);
  const mayDiffer = touchedProject.length > 0;
  const saved = new Set(touched);
  const isExactOnly = again.size === 0 && [...touched].every((path) => state.exact.has(path));
  const projectFiles = [...new Set([...stored.keys(), ...touchedProject])];
  const fileIds = await plan(state, mayDiffer || state.held === undefined ? projectFiles : undefined, mark, signal);
  // Whatever changed, a checker may see these files otherwise now: until it has looked, what resolving finds stands.
  if (!isExactOnly) await voidChecked(db, fileIds);
  const pass = (): Promise<void> => {
    throwIfCancelled(signal);
    return Promise.resolve();
  };
  const hooks = { signal, pass, onProgress: () => undefined };
  const work = workOn(state, fileIds.length, false, hooks, async (step) => {
    const affected = [...step.affected];
    await recount(db, affected);
    await state.onUsage(affected);
    onResolved(step.files);
  });
  const ahead = fileIds.filter((id) => saved.has(state.held!.paths.get(id)!));
  const isSeenFirst = ahead.length > 0 && ahead.length <= mostAhead && fileIds.length - ahead.length > fewStirred;
  if (isSeenFirst) await resolveAhead(work, ahead);
  await resolveFiles(work, fileIds);
  if (mayDiffer) await keepProjectFiles(state, stored);
}

/** Counts and ranks of the symbols, of the relationships as they are now. */
export async function reckon({ db, vault, held, onUsage }: PassState, signal: AbortSignal): Promise<void> {
  if (held === undefined) return;
  await giveEdges(db, held, signal);
  const usage = await held.thread.ask('usage', null);
  await writeUsage(db, vault, usage, held.isFirst, signal);
  await onUsage('all');
  held.isFirst = false;
  const seen = lastId(held);
  await writeResolutionMark(db, vault, { format: resolutionFormatVersion, whole: true, reckoned: true, seen });
}

export async function dropProject(state: PassState): Promise<void> {
  const { held } = state;
  state.held = undefined;
  await held?.thread.end();
}

async function load(state: PassState, projectFiles: readonly FilePath[], signal: AbortSignal): Promise<HeldProject> {
  await dropProject(state);
  const held = await loadProject(state.db, state.vault, state.start, signal);
  state.held = held;
  await giveProjectFiles(state.vault, held, projectFiles);
  return held;
}

/**
 * The files to resolve. A project that is not held, or has other project files, is looked through from end to end.
 * `projectFiles` may be left out where the project is held and they have not changed.
 */
async function plan(
  state: PassState,
  projectFiles: readonly FilePath[] | undefined,
  mark: ResolutionMark,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const { db, vault, touched, again, held } = state;
  const [files, others] = [[...touched], [...again]];
  touched.clear();
  again.clear();
  state.exact.clear();
  if (held === undefined || files.length > mostTouched) {
    const loaded = await load(state, projectFiles ?? [...held!.projectFiles.keys()], signal);
    return loaded.thread.ask('planAll', mark.seen);
  }
  const changed = await updateProject(db, vault, held, files, others);
  if (projectFiles === undefined) return changed;
  const before = held.projectFiles;
  const after = await giveProjectFiles(vault, held, projectFiles);
  return sameEntries(before, after) ? changed : held.thread.ask('planAll', mark.seen);
}

function workOn(
  state: PassState,
  total: number,
  inBulk: boolean,
  hooks: ResolveHooks,
  onWritten: (step: WrittenStep) => Promise<void>,
): ResolveWork {
  let done = 0;
  return {
    ...{ db: state.db, inBulk, signal: hooks.signal },
    held: () => state.held!,
    async reload() {
      await load(state, [...state.held!.projectFiles.keys()], hooks.signal);
    },
    isTouched: (path) => state.touched.has(path),
    pass: () => hooks.pass(),
    async onWritten(step) {
      for (const path of step.dropped) state.again.add(path);
      await onWritten(step);
      done += step.files.length + step.dropped.length;
      hooks.onProgress(done, total, step.files.at(-1));
    },
  };
}

async function keepProjectFiles({ db, vault, held }: PassState, before: ProjectFiles): Promise<void> {
  const now = held?.projectFiles ?? before;
  if (sameEntries(before, now)) return;
  const gone = [...before.keys()].filter((path) => !now.has(path));
  await storeProjectFiles(db, vault, now, gone);
}

async function isUpToDate(
  { db, vault, touched, again }: PassState,
  { format, reckoned }: ResolutionMark,
  stored: ProjectFiles,
  projectFiles: readonly FilePath[],
): Promise<boolean> {
  if (format !== resolutionFormatVersion || !reckoned || touched.size + again.size > 0) return false;
  const { files, current } = await resolutionState(db, vault);
  if (files !== current) return false;
  const texts = await readProjectFiles(vault, projectFiles);
  return sameEntries(stored, new Map([...texts].map(([path, text]) => [path, hashOf(text)])));
}

function sameEntries<Value>(a: ReadonlyMap<FilePath, Value>, b: ReadonlyMap<FilePath, Value>): boolean {
  return a.size === b.size && [...a].every(([path, value]) => b.get(path) === value);
}

function lastId({ paths }: HeldProject): number {
  let last = 0;
  for (const id of paths.keys()) last = Math.max(last, id);
  return last;
}
