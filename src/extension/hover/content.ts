/** The words of a hover. */

import * as vscode from 'vscode';
import type { SymbolAt } from '../../core/model/api';
import { commandIds } from '../contributions';
import { editorLanguageOf } from '../languages';
import type { SymbolUses } from '../uses';
import { callersInWords, implementationsInWords } from '../uses';
import { commandLink, escapeMarkdown, firstSentence } from './markdown';
import type { Said } from './ownHover';

export type Named = NonNullable<SymbolAt['named']>;

const linked = [
  commandIds.openSymbol,
  commandIds.showCallers,
  commandIds.showImplementations,
  commandIds.showRelations,
  commandIds.search,
];

/** Undefined if the language's own hover says all that there is to say. */
export function hoverContent(named: Named, facts: readonly string[], said: Said): vscode.MarkdownString | undefined {
  const { symbol } = named;
  const signature = said.signature ? undefined : symbol.signature;
  const sentence = said.documentation ? undefined : firstSentence(symbol.documentation ?? '');
  if (signature === undefined && sentence === undefined && facts.length === 0) return undefined;

  const content = new vscode.MarkdownString();
  content.isTrusted = { enabledCommands: linked };
  if (signature !== undefined) content.appendCodeblock(signature, editorLanguageOf(symbol.language));
  if (sentence !== undefined) content.appendMarkdown(`${escapeMarkdown(sentence)}\n\n`);
  const address = { symbol: symbol.id, folder: named.folder };
  const { t } = vscode.l10n;
  const links = [
    commandLink(t('Relations'), commandIds.showRelations, address, t('Show relations in the sidebar')),
    commandLink(t('Similar names'), commandIds.search, symbol.name, t('Search with Loci')),
  ];
  content.appendMarkdown([...facts, ...links].join(' · '));
  return content;
}

/** What no other hover knows, as Markdown with links. */
export function factsOf({ symbol, folder, by }: Named, uses: SymbolUses | undefined): string[] {
  const address = { symbol: symbol.id, folder };
  const { t } = vscode.l10n;
  const facts: string[] = [];
  if (uses !== undefined && uses.callers > 0) {
    const label = escapeMarkdown(callersInWords(uses.callers, uses.atLeast));
    facts.push(commandLink(label, commandIds.showCallers, address, t('Show callers')));
  }
  if (uses !== undefined && uses.implementations > 0) {
    const label = escapeMarkdown(implementationsInWords(uses.implementations, uses.atLeast));
    facts.push(commandLink(label, commandIds.showImplementations, address, t('Show implementations')));
  }
  if (by === 'reference') {
    const place = escapeMarkdown(`${symbol.path}:${symbol.nameRange.start.line + 1}`);
    const link = commandLink(place, commandIds.openSymbol, address, t('Go to definition'));
    facts.push(
      symbol.container === undefined
        ? t('defined in {0}', link)
        : t('defined in {0} ({1})', link, escapeMarkdown(symbol.container)),
    );
  }
  return facts;
}
