/** One calm notice when the server ends again and again; once or twice is nobody's business. */

import * as vscode from 'vscode';
import { commandIds } from '../contributions';
import type { Feature, Window } from '../window';
import { createLossCounter } from './lossCounter';

export function createLossNotice({ engine, log }: Window): Feature {
  const isWorthTelling = createLossCounter();
  return {
    disposables: [
      engine.onDidChangeState((state) => {
        if (state !== 'lost') return;
        log.warn('the server has ended; it is started again');
        if (isWorthTelling(Date.now())) void tell();
      }),
    ],
  };
}

async function tell(): Promise<void> {
  const show = vscode.l10n.t('Show Log');
  const text = vscode.l10n.t(
    'The Loci server has ended unexpectedly several times and was started again. Nothing is lost.',
  );
  if ((await vscode.window.showInformationMessage(text, show)) === show) {
    await vscode.commands.executeCommand(commandIds.showLog);
  }
}
