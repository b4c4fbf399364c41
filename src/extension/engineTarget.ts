/** Which engine the window talks to: data directory and database, from environment, settings and secret storage. */

import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { LociError } from '../core/model/errors';
import { defaultDataDir } from '../protocol/dataDirectory';
import { splitPassword, withPassword } from './databaseUrl';
import type { SettingsReader } from './window';

export interface EngineTarget {
  readonly dataDir: string;
  readonly serverFile: string;
  readonly databaseUrl?: string;
}

type Context = Pick<vscode.ExtensionContext, 'extensionPath' | 'secrets'>;

/** Read anew at every connection. Rejects with a LociError `usage` if the settings name no usable place. */
export async function engineTarget(context: Context, settings: SettingsReader): Promise<EngineTarget> {
  const serverFile = join(context.extensionPath, 'dist', 'server.cjs');
  const databaseUrl = await databaseUrlOf(context, settings);
  const target = { dataDir: dataDirOf(settings), serverFile };
  return databaseUrl === undefined ? target : { ...target, databaseUrl };
}

/** The environment comes first: it is set for one run, by who starts the editor. */
function dataDirOf(settings: SettingsReader): string {
  const { LOCI_DATA_DIR: told = '' } = process.env;
  if (told !== '') return told;
  const set = settings.get('dataDirectory').trim();
  if (set === '') return defaultDataDir();
  const folder = /^~($|[\\/])/.test(set) ? join(homedir(), set.slice(1)) : set;
  if (isAbsolute(folder)) return folder;
  throw new LociError(
    'usage',
    vscode.l10n.t('The setting loci.dataDirectory is not an absolute path: {0}', set),
    vscode.l10n.t('give a path from the root, or one that begins with ~'),
  );
}

async function databaseUrlOf({ secrets }: Context, settings: SettingsReader): Promise<string | undefined> {
  const { LOCI_DATABASE_URL: told = '' } = process.env;
  if (told !== '') return told;
  const set = settings.get('database.url').trim();
  if (set === '') return undefined;
  return withPassword(set, await secrets.get(passwordKey(set)));
}

/** A password is kept for one URL: changing the host never sends it elsewhere. */
export function passwordKey(url: string): string {
  return `loci.database.password ${splitPassword(url).url}`;
}

/** The URL of the settings; undefined if there is none, or the environment names another. */
export function databaseUrlSetting(settings: SettingsReader): string | undefined {
  const { LOCI_DATABASE_URL: told = '' } = process.env;
  const set = settings.get('database.url').trim();
  return told !== '' || set === '' ? undefined : set;
}
