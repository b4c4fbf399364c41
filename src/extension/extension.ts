/** Loci in VS Code: builds everything by hand, and gives it to VS Code to dispose of. */

import { loadBegan } from './clock';
import * as vscode from 'vscode';
import { messageOf } from '../core/model/errors';
import type { LociApi } from './api';
import { createApi } from './api';
import { createBuffers } from './buffers';
import { createCallHierarchy } from './callHierarchy/callHierarchy';
import { createChecker } from './checker';
import { createExclude } from './commands/exclude';
import { createIndexingCommands } from './commands/indexing';
import { createPassword } from './commands/password';
import { createShow } from './commands/show';
import { createEmbedding } from './embedding/embedding';
import { createEngineAccess } from './engineClient';
import { engineTarget } from './engineTarget';
import { tellFailure } from './failures';
import { createFolders } from './folders';
import { createGraph } from './graph/graph';
import { createHover } from './hover/hover';
import { createLanguageStatus } from './languageStatus/languageStatus';
import { createLenses } from './lens/lens';
import { createPeek } from './peek/peek';
import { createSearch } from './search/search';
import { createSettings } from './settings';
import { createContextKeys } from './status/contextKeys';
import { createDoctor } from './status/doctor';
import { createLossNotice } from './status/losses';
import { createStatusBar } from './status/statusBar';
import { createStatusPick } from './status/statusPick';
import { createTrees } from './tree/trees';
import type { CreateFeature, Window } from './window';

const features: readonly CreateFeature[] = [
  createContextKeys,
  createStatusBar,
  createIndexingCommands,
  createExclude,
  createStatusPick,
  createDoctor,
  createShow,
  createPassword,
  createLossNotice,
  createBuffers,
  createChecker,
  createEmbedding,
  createSearch,
  createTrees,
  createHover,
  createLenses,
  createPeek,
  createCallHierarchy,
  createGraph,
  createLanguageStatus,
];

export function activate(context: vscode.ExtensionContext): LociApi {
  const began = performance.now();
  const log = vscode.window.createOutputChannel('Loci', { log: true });
  const settings = createSettings(log);
  const engine = createEngineAccess({ log, target: () => engineTarget(context, settings) });
  const folders = createFolders({ engine, settings, log, memory: context.workspaceState });
  const window: Window = { context, log, engine, folders, settings };
  // Disposed of in this order: what uses the engine before the engine.
  context.subscriptions.push(...features.flatMap((create) => install(create, window)), folders, engine, settings, log);
  folders.start();
  return createApi(window, { loadMs: loaded - loadBegan, activateMs: performance.now() - began });
}

const loaded = performance.now();

/** A feature that fails leaves the others alone. */
function install(create: CreateFeature, window: Window): vscode.Disposable[] {
  try {
    const { commands = {}, disposables = [] } = create(window);
    const registered = Object.entries(commands).map(([id, run]) =>
      vscode.commands.registerCommand(id, (...args: readonly unknown[]) => runCommand(window, run, args)),
    );
    return [...registered, ...disposables];
  } catch (error) {
    window.log.error(`${create.name}: ${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}`);
    return [];
  }
}

async function runCommand(
  { log }: Window,
  run: (...args: readonly unknown[]) => unknown,
  args: readonly unknown[],
): Promise<unknown> {
  try {
    return await run(...args);
  } catch (error) {
    tellFailure(log, error);
    return undefined;
  }
}
