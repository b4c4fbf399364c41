/** `Loci: Show Impact of My Changes`: changed symbols, what they affect, tests to run, and what others may see. */

import * as vscode from 'vscode';
import { commandIds, viewIds } from '../contributions';
import type { ContextKeys } from '../contributions';
import type { Feature, Window } from '../window';
import type { ImpactNode } from './impactNodes';
import { impactItem, impactTooltip } from './impactItems';
import type { ImpactState } from './impactState';
import { createImpactState } from './impactState';
import { pickScope, readScope, scopeText } from './scope';

/** What the command answers. */
interface ImpactShown {
  readonly scope: string;
  readonly affected: number;
}

/** `onDidAsk`: a person wants everything read again. */
export function createImpact(window: Window, onDidAsk: vscode.Event<void>): Feature {
  const state: ImpactState = createImpactState(window, () => view.visible);
  const view = vscode.window.createTreeView(viewIds.impact, {
    treeDataProvider: createImpactProvider(state),
    showCollapseAll: true,
  });
  const show = async (argument?: unknown): Promise<ImpactShown> => {
    const key: keyof ContextKeys = 'loci.impactAsked';
    // Hidden until somebody asks: most of the time nobody wants a fourth view.
    await vscode.commands.executeCommand('setContext', key, true);
    await vscode.commands.executeCommand(`${viewIds.impact}.focus`);
    await vscode.window.withProgress({ location: { viewId: viewIds.impact } }, () => state.ask(readScope(argument)));
    return { scope: scopeText(state.scope()), affected: state.affected() };
  };
  const tell = (): void => {
    view.description = scopeText(state.scope());
    view.message = state.message() ?? '';
  };
  return {
    commands: {
      [commandIds.showImpact]: show,
      [commandIds.chooseImpact]: async () => {
        const scope = await pickScope(state.scope());
        return scope === undefined ? undefined : await show(scope);
      },
      [commandIds.copyImpact]: () => copy(state),
    },
    disposables: [
      vscode.Disposable.from(view, state),
      state.onDidChange(tell),
      view.onDidChangeVisibility(({ visible }) => {
        if (visible) state.outdated();
      }),
      window.folders.onDidIndex(state.outdated),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (window.folders.containing(uri) !== undefined) state.outdated();
      }),
      onDidAsk(state.outdated),
    ],
  };
}

export function createImpactProvider(state: ImpactState): vscode.TreeDataProvider<ImpactNode> {
  return {
    onDidChangeTreeData: state.onDidChange,
    getTreeItem: impactItem,
    getChildren: (node) => [...(node === undefined ? state.roots() : node.children)],
    getParent: ({ parent }) => parent,
    resolveTreeItem: (item, node) => {
      const tooltip = impactTooltip(node);
      if (tooltip !== undefined) item.tooltip = tooltip;
      return item;
    },
  };
}

async function copy(state: ImpactState): Promise<string | undefined> {
  const summary = state.summary();
  if (summary === undefined) return undefined;
  await vscode.env.clipboard.writeText(summary);
  vscode.window.setStatusBarMessage(vscode.l10n.t('The summary is in the clipboard.'), 4000);
  return summary;
}
