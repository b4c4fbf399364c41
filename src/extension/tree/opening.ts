/** What can be done with one symbol wherever it is shown: open it, open it beside, copy its id. */

import * as vscode from 'vscode';
import type { SymbolId } from '../../core/model/ids';
import { toPosition, toUri } from '../convert';
import type { Window } from '../window';
import { symbolTarget } from './target';

/** Opens the definition of a symbol, or a file. */
export async function open(window: Window, argument: unknown, viewColumn?: vscode.ViewColumn): Promise<void> {
  const column = viewColumn === undefined ? {} : { viewColumn };
  const file = fileOf(argument);
  if (file !== undefined) {
    await vscode.window.showTextDocument(file, { ...column });
    return;
  }
  const { symbol, folder } = await symbolTarget(window, argument);
  const start = toPosition(symbol.nameRange.start);
  await vscode.window.showTextDocument(toUri(folder, symbol.path), {
    ...column,
    selection: new vscode.Range(start, start),
  });
}

export async function copyId(window: Window, argument: unknown): Promise<SymbolId> {
  const { symbol } = await symbolTarget(window, argument);
  await vscode.env.clipboard.writeText(symbol.id);
  return symbol.id;
}

/** Of a node that stands for a file. */
function fileOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument !== 'object' || argument === null || 'symbol' in argument) return undefined;
  return 'resourceUri' in argument && argument.resourceUri instanceof vscode.Uri ? argument.resourceUri : undefined;
}
