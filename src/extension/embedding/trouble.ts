/** Says once what keeps an endpoint from embedding, with what mends it: afterwards the views say it. */

import * as vscode from 'vscode';
import type { EmbeddingState } from '../../core/model/api';
import { sentences } from '../failures';
import type { Disposable, Window } from '../window';
import { meaningNote, meaningWords } from './meaning';

const toldKey = 'loci.embeddingTroublesTold';
const mostTold = 20;

export function createTroubleNotice({ context, folders }: Pick<Window, 'context' | 'folders'>): Disposable {
  return folders.onDidChange(() => {
    const states = folders.all().flatMap(({ status }) => status?.embedding ?? []);
    const trouble = states.find(
      ({ state, code }) => state === 'budget' || (state === 'failed' && code === 'permission'),
    );
    if (trouble === undefined) return;
    const name = `${new Date().toISOString().slice(0, 7)} ${trouble.problem ?? ''}`;
    const told = context.globalState.get<readonly string[]>(toldKey, []);
    if (told.includes(name)) return;
    void context.globalState.update(toldKey, [...told, name].slice(-mostTold));
    void show(trouble);
  });
}

async function show(state: EmbeddingState): Promise<void> {
  const { command } = meaningWords(state);
  const choices = command === undefined ? [] : [command.title];
  const chosen = await vscode.window.showWarningMessage(
    sentences(`Loci: ${meaningNote(state) ?? ''}`, state.code === 'permission' ? '' : state.problem),
    ...choices,
  );
  if (command !== undefined && chosen === command.title) {
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
  }
}
