/** Commands that open something that is there already. */

import * as vscode from 'vscode';
import type { Feature, Window } from '../window';
import type { ContextKeys } from '../contributions';
import { commandIds } from '../contributions';

/**
 * The editor ticks off a step when its key changes, and only once it has loaded its walkthroughs, which it does when the
 * first is opened: of an index that was there before, no key would tell it.
 */
const walkthroughOpened: keyof ContextKeys = 'loci.walkthroughOpened';

export function createShow({ context, log }: Window): Feature {
  return {
    commands: {
      [commandIds.showLog]: () => {
        log.show();
      },
      [commandIds.openWalkthrough]: async () => {
        await vscode.commands.executeCommand(
          'workbench.action.openWalkthrough',
          `${context.extension.id}#start`,
          false,
        );
        await vscode.commands.executeCommand('setContext', walkthroughOpened, true);
      },
    },
  };
}
