/** What every feature is given: the parts of a window that it works with. Built by hand in extension.ts. */

import type * as vscode from 'vscode';
import type { EngineEvent, FolderStatus, IndexProgress } from '../core/model/api';
import type { LociError } from '../core/model/errors';
import type { EngineClient } from '../protocol/client';
import type { CommandId, SettingKey, Settings } from './contributions';

/** What is held until it is let go. Anything of this shape will do: VS Code's class of the same name, or a plain object. */
export interface Disposable {
  dispose(): unknown;
}

export interface Window {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly engine: EngineAccess;
  readonly folders: Folders;
  readonly settings: SettingsReader;
}

/** The engine, connected on first use and again after it was lost. */
export interface EngineAccess extends Disposable {
  /** Rejects with a LociError that says what to do. */
  get(): Promise<EngineClient>;
  readonly state: EngineState;
  /** Why there is none, in the state `failed`. */
  readonly failure: LociError | undefined;
  /** Lets go of the engine and of what is known of its failure: the next `get` looks for it anew. */
  reconnect(): void;
  readonly onDidChangeState: vscode.Event<EngineState>;
  /** What the engine tells, over all connections. */
  readonly onEvent: vscode.Event<EngineEvent>;
}
export type EngineState = 'idle' | 'connecting' | 'connected' | 'lost' | 'failed';

/** A workspace folder of the window and where its index stands. */
export interface Folder {
  readonly workspaceFolder: vscode.WorkspaceFolder;
  /** Absolute path, as the engine wants it. Symbolic links are resolved by the engine. */
  readonly path: string;
  readonly state: FolderState;
  readonly progress?: IndexProgress;
  /** Absent until it was read. */
  readonly status?: FolderStatus;
  /** Why it failed, for people. */
  readonly failure?: { readonly message: string; readonly mend?: string };
}
/** `unsupported`: not on a disk. `untrusted`: not read before the person trusts it. */
export type FolderState =
  'unsupported' | 'untrusted' | 'starting' | 'notIndexed' | 'indexing' | 'paused' | 'indexed' | 'failed';

export interface Folders extends Disposable {
  /** In the window's order. */
  all(): readonly Folder[];
  /** The innermost folder that holds the file; undefined for what is not on a disk or outside all folders. */
  containing(uri: vscode.Uri): Folder | undefined;
  /** Fired when a folder or its state has changed; not for each step of progress. */
  readonly onDidChange: vscode.Event<void>;
  readonly onDidProgress: vscode.Event<Folder>;
  /** Files of a folder are searchable in a new state; paths are relative, absent if too many to name. */
  readonly onDidIndex: vscode.Event<{ readonly folder: Folder; readonly paths?: readonly string[] }>;
  /** Indexes or rebuilds; joins what runs already. Resolves when done; failures are shown in the folder's state too. */
  index(
    folder: Folder,
    options?: { readonly rebuild?: boolean; readonly token?: vscode.CancellationToken },
  ): Promise<void>;
  /** Holds a running index, and lets it go on. */
  pause(folder: Folder): Promise<void>;
  resume(folder: Folder): Promise<void>;
  /** Drops the folder's index; it is not indexed again before somebody asks for it. */
  forget(folder: Folder): Promise<void>;
  /** Reads all states again; looks for an engine that failed. Never rejects: what went wrong is in the states. */
  refresh(): Promise<void>;
}

export interface SettingsReader extends Disposable {
  /** `scope` gives a folder's or a language's own value. */
  get<Key extends SettingKey>(key: Key, scope?: vscode.ConfigurationScope): Settings[Key];
  readonly onDidChange: vscode.Event<vscode.ConfigurationChangeEvent>;
}

/**
 * A feature: what it does for commands, and what else it holds until the window closes. Each command of
 * contributions.ts belongs to exactly one feature.
 */
export interface Feature {
  readonly commands?: Readonly<Partial<Record<CommandId, (...args: readonly unknown[]) => unknown>>>;
  readonly disposables?: readonly Disposable[];
}
export type CreateFeature = (window: Window) => Feature;
