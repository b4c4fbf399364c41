/** Commands that open something that is there already. */

import * as vscode from 'vscode';
import type { Feature, Window } from '../window';
import { commandIds } from '../contributions';

export function createShow({ context, log }: Window): Feature {
  return {
    commands: {
      [commandIds.showLog]: () => {
        log.show();
      },
      [commandIds.openWalkthrough]: () =>
        vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`, false),
    },
  };
}
