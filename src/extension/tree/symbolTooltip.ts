/** A symbol when the pointer rests on it in a tree. */

import * as vscode from 'vscode';
import type { CodeSymbol } from '../../core/model/symbol';
import { escapeMarkdown, firstSentence } from '../hover/markdown';
import { editorLanguageOf } from '../languages';

/** Signature, first sentence of the documentation, and the place. Nothing that a file says is read as Markdown. */
export function symbolTooltip(symbol: CodeSymbol): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendCodeblock(symbol.signature ?? symbol.name, editorLanguageOf(symbol.language));
  const sentence = firstSentence(symbol.documentation ?? '');
  if (sentence !== undefined) text.appendMarkdown(`${escapeMarkdown(sentence)}\n\n`);
  return text.appendMarkdown(escapeMarkdown(`${symbol.path}:${symbol.nameRange.start.line + 1}`));
}
