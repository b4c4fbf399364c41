/** The editors of the active group as they stood, and how to show others there and put these back. */

import * as vscode from 'vscode';

export interface ViewState {
  /** Shows a document in the group, as a preview and without the focus. */
  show(document: vscode.TextDocument): Promise<vscode.TextEditor>;
  /** Puts back the active tab, its selections and scroll position, and closes what `show` opened, if it showed anything. */
  restore(): Promise<void>;
}

interface TextState {
  readonly uri: vscode.Uri;
  readonly selections: readonly vscode.Selection[];
  readonly visible: vscode.Range | undefined;
}

export function captureView(): ViewState {
  const { activeTabGroup: group } = vscode.window.tabGroups;
  const { viewColumn } = group;
  const before = group.tabs.flatMap((tab) => keyOf(tab) ?? []);
  const active = group.activeTab;
  const text = textState(viewColumn);
  const preview = group.tabs.find(({ isPreview }) => isPreview);
  const shown = new Set<string>();
  const groupNow = (): vscode.TabGroup | undefined =>
    vscode.window.tabGroups.all.find((one) => one.viewColumn === viewColumn);
  const closeShown = async (except?: string): Promise<void> => {
    const tabs = groupNow()?.tabs.filter((tab) => {
      const key = keyOf(tab);
      return key !== undefined && key !== except && shown.has(key) && !before.includes(key) && !tab.isDirty;
    });
    if (tabs === undefined || tabs.length === 0) return;
    // One that went meanwhile, as a preview does when the next takes its place, cannot be closed and need not be.
    await Promise.resolve(vscode.window.tabGroups.close(tabs, true)).catch(() => false);
  };
  return {
    async show(document) {
      const key = document.uri.toString();
      const options = { viewColumn, preserveFocus: true, preview: true };
      shown.add(key);
      const editor = await vscode.window.showTextDocument(document, options);
      // Where the person has no preview editors each would stay.
      await closeShown(key);
      return editor;
    },
    async restore() {
      if (shown.size === 0) return;
      if (preview !== undefined && preview !== active && !isOpen(groupNow(), preview))
        await reopen(preview, viewColumn);
      if (text !== undefined) {
        const editor = await showText(text, viewColumn, active?.isPreview === true);
        // Of a document that was left, the editor has kept the scroll position itself.
        if (shown.has(text.uri.toString())) scrollBack(editor, text);
      } else if (active !== undefined) await activate(groupNow(), active, viewColumn);
      await closeShown();
    },
  };
}

function textState(viewColumn: vscode.ViewColumn): TextState | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.viewColumn !== viewColumn) return undefined;
  const { selections, visibleRanges, document } = editor;
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  const isPlain = tab?.input instanceof vscode.TabInputText;
  return isPlain ? { uri: document.uri, selections, visible: visibleRanges[0] } : undefined;
}

/** With the focus: what is typed next must not go into a hit. */
async function showText(
  { uri, selections }: TextState,
  viewColumn: vscode.ViewColumn,
  preview: boolean,
): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(uri, { viewColumn, preview });
  editor.selections = selections;
  return editor;
}

/** By the line in the middle: one that is brought to the top is pushed down by those that stick there. */
function scrollBack(editor: vscode.TextEditor, { visible }: TextState): void {
  if (visible === undefined) return;
  const middle = Math.floor((visible.start.line + visible.end.line) / 2);
  editor.revealRange(new vscode.Range(middle, 0, middle, 0), vscode.TextEditorRevealType.InCenter);
}

/** Other editors than plain text: shown again if they still stand in the group, opened again if a preview took their place. */
async function activate(
  group: vscode.TabGroup | undefined,
  tab: vscode.Tab,
  viewColumn: vscode.ViewColumn,
): Promise<void> {
  if (!isOpen(group, tab)) {
    await reopen(tab, viewColumn);
    return;
  }
  const index = group?.tabs.findIndex((one) => isSame(one, tab)) ?? -1;
  if (index >= 0) await vscode.commands.executeCommand('workbench.action.openEditorAtIndex', index);
}

async function reopen({ input, label, isPreview }: vscode.Tab, viewColumn: vscode.ViewColumn): Promise<void> {
  const options = { viewColumn, preserveFocus: true, preview: isPreview };
  if (input instanceof vscode.TabInputText) {
    await vscode.commands.executeCommand('vscode.open', input.uri, options);
  } else if (input instanceof vscode.TabInputTextDiff) {
    await vscode.commands.executeCommand('vscode.diff', input.original, input.modified, label, options);
  } else if (input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputNotebook) {
    const editorType = input instanceof vscode.TabInputCustom ? input.viewType : input.notebookType;
    await vscode.commands.executeCommand('vscode.openWith', input.uri, editorType, options);
  }
}

function isOpen(group: vscode.TabGroup | undefined, tab: vscode.Tab): boolean {
  return group?.tabs.some((one) => isSame(one, tab)) === true;
}

/** A tab's object may be made anew while the tab stands. */
function isSame(a: vscode.Tab, b: vscode.Tab): boolean {
  const key = keyOf(a);
  return a === b || (key !== undefined && key === keyOf(b)) || (key === undefined && a.label === b.label);
}

/** Of plain text only: what a preview can take the place of, or be. */
function keyOf({ input }: vscode.Tab): string | undefined {
  return input instanceof vscode.TabInputText ? input.uri.toString() : undefined;
}
