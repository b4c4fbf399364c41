/** The TypeScript checker of the engine: told whether it may run, with how much memory, and what the person looks at. */

import * as vscode from 'vscode';
import { isLociError, messageOf } from '../core/model/errors';
import type { EngineClient } from '../protocol/client';
import { delayed } from './coalesce';
import type { Feature, Window } from './window';

/** Milliseconds that a person has to stay with what they opened. */
const restMs = 500;
/** More tabs than these say nothing of what is wanted. */
const mostFiles = 100;

export function createChecker({ engine, settings, log }: Window): Feature {
  /** Nobody is to start an engine for this. */
  const tell = async (say: (client: EngineClient) => Promise<void>): Promise<void> => {
    if (engine.state !== 'connected') return;
    try {
      await say(await engine.get());
    } catch (error) {
      if (!isLociError(error, 'serverLost')) log.debug(`checker: ${messageOf(error)}`);
    }
  };
  const configure = (): void => {
    const wanted = { enabled: settings.get('checker.enabled'), memory: settings.get('checker.memory') };
    void tell((client) => client.configureChecker(wanted));
  };
  const open = delayed(restMs, () => {
    void tell((client) => client.setOpen(openFiles()));
  });
  return {
    disposables: [
      settings.onDidChange((event) => {
        if (event.affectsConfiguration('loci.checker')) configure();
      }),
      vscode.window.onDidChangeVisibleTextEditors(open.whenQuiet),
      vscode.window.tabGroups.onDidChangeTabs(open.whenQuiet),
      engine.onDidChangeState((state) => {
        if (state !== 'connected') return;
        configure();
        open.whenQuiet();
      }),
      { dispose: open.cancel },
    ],
  };
}

/** What is seen comes first, then what is in tabs. */
function openFiles(): string[] {
  const seen = vscode.window.visibleTextEditors.map(({ document }) => document.uri);
  const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: all }) =>
    all.flatMap(({ input }) => (input instanceof vscode.TabInputText ? input.uri : [])),
  );
  const files = [...seen, ...tabs].filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath);
  return [...new Set(files)].slice(0, mostFiles);
}
