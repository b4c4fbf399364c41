/** Where the symbols of open documents were seen last, moved along while their text is edited. */

import * as vscode from 'vscode';
import type { SymbolId } from '../../core/model/ids';
import type { Range } from '../../core/model/range';
import { fromRange } from '../convert';
import type { Disposable } from '../window';
import { shifted } from './places';

export interface Tracked extends Disposable {
  of(document: vscode.TextDocument): ReadonlyMap<SymbolId, Range> | undefined;
  set(document: vscode.TextDocument, places: Map<SymbolId, Range>): void;
}

export function createTracked(): Tracked {
  const documents = new Map<string, Map<SymbolId, Range>>();
  const listening = [
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const places = documents.get(document.uri.toString());
      if (places === undefined) return;
      for (const { range, text } of contentChanges) moveAll(places, fromRange(range), text);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => documents.delete(uri.toString())),
  ];
  return {
    of: ({ uri }) => documents.get(uri.toString()),
    set: ({ uri }, places) => documents.set(uri.toString(), places),
    dispose: () => {
      for (const each of listening) each.dispose();
    },
  };
}

/** Edits of one change are told so that each can be applied to the text as the ones before it left it. */
function moveAll(places: Map<SymbolId, Range>, range: Range, text: string): void {
  for (const [id, place] of places) {
    const moved = shifted(place, { range, text });
    if (moved === undefined) places.delete(id);
    else places.set(id, moved);
  }
}
