/**
 * A VS Code with Loci in it, to try: a desktop one if there is one, else the server, until Ctrl+C.
 *   npm run open -- FOLDER
 * Its settings and its index are its own: neither the user's VS Code nor the user's index is touched.
 */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { packageExtension } from './package';
import { cacheFolder, remove, temporaryFolder } from './project';
import { startHost } from './startHost';

async function main(): Promise<void> {
  const [given = '.'] = process.argv.slice(2);
  const { INIT_CWD: caller = process.cwd() } = process.env;
  const workspace = path.resolve(caller, given);
  if (!existsSync(workspace)) throw new Error(`there is no folder ${workspace}`);
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
  });
  const folder = temporaryFolder();
  try {
    const vsix = await packageExtension(folder);
    const host = await startHost({ vsix, workspace, dataDir: cacheFolder('open'), say });
    try {
      await Promise.race([host.show(say), stopped]);
    } finally {
      await host.close();
    }
  } finally {
    remove(folder);
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
