/** Makes the package that is tested, as `npm run package` makes it, and installs it once for all hosts of a run. */

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { runNpm } from './processes';
import { root } from './project';

/** Builds, and writes the .vsix into `folder`; answers with its path. Rejects with what was said if that fails. */
export async function packageExtension(folder: string): Promise<string> {
  return await runScript('package', folder);
}

/** The same of what is in dist/ already. */
export async function packageBuilt(folder: string): Promise<string> {
  return await runScript('package:vsix', folder);
}

async function runScript(name: string, folder: string): Promise<string> {
  const file = path.join(folder, 'loci.vsix');
  await runNpm(['run', name, '--', '--out', file], root);
  return file;
}

const installed = new Map<string, Promise<void>>();

/** Runs `install` for the first host of this package: the others find it in {@link extensionsFolder}. */
export async function installOnce(vsix: string, install: () => Promise<void>): Promise<void> {
  const installing = installed.get(vsix) ?? install();
  installed.set(vsix, installing);
  await installing;
}

/** Beside the package, made if absent: it goes with that. */
export function extensionsFolder(vsix: string): string {
  const folder = path.join(path.dirname(vsix), 'extensions');
  mkdirSync(folder, { recursive: true });
  return folder;
}
