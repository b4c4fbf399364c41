/** The page of the relation graph: a frame under a strict policy, filled by the script of src/webview/graph. */

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { GraphWords } from '../../webview/graph/messages';
import { typeWords } from './picture';

/** Where the bundles of pages are. */
export function pageFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/** Nothing is loaded but one script and one style sheet of the extension's own, and nothing is written inline. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(18).toString('base64');
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extension), name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${escapeHtml(file('graph.css'))}">
    <title>${escapeHtml(vscode.l10n.t('Relation Graph'))}</title>
  </head>
  <body data-words="${escapeHtml(JSON.stringify(graphWords()))}">
    <script nonce="${nonce}" src="${escapeHtml(file('graph.js'))}"></script>
  </body>
</html>`;
}

export function escapeHtml(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => escapes[character]!);
}

function graphWords(): GraphWords {
  const { t } = vscode.l10n;
  return {
    direction: t('Direction'),
    directions: { both: t('Both directions'), in: t('Incoming'), out: t('Outgoing') },
    depth: t('Depth'),
    depths: [t('1 step'), t('2 steps'), t('3 steps')],
    types: typeWords(),
    typesLabel: t('Types of relationships'),
    zoomIn: t('Zoom in (+)'),
    zoomOut: t('Zoom out (-)'),
    fit: t('Show all (0)'),
    save: t('Save as SVG…'),
    tryAgain: t('Try Again'),
    help: t(
      'Arrow keys move between symbols. Enter opens one, Space shows more of its relations. Plus, minus and zero zoom. Escape goes back to the editor.',
    ),
    picture: t('Relations of {0}'),
    controls: t('What is shown'),
    loading: t('Loading…'),
    noneChosen: t('Choose a type of relationship to see what is related.'),
    nothing: t('Nothing in this folder is related to it in these ways.'),
  };
}
