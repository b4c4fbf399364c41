/**
 * One vault's search index in memory: loaded from the tables on first use, then told of every commit.
 * Invariant: changes are applied in the order of their commits, so that the index never holds older facts than the tables.
 */

import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { createTurns } from '../indexer/turns';
import type { WrittenBatch } from '../indexer/update';
import type { FilePath, LanguageId, VaultId } from '../model/ids';
import { createSearchIndex } from '../search/searchIndex';
import type { SearchIndex } from '../search/searchIndex';
import type { Database } from '../store/database';
import { readDigests, readDigestsOf } from '../store/files';
import type { FileDigest } from '../store/files';
import { readResolutionMark } from '../store/resolutions';
import type { SymbolFile } from '../store/symbols';
import type { StoredVault } from '../store/vaults';
import type { StoredModel } from '../store/vectors';
import { decodeDigest } from '../text/digest';
import type { UnsavedFile } from './unsavedFile';
import { forgetUsage, readRecounted, readUsage, setUnsavedUsage, storedUsesOf } from './vaultUsage';
import type { UsageHolder } from './vaultUsage';
import { attachPage, attachVectors } from './vaultVectors';

export interface VaultIndex {
  /** The loaded index; loads it if need be. */
  ready(): Promise<SearchIndex>;
  readonly loaded: boolean;
  /** A file in the loaded index. */
  readonly fileOf: (fileId: number) => SymbolFile | undefined;
  /** Applies a commit, if the index is loaded or loading. */
  apply(batch: WrittenBatch): Promise<void>;
  /** Takes in how often symbols are referred to: these, by key, or all have been counted anew. */
  recounted(symbols: readonly number[] | 'all'): Promise<void>;
  /** The model whose vectors the loaded index has, all that there are. */
  readonly model: StoredModel | undefined;
  /** Loads the vectors of a model in the place of another's, and keeps up with commits from then on. */
  useModel(model: StoredModel): Promise<void>;
  /** Files have got vectors of a model: takes them, if it is the one in use. */
  attach(model: StoredModel, fileIds: readonly number[]): Promise<void>;
  /** Forgets the loaded index: the next use loads it again. What is unsaved stays. */
  drop(): void;
  /** Puts an unsaved file in the place of the one on disk, or lets that come back. */
  setUnsaved(path: FilePath, file: UnsavedFile | undefined): Promise<void>;
  unsavedAt(path: FilePath): UnsavedFile | undefined;
  unsaved(): readonly UnsavedFile[];
}

/** Files a page: about a megabyte of digests. */
const pageSize = 256;

export function createVaultIndex(db: Database, vault: StoredVault): VaultIndex {
  let turns = createTurns();
  let loading: Promise<LoadedIndex> | undefined;
  let current: LoadedIndex | undefined;
  const unsaved: Unsaved = new Map();

  const load = (): Promise<LoadedIndex> => {
    if (loading !== undefined) return loading;
    const mine = turns(() => loadIndex(db, vault, unsaved));
    loading = mine;
    mine.then(
      (loaded) => {
        if (loading === mine) current = loaded;
      },
      () => {
        if (loading === mine) loading = undefined;
      },
    );
    return mine;
  };

  return {
    ready: async () => (await load()).index,
    get loaded() {
      return loading !== undefined;
    },
    fileOf: (fileId) => current?.files.get(fileId),
    async apply(batch) {
      const target = loading;
      if (target === undefined) return;
      await turns(async () => {
        await applyBatch(db, vault, await target, batch);
      });
    },
    async recounted(symbols) {
      const target = loading;
      if (target === undefined) return;
      await turns(async () => {
        const loaded = await target.catch(() => undefined);
        if (loaded !== undefined) await readRecounted(db, loaded, symbols);
      });
    },
    async setUnsaved(path, file) {
      for (let isDone = false; !isDone;) {
        const target = loading;
        if (target === undefined) {
          replaceUnsaved(unsaved, path, file);
          return;
        }
        // Another index may have been loaded meanwhile: then that is the one to tell.
        const isCurrent = (): boolean => loading === target;
        isDone = await turns(async () => overlay(db, vault, await target, path, file, isCurrent));
      }
    },
    get model() {
      return current?.hasAllVectors === true ? current.model : undefined;
    },
    async useModel(model) {
      const target = await load();
      if (target.model?.key === model.key) return;
      await turns(() => {
        target.index.resetVectors(model.dimensions);
        target.model = model;
        target.hasAllVectors = false;
        return Promise.resolve();
      });
      let after: number | undefined = 0;
      // A page at a time, so that commits need not wait for all.
      while (after !== undefined) {
        const from: number = after;
        if ((await load()) !== target || target.model !== model) return;
        after = await turns(() => attachPage({ db, vault, model, index: target.index }, from));
      }
      target.hasAllVectors = true;
    },
    async attach(model, fileIds) {
      const target = await loading;
      if (target?.model?.key !== model.key) return;
      await turns(() => attachVectors({ db, vault, model, index: target.index }, fileIds));
    },
    unsavedAt: (path) => unsaved.get(path),
    unsaved: () => [...unsaved.values()],
    drop() {
      loading = undefined;
      current = undefined;
      turns = createTurns();
    },
  };
}

