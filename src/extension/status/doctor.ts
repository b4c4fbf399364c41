/** `Loci: Doctor`: the engine's checks with what mends each, worst first. */

import * as vscode from 'vscode';
import type { DoctorCheck } from '../../core/model/api';
import { isLociError, messageOf } from '../../core/model/errors';
import { commandIds } from '../contributions';
import { sentences } from '../failures';
import type { Feature, Window } from '../window';

interface CheckItem extends vscode.QuickPickItem {
  readonly check: DoctorCheck;
}

export function createDoctor(window: Window): Feature {
  return { commands: { [commandIds.doctor]: () => doctor(window) } };
}

async function doctor(window: Window): Promise<void> {
  const location = vscode.ProgressLocation.Window;
  const title = vscode.l10n.t('Loci: looking for what is wrong');
  showChecks(await vscode.window.withProgress({ location, title }, () => checksOf(window)));
}

/** An engine that cannot be reached is what is wrong: looked for anew, since that is what the person asks for. */
export async function checksOf({ engine }: Pick<Window, 'engine'>): Promise<readonly DoctorCheck[]> {
  if (engine.state === 'failed') engine.reconnect();
  try {
    return await (await engine.get()).doctor();
  } catch (error) {
    const mend = isLociError(error) && error.mend !== '' ? { mend: error.mend } : {};
    return [{ name: vscode.l10n.t('engine'), ok: false, detail: messageOf(error), ...mend }];
  }
}

function showChecks(checks: readonly DoctorCheck[]): void {
  const pick = vscode.window.createQuickPick<CheckItem>();
  const wrong = checks.filter(({ ok }) => !ok).length;
  pick.title =
    wrong === 0 ? vscode.l10n.t('Loci doctor: all is well') : vscode.l10n.t('Loci doctor: {0} to mend', wrong);
  pick.placeholder = vscode.l10n.t('Enter copies an entry');
  pick.items = [...checks].sort((a, b) => Number(a.ok) - Number(b.ok)).map(itemOf);
  const copyAll = { iconPath: new vscode.ThemeIcon('copy'), tooltip: vscode.l10n.t('Copy All') };
  const log = { iconPath: new vscode.ThemeIcon('output'), tooltip: vscode.l10n.t('Show Log') };
  pick.buttons = [copyAll, log];
  pick.matchOnDescription = pick.matchOnDetail = true;
  pick.onDidTriggerButton((button) => {
    pick.hide();
    if (button === copyAll) void vscode.env.clipboard.writeText(checks.map(lineOf).join('\n'));
    else void vscode.commands.executeCommand(commandIds.showLog);
  });
  pick.onDidAccept(() => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen !== undefined) void vscode.env.clipboard.writeText(lineOf(chosen.check));
  });
  pick.onDidHide(() => {
    pick.dispose();
  });
  pick.show();
}

function itemOf(check: DoctorCheck): CheckItem {
  const { name, ok, detail, mend } = check;
  const icon = ok
    ? new vscode.ThemeIcon('pass')
    : new vscode.ThemeIcon('error', new vscode.ThemeColor('errorForeground'));
  const item = { label: name, iconPath: icon, check };
  // What to do stands on a line of its own: a long reason would push it out of sight.
  return mend === undefined
    ? { ...item, description: detail }
    : { ...item, description: sentences(detail), detail: sentences(mend) };
}

function lineOf({ name, ok, detail, mend }: DoctorCheck): string {
  return `${ok ? 'ok' : 'FAIL'} ${name}: ${detail}${mend === undefined ? '' : ` (${mend})`}`;
}
