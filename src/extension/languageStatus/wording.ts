/** Verdicts in words: a few for the status of the language, a sentence for who asks. */

import { l10n } from 'vscode';
import type { Mend, Verdict } from './verdict';

/** What the status of the language shows, and beside it why. */
export function headline(verdict: Verdict): { readonly text: string; readonly detail: string } {
  const not = l10n.t('Not indexed by Loci');
  switch (verdict.kind) {
    case 'indexed':
      return { text: l10n.t('Indexed by Loci'), detail: l10n.t('symbols and words are found') };
    case 'unsaved':
      return { text: l10n.t('Indexed by Loci'), detail: l10n.t('unsaved text included') };
    case 'partial':
      return { text: l10n.t('Indexed by Loci in part'), detail: verdict.problem };
    case 'stale':
      return { text: l10n.t('Indexed by Loci before its last change'), detail: l10n.t('the new text is read soon') };
    case 'starting':
      return { text: l10n.t('Loci is starting'), detail: '' };
    case 'unreachable':
      return { text: l10n.t("Loci's index cannot be reached"), detail: verdict.problem };
    case 'new':
      return { text: l10n.t('Not indexed by Loci yet'), detail: l10n.t('newer than the index of its folder') };
    case 'failed':
      return { text: not, detail: verdict.problem };
    case 'excluded':
      return { text: not, detail: verdict.detail };
    case 'outside':
      return { text: not, detail: l10n.t('outside the folders of this window') };
    case 'notIndexed':
      return { text: not, detail: l10n.t('its folder is not indexed yet') };
    case 'untrusted':
      return { text: not, detail: l10n.t('its folder is not trusted') };
  }
}

/** For who asks about one file. `subject`: its path. */
export function sentence(verdict: Verdict, subject: string): string {
  switch (verdict.kind) {
    case 'indexed':
      return l10n.t('{0} is indexed: its symbols and words are found.', subject);
    case 'unsaved':
      return l10n.t('{0} is indexed, and what is not saved yet is found too.', subject);
    case 'partial':
      return l10n.t('{0} is indexed in part: {1}.', subject, verdict.problem);
    case 'stale':
      return l10n.t('{0} has changed on the disk since it was indexed.', subject);
    case 'starting':
      return l10n.t('Loci is starting: ask again in a moment.');
    case 'unreachable':
      return l10n.t('The index cannot be reached: {0}.', verdict.problem);
    case 'new':
      return l10n.t('No rule leaves {0} out; it is newer than the index of its folder.', subject);
    case 'failed':
      return l10n.t('{0} is not indexed: {1}.', subject, verdict.problem);
    case 'excluded':
      return l10n.t('{0} is not indexed: {1}.', subject, verdict.detail);
    case 'outside':
      return l10n.t('{0} is not indexed: it is not in a folder of this window on a disk.', subject);
    case 'notIndexed':
      return l10n.t('{0} is not indexed: its folder has not been indexed yet.', subject);
    case 'untrusted':
      return l10n.t('{0} is not indexed: Loci reads a folder only once you trust it.', subject);
  }
}

export function mendInWords(mend: Mend): string {
  switch (mend) {
    case 'indexFolder':
      return l10n.t('Index Folder');
    case 'openRule':
      return l10n.t('Open Rule');
    case 'openSettings':
      return l10n.t('Open Settings');
    case 'manageTrust':
      return l10n.t('Manage Trust');
    case 'showLog':
      return l10n.t('Show Log');
  }
}
