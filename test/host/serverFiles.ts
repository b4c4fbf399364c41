/** The server host's own files: a Node and VS Code's server with its web workbench, installed once by npm. */

import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { runNpm } from './processes';
import { cacheFolder, remove, root } from './project';

export interface ServerFiles {
  readonly node: string;
  /** VS Code's server program. */
  readonly serverMain: string;
}

const manifests = ['package.json', 'package-lock.json'].map((name) => path.join(root, 'test/host/server', name));

/**
 * What is installed stands in a folder named after the manifests, and comes there whole, by a rename: an install that
 * was broken off leaves nothing that the next run would take for done, and two at once do no harm.
 */
export async function serverFiles(say: (text: string) => void): Promise<ServerFiles> {
  const hash = createHash('sha256');
  for (const file of manifests) hash.update(readFileSync(file));
  const folder = path.join(cacheFolder('vscode-host'), hash.digest('hex').slice(0, 12));
  if (!existsSync(folder)) await installAll(folder, say);
  const { node = process.execPath } = installedNode(folder);
  return { node, serverMain: path.join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js') };
}

const install = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress'];

async function installAll(folder: string, say: (text: string) => void): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  const vscode = path.join(unfinished, 'node_modules/code-server/lib/vscode');
  mkdirSync(unfinished, { recursive: true });
  try {
    for (const file of manifests) copyFileSync(file, path.join(unfinished, path.basename(file)));
    say(`Installing a VS Code server for the tests into ${folder}, once (about 800 MB)`);
    await runNpm(install, unfinished);
    say("Installing the server's own packages");
    // Their lock files are out of step with their manifests, so `npm ci` would refuse.
    await runNpm(install, vscode);
    await runNpm(install, path.join(vscode, 'extensions'));
    if (installedNode(unfinished).node === undefined && Number(process.versions.node.split('.')[0]) < 24) {
      throw new Error(`no Node 24 for ${process.platform}-${process.arch} on npm: run the tests with Node 24 or later`);
    }
    renameSync(unfinished, folder);
  } catch (error) {
    remove(unfinished);
    if (!existsSync(folder)) throw error;
  }
}

/** npm installs the one of the manifest's optional packages that fits this machine. */
function installedNode(folder: string): { readonly node: string | undefined } {
  const packages = path.join(folder, 'node_modules');
  const name = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const found = readdirSync(packages)
    .filter((entry) => /^node-(bin-)?(linux|darwin|win)-/.test(entry))
    .map((entry) => path.join(packages, entry, name));
  return { node: found.find((file) => existsSync(file)) };
}
