/** The Index view: for each folder where its index stands and what mends it; then the database and the server. */

import * as vscode from 'vscode';
import type { EngineStatus } from '../../core/model/api';
import { isLociError, messageOf } from '../../core/model/errors';
import { viewIds } from '../contributions';
import type { Feature, Folder, Window } from '../window';
import { engineRows } from './engineRows';
import { folderRow, hasUnread } from './folderRows';
import { folderDescription } from './folderText';
import type { IndexRow } from './indexRows';
import { createRowTree } from './indexRows';
import { numberText, spoken } from './words';

/** Between two steps of progress that are shown, in milliseconds. */
const progressMs = 250;
/** Times are told as ago: drawn anew this often while the view is seen, in milliseconds. */
const agoMs = 60_000;
/** What a comparison of all files with the disk said is believed this long, in milliseconds. */
const comparedMs = 60_000;

/** `onDidAsk`: a person wants everything read again. */
export function createIndexView(window: Window, onDidAsk: vscode.Event<void>): Feature {
  const changed = new vscode.EventEmitter<IndexRow | undefined>();
  const facts = createFacts(window, () => {
    changed.fire(undefined);
  });
  const tree = createIndexTree(window, facts);
  const view = vscode.window.createTreeView(viewIds.index, {
    treeDataProvider: { ...tree.provider, onDidChangeTreeData: changed.event },
  });
  const paced = createPace(progressMs, (folders) => {
    for (const row of tree.update(folders)) changed.fire(row);
  });
  const look = (isAsked: boolean): void => {
    if (view.visible) void facts.read(isAsked);
  };
  const clock = setInterval(() => {
    if (view.visible) changed.fire(undefined);
  }, agoMs);
  showBadge(view, window);
  return {
    disposables: [
      vscode.Disposable.from(view, changed, paced, {
        dispose: () => {
          clearInterval(clock);
        },
      }),
      view.onDidChangeVisibility(() => {
        look(false);
      }),
      window.folders.onDidChange(() => {
        showBadge(view, window);
        changed.fire(undefined);
        look(false);
      }),
      window.folders.onDidProgress((folder) => {
        paced.add(folder.path);
      }),
      window.folders.onDidIndex(({ folder }) => {
        facts.forget(folder.path);
      }),
      onDidAsk(() => {
        look(true);
      }),
    ],
  };
}

interface IndexTree {
  readonly provider: Omit<vscode.TreeDataProvider<IndexRow>, 'onDidChangeTreeData'>;
  /** Makes all rows anew; answers with those of the folders. */
  update(folders: ReadonlySet<string>): readonly IndexRow[];
}

export function createIndexTree(
  { folders }: Pick<Window, 'folders'>,
  facts: Pick<Facts, 'status' | 'changedFiles'>,
): IndexTree {
  const tree = createRowTree((first, last) => `${numberText(first)} – ${numberText(last)}`);
  const build = (): readonly IndexRow[] => {
    const all = folders.all();
    const status = facts.status();
    if (all.length === 0) return [];
    const rows = all.map((folder) => {
      const isOpen = all.length === 1 || isBusy(folder);
      const description = folderDescription(folder, all);
      return folderRow(folder, { description, changedFiles: facts.changedFiles(folder.path), isOpen });
    });
    return tree.build(status === undefined ? rows : [...rows, ...engineRows(status)]);
  };
  return {
    provider: {
      getTreeItem: itemOf,
      getChildren: (row) => [...(row === undefined ? build() : row.children)],
      getParent: ({ parent }) => parent,
    },
    update: (paths) => {
      build();
      return [...paths].flatMap((path) => tree.find(`folder ${path}`) ?? []);
    },
  };
}

function isBusy({ state }: Folder): boolean {
  return state !== 'indexed' && state !== 'unsupported';
}

function itemOf({ id, face, children }: IndexRow): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const open = face.isOpen === true ? Expanded : Collapsed;
  const item = new vscode.TreeItem(face.label, children.length === 0 ? None : open);
  // A row that VS Code has shown without anything below would stay closed when there is something.
  item.id = children.length === 0 ? `${id}\nleaf` : id;
  item.accessibilityInformation = { label: spoken(face.label, face.description) };
  item.tooltip = face.tooltip ?? spoken(face.label, face.description);
  if (face.description !== undefined) item.description = face.description;
  if (face.icon !== undefined) item.iconPath = face.icon;
  if (face.contextValue !== undefined) item.contextValue = face.contextValue;
  if (face.command !== undefined) item.command = face.command;
  // A folder's own row says its state by its icon: the decorations of the explorer would hide it.
  if (face.resourceUri !== undefined && face.contextValue === 'file') item.resourceUri = face.resourceUri;
  return item;
}

interface Facts {
  status(): EngineStatus | undefined;
  /** Files that differ from the index, if that was looked at since the index last changed. */
  changedFiles(folder: string): number | undefined;
  /** `isAsked`: now, whatever is known already. */
  read(isAsked: boolean): Promise<void>;
  forget(folder: string): void;
}

/** What the view shows besides the window's folders: read while it is seen. */
function createFacts(window: Window, onDidChange: () => void): Facts {
  let status: EngineStatus | undefined;
  let reading: Promise<void> | undefined;
  const compared = new Map<string, { readonly at: number; readonly changedFiles: number | undefined }>();

  const compare = async (isAsked: boolean): Promise<void> => {
    for (const { path, state, status: stands } of window.folders.all()) {
      const known = compared.get(path);
      // What is watched does not differ for long.
      const isKnown = stands?.watching === true || (known !== undefined && Date.now() - known.at < comparedMs);
      if (state !== 'indexed' || (isKnown && !isAsked)) continue;
      const { folders } = await (await window.engine.get()).status({ folder: path, checkFiles: true });
      compared.set(path, { at: Date.now(), changedFiles: folders[0]?.freshness.changedFiles });
    }
  };

  const read = async (isAsked: boolean): Promise<void> => {
    try {
      status = await (await window.engine.get()).status({});
      onDidChange();
      await compare(isAsked);
    } catch (error) {
      status = undefined;
      if (!isLociError(error, 'serverLost')) window.log.warn(`index view: ${messageOf(error)}`);
    }
    onDidChange();
  };

  return {
    status: () => status,
    changedFiles: (folder) => compared.get(folder)?.changedFiles,
    read: async (isAsked) => {
      if (window.folders.all().length === 0) return;
      reading ??= read(isAsked).finally(() => {
        reading = undefined;
      });
      await reading;
    },
    forget: (folder) => {
      compared.delete(folder);
    },
  };
}

interface Pace {
  add(folder: string): void;
  dispose(): void;
}

/** Takes together what comes within `ms`; the last is never lost. */
function createPace(ms: number, show: (folders: ReadonlySet<string>) => void): Pace {
  let timer: NodeJS.Timeout | undefined;
  const waiting = new Set<string>();
  return {
    add: (folder) => {
      waiting.add(folder);
      timer ??= setTimeout(() => {
        timer = undefined;
        const all = new Set(waiting);
        waiting.clear();
        show(all);
      }, ms);
    },
    dispose: () => {
      clearTimeout(timer);
    },
  };
}

function showBadge(view: vscode.TreeView<IndexRow>, { folders }: Window): void {
  const value = folders.all().filter(hasUnread).length;
  if ((view.badge?.value ?? 0) === value) return;
  const tooltip =
    value === 1 ? vscode.l10n.t('1 folder with problems') : vscode.l10n.t('{0} folders with problems', value);
  view.badge = value === 0 ? undefined : { value, tooltip };
}
