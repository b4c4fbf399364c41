/** Dragging out of the Explore view: into an editor group it opens, into text it writes paths and ids. */

import * as vscode from 'vscode';
import type { ExploreNode } from './exploreNodes';

const uriList = 'text/uri-list';
const plain = 'text/plain';

export function createDrag(): vscode.TreeDragAndDropController<ExploreNode> {
  return {
    dragMimeTypes: [uriList, plain],
    dropMimeTypes: [],
    handleDrag: (nodes, transfer) => {
      const dragged = nodes.flatMap((node) => draggedOf(node) ?? []);
      if (dragged.length === 0) return;
      const lines = dragged.map(({ uri }) => uri.toString());
      transfer.set(uriList, new vscode.DataTransferItem(lines.join('\r\n')));
      transfer.set(plain, new vscode.DataTransferItem(dragged.map(({ text }) => text).join('\n')));
    },
  };
}

function draggedOf(node: ExploreNode): { readonly uri: vscode.Uri; readonly text: string } | undefined {
  switch (node.kind) {
    case 'symbol': {
      const { line, character } = node.symbol.nameRange.start;
      const fragment = `L${line + 1},${character + 1}`;
      return { uri: node.resourceUri.with({ fragment }), text: node.symbol.id };
    }
    case 'folder':
      return { uri: node.resourceUri, text: node.folder };
    case 'directory':
    case 'file':
      return { uri: node.resourceUri, text: node.path };
    case 'page':
    case 'note':
      return undefined;
  }
}
