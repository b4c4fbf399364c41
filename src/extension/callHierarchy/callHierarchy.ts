/** The editor's own call hierarchy for languages that nobody else provides one for. */

import * as vscode from 'vscode';
import type { CreateFeature } from '../window';
import { answersFor, createCalls } from './calls';

/**
 * VS Code asks one provider alone, the one whose selector fits best, and cannot be asked which there are: asking for a
 * hierarchy starts language servers, and its answer does not tell "no provider" from "nothing here". So Loci registers
 * with the widest of selectors, which is the least of them: whoever provides for a language by its name comes first,
 * whether registered before or after.
 *
 * A selector that wide puts the command into the menu of every editor. So it is registered only while the active editor
 * is one that it can answer for; once somebody has used it it stays, because a view that is open would lose it.
 */
export const createCallHierarchy: CreateFeature = (window) => {
  let registered: vscode.Disposable | undefined;
  let isUsed = false;
  const provider = createCalls(window, () => {
    isUsed = true;
  });
  const look = (): void => {
    const isWanted = answersFor(window, vscode.window.activeTextEditor?.document);
    if (isWanted) registered ??= vscode.languages.registerCallHierarchyProvider('*', provider);
    else if (!isUsed) {
      registered?.dispose();
      registered = undefined;
    }
  };
  look();
  return {
    disposables: [
      vscode.window.onDidChangeActiveTextEditor(look),
      // A document's language can be changed while it is open: it is then closed and opened.
      vscode.workspace.onDidOpenTextDocument(look),
      window.settings.onDidChange(look),
      {
        dispose: () => {
          registered?.dispose();
        },
      },
    ],
  };
};
