/** A Chromium that shows VS Code's workbench: one that is there, or Debian's. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { runProgram } from './processes';

/** Path of the program. Rejects with what to install if there is none and none can be installed. */
export async function findChromium(say: (text: string) => void): Promise<string> {
  const { CHROME: given = '' } = process.env;
  if (given !== '' && !existsSync(given)) throw new Error(`CHROME names a file that does not exist: ${given}`);
  const found = given === '' ? installed() : given;
  if (found !== undefined) return found;
  if (isDebian() && process.getuid?.() === 0) {
    say('Installing Chromium by apt-get, once (about 350 MB)');
    const apt = ['-o', 'DPkg::Lock::Timeout=300', '-qq'];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runProgram('apt-get', [...apt, 'update'], { env });
    await runProgram('apt-get', [...apt, 'install', '-y', '--no-install-recommends', 'chromium'], { env });
    const program = installed();
    if (program !== undefined) return program;
  }
  throw new Error(
    'The extension tests need a desktop VS Code (LOCI_VSCODE=<its program>) or a Chromium (CHROME=<its program>): ' +
      'install Chrome, Chromium or Edge, or run `npx playwright-core install chromium`.',
  );
}

function installed(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const onPath = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
  // Playwright's own, of the release that this playwright-core would install.
  return [...onPath, ...usualPlaces(), chromium.executablePath()].find((file) => file !== '' && existsSync(file));
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return names.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform !== 'win32') return [];
  return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .flatMap((name) => process.env[name] ?? [])
    .flatMap((folder) => [
      path.join(folder, 'Google/Chrome/Application/chrome.exe'),
      path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]);
}

/** Not its offspring: Ubuntu's package of that name is an empty one that asks for a snap. */
function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
