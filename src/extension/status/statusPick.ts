/** `Loci: Show Status`: all that is known of folders, database and server in one list, each entry with what it can do. */

import * as vscode from 'vscode';
import type { EngineStatus, FolderStatus } from '../../core/model/api';
import { isLociError, messageOf } from '../../core/model/errors';
import { commandIds } from '../contributions';
import { meaningNote } from '../embedding/meaning';
import { sentences } from '../failures';
import { folderStateText } from '../tree/folderText';
import { agoText, bytesText, durationText, joined } from '../tree/words';
import type { Feature, Folder, Window } from '../window';
import { serverLog } from './serverLog';

type StatusWindow = Pick<Window, 'context' | 'engine' | 'folders' | 'log' | 'settings'>;

export interface StatusItem extends vscode.QuickPickItem {
  readonly run?: () => unknown;
  readonly actions?: readonly StatusAction[];
}
export interface StatusAction extends vscode.QuickInputButton {
  readonly run: () => unknown;
}

const shownProblems = 20;

export function createStatusPick(window: Window): Feature {
  return {
    commands: {
      [commandIds.showStatus]: () => {
        showStatus(window);
      },
    },
  };
}

function showStatus(window: Window): void {
  const pick = vscode.window.createQuickPick<StatusItem>();
  pick.title = vscode.l10n.t('Loci status');
  pick.placeholder = vscode.l10n.t('Folders, database and server');
  pick.matchOnDescription = pick.matchOnDetail = true;
  let engine: EngineStatus | undefined;
  const fill = (): void => {
    // The entry in hand stays in hand.
    const active = pick.activeItems[0]?.label;
    pick.items = statusItems(window, engine);
    const again = pick.items.find(({ label }) => label === active);
    if (again !== undefined) pick.activeItems = [again];
  };
  const read = async (): Promise<void> => {
    pick.busy = true;
    try {
      engine = await (await window.engine.get()).status({});
    } catch (error) {
      if (!isLociError(error)) window.log.warn(`status: ${messageOf(error)}`);
    } finally {
      pick.busy = false;
    }
    fill();
  };
  const following = [window.folders.onDidChange(fill), window.folders.onDidProgress(fill)];
  pick.onDidAccept(() => {
    const [chosen] = pick.selectedItems;
    if (chosen?.run === undefined) return;
    pick.hide();
    void chosen.run();
  });
  pick.onDidTriggerItemButton(({ item, button }) => {
    pick.hide();
    void item.actions?.find((action) => action === button)?.run();
  });
  pick.onDidHide(() => {
    for (const each of following) each.dispose();
    pick.dispose();
  });
  fill();
  pick.show();
  void read();
}

/** `engine` as it answered; undefined if it has not, or cannot be reached. */
export function statusItems(window: StatusWindow, engine: EngineStatus | undefined): StatusItem[] {
  const folders = window.folders.all();
  return [
    ...section(vscode.l10n.t('Folders'), folders.map(folderItem)),
    ...section(vscode.l10n.t('Files with problems'), folders.flatMap(problemItems).slice(0, shownProblems)),
    ...section(vscode.l10n.t('Engine'), engine === undefined ? engineFailure(window) : engineItems(window, engine)),
    ...section(vscode.l10n.t('More'), [
      command('pulse', vscode.l10n.t('Doctor'), vscode.l10n.t('looks for what is wrong'), commandIds.doctor),
      command('output', vscode.l10n.t('Log'), vscode.l10n.t('of this window'), commandIds.showLog),
    ]),
  ];
}

function section(label: string, items: readonly StatusItem[]): StatusItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function command(icon: string, label: string, description: string, id: string, target?: unknown): StatusItem {
  const run = (): unknown => vscode.commands.executeCommand(id, target);
  return { label, description, iconPath: new vscode.ThemeIcon(icon), run };
}

const folderIcons: Readonly<Record<Folder['state'], string>> = {
  unsupported: 'circle-slash',
  untrusted: 'workspace-untrusted',
  starting: 'loading',
  notIndexed: 'circle-outline',
  indexing: 'sync',
  paused: 'debug-pause',
  indexed: 'pass',
  failed: 'warning',
};

