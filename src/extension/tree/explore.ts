/** The Explore view: folders, files and their symbols in one tree, asked for as they are opened. */

import * as vscode from 'vscode';
import { isLociError, LociError, messageOf } from '../../core/model/errors';
import type { SymbolId } from '../../core/model/ids';
import { commandIds, viewIds } from '../contributions';
import { toUri } from '../convert';
import type { Feature, Folder, Window } from '../window';
import { createDrag } from './drag';
import { exploreItem, exploreTooltip } from './exploreItems';
import type { ExploreModel } from './exploreModel';
import { createExploreModel } from './exploreModel';
import type { ExploreNode } from './exploreNodes';
import { copyId, open } from './opening';
import { createRefresher } from './exploreRefresh';
import { targetAt } from './target';
import { orSay } from './telling';
import { isReadable, isSingle, relativePath } from './windowFolders';

/** `onDidAsk`: a person wants everything read again. */
export function createExplore(window: Window, onDidAsk: vscode.Event<void>): Feature {
  const model = createExploreModel({ engine: () => window.engine.get(), uriOf: toUri });
  const onDidChange = new vscode.EventEmitter<ExploreNode | undefined>();
  const view = vscode.window.createTreeView(viewIds.explore, {
    treeDataProvider: createExploreProvider(window, model, onDidChange.event),
    showCollapseAll: true,
    dragAndDropController: createDrag(),
  });
  const refresh = createRefresher(window, model, view, (node) => {
    onDidChange.fire(node?.kind === 'folder' && isSingle(window) ? undefined : node);
  });
  return {
    commands: {
      [commandIds.revealInExplore]: (uri) => orSay(reveal(window, model, view, uri), toldFile(uri)),
      [commandIds.openSymbol]: (argument) => orSay(open(window, argument)),
      [commandIds.openToSide]: (argument) => orSay(open(window, argument, vscode.ViewColumn.Beside)),
      [commandIds.copySymbolId]: (argument) => orSay(copyId(window, argument)),
    },
    disposables: [
      vscode.Disposable.from(view, onDidChange),
      ...refresh,
      onDidAsk(() => {
        model.forget();
        onDidChange.fire(undefined);
      }),
    ],
  };
}

export function createExploreProvider(
  window: Window,
  model: ExploreModel,
  onDidChangeTreeData: vscode.Event<ExploreNode | undefined>,
): vscode.TreeDataProvider<ExploreNode> {
  return {
    onDidChangeTreeData,
    getTreeItem: (node) => exploreItem(node, window.folders.all()),
    getChildren: async (node) => [...(await (node === undefined ? roots(window, model) : below(window, model, node)))],
    getParent: ({ parent }) => (parent?.kind === 'folder' && isSingle(window) ? undefined : parent),
    resolveTreeItem: (item, node) => {
      const tooltip = exploreTooltip(node);
      if (tooltip !== undefined) item.tooltip = tooltip;
      return item;
    },
  };
}

/** Empty where a welcome says more. */
async function roots(window: Window, model: ExploreModel): Promise<readonly ExploreNode[]> {
  const folders = window.folders.all().filter(isReadable);
  const [only] = folders;
  if (only === undefined) return [];
  if (!isSingle(window)) return folders.map((folder) => model.folder(exploreFolder(folder)));
  try {
    return await model.children(model.folder(exploreFolder(only)));
  } catch (error) {
    if (isLociError(error, 'notIndexed') || isLociError(error, 'notFound')) return [];
    return [note(window, undefined, error)];
  }
}

async function below(window: Window, model: ExploreModel, node: ExploreNode): Promise<readonly ExploreNode[]> {
  try {
    return await model.children(node);
  } catch (error) {
    return [note(window, node, error)];
  }
}

function note({ log }: Window, parent: ExploreNode | undefined, error: unknown): ExploreNode {
  log.warn(`explore: ${messageOf(error)}`);
  return { kind: 'note', id: `${parent?.id ?? ''}\nnote`, parent, message: messageOf(error) };
}

function exploreFolder({ path, workspaceFolder: { name } }: Folder): { path: string; name: string } {
  return { path, name };
}

/** Selects the symbol under the cursor, or the file told, in the tree. Answers with the symbol's id or the path. */
async function reveal(
  window: Window,
  model: ExploreModel,
  view: vscode.TreeView<ExploreNode>,
  told: unknown,
): Promise<string> {
  const editor = vscode.window.activeTextEditor;
  const uri = toldFile(told);
  const folder = uri && window.folders.containing(uri);
  if (folder === undefined) {
    throw new LociError('notFound', vscode.l10n.t('This file is not in an indexed folder of this window.'));
  }
  const path = relativePath(folder, uri!);
  const symbol = editor?.document.uri.toString() === uri!.toString() ? await symbolIn(window, editor, path) : undefined;
  const node = await model.locate(exploreFolder(folder), path, symbol);
  if (node === undefined) {
    throw new LociError('notFound', vscode.l10n.t('{0} is not in the index.', path));
  }
  await view.reveal(node, { select: true, focus: true });
  return node.kind === 'symbol' ? node.symbol.id : path;
}

function toldFile(told: unknown): vscode.Uri | undefined {
  return told instanceof vscode.Uri ? told : vscode.window.activeTextEditor?.document.uri;
}

/** The symbol that the cursor is in; one that is only named there is elsewhere. */
async function symbolIn(window: Window, editor: vscode.TextEditor, path: string): Promise<SymbolId | undefined> {
  const target = await targetAt(window, editor);
  return target?.symbol.path === path ? target.symbol.id : undefined;
}
