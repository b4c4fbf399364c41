/** A desktop VS Code: the one that is named, an installed one, or the download where its server answers. */

import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './project';

const updateServer = 'https://update.code.visualstudio.com/api/releases/stable';
/** Long enough for a slow line; short enough not to be noticed where there is none. Milliseconds. */
const answerPatience = 4000;

/** Path of the program; undefined if there is none, or no display that it could open a window on. */
export async function findDesktop(say: (text: string) => void): Promise<string | undefined> {
  const { LOCI_VSCODE: given = '', DISPLAY: display = '', WAYLAND_DISPLAY: wayland = '' } = process.env;
  if (given !== '') {
    if (!existsSync(given)) throw new Error(`LOCI_VSCODE names a file that does not exist: ${given}`);
    return given;
  }
  if (process.platform === 'linux' && display === '' && wayland === '') return undefined;
  const installed = usualPlaces().find((file) => existsSync(file));
  if (installed !== undefined) return installed;
  if (!(await answers(updateServer))) return undefined;
  say('Downloading VS Code, once');
  return await downloadAndUnzipVSCode({ version: 'stable', cachePath: cacheFolder('vscode-desktop') });
}

function usualPlaces(): string[] {
  const { LOCALAPPDATA: local = '', ProgramFiles: programs = '' } = process.env;
  if (process.platform === 'darwin') return ['/Applications/Visual Studio Code.app/Contents/MacOS/Electron'];
  if (process.platform === 'win32') {
    return [path.join(local, 'Programs/Microsoft VS Code/Code.exe'), path.join(programs, 'Microsoft VS Code/Code.exe')];
  }
  return ['/usr/share/code/code', '/opt/visual-studio-code/code', '/snap/code/current/usr/share/code/code'];
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(answerPatience) })).ok;
  } catch {
    return false;
  }
}
