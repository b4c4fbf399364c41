/** `Loci: Show Callers` and `Show Implementations`: the editor's own peek view over what the index knows. */

import * as vscode from 'vscode';
import { messageOf } from '../../core/model/errors';
import type { RelationsResponse } from '../../core/model/api';
import type { RelatedSymbol, RelationshipType } from '../../core/model/relationship';
import { commandIds } from '../contributions';
import { toPosition, toRange, toUri } from '../convert';
import type { CreateFeature, Window } from '../window';
import { addressOf } from './address';
import type { SymbolAddress } from './address';
import { symbolAtCursor } from './cursor';
import { whyEmpty } from './whyEmpty';

export const createPeek: CreateFeature = (window) => ({
  commands: {
    [commandIds.showCallers]: (argument) => peek(window, callers, argument),
    [commandIds.showImplementations]: (argument) => peek(window, implementations, argument),
  },
});

/** What was shown. */
export interface Peeked {
  readonly locations: readonly vscode.Location[];
  /** Why there are none. */
  readonly message?: string;
}

interface Question {
  readonly what: 'callers' | 'implementations';
  readonly types: readonly RelationshipType[];
  readonly locations: (related: RelatedSymbol, folder: string, name: string) => vscode.Location[];
}

const callers: Question = {
  what: 'callers',
  types: ['calls'],
  locations: ({ symbol, sites }, folder, name) =>
    sites.map(({ line, character }) => {
      const range = new vscode.Range(line, character, line, character + name.length);
      return new vscode.Location(toUri(folder, symbol.path), range);
    }),
};

const implementations: Question = {
  what: 'implementations',
  types: ['extends', 'implements', 'overrides'],
  locations: ({ symbol }, folder) => [new vscode.Location(toUri(folder, symbol.path), toRange(symbol.nameRange))],
};

interface Place {
  readonly uri: vscode.Uri;
  readonly position: vscode.Position;
}

const mostPeeked = 1000;

async function peek(window: Window, question: Question, argument: unknown): Promise<Peeked | undefined> {
  try {
    const address = addressOf(argument) ?? (await symbolAtCursor(window, question.what));
    return address === undefined ? undefined : await show(window, question, address);
  } catch (error) {
    window.log.warn(`${question.what}: ${messageOf(error)}`);
    void vscode.window.showWarningMessage(`Loci: ${messageOf(error)}`);
    return undefined;
  }
}

async function show(window: Window, question: Question, address: SymbolAddress): Promise<Peeked> {
  const { symbol: id, folder } = address;
  const engine = await window.engine.get();
  const { types, what } = question;
  const answer = await engine.relations({ symbol: id, folder, direction: 'in', types, limit: mostPeeked });
  const shown = shownFolder(window, answer.folder);
  const locations = answer.related.flatMap((related) => question.locations(related, shown, answer.symbol.name));
  const { uri, position } = placeOf(address, answer, shown);
  if (locations.length > 0) {
    await vscode.commands.executeCommand('editor.action.showReferences', uri, position, locations);
    return { locations };
  }
  const message = whyEmpty(what, answer);
  // With nowhere to go this shows the message at the cursor and goes away by itself, as the editor's own commands do.
  await vscode.commands.executeCommand('editor.action.goToLocations', uri, position, [], 'goto', message, false);
  return { locations, message };
}

/** Where it was asked, or else at the definition. */
function placeOf({ at }: SymbolAddress, { symbol }: RelationsResponse, folder: string): Place {
  if (at !== undefined) return { uri: at.uri, position: toPosition(at.position) };
  return { uri: toUri(folder, symbol.path), position: toPosition(symbol.nameRange.start) };
}

/** The engine names folders with their links resolved; in the window, files are opened by the path that it has. */
function shownFolder({ folders }: Window, folder: string): string {
  return folders.all().find(({ status }) => status?.vault.folder === folder)?.path ?? folder;
}
