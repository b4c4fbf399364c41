/** Folders of the window, as the trees need them. */

import { relative, sep } from 'node:path';
import type * as vscode from 'vscode';
import type { Folder, Window } from '../window';

/** What is indexed of the folder can be shown, though it may not be all. */
export function isReadable({ state }: Folder): boolean {
  return state === 'indexed' || state === 'indexing' || state === 'paused';
}

/** One folder alone is the tree: its name stands in the title of the window already. */
export function isSingle({ folders }: Window): boolean {
  return folders.all().length === 1;
}

/** As the index names it. */
export function relativePath(folder: Folder, uri: vscode.Uri): string {
  return relative(folder.path, uri.fsPath).split(sep).join('/');
}

/** A folder of the engine as the window has it: the engine resolves symbolic links. */
export function windowPath(window: Window, enginePath: string): string {
  const isIt = ({ path, status }: Folder): boolean => path === enginePath || status?.vault.folder === enginePath;
  return window.folders.all().find(isIt)?.path ?? enginePath;
}
