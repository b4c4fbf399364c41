/** The server's own log file: it is shared by all windows, so it is opened, not copied into this window's log. */

import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { engineTarget } from '../engineTarget';
import { tellFailure } from '../failures';
import type { Window } from '../window';

type LogWindow = Pick<Window, 'context' | 'settings' | 'log'>;

export async function serverLog({ context, settings, log }: LogWindow): Promise<void> {
  try {
    const { keyedFile } = await import('../../protocol/endpoint');
    const file = keyedFile(await engineTarget(context, settings), 'server', 'log');
    await vscode.window.showTextDocument(vscode.Uri.file(join(dirname(file), 'logs', basename(file))));
  } catch (error) {
    tellFailure(log, error);
  }
}
