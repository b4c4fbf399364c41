/** Tells when the cursor has come to rest somewhere else. */

import * as vscode from 'vscode';

/** Milliseconds. */
const restMs = 250;

export interface FollowOptions {
  /** Asked when the cursor has come to rest. */
  readonly wanted: () => boolean;
  /** Whether the cursor came there by a click in the view itself. */
  readonly isOwn: (editor: vscode.TextEditor) => boolean;
  /** The signal is aborted when the cursor has moved on. */
  readonly onRest: (editor: vscode.TextEditor, signal: AbortSignal) => Promise<void>;
}

export interface Follow {
  /** Looks where the cursor is, as if it had just moved. */
  now(): void;
  /** Looks there if the cursor has moved while nobody wanted to know. */
  catchUp(): void;
  /** Drops what is under way and what was missed: something else is to be shown. */
  readonly cancel: () => void;
  dispose(): void;
}

export function createFollow({ wanted, isOwn, onRest }: FollowOptions): Follow {
  let timer: NodeJS.Timeout | undefined;
  let controller = new AbortController();
  /** Where the cursor was at first has been told to nobody either. */
  let isMissed = true;

  const cancel = (): void => {
    clearTimeout(timer);
    controller.abort();
    isMissed = false;
  };
  const rested = (): void => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || isOwn(editor)) return;
    isMissed = !wanted();
    if (isMissed) return;
    controller = new AbortController();
    void onRest(editor, controller.signal);
  };
  const moved = (): void => {
    cancel();
    timer = setTimeout(rested, restMs);
  };
  const listening = [
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) moved();
    }),
    vscode.window.onDidChangeActiveTextEditor(moved),
  ];
  return {
    now: moved,
    catchUp: () => {
      if (isMissed) moved();
    },
    cancel,
    dispose: () => {
      cancel();
      for (const one of listening) one.dispose();
    },
  };
}
