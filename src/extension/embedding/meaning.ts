/** How far search by meaning is, in words, and what mends it. */

import { l10n } from 'vscode';
import type { EmbeddingState } from '../../core/model/api';
import { commandIds } from '../contributions';
import { capitalised, sentences } from '../failures';
import { filesText, numberText } from '../tree/words';

export interface MeaningWords {
  readonly label: string;
  /** A few words beside it. */
  readonly description: string;
  /** More lines, for who looks closer: which model, what is wrong. */
  readonly detail: string;
  readonly icon: string;
  readonly isTrouble?: boolean;
  readonly command?: { readonly command: string; readonly title: string; readonly arguments?: readonly unknown[] };
}

export function meaningWords(state: EmbeddingState): MeaningWords {
  const { problem = '', files, embedded } = state;
  const label = l10n.t('Search by meaning');
  const counts = [numberText(embedded), numberText(files)];
  const detail = [modelName(state), sentences(problem)].filter((line) => line !== '').join('\n');
  const settings = {
    ...{ command: 'workbench.action.openSettings', title: l10n.t('Open Settings') },
    arguments: ['loci.embedding'],
  };
  switch (state.state) {
    case 'off':
      return { label, description: l10n.t('off'), detail: '', icon: 'circle-slash', command: settings };
    case 'waiting':
      return { label, description: l10n.t('about to begin'), detail, icon: 'sparkle' };
    case 'embedding':
      return { label, description: l10n.t('{0} of {1} files', ...counts), detail, icon: 'loading~spin' };
    case 'whole':
      return { label, description: modelKind(state), detail: [detail, filesText(files)].join('\n'), icon: 'sparkle' };
    case 'partial':
      return { label, description: l10n.t('{0} of {1} files', ...counts), detail, icon: 'sparkle' };
    case 'consent': {
      const review = { command: commandIds.reviewEmbedding, title: l10n.t('Review') };
      return { label, description: l10n.t('needs consent'), detail, icon: 'question', command: review };
    }
    case 'budget':
      return {
        ...{ label, description: l10n.t('budget reached at {0} of {1} files', ...counts), detail },
        ...{ icon: 'debug-pause', isTrouble: true, command: settings },
      };
    case 'failed': {
      const key = { command: commandIds.setEmbeddingKey, title: l10n.t('Set API Key') };
      return {
        ...{ label: l10n.t('No search by meaning'), description: capitalised(problem), detail },
        ...{ icon: 'warning', isTrouble: true, command: state.code === 'permission' ? key : settings },
      };
    }
  }
}

/** The engine names a model after what runs it. */
function modelParts({ model = '' }: EmbeddingState): readonly [provider: string, name: string] {
  const [provider = '', ...name] = model.split(' ');
  return [provider, name.join(' ')];
}

function modelKind(state: EmbeddingState): string {
  const [provider, name] = modelParts(state);
  if (provider === 'builtin') return l10n.t('built-in model');
  return provider === 'local' ? l10n.t('local model') : name;
}

function modelName(state: EmbeddingState): string {
  const [provider, name] = modelParts(state);
  if (provider === '') return '';
  if (provider === 'builtin') return l10n.t('Built-in model {0}', name);
  return provider === 'local' ? l10n.t('Local model {0}', name) : l10n.t('Model {0} of an endpoint', name);
}

/** A few words where something is to be said; undefined where all is as it should be, or was switched off. */
export function meaningNote(state: EmbeddingState | undefined): string | undefined {
  if (state === undefined || state.state === 'whole' || state.state === 'off') return undefined;
  if (state.state === 'partial' && state.ready) return undefined;
  const { label, description } = meaningWords(state);
  return `${label}: ${description}`;
}

/** One sign in few letters for the status bar: how much is done, or that it stands still; empty where all is well. */
export function meaningSign(states: readonly EmbeddingState[]): string {
  const trouble = states.map((state) => meaningWords(state)).find(({ isTrouble }) => isTrouble);
  if (trouble !== undefined) return `$(${trouble.icon})`;
  const building = states.filter(({ state, ready }) => state === 'embedding' && !ready);
  const [files, embedded] = [sumOf(building, 'files'), sumOf(building, 'embedded')];
  return files === 0 ? '' : `$(sparkle) ${Math.floor((100 * embedded) / files)}%`;
}

function sumOf(states: readonly EmbeddingState[], count: 'files' | 'embedded'): number {
  return states.reduce((sum, state) => sum + state[count], 0);
}
