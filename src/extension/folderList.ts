/** The window's folders with what is known of each: changed in one place, so that every change of state is told once. */

import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import * as vscode from 'vscode';
import type { FolderStatus, IndexProgress } from '../core/model/api';
import type { FolderFacts } from './folderState';
import { folderState, innermost } from './folderState';
import type { Folder } from './window';

export interface Entry {
  readonly workspaceFolder: vscode.WorkspaceFolder;
  readonly path: string;
  readonly onDisk: boolean;
  /** As the engine names it: symbolic links resolved. */
  readonly real: string;
  readonly known: Known;
  readonly folder: Folder;
  /** Index requests of this window that have not been answered. */
  jobs: number;
  progressToldAt: number;
}

/** What is known of a folder. `failure` is its own; the engine's comes on top. */
export interface Known {
  readonly read: boolean;
  readonly status?: FolderStatus | undefined;
  readonly progress?: IndexProgress | undefined;
  readonly failure?: Failure | undefined;
}
export type Failure = NonNullable<Folder['failure']>;

export const nothingKnown: Known = { read: false, status: undefined, progress: undefined, failure: undefined };

export interface FolderList {
  dispose(): void;
  entries(): readonly Entry[];
  byPath(path: string): Entry | undefined;
  /** By the engine's name of it. */
  byReal(real: string): Entry | undefined;
  containing(uri: vscode.Uri): Entry | undefined;
  /** Makes the list that of the window again. */
  sync(): Promise<{ readonly added: readonly Entry[]; readonly removed: readonly Entry[] }>;
  learn(entry: Entry, known: Partial<Known>): void;
  /** Why no folder can be reached, or that they can be again. */
  blame(engineFailure: Failure | undefined): void;
  readonly onDidChange: vscode.Event<void>;
  readonly onDidProgress: vscode.Event<Folder>;
}

/** Milliseconds. */
const progressInterval = 90;

export function createFolderList(): FolderList {
  const changes = new vscode.EventEmitter<void>();
  const progresses = new vscode.EventEmitter<Folder>();
  let entries: readonly MutableEntry[] = [];
  let engineFailure: Failure | undefined;

  const look = (entry: MutableEntry): boolean => {
    const before = entry.folder;
    entry.folder = folderOf(entry, engineFailure);
    const { folder } = entry;
    return before.state !== folder.state || before.status !== folder.status || before.failure !== folder.failure;
  };
  const tellProgress = (entry: MutableEntry, before: IndexProgress | undefined): void => {
    const { progress } = entry.folder;
    if (progress === undefined || progress === before) return;
    const turned = progress.phase !== before?.phase || progress.paused !== before.paused;
    if (!turned && Date.now() - entry.progressToldAt < progressInterval) return;
    entry.progressToldAt = Date.now();
    progresses.fire(entry.folder);
  };
  return {
    entries: () => entries,
    byPath: (path) => entries.find((entry) => entry.path === path),
    byReal: (real) => entries.find((entry) => entry.onDisk && samePath(entry.real, real)),
    containing: (uri) => {
      return uri.scheme === 'file' ? holding(entries, uri.fsPath) : undefined;
    },
    sync: async () => {
      const now = vscode.workspace.workspaceFolders ?? [];
      const before = entries;
      const kept = (folder: vscode.WorkspaceFolder): MutableEntry | undefined =>
        before.find(({ workspaceFolder }) => workspaceFolder.uri.toString() === folder.uri.toString());
      const known = now.map((folder) => renamed(kept(folder), folder) ?? newEntry(folder, engineFailure));
      entries = known;
      const added = known.filter((entry) => !before.includes(entry));
      const removed = before.filter((entry) => !known.includes(entry));
      if (added.length + removed.length > 0) changes.fire();
      await Promise.all(added.map(resolveLinks));
      return { added, removed };
    },
    learn: (entry, known) => {
      const own = entries.find((candidate) => candidate === entry);
      if (own === undefined) return;
      const before = own.known.progress;
      own.known = { ...own.known, ...known };
      const changed = look(own);
      tellProgress(own, before);
      if (changed) changes.fire();
    },
    blame: (failure) => {
      engineFailure = failure;
      // Every folder is looked at: no short cut.
      if (entries.map(look).includes(true)) changes.fire();
    },
    onDidChange: changes.event,
    onDidProgress: progresses.event,
    dispose: () => {
      changes.dispose();
      progresses.dispose();
    },
  };
}

function holding(entries: readonly MutableEntry[], path: string): MutableEntry | undefined {
  const onDisk = entries.filter((entry) => entry.onDisk);
  const folders = onDisk.map((entry) => comparable(entry.path));
  return onDisk[innermost(folders, comparable(path), sep)];
}

type MutableEntry = { -readonly [Key in keyof Entry]: Entry[Key] };

function newEntry(workspaceFolder: vscode.WorkspaceFolder, engineFailure: Failure | undefined): MutableEntry {
  const { uri } = workspaceFolder;
  const base = { workspaceFolder, path: uri.fsPath, onDisk: uri.scheme === 'file', real: uri.fsPath };
  const bare = { ...base, known: nothingKnown, jobs: 0, progressToldAt: 0 };
  return { ...bare, folder: folderOf(bare, engineFailure) };
}

/** The same entry under the folder's new name or place in the list. */
function renamed(entry: MutableEntry | undefined, folder: vscode.WorkspaceFolder): MutableEntry | undefined {
  if (entry === undefined) return undefined;
  entry.workspaceFolder = folder;
  entry.folder = { ...entry.folder, workspaceFolder: folder };
  return entry;
}

/** A folder that is not there keeps its name: the engine will say what is wrong with it. */
async function resolveLinks(entry: MutableEntry): Promise<void> {
  if (entry.onDisk) entry.real = await realpath(entry.path).catch(() => entry.path);
}

function folderOf(entry: Omit<MutableEntry, 'folder'>, engineFailure: Failure | undefined): Folder {
  const { workspaceFolder, path, onDisk, known } = entry;
  const failure = onDisk ? (engineFailure ?? known.failure) : undefined;
  const facts: FolderFacts = { onDisk, trusted: vscode.workspace.isTrusted, ...known, failure };
  const state = folderState(facts);
  return {
    workspaceFolder,
    path,
    state,
    ...(known.status === undefined ? {} : { status: known.status }),
    ...(known.progress === undefined || state === 'failed' ? {} : { progress: known.progress }),
    ...(failure === undefined ? {} : { failure }),
  };
}

/** Windows names one place in several spellings, the letter of the drive among them. */
function comparable(path: string): string {
  return process.platform === 'win32' ? path.toLowerCase() : path;
}

export function samePath(a: string, b: string): boolean {
  return comparable(a) === comparable(b);
}
