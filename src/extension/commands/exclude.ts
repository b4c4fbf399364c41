/** `Loci: Exclude Folder`: a line in the `.lociignore` of the workspace folder, shown so that it can be seen and undone. */

import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { messageOf } from '../../core/model/errors';
import type { Feature, Folder, Window } from '../window';
import { commandIds } from '../contributions';
import { ignoreLine, withLine } from './ignoreLine';
import { targetFolder, uriOf } from './target';

export function createExclude(window: Window): Feature {
  return { commands: { [commandIds.excludeFolder]: (target) => excludeCommand(window, target) } };
}

async function excludeCommand(window: Window, target: unknown): Promise<void> {
  const placeHolder = vscode.l10n.t('Leave out a folder of which workspace folder?');
  const folder = await targetFolder(window.folders, target, { placeHolder });
  if (folder === undefined) return;
  const named = uriOf(target);
  const asked = named === undefined ? await askPath(folder) : pathIn(folder, named);
  if (asked === undefined || asked === '') return;
  await addLine(folder, ignoreLine(asked));
  // A folder that is not watched would go on showing what was left out.
  if (folder.state === 'indexed') {
    window.folders.index(folder).catch((error: unknown) => {
      window.log.warn(`${folder.path}: ${messageOf(error)}`);
    });
  }
}

function pathIn({ path }: Folder, { fsPath }: vscode.Uri): string {
  return relative(path, fsPath).split(sep).join('/');
}

async function askPath(folder: Folder): Promise<string | undefined> {
  const open = vscode.window.activeTextEditor?.document.uri;
  const inside = open?.scheme === 'file' ? pathIn(folder, vscode.Uri.joinPath(open, '..')) : '';
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Exclude a folder of {0}', folder.workspaceFolder.name),
    prompt: vscode.l10n.t('A folder to leave out of the index, relative to {0}', folder.path),
    value: inside.startsWith('..') ? '' : inside,
    validateInput: (value) => complaint(folder, cleaned(value)),
  });
  return answer === undefined ? undefined : cleaned(answer);
}

function cleaned(value: string): string {
  return value
    .trim()
    .replaceAll('\\', '/')
    .replace(/^\.?\/+|\/+$/g, '');
}

async function complaint({ workspaceFolder }: Folder, path: string): Promise<string | undefined> {
  if (path === '') return vscode.l10n.t('Name a folder');
  if (path.split('/').includes('..')) return vscode.l10n.t('Name a folder inside the workspace folder');
  try {
    const { type } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(workspaceFolder.uri, path));
    if ((type & vscode.FileType.Directory) !== 0) return undefined;
  } catch {
    // Not there: the same as a file of that name.
  }
  return vscode.l10n.t('There is no such folder');
}

/** By an edit of the document: it can be undone, and what is unsaved in it is not lost. */
async function addLine({ workspaceFolder }: Folder, line: string): Promise<void> {
  const uri = vscode.Uri.joinPath(workspaceFolder.uri, '.lociignore');
  const head = vscode.l10n.t('# What Loci leaves out of its index, in the form of .gitignore');
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    await vscode.workspace.fs.writeFile(uri, Buffer.from(`${head}\n`));
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const text = withLine(document.getText(), line);
  if (text !== undefined) {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, document.lineAt(document.lineCount - 1).range.end, text.slice(document.getText().length));
    await vscode.workspace.applyEdit(edit);
    await document.save();
  }
  const at = document.getText().split(/\r?\n/).lastIndexOf(line);
  const place = new vscode.Position(Math.max(0, at), 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place), preview: true });
}
