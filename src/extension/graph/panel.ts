/** The panel of the relation graph: one a window, which is asked about one symbol after another. */

import * as vscode from 'vscode';
import { isLociError, messageOf } from '../../core/model/errors';
import type { GraphAnswer, GraphQuery, GraphRequest } from '../../webview/graph/messages';
import { coalesce, delayed } from '../coalesce';
import { webviewIds } from '../contributions';
import { failureText } from '../failures';
import type { Window } from '../window';
import { neighbourhoodOf } from './neighbourhood';
import { pageFolder, pageHtml } from './page';
import { pictureOf } from './picture';
import { readRequest } from './requests';

/** What the page has drawn, for tests. */
export interface Drawn {
  readonly nodes: number;
  readonly edges: number;
}

export interface GraphPanel {
  readonly panel: vscode.WebviewPanel;
  query(): GraphQuery;
  /** Resolves when it has been drawn. */
  show(query: GraphQuery): Promise<Drawn>;
  dispose(): void;
}

export interface GraphPanelOptions {
  readonly window: Window;
  readonly panel: vscode.WebviewPanel;
  readonly query: GraphQuery;
  /** A request that is not the panel's own: to open, to leave, to save. */
  readonly onRequest: (request: Exclude<GraphRequest, { kind: 'ready' | 'drawn' | 'ask' }>) => void;
  readonly onQuery: (query: GraphQuery) => void;
}

/** Between two readings while files are being indexed, in milliseconds. */
const pauseMs = 800;

export function createGraphPanel({ window, panel, query: first, onRequest, onQuery }: GraphPanelOptions): GraphPanel {
  let query = first;
  let isReady = false;
  let isOutdated = false;
  const waiting: ((drawn: Drawn) => void)[] = [];
  const { extensionUri } = window.context;
  const tell = (answer: GraphAnswer): Thenable<boolean> => panel.webview.postMessage(answer);

  const drawn = (what: Drawn): void => {
    for (const resolve of waiting.splice(0)) resolve(what);
  };
  const answer = coalesce(async () => {
    if (!isReady) return;
    const asked = query;
    isOutdated = false;
    await tell({ kind: 'busy' });
    try {
      const engine = await window.engine.get();
      const graph = pictureOf(await neighbourhoodOf((request) => engine.relations(request), asked), asked);
      panel.title = vscode.l10n.t('Relations: {0}', graph.name);
      if (asked === query) await tell({ kind: 'graph', query, graph });
    } catch (error) {
      window.log.debug(`relation graph: ${messageOf(error)}`);
      await tell({ kind: 'failed', message: messageFor(error) });
      drawn({ nodes: 0, edges: 0 });
    }
  });
  const ask = (next: GraphQuery): void => {
    query = next;
    onQuery(query);
    void answer();
  };
  const again = delayed(pauseMs, () => void answer());
  const outdated = (): void => {
    isOutdated = true;
    if (panel.visible) again.soon();
  };
  const receive = (message: unknown): void => {
    const request = readRequest(message);
    if (request === undefined) window.log.warn('relation graph: a message that is none was not heeded');
    else if (request.kind === 'ready') {
      isReady = true;
      void answer();
    } else if (request.kind === 'drawn') {
      drawn(request);
    } else if (request.kind === 'ask') ask(request.query);
    else onRequest(request);
  };

  const show = (next: GraphQuery): Promise<Drawn> => {
    return new Promise((resolve) => {
      waiting.push(resolve);
      ask(next);
    });
  };
  const dispose = (): void => {
    again.cancel();
    for (const one of listening) one.dispose();
  };

  const listening = [
    panel.webview.onDidReceiveMessage(receive),
    window.folders.onDidIndex(({ folder }) => {
      if (folder.path === query.folder) outdated();
    }),
    panel.onDidChangeViewState(() => {
      // A page that was hidden is gone, and says so itself when it is there again.
      if (panel.visible && isOutdated) again.soon();
    }),
  ];
  furnish(panel, extensionUri);
  return {
    panel,
    query: () => query,
    show,
    dispose,
  };
}

function furnish(panel: vscode.WebviewPanel, extension: vscode.Uri): void {
  panel.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(extension)] };
  panel.iconPath = {
    light: vscode.Uri.joinPath(extension, 'media', 'loci-light.svg'),
    dark: vscode.Uri.joinPath(extension, 'media', 'loci-dark.svg'),
  };
  panel.webview.html = pageHtml(panel.webview, extension);
}

function messageFor(error: unknown): string {
  if (isLociError(error, 'notFound')) return vscode.l10n.t('This symbol is no longer in the index.');
  return failureText(error);
}

export function openPanel(title: string): vscode.WebviewPanel {
  const beside = vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
  return vscode.window.createWebviewPanel(webviewIds.graph, title, beside, { enableFindWidget: false });
}
