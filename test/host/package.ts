/** Makes the package that is tested, as `npm run package` makes it. */

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
