/** The database's password: asked for once, kept in the secret storage, never in settings. */

import * as vscode from 'vscode';
import { splitPassword, takesPassword } from '../databaseUrl';
import { databaseUrlSetting, passwordKey } from '../engineTarget';
import type { Feature, Window } from '../window';
import { commandIds } from '../contributions';

const settingName = 'loci.database.url';
const offeredKey = 'loci.passwordMoveOffered';

export function createPassword(window: Window): Feature {
  const { context, engine, settings, log } = window;
  void offerMove(window).then(undefined, (error: unknown) => {
    log.warn(`secret storage: ${String(error)}`);
  });
  return {
    commands: { [commandIds.setDatabasePassword]: () => setPassword(window) },
    disposables: [
      context.secrets.onDidChange(({ key }) => {
        const url = databaseUrlSetting(settings);
        if (url !== undefined && key === passwordKey(url)) engine.reconnect();
      }),
      settings.onDidChange((event) => {
        if (event.affectsConfiguration(settingName)) void offerMove(window);
        if (event.affectsConfiguration(settingName) || event.affectsConfiguration('loci.dataDirectory')) {
          engine.reconnect();
        }
      }),
    ],
  };
}

async function setPassword({ context, settings }: Window): Promise<void> {
  const url = databaseUrlSetting(settings);
  if (url === undefined || !takesPassword(url)) {
    void tellNoUrl(url);
    return;
  }
  const shown = splitPassword(url).url;
  const password = await vscode.window.showInputBox({
    title: vscode.l10n.t('Database password'),
    prompt: vscode.l10n.t('For {0}. Kept in the secret storage; empty removes it.', shown),
    password: true,
    ignoreFocusOut: true,
  });
  if (password === undefined) return;
  // The engine is connected anew when the storage tells of the change.
  if (password === '') await context.secrets.delete(passwordKey(url));
  else await context.secrets.store(passwordKey(url), password);
}

async function tellNoUrl(url: string | undefined): Promise<void> {
  const open = vscode.l10n.t('Open Settings');
  const text =
    url === undefined
      ? vscode.l10n.t('Loci uses its embedded database, which has no password. To use a server, set its URL first.')
      : vscode.l10n.t('The database URL in the settings does not name a host, so it takes no password.');
  const chosen = await vscode.window.showInformationMessage(text, open);
  if (chosen === open) await vscode.commands.executeCommand('workbench.action.openSettings', settingName);
}

/** Once for each URL: settings are synchronised, shared and shown; a password does not belong there. */
async function offerMove({ context, settings }: Window): Promise<void> {
  const set = databaseUrlSetting(settings);
  if (set === undefined) return;
  const { url, password } = splitPassword(set);
  const offered = context.globalState.get<readonly string[]>(offeredKey, []);
  if (password === undefined || offered.includes(url)) return;
  await context.globalState.update(offeredKey, [...offered, url]);
  const move = vscode.l10n.t('Move');
  const text = vscode.l10n.t('The database URL in your settings contains a password. Move it to the secret storage?');
  if ((await vscode.window.showInformationMessage(text, move, vscode.l10n.t('Keep'))) !== move) return;
  await context.secrets.store(passwordKey(url), password);
  await vscode.workspace.getConfiguration().update(settingName, url, vscode.ConfigurationTarget.Global);
}
