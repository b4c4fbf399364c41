/** What the palette shows for what is typed: asks, and keeps the rows and the title true while folders change. */

import type * as vscode from 'vscode';
import { isLociError, messageOf } from '../../core/model/errors';
import { delayed } from '../coalesce';
import { filesText } from '../tree/words';
import type { Folder, Window } from '../window';
import { folderAdvice } from './advice';
import { adviceItem, meaningText, progressText } from './adviceItems';
import type { Answer } from './answers';
import { askFolders } from './answers';
import { pathsNear } from './filterToggles';
import type { PaletteItem } from './items';
import type { List } from './list';
import { createQuestions } from './questions';
import type { Recents } from './recents';
import { answerRows, startRows } from './rows';
import { filterChoices } from './suggestions';

/** While a key is held it is asked this often; a single key is answered at once. All in milliseconds. */
const restMs = 40;
/** A bar that comes and goes with each key would be noise. */
const busyAfterMs = 150;
const freshenMs = 250;

export interface Results {
  ask(query: string): void;
  /** Shows the rows of an empty box anew. */
  refresh(): void;
  /** Whether the rows are not yet those of what is typed. */
  readonly pending: boolean;
  dispose(): void;
}

export interface ResultsOptions {
  readonly window: Window;
  readonly recents: Recents;
  readonly pick: vscode.QuickPick<PaletteItem>;
  readonly list: List;
  /** The open file, relative to its folder. */
  readonly near: string | undefined;
  /** The same, absolute. */
  readonly open: string | undefined;
  /** Told when the rows are those of what is typed. */
  readonly onRows: () => void;
}

export function createResults({ window, recents, pick, list, near, open, onRows }: ResultsOptions): Results {
  let query = '';
  const folders = (): readonly Folder[] => window.folders.all();
  const busy = delayed(busyAfterMs, () => {
    pick.busy = true;
  });
  const show = (rows: readonly PaletteItem[]): void => {
    busy.cancel();
    pick.busy = false;
    list.show(rows);
    onRows();
  };
  const questions = createQuestions<string, Answer>({
    restMs,
    after: (ms, run) => {
      setTimeout(run, ms);
    },
    answer: async (asked, signal) => {
      const limit = window.settings.get('search.limit');
      const question = { query: asked, limit, ...(open !== undefined && { near: open }) };
      return await askFolders(await window.engine.get(), folders(), question, signal);
    },
    onAnswer: (answer, asked) => {
      const paths = near === undefined ? [] : pathsNear(near);
      show(answerRows(asked, answer, folders(), filterChoices(folders(), paths, recents.opened, filesText)));
    },
    onFailure: (error) => {
      window.log.warn(`search: ${messageOf(error)}`);
      const mend = isLociError(error) ? error.mend : '';
      show([adviceItem({ kind: 'failed', message: messageOf(error), mend })]);
    },
  });
  const refresh = (): void => {
    show(startRows(recents, folders()));
  };
  const ask = (asked: string): void => {
    query = asked;
    if (asked.trim() === '') {
      questions.cancel();
      refresh();
    } else {
      questions.ask(asked);
      busy.soon();
    }
  };
  const freshen = delayed(freshenMs, () => {
    pick.title = titleOf(folders());
    // Rows that somebody looks through stay where they are.
    if (!list.moved && !questions.pending) ask(query);
  });
  const listening = [window.folders.onDidChange, window.folders.onDidProgress, window.folders.onDidIndex].map((event) =>
    event(freshen.soon),
  );
  pick.title = titleOf(folders());
  return {
    ask,
    refresh,
    get pending() {
      return questions.pending;
    },
    dispose: () => {
      questions.cancel();
      busy.cancel();
      freshen.cancel();
      for (const one of listening) one.dispose();
    },
  };
}

/** What an answer may lack, and why. */
function titleOf(folders: readonly Folder[]): string | undefined {
  return progressText(folderAdvice(folders)) ?? meaningText(folders);
}
