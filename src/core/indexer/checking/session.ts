/** The checker's process, kept in step with the files of the vault that it is asked about. One thing at a time. */

import { throwIfCancelled } from '../../model/errors';
import type { ContentHash, FilePath, VaultId } from '../../model/ids';
import type { CheckerProcess } from '../../semantics/checkerProcess';
import type { CheckedFile, CheckerProject, CheckerUsage, IndexedSource } from '../../semantics/messages';
import { namedSymbols } from '../../store/checking';
import type { CheckableFile } from '../../store/checking';
import type { Database } from '../../store/database';
import type { StoredVault } from '../../store/vaults';

export interface CheckerSession {
  /** Starts the process if need be, and tells it what it does not know of the files. Answers with the projects. */
  sync(vault: StoredVault, given: VaultFiles, signal: AbortSignal): Promise<readonly CheckerProject[]>;
  load(project: CheckerProject): Promise<void>;
  check(paths: readonly FilePath[]): Promise<readonly CheckedFile[]>;
  usage(): Promise<CheckerUsage>;
  /** Ends the process, if there is one; the next {@link sync} starts another. */
  readonly end: () => void;
}

export interface VaultFiles {
  readonly files: readonly CheckableFile[];
  /** tsconfig.json and the like, with their contents' hashes. */
  readonly configs: ReadonlyMap<FilePath, ContentHash>;
}

interface Held {
  readonly process: CheckerProcess;
  readonly vault: VaultId;
  readonly configs: string;
  readonly sent: Map<FilePath, ContentHash>;
  projects: readonly CheckerProject[] | undefined;
}

/** Files a message: some hundred kilobytes of names. */
const pageSize = 256;

export function createCheckerSession(db: Database, start: () => CheckerProcess): CheckerSession {
  let held: Held | undefined;

  const process = (): CheckerProcess => {
    if (held === undefined) throw new Error('the checker was not told of any files');
    return held.process;
  };
  const begin = async (vault: StoredVault, configs: VaultFiles['configs']): Promise<Held> => {
    const key = JSON.stringify([...configs]);
    if (held?.vault === vault.id && held.configs === key) return held;
    const begun: Held = {
      ...{ process: held?.process ?? start(), vault: vault.id, configs: key },
      ...{ sent: new Map(), projects: undefined },
    };
    held = begun;
    await begun.process.ask('begin', { folder: vault.folder, configs: [...configs.keys()] });
    return begun;
  };

  return {
    async sync(vault, { files, configs }, signal) {
      const now = await begin(vault, configs);
      const there = new Set(files.map(({ path }) => path));
      const gone = [...now.sent.keys()].filter((path) => !there.has(path));
      const changed = files.filter(({ path, hash }) => now.sent.get(path) !== hash).map(({ path }) => path);
      if (gone.length > 0) await now.process.ask('files', { changed: [], gone });
      for (const path of gone) now.sent.delete(path);
      const isSameList = gone.length === 0 && changed.every((path) => now.sent.has(path));
      for (let at = 0; at < changed.length; at += pageSize) {
        throwIfCancelled(signal);
        const page = await sourcesOf(db, vault, changed.slice(at, at + pageSize));
        await now.process.ask('files', { changed: page, gone: [] });
        for (const { path, hash } of page) now.sent.set(path, hash);
      }
      if (!isSameList) now.projects = undefined;
      return (now.projects ??= await now.process.ask('projects', null));
    },
    async load(project) {
      await process().ask('load', project);
    },
    check: async (paths) => process().ask('check', paths),
    usage: async () => process().ask('usage', null),
    end() {
      held?.process.end();
      held = undefined;
    },
  };
}

async function sourcesOf(
  db: Database,
  vault: StoredVault,
  paths: readonly FilePath[],
): Promise<(IndexedSource & { readonly hash: ContentHash })[]> {
  const rows = await namedSymbols(db, vault, paths);
  return rows.map(({ path, hash, descriptors, lines, columns }) => {
    const numbers = (json: string | null): number[] => JSON.parse(json ?? '[]') as number[];
    const across = numbers(columns);
    return {
      ...{ path, hash, descriptors: JSON.parse(descriptors ?? '[]') as string[] },
      positions: Int32Array.from(numbers(lines).flatMap((line, at) => [line, across[at]!])),
    };
  });
}
