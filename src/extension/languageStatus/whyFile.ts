/** `Loci: Why Is This File (Not) Indexed?`: the answer in a sentence, with what mends it a click away. */

import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { messageOf } from '../../core/model/errors';
import { commandIds } from '../contributions';
import type { Window } from '../window';
import { standingOf } from './standing';
import type { Mend, Verdict } from './verdict';
import { mendsOf } from './verdict';
import { mendInWords, sentence } from './wording';

/** Answers with what it says, without waiting for it to be read. */
export interface WhyAnswered {
  readonly verdict: Verdict;
  readonly message: string;
  readonly mends: readonly Mend[];
}

/** `argument`: a Uri, or what has a `resourceUri`; the active editor's file if there is none. */
export async function whyFile(window: Window, argument: unknown): Promise<WhyAnswered | undefined> {
  const uri = uriOf(argument) ?? vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the file that you want to know about.'));
    return undefined;
  }
  try {
    const verdict = await standingOf(window, uri);
    const message = sentence(verdict, vscode.workspace.asRelativePath(uri));
    const mends = mendsOf(verdict);
    void tell(window, uri, verdict, message, mends);
    return { verdict, message, mends };
  } catch (error) {
    window.log.warn(`why ${uri.fsPath}: ${messageOf(error)}`);
    void vscode.window.showWarningMessage(`Loci: ${messageOf(error)}`);
    return undefined;
  }
}

function uriOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument !== 'object' || argument === null || !('resourceUri' in argument)) return undefined;
  return argument.resourceUri instanceof vscode.Uri ? argument.resourceUri : undefined;
}

async function tell(
  window: Window,
  uri: vscode.Uri,
  verdict: Verdict,
  message: string,
  mends: readonly Mend[],
): Promise<void> {
  const items = mends.map((mend) => ({ title: mendInWords(mend), mend }));
  const chosen = await vscode.window.showInformationMessage(message, ...items);
  if (chosen === undefined) return;
  try {
    await apply(chosen.mend, uri, verdict, window);
  } catch (error) {
    window.log.warn(`${chosen.title}: ${messageOf(error)}`);
    void vscode.window.showWarningMessage(`Loci: ${messageOf(error)}`);
  }
}

async function apply(mend: Mend, uri: vscode.Uri, verdict: Verdict, { folders }: Window): Promise<void> {
  const folder = folders.containing(uri);
  const run = vscode.commands.executeCommand;
  switch (mend) {
    case 'indexFolder':
      return run(commandIds.indexFolder, folder?.workspaceFolder.uri);
    case 'openSettings':
      return run('workbench.action.openSettings', 'loci.index.exclude');
    case 'manageTrust':
      return run('workbench.trust.manage');
    case 'showLog':
      return run(commandIds.showLog);
    case 'openRule': {
      if (verdict.kind !== 'excluded' || verdict.rule === undefined) return;
      const { file, line } = verdict.rule;
      const path = isAbsolute(file) ? file : join(folder?.path ?? '', file);
      const at = new vscode.Position(line - 1, 0);
      await vscode.window.showTextDocument(vscode.Uri.file(path), { selection: new vscode.Range(at, at) });
    }
  }
}
