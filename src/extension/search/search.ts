/** `Loci: Search` and `Search Selection`: one palette at a time. */

import * as vscode from 'vscode';
import { commandIds } from '../contributions';
import { symbolTarget } from '../tree/target';
import { orSay } from '../tree/telling';
import type { CreateFeature } from '../window';
import type { ItemAction } from './items';
import { itemActions } from './items';
import type { Palette } from './palette';
import { openPalette } from './palette';
import { createRecents } from './recents';
import { withFilter } from './queryFilters';
import { searchText } from './selection';

export const createSearch: CreateFeature = (window) => {
  const recents = createRecents(window.context.workspaceState);
  let palette: Palette | undefined;
  const open = async (query: string): Promise<void> => {
    while (palette !== undefined) {
      if (palette.isOpen) {
        if (query !== '') palette.search(query);
        return;
      }
      // The editor is put back before the next palette remembers how it stood.
      await palette.closed;
    }
    const opened = openPalette(window, recents, query);
    palette = opened;
    await opened.closed;
    palette = undefined;
  };
  const openLike = async (argument: unknown): Promise<void> => {
    const { symbol } = await symbolTarget(window, argument);
    // The palette stays open for as long as somebody looks; the command does not.
    void open(withFilter('', 'like', symbol.id));
  };
  return {
    commands: {
      [commandIds.search]: (query) => void open(typeof query === 'string' ? query : ''),
      [commandIds.findSimilar]: (argument) => orSay(openLike(argument)),
      [commandIds.searchSelection]: () => void open(selectedText()),
      [commandIds.actOnHit]: (action) => {
        if (isItemAction(action)) palette?.act(action);
      },
    },
  };
};

function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return '';
  const { document, selection } = editor;
  const word = document.getWordRangeAtPosition(selection.active);
  return searchText(document.getText(selection)) || (word === undefined ? '' : searchText(document.getText(word)));
}

function isItemAction(value: unknown): value is ItemAction {
  return (itemActions as readonly unknown[]).includes(value);
}
