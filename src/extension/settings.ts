/** Settings, read with their types: a value of the wrong type or out of bounds reads as the default, with one log line. */

import * as vscode from 'vscode';
import type { Logger } from '../core/model/log';
import type { SettingKey, Settings } from './contributions';
import { settingDefaults } from './contributions';
import { checkedSetting } from './settingChecks';
import type { SettingsReader } from './window';

const section = 'loci';

export function createSettings(log: Logger): SettingsReader {
  const changes = new vscode.EventEmitter<vscode.ConfigurationChangeEvent>();
  const complained = new Set<string>();
  const listening = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration(section)) return;
    complained.clear();
    changes.fire(event);
  });
  return {
    get: <Key extends SettingKey>(key: Key, scope?: vscode.ConfigurationScope): Settings[Key] => {
      const value = vscode.workspace.getConfiguration(section, scope).get<unknown>(key);
      const { value: checked, complaint } = checkedSetting(key, value);
      if (complaint !== undefined && !complained.has(key)) {
        complained.add(key);
        log.warn(`setting ${section}.${key}: ${complaint}; ${JSON.stringify(settingDefaults[key])} is used instead`);
      }
      return checked;
    },
    onDidChange: changes.event,
    dispose: () => {
      listening.dispose();
      changes.dispose();
    },
  };
}
