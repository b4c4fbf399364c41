/** Editors and the open quick pick, as tests in the host look at them and press keys in them. */

import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually, shop } from './window';

export async function openFile(name: string, options: vscode.TextDocumentShowOptions = {}): Promise<vscode.TextEditor> {
  return await vscode.window.showTextDocument(vscode.Uri.file(path.join(shop(), name)), { preview: false, ...options });
}

/** `src/cart/cart.ts` */
export function activeFile(): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri === undefined ? undefined : path.relative(shop(), uri.fsPath).replaceAll(path.sep, '/');
}

export function activeLine(): number | undefined {
  return vscode.window.activeTextEditor?.selection.active.line;
}

export async function isActive(file: string | undefined): Promise<void> {
  await eventually(() => {
    assert.equal(activeFile(), file);
  });
}

export function openTabs(): string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
}

export async function press(command: 'Next' | 'Previous'): Promise<void> {
  await vscode.commands.executeCommand(`workbench.action.quickOpenSelect${command}`);
}

export async function accept(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}

export async function escape(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
}

export async function closeEditors(): Promise<void> {
  await escape();
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
