/** Where a file stands, asked of its folder and then of the engine. */

import * as vscode from 'vscode';
import type { Window } from '../window';
import type { Verdict } from './verdict';
import { verdictOf, verdictOfFolder } from './verdict';

/** `signal` ends the question; it is rejected then. */
export async function standingOf(
  window: Pick<Window, 'engine' | 'folders'>,
  uri: vscode.Uri,
  signal?: AbortSignal,
): Promise<Verdict> {
  const byFolder = verdictOfFolder(window.folders.containing(uri));
  if (byFolder !== undefined) return byFolder;
  const answer = await (await window.engine.get()).why({ path: uri.fsPath }, signal);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return verdictOf(answer, open?.isDirty === true);
}
