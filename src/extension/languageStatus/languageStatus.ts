/** The language status of the open file: whether it is indexed, and if not, why. */

import * as vscode from 'vscode';
import { isLociError, messageOf } from '../../core/model/errors';
import { delayed } from '../coalesce';
import { commandIds } from '../contributions';
import { meaningNote } from '../embedding/meaning';
import { fileSelector, isReadFile } from '../languages';
import type { CreateFeature, Disposable, Folder, Window } from '../window';
import { standingOf } from './standing';
import type { Verdict } from './verdict';
import { whyFile } from './whyFile';
import { headline } from './wording';

export const createLanguageStatus: CreateFeature = (window) => {
  const item = vscode.languages.createLanguageStatusItem('loci.file', [...fileSelector]);
  return {
    commands: { [commandIds.whyFile]: (argument) => whyFile(window, argument) },
    disposables: [item, followActiveFile(window, item)],
  };
};

/** What of an item is changed. */
export type StatusItem = Pick<
  vscode.LanguageStatusItem,
  'name' | 'text' | 'detail' | 'severity' | 'busy' | 'command' | 'accessibilityInformation'
>;

const restMs = 150;
/** A save is noticed by the engine soon: until then the file would look stale. */
const afterSaveMs = 1000;

/** Keeps the item true to the active editor's file until it is disposed of. */
export function followActiveFile(window: Window, item: StatusItem): Disposable {
  let controller = new AbortController();
  const refresh = async (): Promise<void> => {
    controller.abort();
    const { signal } = (controller = new AbortController());
    const document = followed();
    if (document === undefined) return;
    try {
      const verdict = await standingOf(window, document.uri, signal);
      if (!signal.aborted) show(item, document, verdict, window.folders.containing(document.uri));
    } catch (error) {
      if (signal.aborted || isLociError(error, 'cancelled')) return;
      show(item, document, { kind: 'unreachable', problem: messageOf(error) }, undefined);
    }
  };
  const soon = delayed(restMs, () => void refresh());
  const later = delayed(afterSaveMs, () => void refresh());
  const listening = [
    vscode.window.onDidChangeActiveTextEditor(soon.soon),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document === followed()) later.whenQuiet();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === followed()) soon.whenQuiet();
    }),
    window.folders.onDidIndex(({ folder, paths }) => {
      const document = followed();
      if (document === undefined) return;
      const path = vscode.workspace.asRelativePath(document.uri, false);
      const isOurs = window.folders.containing(document.uri)?.path === folder.path;
      if (isOurs && (paths === undefined || paths.includes(path))) soon.soon();
    }),
    window.folders.onDidChange(soon.soon),
  ];
  item.name = 'Loci';
  item.command = { command: commandIds.whyFile, title: vscode.l10n.t('Why?') };
  soon.soon();
  return {
    dispose: () => {
      controller.abort();
      soon.cancel();
      later.cancel();
      for (const each of listening) each.dispose();
    },
  };
}

/** The active editor's document, if the item is shown for it. */
function followed(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document !== undefined && isReadFile(document) ? document : undefined;
}

function show(
  item: StatusItem,
  { uri }: vscode.TextDocument,
  verdict: Verdict,
  folder: Pick<Folder, 'state' | 'status'> | undefined,
): void {
  const busy = folder?.state === 'indexing' || folder?.state === 'starting';
  const isTrouble = verdict.kind === 'partial' || verdict.kind === 'failed' || verdict.kind === 'unreachable';
  const isFound = verdict.kind === 'indexed' || verdict.kind === 'unsaved';
  const { text, detail } = headline(verdict);
  const isWaiting = busy && !isFound;
  item.text = isWaiting ? vscode.l10n.t('Loci is indexing') : text;
  // One line in a narrow list: what is not as it should be tells more than that the rest is.
  const note = isFound ? meaningNote(folder?.status?.embedding) : undefined;
  item.detail = isWaiting ? '' : (note ?? detail);
  item.severity = isTrouble ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  item.busy = busy;
  item.command = { command: commandIds.whyFile, title: vscode.l10n.t('Why?'), arguments: [uri] };
  item.accessibilityInformation = { label: `${item.text}, ${item.detail}` };
}
