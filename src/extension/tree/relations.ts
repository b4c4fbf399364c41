/** The Relations view: what the symbol under the cursor, or one that was asked for, has to do with others. */

import * as vscode from 'vscode';
import { isLociError, LociError, messageOf } from '../../core/model/errors';
import type { SymbolId } from '../../core/model/ids';
import { commandIds, viewIds } from '../contributions';
import { toUri } from '../convert';
import type { Feature, Window } from '../window';
import { createFollow } from './follow';
import { linesOf } from './lines';
import { createPins } from './pins';
import type { Direction, RelationNode, SubjectNode } from './relationNodes';
import { destinationOf } from './relationNodes';
import { createRelationsModel } from './relationsModel';
import type { RelationsState } from './relationsState';
import { createRelationsState } from './relationsState';
import { relationItem, relationTooltip } from './relationItems';
import { symbolTarget, targetAt } from './target';
import { orSay } from './telling';

/** `onDidAsk`: a person wants everything read again. */
export function createRelations(window: Window, onDidAsk: vscode.Event<void>): Feature {
  const model = createRelationsModel({
    relations: async (request, signal) => (await window.engine.get()).relations(request, signal),
    uriOf: toUri,
    linesOf,
  });
  const state = createRelationsState(window, model, createPins(window.context.workspaceState));
  const view = vscode.window.createTreeView(viewIds.relations, {
    treeDataProvider: createRelationsProvider(state),
    showCollapseAll: true,
  });
  const follow = createFollow({
    wanted: () => view.visible && window.settings.get('relations.followCursor'),
    isOwn: (editor) => view.selection.some((node) => isAt(editor, node)),
    onRest: (editor, signal) => showUnderCursor(window, state, editor, signal),
  });
  const showMessage = (): void => {
    const message = state.message() ?? '';
    if (view.message !== message) view.message = message;
  };
  return {
    commands: relationsCommands(window, state, view, follow.cancel),
    disposables: [
      vscode.Disposable.from(view, state, follow),
      state.onDidChange(showMessage),
      view.onDidChangeVisibility(({ visible }) => {
        if (!visible) return;
        state.wake();
        follow.catchUp();
      }),
      window.folders.onDidIndex(({ folder }) => {
        state.outdated(folder, view.visible);
        if (state.subject() === undefined) follow.now();
      }),
      window.folders.onDidChange(() => {
        state.unsettled(view.visible);
      }),
      window.settings.onDidChange((event) => {
        if (event.affectsConfiguration('loci.relations.followCursor')) follow.now();
      }),
      onDidAsk(() => {
        state.outdated(undefined, view.visible);
      }),
    ],
  };
}

export function createRelationsProvider(state: RelationsState): vscode.TreeDataProvider<RelationNode> {
  return {
    onDidChangeTreeData: state.onDidChange,
    getTreeItem: relationItem,
    getChildren: async (node) => [...(await (node === undefined ? state.roots() : state.children(node)))],
    getParent: ({ parent }) => parent,
    resolveTreeItem: (item, node) => {
      const tooltip = relationTooltip(node);
      if (tooltip !== undefined) item.tooltip = tooltip;
      return item;
    },
  };
}

function relationsCommands(
  window: Window,
  state: RelationsState,
  view: vscode.TreeView<RelationNode>,
  settle: () => void,
): NonNullable<Feature['commands']> {
  const show = async (argument: unknown): Promise<SymbolId> => {
    const target = await symbolTarget(window, argument);
    settle();
    const subject = await state.show(target);
    await vscode.commands.executeCommand(`${viewIds.relations}.focus`);
    await view.reveal(subject, { select: true, focus: true, expand: true });
    return target.symbol.id;
  };
  const turn = async (direction: Direction): Promise<Direction> => {
    await state.turn(direction);
    return direction;
  };
  const pin = async (argument: unknown): Promise<SymbolId> => {
    const { symbol, folder } = await symbolTarget(window, argument ?? state.subject());
    await state.pins.add({ symbol: symbol.id, folder });
    state.redraw();
    return symbol.id;
  };
  return {
    [commandIds.showRelations]: (argument) => orSay(show(argument)),
    [commandIds.showIncoming]: () => turn('in'),
    [commandIds.showOutgoing]: () => turn('out'),
    [commandIds.pinSymbol]: (argument) => orSay(pin(argument)),
    [commandIds.unpinSymbol]: async (argument) => {
      const pinned = pinOf(argument ?? state.subject());
      if (pinned === undefined) throw new LociError('usage', vscode.l10n.t('No pinned symbol was chosen.'));
      await state.pins.remove(pinned);
      state.redraw();
      return pinned.symbol;
    },
  };
}

/** A pin can be taken away when its symbol is gone, too: then there is an id alone. */
function pinOf(argument: unknown): { readonly symbol: SymbolId; readonly folder: string } | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { symbol, folder } = argument as Partial<Pick<SubjectNode, 'symbol' | 'folder'>>;
  const id = typeof symbol === 'object' ? symbol.id : symbol;
  return typeof id === 'string' && typeof folder === 'string' ? { symbol: id, folder } : undefined;
}

/** Outside all symbols the view keeps what it shows. */
async function showUnderCursor(
  window: Window,
  state: RelationsState,
  editor: vscode.TextEditor,
  signal: AbortSignal,
): Promise<void> {
  try {
    const target = await targetAt(window, editor, signal);
    if (target !== undefined && !signal.aborted) await state.show(target, signal);
  } catch (error) {
    if (!isLociError(error, 'cancelled')) window.log.debug(`relations: ${messageOf(error)}`);
  }
}

function isAt({ document, selection }: vscode.TextEditor, node: RelationNode): boolean {
  const destination = destinationOf(node);
  if (destination?.uri.toString() !== document.uri.toString()) return false;
  const { line, character } = destination.position;
  return selection.start.line === line && selection.start.character === character;
}
