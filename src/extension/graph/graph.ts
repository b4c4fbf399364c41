/** `Loci: Show Relation Graph`: the neighbourhood of a symbol as a picture. */

import * as vscode from 'vscode';
import { relationshipTypes } from '../../core/model/relationship';
import type { SymbolId } from '../../core/model/ids';
import type { GraphQuery } from '../../webview/graph/messages';
import { commandIds, webviewIds } from '../contributions';
import { tellFailure } from '../failures';
import type { Feature, Window } from '../window';
import { open } from '../tree/opening';
import { symbolTarget } from '../tree/target';
import { orSay } from '../tree/telling';
import type { Drawn, GraphPanel } from './panel';
import { createGraphPanel, openPanel } from './panel';
import { nameOf } from './picture';
import { readQuery } from './requests';
import { save } from './save';

/** What a person chose to see is kept for the next symbol. */
const choiceKey = 'loci.graph.choice';

export function createGraph(window: Window): Feature {
  let shown: GraphPanel | undefined;
  let origin: vscode.TextEditor | undefined;
  const adopt = (panel: vscode.WebviewPanel, query: GraphQuery): GraphPanel => {
    const asked = createGraphPanel({
      window,
      panel,
      query,
      onQuery: ({ direction, types, depth }) => {
        void window.context.workspaceState.update(choiceKey, { direction, types, depth });
      },
      onRequest: (request) => {
        const done = handle(request, asked);
        done.catch((error: unknown) => {
          tellFailure(window.log, error);
        });
      },
    });
    panel.onDidDispose(() => {
      asked.dispose();
      if (shown === asked) shown = undefined;
    });
    shown = asked;
    return asked;
  };
  const handle: Handle = async (request, asked) => {
    if (request.kind === 'leave') await leave(origin);
    else if (request.kind === 'save') await save(request.svg, asked.panel.title);
    else await open(window, { symbol: request.symbol, folder: asked.query().folder }, otherColumn(asked.panel));
  };
  const show = async (argument: unknown): Promise<Shown> => {
    const { symbol, folder } = await symbolTarget(window, argument);
    origin = vscode.window.activeTextEditor ?? origin;
    const query: GraphQuery = { ...choiceOf(window), symbol: symbol.id, folder, pages: {} };
    const asked = shown ?? adopt(openPanel(vscode.l10n.t('Relations: {0}', nameOf(symbol))), query);
    asked.panel.reveal(asked.panel.viewColumn);
    return { symbol: symbol.id, ...(await asked.show(query)) };
  };
  return {
    commands: { [commandIds.showRelationGraph]: (argument) => orSay(show(argument)) },
    disposables: [
      vscode.window.registerWebviewPanelSerializer(webviewIds.graph, {
        deserializeWebviewPanel: (panel, memory: unknown) => {
          const query = readQuery(isRemembered(memory) ? memory.query : undefined);
          // One panel a window; and one that does not know what it showed has nothing to show.
          if (query === undefined || shown !== undefined) panel.dispose();
          else adopt(panel, query);
          return Promise.resolve();
        },
      }),
      {
        dispose: () => {
          shown?.dispose();
        },
      },
    ],
  };
}

type Handle = (
  request: Parameters<Parameters<typeof createGraphPanel>[0]['onRequest']>[0],
  asked: GraphPanel,
) => Promise<void>;

/** What the command answers. */
interface Shown extends Drawn {
  readonly symbol: SymbolId;
}

function choiceOf({ context }: Window): Pick<GraphQuery, 'direction' | 'types' | 'depth'> {
  const kept = context.workspaceState.get<unknown>(choiceKey);
  const known = readQuery({ ...(isFields(kept) ? kept : {}), symbol: '-', folder: '-', pages: {} });
  return known ?? { direction: 'both', types: relationshipTypes, depth: 1 };
}

function isFields(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isRemembered(value: unknown): value is { readonly query: unknown } {
  return isFields(value) && 'query' in value;
}

/** Where the person came from; some editor if that is closed. */
async function leave(origin: vscode.TextEditor | undefined): Promise<void> {
  const isThere = origin !== undefined && vscode.window.visibleTextEditors.includes(origin);
  if (isThere) {
    const { document, viewColumn } = origin;
    await vscode.window.showTextDocument(document, {
      preserveFocus: false,
      ...(viewColumn !== undefined && { viewColumn }),
    });
  } else await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
}

/** The picture stays in sight while what it leads to is read. */
function otherColumn({ viewColumn }: vscode.WebviewPanel): vscode.ViewColumn {
  return viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
}
