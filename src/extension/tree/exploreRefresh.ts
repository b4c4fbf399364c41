/** When the Explore view shows something else: only what has changed is asked for again, and only while it is seen. */

import * as vscode from 'vscode';
import type { Folder, Window } from '../window';
import { folderStateText } from './folderText';
import type { ExploreModel } from './exploreModel';
import type { ExploreNode } from './exploreNodes';
import { isReadable, isSingle, relativePath } from './windowFolders';

/** Between two refreshes, in milliseconds: what comes in between is taken together. */
const pauseMs = 300;
const pauseWhileIndexingMs = 1000;
/** After the last key, in milliseconds: by then the engine has been told of the text. */
const typingMs = 700;
/** More files than this are not asked for one by one. */
const manyFiles = 500;

/** `show` is given the nodes to draw anew, undefined for all. */
export function createRefresher(
  window: Window,
  model: ExploreModel,
  view: Pick<vscode.TreeView<ExploreNode>, 'visible'>,
  show: (node: ExploreNode | undefined) => void,
): vscode.Disposable[] {
  /** Folder → files that changed; undefined for too many to name. */
  const pending = new Map<string, Set<string> | undefined>();
  const typed = new Map<string, NodeJS.Timeout>();
  let timer: NodeJS.Timeout | undefined;

  const settle = async (): Promise<void> => {
    const work = [...pending];
    pending.clear();
    for (const [folder, paths] of work) {
      if (paths === undefined || !view.visible) {
        model.forget(folder);
        show(undefined);
      } else {
        for (const node of await model.changed(folder, [...paths])) show(node);
      }
    }
  };

  const schedule = (ms: number): void => {
    timer ??= setTimeout(() => {
      settle()
        .catch((error: unknown) => {
          window.log.warn(`explore: ${String(error)}`);
        })
        .finally(() => {
          timer = undefined;
          if (pending.size > 0) schedule(pauseMs);
        });
    }, ms);
  };

  const add = (folder: Folder, paths: readonly string[] | undefined): void => {
    const known = pending.has(folder.path) ? pending.get(folder.path) : new Set<string>();
    const all = known && paths && new Set([...known, ...paths]);
    pending.set(folder.path, all === undefined || all.size > manyFiles ? undefined : all);
    schedule(folder.state === 'indexing' ? pauseWhileIndexingMs : pauseMs);
  };

  return [
    window.folders.onDidIndex(({ folder, paths }) => {
      add(folder, paths);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const folder = contentChanges.length > 0 && view.visible && window.folders.containing(document.uri);
      if (!folder) return;
      const path = relativePath(folder, document.uri);
      if (!model.isOpen(folder.path, path)) return;
      const key = document.uri.toString();
      clearTimeout(typed.get(key));
      const rested = (): void => {
        typed.delete(key);
        add(folder, [path]);
      };
      typed.set(key, setTimeout(rested, typingMs));
    }),
    window.folders.onDidChange(createFolderWatch(window, model, show)),
    new vscode.Disposable(() => {
      clearTimeout(timer);
      for (const waiting of typed.values()) clearTimeout(waiting);
    }),
  ];
}

/** Draws the tree anew when folders come, go, or can be read from now on; and their states where they are shown. */
function createFolderWatch(window: Window, model: ExploreModel, show: (node: undefined) => void): () => void {
  let shown = '';
  let readable = new Set<string>();
  return () => {
    const all = window.folders.all();
    const now = new Set(all.filter(isReadable).map(({ path }) => path));
    for (const path of [...readable, ...now]) if (readable.has(path) !== now.has(path)) model.forget(path);
    readable = now;
    const text = JSON.stringify(all.map((folder) => [folder.path, isReadable(folder), stateShown(folder)]));
    if (text === shown) return;
    shown = text;
    show(undefined);
  };

  function stateShown(folder: Folder): string {
    return isSingle(window) ? '' : folderStateText(folder);
  }
}
