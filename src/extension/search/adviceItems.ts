/** Advice in words, and what choosing it does. */

import * as vscode from 'vscode';
import type { EmbeddingState } from '../../core/model/api';
import { commandIds } from '../contributions';
import { meaningNote } from '../embedding/meaning';
import type { Folder } from '../window';
import type { Advice } from './advice';
import { plainLine } from './hitText';
import type { PaletteItem } from './items';

interface Words {
  readonly icon: string;
  readonly label: string;
  readonly detail?: string;
}

export function adviceItem(advice: Advice): PaletteItem {
  const { icon, label, detail } = wordsOf(advice);
  return {
    entry: { kind: 'advice', advice },
    label: plainLine(label),
    iconPath: new vscode.ThemeIcon(icon),
    alwaysShow: true,
    ...(detail === undefined || detail === '' ? {} : { detail: plainLine(detail) }),
  };
}

/** The state of the answer in a few words, for the title; undefined where there is nothing to say. */
export function progressText(advice: readonly Advice[]): string | undefined {
  const reading = advice.find(({ kind }) => kind === 'indexing' || kind === 'paused');
  return reading === undefined ? undefined : plainLine(wordsOf(reading).label);
}

/** The same of search by meaning; undefined where it is there, or was switched off. */
export function meaningText(folders: readonly Folder[]): string | undefined {
  const state = folders.map(({ status }) => status?.embedding).find((one) => one !== undefined && !isAnswering(one));
  if (state === undefined) return undefined;
  if (state.state !== 'waiting' && state.state !== 'embedding') return meaningNote(state);
  return state.files === 0 || state.embedded === 0
    ? vscode.l10n.t('By names and words; meaning follows')
    : vscode.l10n.t(
        'By names and words; meaning follows: {0} of {1} files',
        countText(state.embedded),
        countText(state.files),
      );
}

function isAnswering({ state, ready }: EmbeddingState): boolean {
  return ready || state === 'off';
}

function wordsOf(advice: Advice): Words {
  const { l10n } = vscode;
  switch (advice.kind) {
    case 'noFolder':
      return {
        icon: 'folder-opened',
        label: l10n.t('Open a folder'),
        detail: l10n.t('There is nothing to search yet.'),
      };
    case 'unsupported':
      return {
        icon: 'folder-opened',
        label: l10n.t('Open a folder on a disk'),
        detail: l10n.t('The folders of this window are served by another extension; Loci cannot read them.'),
      };
    case 'untrusted':
      return {
        icon: 'workspace-untrusted',
        label: l10n.t('Manage workspace trust'),
        detail: l10n.t('Loci reads a folder only once you trust it. What was indexed before can be searched.'),
      };
    case 'starting':
      return { icon: 'loading~spin', label: l10n.t('Looking at {0}…', advice.folder.workspaceFolder.name) };
    case 'notIndexed':
      return {
        icon: 'database',
        label: l10n.t('Index {0}', advice.folder.workspaceFolder.name),
        detail: l10n.t('This folder is not indexed yet. It takes seconds, and nothing leaves this machine.'),
      };
    case 'indexing':
    case 'paused':
      return readingWords(advice);
    case 'failed':
      return { icon: 'warning', label: failureText(advice), detail: advice.mend };
    case 'nothing':
      return { icon: 'circle-slash', label: l10n.t('Nothing found'), detail: searchedText(advice) };
    case 'dropFilters':
      return { icon: 'clear-all', label: l10n.t('Search without filters'), detail: advice.query };
    case 'findText':
      return { icon: 'search', label: l10n.t('Search text in files'), detail: advice.text };
  }
}

function readingWords({ kind, folder, done, total }: Extract<Advice, { done: number }>): Words {
  const { name } = folder.workspaceFolder;
  const files = [name, countText(done), countText(total)];
  if (kind === 'paused') {
    const label = vscode.l10n.t('Indexing of {0} is paused at {1} of {2} files', ...files);
    return { icon: 'debug-pause', label, detail: vscode.l10n.t('Choose to go on.') };
  }
  if (total === 0) return { icon: 'loading~spin', label: vscode.l10n.t('Indexing {0}…', name) };
  const label = vscode.l10n.t('Indexing {0}: {1} of {2} files', ...files);
  return { icon: 'loading~spin', label, detail: vscode.l10n.t('What has been read can be searched already.') };
}

/** `Searched shop: 2,334 files at commit 1a2b3c4 · 2 unsaved files are included` */
function searchedText({ searched, notices }: Extract<Advice, { kind: 'nothing' }>): string {
  const folders = searched.map(({ name, files, commit = '' }) => {
    if (files === undefined) return name;
    const count = countText(files);
    return commit === ''
      ? vscode.l10n.t('{0} ({1} files)', name, count)
      : vscode.l10n.t('{0} ({1} files at commit {2})', name, count, commit.slice(0, 7));
  });
  return [vscode.l10n.t('Searched {0}', folders.join(', ')), ...notices].join(' · ');
}

function failureText({ folder, message }: Extract<Advice, { kind: 'failed' }>): string {
  const what = message === '' ? vscode.l10n.t('the index cannot be reached') : message;
  return folder === undefined ? what : `${folder.workspaceFolder.name}: ${what}`;
}

export function countText(count: number): string {
  return count.toLocaleString(vscode.env.language);
}

/** The command behind an item of advice; undefined for those that change the question instead. */
export function adviceCommand(advice: Advice): readonly [command: string, ...args: unknown[]] | undefined {
  switch (advice.kind) {
    case 'noFolder':
    case 'unsupported':
      return ['vscode.openFolder'];
    case 'untrusted':
      return ['workbench.trust.manage'];
    case 'notIndexed':
      return [commandIds.indexFolder, uriOf(advice.folder)];
    case 'paused':
      return [commandIds.resumeIndexing, uriOf(advice.folder)];
    case 'starting':
    case 'indexing':
    case 'nothing':
      return [commandIds.showStatus];
    case 'failed':
      return [commandIds.doctor];
    case 'findText':
      return ['workbench.action.findInFiles', { query: advice.text, triggerSearch: true }];
    case 'dropFilters':
      return undefined;
  }
}

function uriOf(folder: Folder): vscode.Uri {
  return folder.workspaceFolder.uri;
}
