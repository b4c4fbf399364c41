/** The keys that menus, welcome views and walkthrough ask for in their `when` clauses. */

import * as vscode from 'vscode';
import type { ContextKeys } from '../contributions';
import { hasIndex, windowState } from '../folderState';
import { isReadLanguage } from '../languages';
import type { Feature, Window } from '../window';

type Key = 'loci.state' | 'loci.hasIndex' | 'loci.languageSupported';

export function createContextKeys({ folders }: Window): Feature {
  const told = new Map<string, unknown>();
  const set = <Name extends Key>(key: Name, value: ContextKeys[Name]): void => {
    if (told.get(key) === value) return;
    told.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };
  const lookAtFolders = (): void => {
    const all = folders.all();
    set('loci.state', windowState(all.map(({ state }) => state)));
    set(
      'loci.hasIndex',
      all.some(({ status }) => hasIndex(status)),
    );
  };
  const lookAtEditor = (): void => {
    const language = vscode.window.activeTextEditor?.document.languageId;
    set('loci.languageSupported', language !== undefined && isReadLanguage(language));
  };
  lookAtFolders();
  lookAtEditor();
  return {
    disposables: [
      folders.onDidChange(lookAtFolders),
      vscode.window.onDidChangeActiveTextEditor(lookAtEditor),
      // A document's language can be changed while it is open: it is then closed and opened.
      vscode.workspace.onDidOpenTextDocument(lookAtEditor),
    ],
  };
}
