/** How far search by meaning is, in words, and what mends it. */

import { l10n } from 'vscode';
import type { EmbeddingState } from '../../core/model/api';
import { commandIds } from '../contributions';
import { capitalised } from '../failures';
import { numberText } from '../tree/words';

export interface MeaningWords {
  readonly label: string;
  /** More, for who looks closer. */
  readonly detail?: string;
  readonly icon: string;
  readonly isTrouble?: boolean;
  readonly command?: { readonly command: string; readonly title: string; readonly arguments?: readonly unknown[] };
}

export function meaningWords(state: EmbeddingState): MeaningWords {
  const { model = '', problem = '', files, embedded } = state;
  const counts = [numberText(embedded), numberText(files)];
  const detail = problem === '' ? model : capitalised(problem);
  const settings = {
    ...{ command: 'workbench.action.openSettings', title: l10n.t('Open Settings') },
    arguments: ['loci.embedding'],
  };
  switch (state.state) {
    case 'off':
      return { label: l10n.t('Search by meaning is off'), icon: 'circle-slash', command: settings };
    case 'waiting':
      return { label: l10n.t('Search by meaning is about to begin'), detail, icon: 'sparkle' };
    case 'embedding':
      return { label: l10n.t('Embedding {0} of {1} files', ...counts), detail, icon: 'loading~spin' };
    case 'whole':
      return { label: l10n.t('Search by meaning'), detail, icon: 'sparkle' };
    case 'partial':
      return { label: l10n.t('Search by meaning: {0} of {1} files', ...counts), detail, icon: 'sparkle' };
    case 'consent': {
      const review = { command: commandIds.reviewEmbedding, title: l10n.t('Review') };
      return { label: l10n.t('Search by meaning waits for consent'), detail, icon: 'question', command: review };
    }
    case 'budget':
      return {
        ...{ label: l10n.t('Embedding budget reached at {0} of {1} files', ...counts), detail },
        ...{ icon: 'debug-pause', isTrouble: true, command: settings },
      };
    case 'failed': {
      const key = { command: commandIds.setEmbeddingKey, title: l10n.t('Set API Key') };
      const command = state.code === 'permission' ? key : settings;
      return { label: l10n.t('No search by meaning'), detail, icon: 'warning', isTrouble: true, command };
    }
  }
}

/** A few words where something is to be said; undefined where all is as it should be, or was switched off. */
export function meaningNote(state: EmbeddingState | undefined): string | undefined {
  if (state === undefined || state.state === 'whole' || state.state === 'off') return undefined;
  if (state.state === 'partial' || state.state === 'waiting') return undefined;
  const { label, detail } = meaningWords(state);
  return state.state === 'failed' && detail !== undefined ? `${label}: ${detail}` : label;
}
