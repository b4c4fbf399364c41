/** The item in the status bar: one short word on where the index stands, and the rest on hovering. */

import * as vscode from 'vscode';
import { commandIds } from '../contributions';
import { delayed } from '../coalesce';
import { windowState } from '../folderState';
import type { Feature, Folder, Window } from '../window';
import { joined, numberText } from '../tree/words';
import { meaningNote, meaningSign } from '../embedding/meaning';
import { sentences } from '../failures';
import { folderStateText } from '../tree/folderText';

interface Look {
  readonly text: string;
  /** What a screen reader says. */
  readonly label: string;
  readonly isProblem?: boolean;
}

/** Milliseconds: work that is done by then is not worth a spinner. */
const calm = 400;

/** Left, beside what else speaks of the workspace. */
const priority = 20;

export function createStatusBar({ folders }: Window): Feature {
  const item = vscode.window.createStatusBarItem('loci.status', vscode.StatusBarAlignment.Left, priority);
  item.name = vscode.l10n.t('Loci index');
  item.command = commandIds.showStatus;
  const show = (): void => {
    later.cancel();
    const all = folders.all().filter(({ state }) => state !== 'unsupported');
    if (all.length === 0) {
      item.hide();
      return;
    }
    const look = lookOf(all);
    item.text = look.text;
    item.accessibilityInformation = { label: look.label, role: 'button' };
    item.backgroundColor =
      look.isProblem === true ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.tooltip = tooltipOf(all);
    item.show();
  };
  const later = delayed(calm, show);
  show();
  return {
    disposables: [
      item,
      folders.onDidChange(() => {
        const state = windowState(folders.all().map((folder) => folder.state));
        if (state === 'indexing' || state === 'starting') later.soon();
        else show();
      }),
      folders.onDidProgress(later.soon),
      { dispose: later.cancel },
    ],
  };
}

function lookOf(all: readonly Folder[]): Look {
  const name = 'Loci';
  switch (windowState(all.map(({ state }) => state))) {
    case 'failed':
      return look('warning', name, vscode.l10n.t('Loci: the index cannot be used'), true);
    case 'starting':
      return look('loading~spin', name, vscode.l10n.t('Loci: starting'));
    case 'indexing': {
      const { done, total } = sumOf(all);
      const counts = total === 0 ? '' : ` ${numberText(done)}/${numberText(total)}`;
      return look('loading~spin', `${name}${counts}`, vscode.l10n.t('Loci: indexing {0} of {1} files', done, total));
    }
    case 'paused':
      return look('debug-pause', name, vscode.l10n.t('Loci: indexing is paused'));
    case 'notIndexed':
      return look('circle-slash', name, vscode.l10n.t('Loci: not indexed'));
    case 'noFolder':
    case 'unsupported':
    case 'indexed': {
      const states = all.flatMap(({ status }) => status?.embedding ?? []);
      const sign = meaningSign(states);
      const label = [vscode.l10n.t('Loci: indexed'), ...states.flatMap((state) => meaningNote(state) ?? [])].join(', ');
      return look('type-hierarchy-sub', sign === '' ? name : `${name} ${sign}`, label);
    }
  }
}

function look(icon: string, text: string, label: string, isProblem = false): Look {
  return { text: `$(${icon}) ${text}`, label, isProblem };
}

function sumOf(all: readonly Folder[]): { readonly done: number; readonly total: number } {
  let [done, total] = [0, 0];
  for (const { progress } of all) [done, total] = [done + (progress?.done ?? 0), total + (progress?.total ?? 0)];
  return { done, total };
}

function folderLine(folder: Folder): string {
  const { failure, status } = folder;
  if (failure !== undefined) return sentences(failure.message, failure.mend);
  return joined(folderStateText(folder), meaningNote(status?.embedding));
}

/** A line a folder; names and messages are text, not Markdown. */
function tooltipOf(all: readonly Folder[]): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString('', true);
  for (const folder of all.slice(0, 10)) {
    tooltip.appendMarkdown('**').appendText(folder.workspaceFolder.name).appendMarkdown('**  \n');
    tooltip.appendText(folderLine(folder)).appendMarkdown('\n\n');
  }
  if (all.length > 10) tooltip.appendText(vscode.l10n.t('and {0} more', all.length - 10));
  return tooltip;
}
