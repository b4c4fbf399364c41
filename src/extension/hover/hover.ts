/** Hover: what Loci knows of the symbol under the pointer, beside what the language's own hover says. */

import * as vscode from 'vscode';
import { isLociError, messageOf } from '../../core/model/errors';
import type { EngineClient } from '../../protocol/client';
import { fromPosition, signalOf, toUri } from '../convert';
import { isReadFile } from '../languages';
import type { SymbolUses } from '../uses';
import { mayBeAsked, usesOf } from '../uses';
import type { CreateFeature, Window } from '../window';
import { createAskOwnHover } from './askOwnHover';
import type { Named } from './content';
import { factsOf, hoverContent } from './content';

/** The widest of selectors is the least of them: so what Loci adds stands below what the language itself says. */
export const createHover: CreateFeature = (window) => ({
  disposables: [vscode.languages.registerHoverProvider('*', createHoverProvider(window))],
});

export function createHoverProvider(window: Window): vscode.HoverProvider {
  const askOwnHover = createAskOwnHover();
  return {
    async provideHover(document, position, token) {
      if (!isReadFile(document) || !window.settings.get('hover.enabled', document)) return undefined;
      const folder = window.folders.containing(document.uri);
      if (folder === undefined || !mayBeAsked(folder)) return undefined;
      const range = document.getWordRangeAtPosition(position);
      if (range === undefined) return undefined;
      try {
        const signal = signalOf(token);
        const engine = await window.engine.get();
        const place = { file: document.uri.fsPath, position: fromPosition(position) };
        const { named } = await engine.symbolAt(place, signal);
        if (named === undefined) return undefined;
        const facts = factsOf(named, await usesIn(engine, named, signal));
        // What is known of uses is not held back by a language that is slow; a signature is shown only where none is.
        const patienceMs = facts.length > 0 ? 250 : 5000;
        const said = await askOwnHover(document, position, named, patienceMs);
        if (token.isCancellationRequested) return undefined;
        const content = hoverContent(named, facts, said);
        return content === undefined ? undefined : new vscode.Hover(content, range);
      } catch (error) {
        const isExpected = isLociError(error, 'cancelled') || isLociError(error, 'notIndexed');
        if (!isExpected) window.log.debug(`hover: ${messageOf(error)}`);
        return undefined;
      }
    },
  };
}

/** Undefined if nothing is known: the definition may stand in a file that was never saved. */
async function usesIn(
  engine: EngineClient,
  { symbol, folder }: Named,
  signal: AbortSignal,
): Promise<SymbolUses | undefined> {
  try {
    return usesOf(await engine.uses({ file: toUri(folder, symbol.path).fsPath }, signal), symbol.id);
  } catch (error) {
    if (isLociError(error, 'notIndexed')) return undefined;
    throw error;
  }
}
