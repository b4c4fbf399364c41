/** Where a row of the palette leads: a hit, or a symbol opened before, looked up again since its file may have changed. */

import * as vscode from 'vscode';
import type { FilePath } from '../../core/model/ids';
import type { CodeSymbol } from '../../core/model/symbol';
import type { EngineClient } from '../../protocol/client';
import { toRange, toUri } from '../convert';
import type { FoundSymbol } from './answers';
import type { Entry } from './items';
import type { Place } from './preview';
import type { OpenedSymbol } from './recents';

export interface Target {
  readonly place: Place;
  /** For the recents and for commands. */
  readonly opened: OpenedSymbol;
}

/** Undefined for rows that are no symbol, and for a symbol that is gone. */
export async function targetOf(
  entry: Entry,
  engine: () => Promise<Pick<EngineClient, 'symbol'>>,
): Promise<Target | undefined> {
  if (entry.kind === 'hit') return { place: placeOf(entry.hit), opened: openedOf(entry.hit) };
  if (entry.kind !== 'opened') return undefined;
  const { opened } = entry;
  const details = await (await engine()).symbol({ symbol: opened.symbol, folder: opened.folder });
  const found = details.find(({ symbol }) => symbol.id === opened.symbol);
  return found === undefined ? undefined : { place: rangesOf(found.symbol, opened.folder, opened.path), opened };
}

/** Opens it for good where quick open would, and to the side as a tab that stays. */
export async function openPlace({ uri, name }: Place, side: boolean): Promise<void> {
  const preview =
    !side && vscode.workspace.getConfiguration('workbench.editor').get('enablePreviewFromQuickOpen') === true;
  const viewColumn = side ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = document.validateRange(name);
  await vscode.window.showTextDocument(document, { selection: caretAt(selection), viewColumn, preview });
}

export function openedOf({ symbol, folder, path }: FoundSymbol): OpenedSymbol {
  const { id, name, kind, nativeKind, container } = symbol;
  return {
    symbol: id,
    folder: folder.path,
    name,
    kind,
    path,
    ...(nativeKind === undefined ? {} : { nativeKind }),
    ...(container === undefined ? {} : { container }),
  };
}

function placeOf({ symbol, folder, path }: FoundSymbol): Place {
  return rangesOf(symbol, folder.path, path);
}

function rangesOf({ range, nameRange }: CodeSymbol, folder: string, path: string): Place {
  return { uri: toUri(folder, path as FilePath), definition: toRange(range), name: toRange(nameRange) };
}

/** As in going to a definition: the name is where the cursor stands, not what is selected. */
function caretAt({ start }: vscode.Range): vscode.Range {
  return new vscode.Range(start, start);
}
