/**
 * Keeps the relationships of one vault in step with its files. A whole pass resolves whatever does not hold any more;
 * while files are being saved the project is kept in its thread, so that a save costs itself and its dependents only.
 * Invariant: no answer is written that was found before something wrote to a file it rests on.
 */

import type { ExactSource } from '../../model/exact';
import type { FilePath } from '../../model/ids';
import type { Database } from '../../store/database';
import { deleteExact, writeExact } from '../../store/exactReferences';
import type { ExactWrite } from '../../store/exactReferences';
import type { StoredVault } from '../../store/vaults';
import { createTurns } from '../turns';
import { dropProject, reckon, savePass, wholePass } from './passes';
import type { PassState, ResolveHooks } from './passes';
import type { ResolveCounts } from './resolveFiles';
import type { StartThread } from './resolverThread';

export interface VaultResolver {
  /** Something is about to write to these files, or has written: answers that rest on what was there are void. */
  touch(paths: readonly FilePath[]): void;
  /** Resolves all that does not hold. `projectFiles`: all that a scan found. Does nothing where nothing has changed. */
  resolveAll(projectFiles: readonly FilePath[], hooks: ResolveHooks): Promise<ResolveCounts>;
  /** Resolves the touched files and their dependents, soon; only where a whole pass has ended before. Never rejects. */
  resolveTouched(): Promise<void>;
  /**
   * Writes what an outside authority found of files, or deletes what it found before, of all files or of these; then
   * resolves them. Before a whole pass has ended it only writes: that pass takes it in. Answers with the files for which
   * something has changed.
   */
  setExact(source: ExactSource, change: ExactChange): Promise<readonly FilePath[]>;
  /** When the saved files that have been told of are resolved; at once if there are none. */
  settled(): Promise<void>;
  readonly busy: boolean;
  /** Gives up the loaded project now, unless something is under way, instead of after a while without saves. */
  rest(): Promise<void>;
  /** Forgets the loaded project: somebody else has written to the tables. */
  drop(): Promise<void>;
  close(): Promise<void>;
}

export type ExactChange = { readonly write: readonly ExactWrite[] } | { readonly forget: 'all' | readonly FilePath[] };

export interface VaultResolverDeps {
  readonly db: Database;
  readonly start: StartThread;
  /** Of a file that a scan would list as one, or that is gone. */
  readonly isProjectFile: (path: FilePath) => Promise<boolean>;
  /** Relationships of these files have been brought up to date after a save. */
  readonly onResolved: (paths: readonly FilePath[]) => void;
  /** The uses of these symbols, by key, or of all have been counted anew. */
  readonly onUsage: (symbols: readonly number[] | 'all') => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
  /** Milliseconds after which a project that nobody saves to is given up. */
  readonly idleMs: number;
}

export function createVaultResolver(deps: VaultResolverDeps, vault: StoredVault): VaultResolver {
  const { db, start, onUsage } = deps;
  const state: PassState = {
    ...{ db, vault, start, onUsage, held: undefined },
    touched: new Set(),
    again: new Set(),
    exact: new Set(),
  };
  const closing = new AbortController();
  const turns = createIdleTurns(deps.idleMs, async (hasSaved) => {
    // Ranks follow the saves when they have rested.
    if (hasSaved && !closing.signal.aborted) await reckon(state, closing.signal).catch(deps.onTrouble);
    await dropProject(state);
  });
  let saving: { done: Promise<void>; begun: boolean } | undefined;

  const saveAll = async (): Promise<void> => {
    try {
      while (state.touched.size + state.again.size > 0 && !closing.signal.aborted) {
        await savePass(state, deps.isProjectFile, closing.signal, deps.onResolved);
      }
    } catch (error) {
      await dropProject(state);
      if (!closing.signal.aborted) deps.onTrouble(error);
    }
  };

  return {
    touch(paths) {
      for (const path of paths) {
        state.touched.add(path);
        state.exact.delete(path);
      }
    },
    resolveAll: (projectFiles, hooks) =>
      turns.run(false, async () => {
        try {
          return await wholePass(state, projectFiles, hooks);
        } catch (error) {
          // What was planned is planned again from what the tables say.
          await dropProject(state);
          throw error;
        }
      }),
    resolveTouched() {
      if (saving !== undefined && !saving.begun) return saving.done;
      const mine = { begun: false, done: Promise.resolve() };
      mine.done = turns.run(true, async () => {
        mine.begun = true;
        await saveAll();
        if (saving === mine) saving = undefined;
      });
      saving = mine;
      return mine.done;
    },
    setExact: (source, change) =>
      // In turn, so that no pass reads the one half before it and the other after it.
      turns.run(true, async () => {
        const paths =
          'write' in change
            ? await writeExact(db, vault, source, change.write)
            : await deleteExact(db, vault, source, change.forget === 'all' ? undefined : change.forget);
        for (const path of paths) {
          if (!state.touched.has(path)) state.exact.add(path);
          state.touched.add(path);
        }
        await saveAll();
        return paths;
      }),
    settled: () => saving?.done ?? Promise.resolve(),
    get busy() {
      return turns.busy;
    },
    rest: () => turns.rest(),
    drop: () => turns.run(false, () => dropProject(state)),
    async close() {
      closing.abort();
      await turns.close();
    },
  };
}

interface IdleTurns {
  run<T>(isSave: boolean, work: () => Promise<T>): Promise<T>;
  readonly busy: boolean;
  /** At once, unless something is under way. */
  rest(): Promise<void>;
  /** Waits for what is under way, then rests at once. */
  close(): Promise<void>;
}

/** One thing at a time; `rest` when nothing was asked for a while. It is told whether anything was saved since. */
function createIdleTurns(idleMs: number, rest: (hasSaved: boolean) => Promise<void>): IdleTurns {
  const turns = createTurns();
  let waiting = 0;
  let hasSaved = false;
  let timer: NodeJS.Timeout | undefined;
  const restNow = (): Promise<void> => {
    const saved = hasSaved;
    hasSaved = false;
    return turns(() => rest(saved));
  };
  return {
    async run(isSave, work) {
      clearTimeout(timer);
      waiting += 1;
      hasSaved ||= isSave;
      try {
        return await turns(work);
      } finally {
        waiting -= 1;
        if (waiting === 0) {
          timer = setTimeout(() => void restNow(), idleMs);
          timer.unref();
        }
      }
    },
    get busy() {
      return waiting > 0;
    },
    async rest() {
      if (waiting > 0) return;
      clearTimeout(timer);
      await restNow();
    },
    async close() {
      await turns(() => Promise.resolve());
      clearTimeout(timer);
      await restNow();
    },
  };
}
