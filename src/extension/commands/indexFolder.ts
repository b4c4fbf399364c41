/** `Loci: Index Folder`: brings the index of every workspace folder up to date, with progress and cancel. */

import * as vscode from 'vscode';
import { isLociError, messageOf } from '../../core/model/errors';
import type { EngineAccess } from '../engineClient';

export async function indexFolderCommand(engine: EngineAccess): Promise<void> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder for Loci to index.'));
    return;
  }
  const title = vscode.l10n.t('Loci: indexing');
  const location = vscode.ProgressLocation.Notification;
  await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => {
      controller.abort();
    });
    try {
      const client = await engine.get();
      for (const { uri } of folders) {
        let shown = 0;
        await client.index(
          { folder: uri.fsPath },
          ({ done, total }) => {
            const percent = total === 0 ? 0 : (100 * done) / total;
            progress.report({ message: `${done} / ${total}`, increment: percent - shown });
            shown = percent;
          },
          controller.signal,
        );
      }
    } catch (error) {
      if (!isLociError(error, 'cancelled')) void vscode.window.showErrorMessage(`Loci: ${messageOf(error)}`);
    }
  });
}
