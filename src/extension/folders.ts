/** The window's folders, indexed and watched as the settings say, whatever becomes of the engine in the meantime. */

import * as vscode from 'vscode';
import type { EngineEvent, FolderStatus } from '../core/model/api';
import { LociError } from '../core/model/errors';
import { coalesce, delayed } from './coalesce';
import type { Entry } from './folderList';
import { createFolderList, nothingKnown } from './folderList';
import { memorySet } from './folderMemory';
import type { FoldersDeps, Parts } from './folderWork';
import { bringUp, failureOf, forget, index, logged, readStatus, watchIfAutomatic } from './folderWork';
import type { Folder, Folders } from './window';

/** Milliseconds from a save to the new counts: nobody waits for them. */
const countsDelay = 1000;
const statesDelay = 50;
/** Call `start` once everything that listens is in place. */
export function createFolders(deps: FoldersDeps): Folders & { readonly start: () => void } {
  const list = createFolderList();
  const indexed: Parts['indexed'] = new vscode.EventEmitter();
  const parts: Parts = {
    ...deps,
    list,
    indexed,
    forgotten: memorySet(deps.memory, 'loci.forgottenFolders'),
    excluding: memorySet(deps.memory, 'loci.excludingFolders'),
  };
  const { engine } = deps;
  const readAll = coalesce(async () => {
    const client = await engine.get();
    await Promise.all(list.entries().map((entry) => readStatus(parts, client, entry)));
  });
  const statesChanged = delayed(statesDelay, () => void readAll().catch(() => undefined));
  const countsChanged = delayed(countsDelay, () => void readAll().catch(() => undefined));
  const reread = { states: statesChanged.soon, counts: countsChanged.soon };
  const entryOf = (folder: Folder): Entry => openEntry(list, folder);
  const listening = follow(parts, reread);
  return {
    all: () => list.entries().map(({ folder }) => folder),
    containing: (uri) => list.containing(uri)?.folder,
    onDidChange: list.onDidChange,
    onDidProgress: list.onDidProgress,
    onDidIndex: indexed.event,
    index: async (folder, options = {}) => {
      const entry = entryOf(folder);
      await parts.forgotten.delete(entry.path);
      logged(
        parts,
        entry,
        engine.get().then((client) => watchIfAutomatic(parts, client, entry)),
      );
      await index(parts, entry, options);
    },
    pause: async (folder) => (await engine.get()).pauseIndex(entryOf(folder).real),
    resume: async (folder) => (await engine.get()).resumeIndex(entryOf(folder).real),
    forget: (folder) => forget(parts, entryOf(folder)),
    refresh: () => refresh(parts, readAll),
    start: () => void syncFolders(parts),
    dispose: () => {
      statesChanged.cancel();
      countsChanged.cancel();
      for (const disposable of [...listening, list, indexed]) disposable.dispose();
    },
  };
}

async function refresh({ engine, list }: Parts, readAll: () => Promise<void>): Promise<void> {
  if (engine.state === 'failed') engine.reconnect();
  // Without a folder there is nothing to start an engine for.
  if (!list.entries().some((entry) => entry.onDisk)) return;
  await readAll().catch(() => undefined);
}

function openEntry(list: Parts['list'], folder: Folder): Entry {
  const entry = list.byPath(folder.path);
  if (entry !== undefined) return entry;
  throw new LociError('notFound', `${folder.path} is not open in this window any more`);
}

function follow(parts: Parts, reread: { readonly states: () => void; readonly counts: () => void }) {
  const { engine, list, settings } = parts;
  return [
    vscode.workspace.onDidChangeWorkspaceFolders(() => void syncFolders(parts)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      bringUpAll(parts, list.entries());
    }),
    engine.onEvent((event) => {
      onEngineEvent(parts, event, reread);
    }),
    engine.onDidChangeState((state) => {
      if (state === 'failed') list.blame(failureOf(engine.failure));
      if (state === 'connected') {
        list.blame(undefined);
        bringUpAll(parts, list.entries());
      }
      if (state === 'idle') {
        list.blame(undefined);
        for (const entry of list.entries()) list.learn(entry, nothingKnown);
        bringUpAll(parts, list.entries());
      }
    }),
    settings.onDidChange((event) => {
      for (const entry of list.entries()) onSettings(parts, entry, event);
    }),
  ];
}

function onEngineEvent(
  { list, indexed }: Parts,
  event: EngineEvent,
  reread: { readonly states: () => void; readonly counts: () => void },
): void {
  if (event.kind === 'folders') {
    reread.states();
    return;
  }
  const entry = list.byReal(event.kind === 'progress' ? event.progress.folder : event.folder);
  if (entry === undefined) return;
  if (event.kind === 'progress') {
    // At the end the counts are out of date: the state changes once they have been read.
    if (event.progress.phase === 'done') reread.states();
    else list.learn(entry, { progress: event.progress });
  } else if (event.kind === 'embedding') {
    const { status } = entry.known;
    if (status !== undefined) list.learn(entry, { status: withProgress(status, event) });
  } else {
    indexed.fire(event.paths === undefined ? { folder: entry.folder } : { folder: entry.folder, paths: event.paths });
    // While a whole index runs its progress says enough; counting would slow it down.
    if (entry.folder.state !== 'indexing') reread.counts();
  }
}

/** As the engine would answer now: it is not asked at each step. */
function withProgress(status: FolderStatus, { files, embedded }: { files: number; embedded: number }): FolderStatus {
  const { model, ready } = status.embedding;
  const state = embedded < files ? 'embedding' : 'whole';
  return { ...status, embedding: { state, ready, files, embedded, ...(model !== undefined && { model }) } };
}

function onSettings(parts: Parts, entry: Entry, event: vscode.ConfigurationChangeEvent): void {
  const { uri } = entry.workspaceFolder;
  const automatic = event.affectsConfiguration('loci.index.automatic', uri);
  const exclude = event.affectsConfiguration('loci.index.exclude', uri);
  if (automatic || (exclude && entry.folder.state !== 'notIndexed')) bringUpAll(parts, [entry], { isNews: exclude });
}

async function syncFolders(parts: Parts): Promise<void> {
  const { added, removed } = await parts.list.sync();
  for (const entry of removed) {
    if (!entry.onDisk || parts.engine.state !== 'connected') continue;
    logged(
      parts,
      entry,
      parts.engine.get().then((client) => client.unwatch(entry.path)),
    );
  }
  bringUpAll(parts, added);
}

/** Connects if need be: the folders are then brought up by the change of state. */
function bringUpAll(parts: Parts, entries: readonly Entry[], { isNews } = { isNews: false }): void {
  const onDisk = entries.filter((entry) => entry.onDisk);
  if (onDisk.length === 0) return;
  const { engine } = parts;
  const wasConnected = engine.state === 'connected';
  const reached = engine.get();
  reached.catch(() => undefined);
  if (!wasConnected) return;
  for (const entry of onDisk)
    logged(
      parts,
      entry,
      reached.then((client) => bringUp(parts, client, entry, isNews)),
    );
}
