/** The rows of the Index view for one folder: where it stands, how fresh it is, what went wrong and what mends it. */

import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { CheckerState, EmbeddingState, FolderStatus, IndexPhase } from '../../core/model/api';
import { commandIds } from '../contributions';
import { toUri } from '../convert';
import { meaningWords } from '../embedding/meaning';
import { capitalised, sentences } from '../failures';
import type { Folder, FolderState } from '../window';
import { openCommand } from './exploreItems';
import { progressText } from './folderText';
import type { RowPlan } from './indexRows';
import { languageName } from './languageNames';
import { agoText, filesText, joined, numberText } from './words';

export interface FolderRowFacts {
  readonly description: string;
  /** How many files were seen to differ from the index, if that was looked at. */
  readonly changedFiles: number | undefined;
  readonly isOpen: boolean;
}

export function folderRow(folder: Folder, { description, changedFiles, isOpen }: FolderRowFacts): RowPlan {
  const { path, state, status } = folder;
  const uri = folder.workspaceFolder.uri;
  const children = [
    ...failureRows(folder),
    ...progressRows(folder),
    ...(state === 'notIndexed' ? [indexRow(folder)] : []),
    ...(status === undefined ? [] : statusRows(folder, status, changedFiles)),
  ];
  return {
    key: `folder ${path}`,
    label: folder.workspaceFolder.name,
    description,
    icon: stateIcon(folder),
    tooltip: path,
    contextValue: 'folder',
    folder: path,
    resourceUri: uri,
    isOpen,
    children,
  };
}

function stateIcon(folder: Folder): vscode.ThemeIcon {
  const themed = (icon: string, colour?: string): vscode.ThemeIcon =>
    new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
  if (folder.state === 'indexed' && hasUnread(folder)) return themed('warning', 'list.warningForeground');
  const icons: Readonly<Record<FolderState, readonly [string, string?]>> = {
    unsupported: ['circle-slash'],
    untrusted: ['workspace-untrusted'],
    starting: ['loading~spin'],
    notIndexed: ['circle-outline'],
    indexing: ['sync~spin'],
    paused: ['debug-pause'],
    indexed: ['pass', 'testing.iconPassed'],
    failed: ['error', 'list.errorForeground'],
  };
  return themed(...icons[folder.state]);
}

/** A person should look at it: it failed, or files of it could not be read. Syntax errors are no reason. */
export function hasUnread({ state, status }: Folder): boolean {
  return state === 'failed' || (status?.filesByStatus.failed ?? 0) > 0;
}

function failureRows({ failure, path }: Folder): RowPlan[] {
  if (failure === undefined) return [];
  const title = vscode.l10n.t('Doctor');
  const command = { command: commandIds.doctor, title };
  const rows: RowPlan[] = [
    {
      key: 'failure',
      label: capitalised(failure.message),
      tooltip: sentences(failure.message, failure.mend),
      icon: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
      command,
    },
  ];
  if (failure.mend !== undefined && failure.mend !== '') {
    const label = capitalised(failure.mend);
    rows.push({ key: 'mend', label, tooltip: label, icon: new vscode.ThemeIcon('lightbulb') });
  }
  rows.push({ key: 'doctor', label: title, icon: new vscode.ThemeIcon('pulse'), command, folder: path });
  return rows;
}

function progressRows({ state, progress }: Folder): RowPlan[] {
  if (progress === undefined || (state !== 'indexing' && state !== 'paused')) return [];
  return [
    {
      key: 'progress',
      label: phaseText(progress.phase),
      description: joined(progressText(progress), progress.current),
      icon: new vscode.ThemeIcon(state === 'paused' ? 'debug-pause' : 'loading~spin'),
    },
  ];
}

function phaseText(phase: IndexPhase): string {
  const { t } = vscode.l10n;
  switch (phase) {
    case 'waiting':
      return t('Waiting');
    case 'scanning':
      return t('Looking for files');
    case 'indexing':
      return t('Reading files');
    case 'resolving':
      return t('Resolving relationships');
    case 'cleaning':
      return t('Tidying up');
    case 'exporting':
      return t('Writing an index for others');
    case 'importing':
      return t('Reading an index of others');
    case 'extracting':
      return t('Reading what is to be learned');
    case 'learning':
      return t('Learning');
    case 'asking':
      return t('Asking what can be found');
    case 'counting':
      return t('Counting what is to be embedded');
    case 'embedding':
      return t('Embedding');
    case 'done':
      return t('Done');
  }
}

function indexRow({ path, workspaceFolder: { uri } }: Folder): RowPlan {
  const title = vscode.l10n.t('Index this folder');
  const command = { command: commandIds.indexFolder, title, arguments: [uri] };
  return { key: 'index', label: title, icon: new vscode.ThemeIcon('database'), command, folder: path };
}

function statusRows(folder: Folder, status: FolderStatus, changedFiles: number | undefined): RowPlan[] {
  return [
    ...freshnessRows(folder, status, changedFiles),
    meaningRow(status.embedding),
    ...checkerRows(status.checker),
    ...languageRows(status.filesByLanguage),
    ...problemRows(folder.path, status.problems),
  ];
}

