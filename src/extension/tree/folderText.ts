/** A folder's state in a few words, the same in every tree. */

import { basename, dirname } from 'node:path';
import { l10n } from 'vscode';
import type { Folder } from '../window';
import { filesText, joined, numberText, symbolsText } from './words';

/** State, and before it what tells the folder from others of its name. */
export function folderDescription(folder: Folder, all: readonly Folder[]): string {
  const twins = all.filter(({ workspaceFolder: { name } }) => name === folder.workspaceFolder.name);
  if (twins.length < 2) return folderStateText(folder);
  const above = basename(dirname(folder.path));
  const isTold = twins.every((twin) => twin === folder || basename(dirname(twin.path)) !== above);
  return joined(isTold ? above : folder.path, folderStateText(folder));
}

export function folderStateText({ state, status, progress }: Folder): string {
  switch (state) {
    case 'unsupported':
      return l10n.t('Not on a disk');
    case 'untrusted':
      return l10n.t('Not trusted');
    case 'starting':
      return l10n.t('Starting');
    case 'notIndexed':
      return l10n.t('Not indexed');
    case 'failed':
      return l10n.t('Failed');
    case 'indexing':
    case 'paused':
      return joined(state === 'paused' ? l10n.t('Paused') : l10n.t('Indexing'), progressText(progress));
    case 'indexed':
      return joined(
        status?.state === 'partial' ? l10n.t('Partly indexed') : l10n.t('Indexed'),
        status && filesText(status.files),
        status && symbolsText(status.symbols),
      );
  }
}

/** `120 / 4,000`, once the number of files is known. */
export function progressText(progress: Folder['progress']): string | undefined {
  if (progress === undefined || progress.total === 0) return undefined;
  return `${numberText(progress.done)} / ${numberText(progress.total)}`;
}
