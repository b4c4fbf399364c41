/** Unsaved text of the open editors, told to the engine: what is typed is found. */

import * as vscode from 'vscode';
import { isLociError, messageOf } from '../core/model/errors';
import { createBufferSync } from './bufferSync';
import { isReadLanguage } from './languages';
import type { Feature, Window } from './window';

export function createBuffers({ engine, folders, log }: Window): Feature {
  const documents = new Map<string, vscode.TextDocument>();
  const sync = createBufferSync({
    textOf: (file) => {
      const document = documents.get(file);
      return document?.isDirty === true && !document.isClosed ? document.getText() : undefined;
    },
    send: async (file, text) => {
      const client = await engine.get();
      await client.setBuffer(text === undefined ? { file } : { file, text });
    },
    saved: async (file) => {
      const folder = folders.containing(vscode.Uri.file(file));
      // Where the index is not kept up to date by itself, the last index is what is shown.
      if (folder?.status?.watching !== true) return;
      const client = await engine.get();
      await client.filesChanged(folder.path, [file]);
    },
    failed: (file, error) => {
      if (!isLociError(error, 'serverLost')) log.debug(`unsaved text of ${file}: ${messageOf(error)}`);
    },
  });
  const isTold = (document: vscode.TextDocument): boolean => {
    if (document.uri.scheme !== 'file' || !isReadLanguage(document.languageId)) return false;
    return folders.containing(document.uri)?.status !== undefined && engine.state === 'connected';
  };
  const look = (document: vscode.TextDocument): void => {
    const file = document.uri.fsPath;
    if (document.isDirty ? !isTold(document) : !sync.holds(file)) return;
    documents.set(file, document);
    sync.changed(file);
  };
  const lookAtAll = (): void => {
    for (const document of vscode.workspace.textDocuments) {
      if (document.isDirty && !sync.holds(document.uri.fsPath)) look(document);
    }
  };
  return {
    disposables: [
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        look(document);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (sync.holds(document.uri.fsPath)) sync.saved(document.uri.fsPath);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        documents.delete(document.uri.fsPath);
        if (sync.holds(document.uri.fsPath)) sync.changed(document.uri.fsPath);
      }),
      folders.onDidChange(lookAtAll),
      engine.onDidChangeState((state) => {
        // Another server knows nothing of what the former one was told.
        if (state === 'connected' || state === 'idle' || state === 'failed') sync.forget();
        if (state === 'connected') lookAtAll();
      }),
      sync,
    ],
  };
}
