/** Failures of what a person asked for, told with what mends them; everything else stays in the log. */

import * as vscode from 'vscode';
import type { ErrorCode } from '../core/model/errors';
import { isLociError, messageOf } from '../core/model/errors';
import type { Logger } from '../core/model/log';
import { commandIds } from './contributions';

interface Mend {
  readonly title: string;
  readonly command: string;
  readonly args?: readonly unknown[];
}

/** Not told: what was cancelled. Resolves at once; what the person chooses is done later. */
export function tellFailure(log: Logger, error: unknown): void {
  if (isLociError(error, 'cancelled') || error instanceof vscode.CancellationError) return;
  const stack = error instanceof Error && !isLociError(error) ? error.stack : undefined;
  log.error(stack ?? failureText(error));
  const mends = mendsOf(isLociError(error) ? error.code : 'internal');
  void vscode.window.showErrorMessage(failureText(error), ...mends.map(({ title }) => title)).then((chosen) => {
    const mend = mends.find(({ title }) => title === chosen);
    if (mend !== undefined) void vscode.commands.executeCommand(mend.command, ...(mend.args ?? []));
  });
}

export function failureText(error: unknown): string {
  return sentences(messageOf(error), isLociError(error) ? error.mend : '');
}

/** Two at most: what happened, and what to do. */
export function sentences(message: string, mend = ''): string {
  return [message, mend]
    .filter((part) => part !== '')
    .map(sentence)
    .join(' ');
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return `${capitalised(trimmed)}${/[.!?…]$/.test(trimmed) ? '' : '.'}`;
}

/** As a row of a tree says it. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;
}

function mendsOf(code: ErrorCode): readonly Mend[] {
  const log = { title: vscode.l10n.t('Show Log'), command: commandIds.showLog };
  const settings = {
    title: vscode.l10n.t('Open Settings'),
    command: 'workbench.action.openSettings',
    args: ['@ext:loci.loci database data'],
  };
  if (code === 'databaseAuth') {
    return [{ title: vscode.l10n.t('Set Password'), command: commandIds.setDatabasePassword }, settings];
  }
  if (code === 'permission' && !vscode.workspace.isTrusted) {
    return [{ title: vscode.l10n.t('Manage Trust'), command: 'workbench.trust.manage' }];
  }
  return bySettings.has(code) ? [settings, log] : [log];
}

/** Another database or data directory may mend them. */
const bySettings: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'databaseUnreachable',
  'databaseUnsupported',
  'diskFull',
  'busy',
  'permission',
]);
