/** Asks what a language's own hover says. */

import * as vscode from 'vscode';
import { firstSentence } from './markdown';
import type { Named } from './content';
import type { Said } from './ownHover';
import { allSaid, isOurs, nothingSaid, saidBy } from './ownHover';

/** `patienceMs`: how long it is waited for; after that it is taken to say what such hovers say. */
export type AskOwnHover = (
  document: vscode.TextDocument,
  position: vscode.Position,
  { symbol }: Named,
  patienceMs: number,
) => Promise<Said>;

/**
 * All hover providers are asked, Loci's own among them: while a place is asked about, it is told that all is said there,
 * and what it answers is left out.
 */
export function createAskOwnHover(): AskOwnHover {
  const asking = new Set<string>();
  /** Languages whose hover was seen to give signature and documentation: they are not asked again. */
  const telling = new Set<string>();
  return async (document, position, { symbol }, patienceMs) => {
    const key = `${position.line}:${position.character}:${document.uri.toString()}`;
    if (telling.has(document.languageId) || asking.has(key)) return allSaid;
    asking.add(key);
    const question = Promise.resolve(
      vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position),
    ).finally(() => asking.delete(key));
    const answered = await within(patienceMs, question);
    if (answered === undefined) return allSaid;
    const hovers = answered.filter((hover) => !isOurs(hover));
    if (hovers.length === 0) return nothingSaid;
    const sentence = firstSentence(symbol.documentation ?? '');
    const said = saidBy(hovers, symbol.name, sentence);
    if (said.signature && said.documentation && sentence !== undefined) telling.add(document.languageId);
    return said;
  };
}

/** Undefined if it takes longer, or fails. */
async function within<T>(ms: number, question: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  const answered = question.catch(() => undefined);
  return Promise.race([answered, late]).finally(() => {
    clearTimeout(timer);
  });
}
