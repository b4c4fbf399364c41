/** Shows hits in the editor while the palette is open, and puts back what was there. */

import * as vscode from 'vscode';
import type { Logger } from '../../core/model/log';
import { messageOf } from '../../core/model/errors';
import { captureView } from './viewState';

export interface Place {
  readonly uri: vscode.Uri;
  readonly definition: vscode.Range;
  readonly name: vscode.Range;
}

export type FindPlace = () => Promise<Place | undefined>;

export interface Preview {
  /** The last one told is the one that stays; what cannot be found leaves what is shown. */
  show(find: FindPlace): void;
  /** Ends the preview; what it shows stays. */
  keep(): Promise<void>;
  /** Ends the preview with the editors and scroll positions of before; what somebody clicked into stays. */
  restore(): Promise<void>;
}

export function createPreview(log: Logger): Preview {
  const view = captureView();
  const decorations = createDecorations();
  let wanted: FindPlace | undefined;
  let working: Promise<void> | undefined;
  let shown: vscode.TextEditor | undefined;
  let clicked = false;
  let ended = false;
  // A click into the editor is told of before the palette, which loses the focus by it, is told to hide.
  const clicks = vscode.window.onDidChangeTextEditorSelection(({ kind, textEditor }) => {
    if (kind === vscode.TextEditorSelectionChangeKind.Mouse && textEditor === shown) clicked = true;
  });

  const superseded = (): boolean => wanted !== undefined || ended;
  const showOne = async (find: FindPlace): Promise<void> => {
    const place = await find();
    if (place === undefined || superseded()) return;
    const document = await vscode.workspace.openTextDocument(place.uri);
    if (superseded()) return;
    const editor = await view.show(document);
    if (shown !== editor && shown !== undefined) decorations.clear(shown);
    shown = editor;
    decorations.show(editor, place);
    editor.revealRange(document.validateRange(place.name), vscode.TextEditorRevealType.InCenter);
  };
  const work = async (): Promise<void> => {
    while (wanted !== undefined) {
      const next = wanted;
      wanted = undefined;
      await showOne(next).catch((error: unknown) => {
        log.debug(`preview: ${messageOf(error)}`);
      });
    }
  };
  const end = async (): Promise<void> => {
    ended = true;
    wanted = undefined;
    await working;
    clicks.dispose();
    decorations.dispose();
  };
  return {
    show(find) {
      if (ended) return;
      wanted = find;
      working ??= work().finally(() => {
        working = undefined;
      });
    },
    keep: end,
    async restore() {
      await end();
      if (!clicked) await view.restore();
    },
  };
}

interface Decorations {
  show(editor: vscode.TextEditor, place: Place): void;
  clear(editor: vscode.TextEditor): void;
  dispose(): void;
}

function createDecorations(): Decorations {
  const definition = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.rangeHighlightForeground'),
  });
  const name = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
    border: '1px solid',
    borderColor: new vscode.ThemeColor('editor.findMatchHighlightBorder'),
  });
  return {
    show(editor, place) {
      editor.setDecorations(definition, [editor.document.validateRange(place.definition)]);
      editor.setDecorations(name, [editor.document.validateRange(place.name)]);
    },
    clear(editor) {
      editor.setDecorations(definition, []);
      editor.setDecorations(name, []);
    },
    dispose() {
      definition.dispose();
      name.dispose();
    },
  };
}
