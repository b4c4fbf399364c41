/** Loci in VS Code: builds everything by hand, and gives it to VS Code to dispose of. */

import { join } from 'node:path';
import * as vscode from 'vscode';
import { defaultDataDir } from '../protocol/dataDirectory';
import { indexFolderCommand } from './commands/indexFolder';
import { searchCommand } from './commands/search';
import { commandIds } from './contributions';
import { createEngineAccess } from './engineClient';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Loci', { log: true });
  const engine = createEngineAccess({
    dataDir: defaultDataDir(),
    serverFile: join(context.extensionPath, 'dist', 'server.cjs'),
    log,
  });
  context.subscriptions.push(
    log,
    engine,
    vscode.commands.registerCommand(commandIds.search, () => searchCommand(engine)),
    vscode.commands.registerCommand(commandIds.indexFolder, () => indexFolderCommand(engine)),
  );
}
