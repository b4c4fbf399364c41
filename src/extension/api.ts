/** What other extensions may ask of Loci: where the index of the window's folders stands. */

import type * as vscode from 'vscode';
import type { WindowState } from './contributions';
import { windowState } from './folderState';
import type { EngineState, FolderState, Window } from './window';

export interface LociApi {
  readonly state: () => WindowState;
  readonly engineState: () => EngineState;
  readonly folders: () => readonly {
    readonly uri: vscode.Uri;
    readonly state: FolderState;
    /** Of the index; absent until it was read, or if there is none. */
    readonly files?: number;
    readonly symbols?: number;
    readonly failure?: { readonly message: string; readonly mend?: string };
  }[];
  readonly onDidChange: vscode.Event<void>;
  /** What starting took of the extension host's thread: evaluating the code, then building what it builds. */
  readonly started: { readonly loadMs: number; readonly activateMs: number };
}

export function createApi({ engine, folders }: Window, started: LociApi['started']): LociApi {
  return {
    state: () => windowState(folders.all().map(({ state }) => state)),
    engineState: () => engine.state,
    folders: () =>
      folders.all().map(({ workspaceFolder, state, status, failure }) => ({
        uri: workspaceFolder.uri,
        state,
        ...(status === undefined ? {} : { files: status.files, symbols: status.symbols }),
        ...(failure === undefined ? {} : { failure }),
      })),
    onDidChange: folders.onDidChange,
    started,
  };
}
