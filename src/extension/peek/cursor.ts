/** The symbol at the cursor, or one that the person picks among those of its name. */

import * as vscode from 'vscode';
import type { SymbolDetail } from '../../core/model/api';
import { fromPosition, iconOf } from '../convert';
import type { Window } from '../window';
import type { SymbolAddress } from './address';

const mostOffered = 50;

/** Undefined if there is none, which is then said, or none was picked. */
export async function symbolAtCursor(
  window: Window,
  what: 'callers' | 'implementations',
): Promise<SymbolAddress | undefined> {
  const editor = vscode.window.activeTextEditor;
  const folder = editor === undefined ? undefined : window.folders.containing(editor.document.uri);
  if (editor === undefined || folder === undefined) {
    say(vscode.l10n.t('Open a file of an indexed folder and put the cursor on a symbol.'));
    return undefined;
  }
  const { document, selection } = editor;
  const engine = await window.engine.get();
  const position = fromPosition(selection.active);
  const at = { uri: document.uri, position };
  const found = await engine.symbolAt({ file: document.uri.fsPath, position });
  if (found.named !== undefined) return { symbol: found.named.symbol.id, folder: found.named.folder, at };

  const word = document.getWordRangeAtPosition(selection.active);
  const name = word === undefined ? undefined : document.getText(word);
  const namesakes =
    name === undefined ? [] : await engine.symbol({ symbol: name, folder: folder.path, limit: mostOffered });
  const candidates = namesakes.filter(({ symbol }) => isAskedAbout(symbol.kind));
  if (candidates.length > 1) {
    const picked = await pick(candidates, what);
    return picked === undefined ? undefined : { symbol: picked.symbol.id, folder: picked.folder, at };
  }
  const [symbol = found.enclosing] = candidates.map((each) => each.symbol);
  if (symbol !== undefined) return { symbol: symbol.id, folder: found.folder, at };
  say(vscode.l10n.t('There is no symbol at the cursor.'));
  return undefined;
}

/** Kinds that are called or implemented; a variable of the same name is none of them. */
function isAskedAbout(kind: SymbolDetail['symbol']['kind']): boolean {
  return kind === 'function' || kind === 'method' || kind === 'class' || kind === 'interface' || kind === 'type';
}

async function pick(
  candidates: readonly SymbolDetail[],
  what: 'callers' | 'implementations',
): Promise<SymbolDetail | undefined> {
  const items = candidates.map((candidate) => ({
    label: candidate.symbol.name,
    description: candidate.symbol.container ?? '',
    detail: `${candidate.symbol.path}:${candidate.symbol.nameRange.start.line + 1}`,
    iconPath: iconOf(candidate.symbol.kind, candidate.symbol.nativeKind),
    candidate,
  }));
  const placeHolder = what === 'callers' ? vscode.l10n.t('Whose callers?') : vscode.l10n.t('Whose implementations?');
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.candidate;
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
