/** Commands that index, hold, and forget folders. */

import * as vscode from 'vscode';
import type { IndexProgress } from '../../core/model/api';
import type { Feature, Folder, FolderState, Window } from '../window';
import { commandIds } from '../contributions';
import { progressText } from '../status/progressWords';
import { targetFolder } from './target';

export function createIndexingCommands(window: Window): Feature {
  const { folders } = window;
  return {
    commands: {
      [commandIds.indexFolder]: (target) => indexCommand(window, target, { rebuild: false }),
      [commandIds.rebuildIndex]: (target) => indexCommand(window, target, { rebuild: true }),
      [commandIds.pauseIndexing]: (target) =>
        onFolder(window, target, ['indexing'], vscode.l10n.t('Pause the indexing of which folder?'), (folder) =>
          folders.pause(folder),
        ),
      [commandIds.resumeIndexing]: (target) =>
        onFolder(window, target, ['paused'], vscode.l10n.t('Resume the indexing of which folder?'), (folder) =>
          folders.resume(folder),
        ),
      [commandIds.forgetFolder]: (target) =>
        onFolder(window, target, undefined, vscode.l10n.t('Forget the index of which folder?'), async (folder) => {
          if (await confirmForget(folder)) await folders.forget(folder);
        }),
    },
  };
}

async function indexCommand(window: Window, target: unknown, { rebuild }: { rebuild: boolean }): Promise<void> {
  const placeHolder = rebuild
    ? vscode.l10n.t('Rebuild the index of which folder?')
    : vscode.l10n.t('Index which folder?');
  const folder = await targetFolder(window.folders, target, { placeHolder });
  if (folder !== undefined) await indexWithProgress(window, folder, rebuild);
  else if (window.folders.all().length === 0) offerToOpen();
}

/** Not an error: there is nothing to index. */
function offerToOpen(): void {
  const open = vscode.l10n.t('Open Folder');
  void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder for Loci to index.'), open).then((chosen) => {
    if (chosen === open) void vscode.commands.executeCommand('vscode.openFolder');
  });
}

async function indexWithProgress({ folders }: Window, folder: Folder, rebuild: boolean): Promise<void> {
  const { name } = folder.workspaceFolder;
  const title = rebuild ? vscode.l10n.t('Rebuilding the index of {0}', name) : vscode.l10n.t('Indexing {0}', name);
  const location = vscode.ProgressLocation.Notification;
  await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    let shown = 0;
    const following = folders.onDidProgress((current) => {
      if (current.path !== folder.path || current.progress === undefined) return;
      const percent = percentOf(current.progress);
      progress.report({ message: progressText(current.progress), increment: Math.max(0, percent - shown) });
      shown = Math.max(shown, percent);
    });
    try {
      await folders.index(folder, { rebuild, token });
    } finally {
      following.dispose();
    }
  });
}

function percentOf({ done, total }: IndexProgress): number {
  return total === 0 ? 0 : (100 * done) / total;
}

async function onFolder(
  { folders }: Window,
  target: unknown,
  states: readonly FolderState[] | undefined,
  placeHolder: string,
  act: (folder: Folder) => Promise<void>,
): Promise<void> {
  const folder = await targetFolder(folders, target, { placeHolder, ...(states === undefined ? {} : { states }) });
  if (folder !== undefined) await act(folder);
}

/** A list, not a dialog: nothing is lost that cannot be made again. */
async function confirmForget({ workspaceFolder, path }: Folder): Promise<boolean> {
  const forget = {
    label: vscode.l10n.t('Forget'),
    detail: vscode.l10n.t('The files stay as they are. Loci: Index Folder indexes them again.'),
    iconPath: new vscode.ThemeIcon('trash'),
  };
  const keep = { label: vscode.l10n.t('Keep'), iconPath: new vscode.ThemeIcon('close') };
  const title = vscode.l10n.t('Forget the index of {0}', workspaceFolder.name);
  return (await vscode.window.showQuickPick([forget, keep], { title, placeHolder: path })) === forget;
}
