/** `Loci: Toggle Code Lenses`: on and off where the value that counts now is set. */

import * as vscode from 'vscode';
import { isReadLanguage } from '../languages';
import type { InspectedSwitch } from './switchPlace';
import { switchPlace } from './switchPlace';

const targets = {
  global: vscode.ConfigurationTarget.Global,
  workspace: vscode.ConfigurationTarget.Workspace,
  workspaceFolder: vscode.ConfigurationTarget.WorkspaceFolder,
};

/** Answers with what is now set. */
export async function toggleCodeLens(): Promise<boolean> {
  const active = vscode.window.activeTextEditor?.document;
  const scope = active !== undefined && isReadLanguage(active.languageId) ? active : undefined;
  const configuration = vscode.workspace.getConfiguration('loci', scope);
  const enabled = configuration.get('codeLens.enabled') !== true;
  const inspected: InspectedSwitch | undefined = configuration.inspect<boolean>('codeLens.enabled');
  const place = switchPlace(inspected);
  await configuration.update('codeLens.enabled', enabled, targets[place.scope], place.inLanguage);
  return enabled;
}
