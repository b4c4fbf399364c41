/** The vaults that the engine knows, with what it holds of each in memory. */

import { hostname } from 'node:os';
import type { Jobs } from '../indexer/jobs';
import type { VaultResolver } from '../indexer/resolving/vaultResolver';
import { createTurns } from '../indexer/turns';
import type { Turns } from '../indexer/turns';
import { LociError } from '../model/errors';
import type { Database } from '../store/database';
import { listVaults, openVault, removeVault, setVaultExclude } from '../store/vaults';
import type { StoredVault } from '../store/vaults';
import { pathBelow, realFolder, vaultName } from '../workspace/folder';
import { realPath } from './paths';
import { createVaultIndex } from './vaultIndex';
import type { VaultIndex } from './vaultIndex';

export interface OpenVault {
  /** As last written; replaced when indexing ends. */
  stored: StoredVault;
  readonly index: VaultIndex;
  readonly resolver: VaultResolver;
  /** Saved files are indexed one after the other, so that the newest text is written last. */
  readonly saving: Turns;
}

export interface OpenVaults {
  readonly db: Database;
  /** Those of this machine. */
  all(): Promise<readonly OpenVault[]>;
  /** The vault of exactly this folder, made if there is none. LociError `notFound` if the folder is not there. */
  open(folder: string): Promise<OpenVault>;
  /** The vault whose folder contains the path, the innermost of several; LociError `notIndexed` if none does. */
  containing(path: string): Promise<OpenVault>;
  find(path: string): Promise<OpenVault | undefined>;
  remove(vault: OpenVault): Promise<void>;
  /** Reads the rows again: how fresh a folder is has changed. */
  refresh(): Promise<void>;
  /** Drops what is held in memory: the tables have been replaced. */
  forget(): Promise<void>;
  /** Something goes on in the background. */
  busy(): boolean;
  /** Gives up what other folders hold to follow saves: a whole folder is to be indexed, which takes memory of its own. */
  restOthers(vault: OpenVault): Promise<void>;
  close(): Promise<void>;
  /** Keeps which files the folder leaves out; false if that is as it was. */
  setExclude(vault: OpenVault, exclude: readonly string[]): Promise<boolean>;
  /** What a reader of an answer from this vault has to know. */
  notices(vault: OpenVault): string[];
}

export function createOpenVaults(
  db: Database,
  jobs: Jobs,
  resolverOf: (vault: StoredVault, index: VaultIndex) => VaultResolver,
  onChanged: () => Promise<void>,
): OpenVaults {
  const open = new Map<string, OpenVault>();
  const host = hostname();

  const remember = (stored: StoredVault): OpenVault => {
    const known = open.get(stored.folder);
    if (known !== undefined) {
      known.stored = stored;
      return known;
    }
    const index = createVaultIndex(db, stored);
    const vault: OpenVault = { stored, index, resolver: resolverOf(stored, index), saving: createTurns() };
    open.set(stored.folder, vault);
    return vault;
  };
  const read = async (): Promise<readonly OpenVault[]> => {
    const rows = (await listVaults(db)).filter((vault) => vault.host === host);
    const folders = new Set(rows.map(({ folder }) => folder));
    for (const [folder, vault] of open) {
      if (folders.has(folder)) continue;
      open.delete(folder);
      await vault.resolver.close();
    }
    return rows.map(remember);
  };
  // Asked at every question: read again only when this process, or a notification of another, has changed them.
  // In turns: an older reading that came in late would undo what a newer one has told.
  const reading = createTurns();
  let known: Promise<readonly OpenVault[]> | undefined;
  const all = (): Promise<readonly OpenVault[]> => {
    known ??= reading(read).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  const refresh = async (): Promise<void> => {
    known = undefined;
    await all();
  };
  const closeAll = async (): Promise<void> => {
    await Promise.all([...open.values()].map(({ resolver }) => resolver.close()));
  };
  const find = async (path: string): Promise<OpenVault | undefined> =>
    (await all())
      .filter(({ stored }) => pathBelow(stored.folder, path) !== undefined)
      .sort((a, b) => b.stored.folder.length - a.stored.folder.length)[0];

  return {
    db,
    all,
    find,
    refresh,
    async forget() {
      await closeAll();
      open.clear();
      known = undefined;
    },
    busy: () => [...open.values()].some(({ resolver }) => resolver.busy),
    async restOthers({ stored }) {
      const others = [...open.values()].filter((each) => each.stored.folder !== stored.folder);
      await Promise.all(others.map(({ resolver }) => resolver.rest()));
    },
    close: closeAll,
    async setExclude(vault, exclude) {
      const { id, exclude: before } = vault.stored;
      if (exclude.length === before.length && exclude.every((glob, at) => glob === before[at])) return false;
      await setVaultExclude(db, id, exclude);
      await refresh();
      await onChanged();
      return true;
    },
    async open(folder) {
      const real = await realFolder(folder);
      const existing = (await all()).find(({ stored }) => stored.folder === real);
      if (existing !== undefined) return existing;
      const vault = remember(await openVault(db, { name: vaultName(real), folder: real, host }));
      await refresh();
      await onChanged();
      return vault;
    },
    async containing(path) {
      const vault = await find(await realPath(path));
      if (vault !== undefined) return vault;
      throw new LociError('notIndexed', `${path} is not in an indexed folder`, `run: loci index <folder>`);
    },
    async remove(vault) {
      await vault.resolver.close();
      await removeVault(db, vault.stored.id);
      open.delete(vault.stored.folder);
      await refresh();
      await onChanged();
    },
    notices: (vault) => noticesOf(vault, jobs),
  };
}

function noticesOf({ stored }: OpenVault, jobs: Jobs): string[] {
  const progress = jobs.progressOf(stored.folder);
  // Relationships come after all else: searches see everything by then.
  if (progress?.phase === 'resolving' && stored.freshness.complete) return [];
  if (progress !== undefined && progress.total > 0) {
    return [`${stored.folder} is being indexed: ${progress.done} of ${progress.total} files so far`];
  }
  if (progress !== undefined) return [`${stored.folder} is being indexed`];
  if (stored.freshness.complete) return [];
  return [`${stored.folder} is only partly indexed; run: loci index ${stored.folder}`];
}
