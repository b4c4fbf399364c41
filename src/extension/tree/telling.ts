/** Nothing is there: an answer to what a person asked, not a failure. */

import * as vscode from 'vscode';
import { isLociError, messageOf } from '../../core/model/errors';
import { commandIds } from '../contributions';

/** Says it in one line, with a way to find out why where a file is named. Everything else is a failure still. */
export async function orSay<T>(work: Promise<T>, file?: vscode.Uri): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!isLociError(error, 'notFound') && !isLociError(error, 'notIndexed')) throw error;
    void say(messageOf(error), file);
    return undefined;
  }
}

async function say(message: string, file: vscode.Uri | undefined): Promise<void> {
  const why = vscode.l10n.t('Why?');
  const chosen = await vscode.window.showInformationMessage(message, ...(file === undefined ? [] : [why]));
  if (chosen === why) await vscode.commands.executeCommand(commandIds.whyFile, file);
}
