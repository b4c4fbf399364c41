/** What a command is about: a tree's node, a file, a folder's path, or what the person picks. */

import * as vscode from 'vscode';
import type { Folder, FolderState, Folders } from '../window';

/** The place that a command's first argument names, if it names one. */
export function uriOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument === 'string' && argument !== '') return vscode.Uri.file(argument);
  if (typeof argument !== 'object' || argument === null) return undefined;
  for (const key of ['resourceUri', 'uri', 'workspaceFolder', 'folder'] as const) {
    const named = key in argument ? uriOf((argument as Readonly<Record<string, unknown>>)[key]) : undefined;
    if (named !== undefined) return named;
  }
  return undefined;
}

export interface Question {
  readonly placeHolder: string;
  /** Folders in other states are not offered. */
  readonly states?: readonly FolderState[];
}

/** The folder that the argument is in; else the only one there is; else the one that the person picks, if any. */
export async function targetFolder(
  folders: Folders,
  argument: unknown,
  question: Question,
): Promise<Folder | undefined> {
  const uri = uriOf(argument);
  const named = uri === undefined ? undefined : folders.containing(uri);
  if (named !== undefined) return named;
  const fits = ({ state }: Folder): boolean => question.states?.includes(state) ?? state !== 'unsupported';
  const fitting = folders.all().filter(fits);
  if (fitting.length <= 1) return fitting[0];
  return await pickFolder(fitting, question.placeHolder);
}

/** The folder of the open file comes first. */
async function pickFolder(folders: readonly Folder[], placeHolder: string): Promise<Folder | undefined> {
  const open = vscode.window.activeTextEditor?.document.uri;
  const current = open === undefined ? undefined : vscode.workspace.getWorkspaceFolder(open)?.uri.toString();
  const rank = ({ workspaceFolder }: Folder): number => (workspaceFolder.uri.toString() === current ? 0 : 1);
  const items = [...folders]
    .sort((a, b) => rank(a) - rank(b))
    .map((folder) => ({
      label: folder.workspaceFolder.name,
      // Two folders of one name are told apart by where they are.
      description: folder.path,
      iconPath: new vscode.ThemeIcon('root-folder'),
      folder,
    }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  return chosen?.folder;
}