function folderItem(folder: Folder): StatusItem {
  const { workspaceFolder, state, status, path, failure } = folder;
  const actions = folderActions(folder);
  return {
    label: workspaceFolder.name,
    description: folderStateText(folder),
    detail:
      failure === undefined
        ? joined(status && freshnessText(status), meaningNote(status?.embedding), path)
        : sentences(failure.message, failure.mend),
    iconPath: new vscode.ThemeIcon(folderIcons[state]),
    ...(actions[0] === undefined ? {} : { run: actions[0].run }),
    buttons: actions,
    actions,
  };
}

function freshnessText({ freshness }: FolderStatus): string {
  const { indexedAt, commit, headNow } = freshness;
  const isBehind = commit !== undefined && headNow !== undefined && commit !== headNow;
  return joined(
    indexedAt !== undefined && vscode.l10n.t('indexed {0}', agoText(new Date(indexedAt), new Date())),
    commit !== undefined && vscode.l10n.t('commit {0}', commit.slice(0, 8)),
    isBehind && vscode.l10n.t('now at {0}', headNow.slice(0, 8)),
  );
}

/** The first is what Enter does. */
function folderActions({ state, path }: Folder): readonly StatusAction[] {
  const action = (icon: string, tooltip: string, id: string): StatusAction => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
    run: () => vscode.commands.executeCommand(id, path),
  });
  const index = action('database', vscode.l10n.t('Index Folder'), commandIds.indexFolder);
  const rebuild = action('refresh', vscode.l10n.t('Rebuild Index'), commandIds.rebuildIndex);
  const forget = action('trash', vscode.l10n.t('Forget Folder'), commandIds.forgetFolder);
  switch (state) {
    case 'unsupported':
    case 'starting':
      return [];
    case 'untrusted':
      return [action('workspace-untrusted', vscode.l10n.t('Manage Trust'), 'workbench.trust.manage')];
    case 'notIndexed':
      return [index];
    case 'indexing':
      return [action('debug-pause', vscode.l10n.t('Pause Indexing'), commandIds.pauseIndexing)];
    case 'paused':
      return [action('play', vscode.l10n.t('Resume Indexing'), commandIds.resumeIndexing)];
    case 'failed':
      return [action('pulse', vscode.l10n.t('Doctor'), commandIds.doctor), index];
    case 'indexed':
      return [index, rebuild, forget];
  }
}

function problemItems({ workspaceFolder, status }: Folder): StatusItem[] {
  return (status?.problems ?? []).map(({ path, message }) => ({
    label: path,
    description: message,
    iconPath: new vscode.ThemeIcon('warning'),
    run: () => vscode.window.showTextDocument(vscode.Uri.joinPath(workspaceFolder.uri, path)),
  }));
}

function engineFailure({ engine }: StatusWindow): StatusItem[] {
  const { failure } = engine;
  if (failure === undefined) return [];
  const item = command('warning', vscode.l10n.t('Not reachable'), '', commandIds.doctor);
  return [{ ...item, detail: sentences(failure.message, failure.mend) }];
}

function engineItems(window: StatusWindow, { database, process, version, notices }: EngineStatus): StatusItem[] {
  const kind = database.kind === 'embedded' ? vscode.l10n.t('embedded') : vscode.l10n.t('server');
  return [
    {
      label: vscode.l10n.t('Database'),
      description: joined(kind, `PostgreSQL ${database.serverVersion}`, bytesText(database.bytes)),
      detail: database.location,
      iconPath: new vscode.ThemeIcon('database'),
      run: () => vscode.env.clipboard.writeText(database.location),
    },
    {
      label: vscode.l10n.t('Server'),
      description: joined(
        version,
        bytesText(process.rssBytes),
        vscode.l10n.t('up {0}', durationText(process.uptimeMs)),
      ),
      detail: vscode.l10n.t('Process {0}. Enter opens its log.', process.pid),
      iconPath: new vscode.ThemeIcon('server-process'),
      run: () => serverLog(window),
    },
    ...notices.map((label) => ({ label, iconPath: new vscode.ThemeIcon('info') })),
  ];
}