type Unsaved = Map<FilePath, UnsavedFile>;

interface LoadedIndex extends UsageHolder {
  /** Of the vectors that files are given when they are added. */
  model?: StoredModel;
  hasAllVectors?: boolean;
  /** In the index in the place of the files of their paths. Changes together with the index. */
  readonly unsaved: Unsaved;
  readonly vault: VaultId;
  readonly files: Map<number, SymbolFile>;
  readonly ids: Map<FilePath, number>;
}

async function loadIndex(db: Database, vault: StoredVault, unsaved: Unsaved): Promise<LoadedIndex> {
  const loaded: LoadedIndex = {
    ...{ vault: vault.id, index: createSearchIndex(), unsaved },
    ...{ files: new Map(), ids: new Map(), storedUses: new Map() },
    isCounted: (await readResolutionMark(db, vault)).whole,
  };
  for (const file of unsaved.values()) loaded.index.addFile(file);
  let afterFileId = 0;
  for (;;) {
    const page = await readDigests(db, vault, { afterFileId, limit: pageSize });
    if (page.length === 0) return loaded;
    const adding = addFiles(loaded, page);
    await Promise.all([adding, readUsage(db, loaded, idsOf(page), adding)]);
    afterFileId = page.at(-1)!.fileId;
  }
}

/** Files whose texts have not been embedded have no vectors; those that have, and come back, have them again. */
async function addWithVectors(
  db: Database,
  vault: StoredVault,
  loaded: LoadedIndex,
  files: readonly FileDigest[],
): Promise<void> {
  await addFiles(loaded, files);
  const { model, index } = loaded;
  if (model === undefined) return;
  await attachVectors({ db, vault, model, index }, idsOf(files));
}

async function addFiles(loaded: LoadedIndex, files: readonly FileDigest[]): Promise<void> {
  let sliceEnd = Date.now() + 8;
  for (const { fileId, path, language, digest } of files) {
    addFile(loaded, fileId, path, language);
    if (loaded.unsaved.has(path)) loaded.index.removeFile(fileId);
    else loaded.index.addFile({ fileId, path, language, digest: decodeDigest(digest) });
    if (Date.now() < sliceEnd) continue;
    await yieldToOthers();
    sliceEnd = Date.now() + 8;
  }
}

function addFile(loaded: LoadedIndex, fileId: number, path: FilePath, language: LanguageId): void {
  const before = loaded.files.get(fileId);
  if (before !== undefined) loaded.ids.delete(before.path);
  loaded.files.set(fileId, { vault: loaded.vault, path, language });
  loaded.ids.set(path, fileId);
}

function replaceUnsaved(unsaved: Unsaved, path: FilePath, file: UnsavedFile | undefined): void {
  if (file === undefined) unsaved.delete(path);
  else unsaved.set(path, file);
}

/** False if nothing was done, as the index is no longer the one in use. */
async function overlay(
  db: Database,
  vault: StoredVault,
  loaded: LoadedIndex,
  path: FilePath,
  file: UnsavedFile | undefined,
  isCurrent: () => boolean,
): Promise<boolean> {
  const { index, unsaved, ids } = loaded;
  const before = unsaved.get(path);
  if (before === undefined && file === undefined) return true;
  const fileId = ids.get(path);
  const stored = file === undefined && fileId !== undefined ? await readDigestsOf(db, vault, [path]) : [];
  const uses = await storedUsesOf(db, loaded, path);
  if (!isCurrent()) return false;
  if (before !== undefined) index.removeFile(before.fileId);
  replaceUnsaved(unsaved, path, file);
  if (file === undefined) {
    await addWithVectors(db, vault, loaded, stored);
    await readUsage(db, loaded, idsOf(stored));
    loaded.storedUses.delete(path);
  } else {
    if (fileId !== undefined) index.removeFile(fileId);
    index.addFile(file);
    setUnsavedUsage(loaded, file, uses);
  }
  return true;
}

async function applyBatch(db: Database, vault: StoredVault, loaded: LoadedIndex, batch: WrittenBatch): Promise<void> {
  for (const path of batch.removed) {
    const fileId = loaded.ids.get(path);
    if (fileId === undefined) continue;
    loaded.index.removeFile(fileId);
    loaded.files.delete(fileId);
    loaded.ids.delete(path);
  }
  forgetUsage(loaded, [...batch.removed, ...batch.renamed.map(({ from }) => from)]);
  const parsed: FileDigest[] = [];
  const elsewhere: FilePath[] = [];
  for (const { path, fileId } of batch.written) {
    const facts = batch.facts.get(path);
    if (facts === undefined) elsewhere.push(path);
    else parsed.push({ path, fileId, language: facts.language, digest: facts.digest });
  }
  await addWithVectors(db, vault, loaded, parsed);
  if (elsewhere.length > 0) await addWithVectors(db, vault, loaded, await readDigestsOf(db, vault, elsewhere));
  await readUsage(db, loaded, [...new Set([...idsOf(batch.written), ...batch.lessUsed])]);
}

function idsOf(files: readonly { readonly fileId: number }[]): number[] {
  return files.map(({ fileId }) => fileId);
}