function freshnessRows({ state }: Folder, { freshness, watching }: FolderStatus, changedFiles?: number): RowPlan[] {
  const { t } = vscode.l10n;
  const { indexedAt, commit, headNow } = freshness;
  const rows: RowPlan[] = [];
  if (indexedAt !== undefined) {
    const then = new Date(indexedAt);
    const isMoved = commit !== undefined && headNow !== undefined && headNow !== commit;
    const changed = changedFiles ?? freshness.changedFiles ?? 0;
    rows.push({
      key: 'freshness',
      label: t('Indexed {0}', agoText(then, new Date())),
      description: joined(
        commit !== undefined && t('commit {0}', shortCommit(commit)),
        isMoved && t('{0} is checked out now', shortCommit(headNow)),
        changed > 0 && t('{0} changed since', filesText(changed)),
      ),
      icon: new vscode.ThemeIcon(isMoved || changed > 0 ? 'history' : 'git-commit'),
      tooltip: [then.toLocaleString(vscode.env.language), commit].filter(Boolean).join('\n'),
    });
  }
  if (state === 'indexed') {
    const label = watching ? t('Kept up to date') : t('Not kept up to date');
    rows.push({ key: 'watching', label, icon: new vscode.ThemeIcon(watching ? 'eye' : 'eye-closed') });
  }
  return rows;
}

function meaningRow(state: EmbeddingState): RowPlan {
  const { label, description, detail, icon, isTrouble = false, command } = meaningWords(state);
  const colour = isTrouble ? new vscode.ThemeColor('list.warningForeground') : undefined;
  return {
    ...{ key: 'meaning', label, description, icon: new vscode.ThemeIcon(icon, colour) },
    tooltip: [`${label}: ${description}`, ...(detail === '' ? [] : [detail])].join('\n'),
    ...(command !== undefined && { command: { ...command, arguments: [...(command.arguments ?? [])] } }),
  };
}

/** While it works, and where it gave up: else relationships say themselves how they were found. */
function checkerRows(checker: CheckerState): RowPlan[] {
  const { state, problem = '' } = checker;
  if (state !== 'checking' && state !== 'failed' && state !== 'outOfMemory') return [];
  const label = vscode.l10n.t('TypeScript checker');
  const counts = vscode.l10n.t('{0} of {1} files', numberText(checker.checked), numberText(checker.files));
  // What matters first: the sidebar is narrow, and cuts the rest.
  const description = joined(checkerTrouble(state), counts);
  const isTrouble = state !== 'checking';
  const icon = isTrouble
    ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
    : new vscode.ThemeIcon('loading~spin');
  const title = vscode.l10n.t('Open Settings');
  const command = { command: 'workbench.action.openSettings', title, arguments: ['loci.checker'] };
  const lines = [`${label}: ${description}`, sentences(problem, isTrouble ? checkerMend(state) : ''), checkerLeaves()];
  return [{ key: 'checker', label, description, icon, tooltip: lines.filter(Boolean).join('\n'), command }];
}

function checkerTrouble(state: 'checking' | 'failed' | 'outOfMemory'): string | undefined {
  if (state === 'checking') return undefined;
  return state === 'failed' ? vscode.l10n.t('gave up') : vscode.l10n.t('out of memory');
}

function checkerMend(state: 'failed' | 'outOfMemory'): string {
  return state === 'outOfMemory'
    ? vscode.l10n.t('More memory is a setting away')
    : vscode.l10n.t('It tries again when one of the files changes');
}

function checkerLeaves(): string {
  return vscode.l10n.t('What it has not checked is as the index finds it by itself.');
}

function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

function languageRows(filesByLanguage: FolderStatus['filesByLanguage']): RowPlan[] {
  const languages = Object.entries(filesByLanguage).sort(([, a], [, b]) => b - a);
  if (languages.length === 0) return [];
  const children = languages.map(([language, files]) => {
    return { key: language, label: languageName(language), description: filesText(files) };
  });
  return [
    {
      key: 'languages',
      label: vscode.l10n.t('Languages'),
      description: numberText(languages.length),
      icon: new vscode.ThemeIcon('code'),
      children,
    },
  ];
}

function problemRows(folder: string, problems: FolderStatus['problems']): RowPlan[] {
  if (problems.length === 0) return [];
  return [
    {
      key: 'problems',
      label: vscode.l10n.t('Not read completely'),
      description: filesText(problems.length),
      icon: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
      children: problems.map(({ path, message }) => {
        const resourceUri = toUri(folder, path);
        return {
          key: path,
          label: basename(path),
          description: message,
          tooltip: `${path}\n${message}`,
          icon: vscode.ThemeIcon.File,
          contextValue: 'file',
          folder,
          resourceUri,
          command: openCommand(resourceUri, placeOf(message)),
        };
      }),
    },
  ];
}

/** Problems name their line as people count. */
function placeOf(message: string): { readonly line: number; readonly character: number } | undefined {
  const line = /\bline (\d+)/.exec(message)?.[1];
  return line === undefined ? undefined : { line: Number(line) - 1, character: 0 };
}
