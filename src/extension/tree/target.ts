/** Which symbol a command is about: what it was told, or what is under the cursor. */

import * as vscode from 'vscode';
import { LociError } from '../../core/model/errors';
import type { CodeSymbol } from '../../core/model/symbol';
import { fromPosition } from '../convert';
import type { Window } from '../window';
import { windowPath } from './windowFolders';

export interface SymbolTarget {
  readonly symbol: CodeSymbol;
  /** Absolute path, as the window has it. */
  readonly folder: string;
}

/**
 * `argument`: a tree's node, or a symbol or its id with its folder; anything else stands for the cursor. Errors:
 * `notFound`, with words for people, and what the engine says.
 */
export async function symbolTarget(window: Window, argument: unknown): Promise<SymbolTarget> {
  const told = readTarget(argument);
  if (told === undefined) {
    const editor = vscode.window.activeTextEditor;
    const found = editor && (await targetAt(window, editor));
    if (found === undefined)
      throw new LociError('notFound', vscode.l10n.t('There is no indexed symbol at the cursor.'));
    return found;
  }
  const folder = windowPath(window, told.folder);
  if (typeof told.symbol !== 'string') return { symbol: told.symbol, folder };
  const symbol = await symbolById(window, told.symbol, folder);
  if (symbol === undefined) {
    throw new LociError('notFound', vscode.l10n.t('{0} is no longer in the index.', told.symbol));
  }
  return { symbol, folder };
}

/** What is named at the cursor, else the symbol around it; undefined outside all symbols and all indexed files. */
export async function targetAt(
  window: Window,
  { document, selection }: vscode.TextEditor,
  signal?: AbortSignal,
): Promise<SymbolTarget | undefined> {
  if (document.uri.scheme !== 'file' || window.folders.containing(document.uri) === undefined) return undefined;
  const engine = await window.engine.get();
  const place = { file: document.uri.fsPath, position: fromPosition(selection.active) };
  const { named, enclosing, folder } = await engine.symbolAt(place, signal);
  if (named !== undefined) return { symbol: named.symbol, folder: windowPath(window, named.folder) };
  return enclosing && { symbol: enclosing, folder: windowPath(window, folder) };
}

/** The symbol of that id as it is now. */
export async function symbolById(window: Window, id: string, folder: string): Promise<CodeSymbol | undefined> {
  const found = await (await window.engine.get()).symbol({ symbol: id, folder });
  return found.find(({ symbol }) => symbol.id === id)?.symbol;
}

function readTarget(argument: unknown): { symbol: CodeSymbol | string; folder: string } | undefined {
  if (typeof argument !== 'object' || argument === null || !('symbol' in argument) || !('folder' in argument)) {
    return undefined;
  }
  const { symbol, folder } = argument;
  if (typeof folder !== 'string') return undefined;
  if (typeof symbol === 'string') return { symbol, folder };
  const isSymbol = typeof symbol === 'object' && symbol !== null && 'id' in symbol && 'nameRange' in symbol;
  return isSymbol ? { symbol: symbol as CodeSymbol, folder } : undefined;
}
