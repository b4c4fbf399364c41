/** Progress in words, for what comes after a name or a title. */

import { l10n } from 'vscode';
import type { IndexProgress } from '../../core/model/api';
import { numberText } from '../tree/words';

export function progressText({ phase, done, total, paused }: IndexProgress): string {
  if (paused) return l10n.t('paused at {0} of {1} files', numberText(done), numberText(total));
  if (phase === 'waiting') return l10n.t('waiting for another folder');
  if (total === 0) return l10n.t('looking for files');
  return l10n.t('{0} of {1} files', numberText(done), numberText(total));
}
