/** What the sources told of open documents, kept until the index or the settings change. */

import * as vscode from 'vscode';
import { messageOf } from '../../core/model/errors';
import type { Disposable, Folder, Window } from '../window';
import type { LensFile, LensReading, LensSource } from './source';

export interface Readings extends Disposable {
  of(document: vscode.TextDocument, folder: Folder): Promise<readonly LensReading[]>;
  readonly onDidChange: vscode.Event<void>;
}

/** While a folder is indexed, batch after batch is told: editors ask again this often at most. */
const restMs = 1000;

export function createReadings(
  { settings, folders, log }: Pick<Window, 'settings' | 'folders' | 'log'>,
  sources: readonly LensSource[],
): Readings {
  const changed = new vscode.EventEmitter<void>();
  const kept = new Map<string, Promise<readonly LensReading[]>>();
  let timer: NodeJS.Timeout | undefined;
  const forget = (): void => {
    timer = undefined;
    kept.clear();
    changed.fire();
  };
  const read = async (source: LensSource, file: LensFile, key: string): Promise<LensReading[]> => {
    try {
      const reading = await source.read(file);
      return reading === undefined ? [] : [reading];
    } catch (error) {
      // Asked again with the next look: the engine may be back then.
      kept.delete(key);
      log.debug(`code lens: ${source.setting}: ${messageOf(error)}`);
      return [];
    }
  };
  // A symbol's callers are in other files: whatever was indexed, every document may have other lenses.
  const listening = [
    folders.onDidIndex(() => (timer ??= setTimeout(forget, restMs))),
    folders.onDidChange(() => (timer ??= setTimeout(forget, restMs))),
    settings.onDidChange((event) => {
      if (event.affectsConfiguration('loci.codeLens')) forget();
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => kept.delete(uri.toString())),
    changed,
  ];
  return {
    of(document, folder) {
      const key = document.uri.toString();
      const file = { file: document.uri.fsPath, folder: folder.path };
      const wanted = sources.filter(({ setting }) => settings.get(setting, document) === true);
      const answer =
        kept.get(key) ?? Promise.all(wanted.map((source) => read(source, file, key))).then((each) => each.flat());
      kept.set(key, answer);
      return answer;
    },
    onDidChange: changed.event,
    dispose: () => {
      clearTimeout(timer);
      for (const each of listening) each.dispose();
    },
  };
}
