/** The languages whose code is read beyond its symbols, and how. */

import type { Language } from '../../languages/language';
import type { Language as Grammar } from 'web-tree-sitter';
import type { ParsedSymbol } from '../../model/symbol';
import type { Lines } from '../lines';
import { droppedNodes, extractEcmascript, keptTokens } from './ecmascript/extract';
import { extractPython, pythonDropped, pythonTokens } from './python/extract';
import type { FileCode, Place } from './shapes';
import type { Syntax, SyntaxReader } from './syntax';
import { createSyntaxReader } from './syntax';

/** Of a language that is read for its symbols and plain references only, undefined. */
export function syntaxReaderOf(language: Language, grammar: Grammar): SyntaxReader | undefined {
  if (language.id === 'python') return createSyntaxReader(grammar, pythonTokens, pythonDropped);
  return isEcmascript(language) ? createSyntaxReader(grammar, keptTokens, droppedNodes) : undefined;
}

/** Of the languages that are read for symbols and references, those in which references can be bound. */
export function hasListing({ id }: Language): boolean {
  return listed.has(id);
}

const listed: ReadonlySet<string> = new Set(['go', 'rust', 'java', 'c', 'cpp', 'csharp', 'kotlin', 'ruby', 'php']);

function isEcmascript({ id }: Language): boolean {
  return id === 'typescript' || id === 'tsx' || id === 'javascript';
}

/** `symbols` are those of the same text. */
export function extractCode(
  syntax: Syntax,
  language: Language,
  symbols: readonly ParsedSymbol[],
  lines: Lines,
): FileCode {
  const byOffset = new Map<number, number>();
  symbols.forEach(({ nameRange: { start } }, index) => {
    const offset = lines.startOf(start.line) + start.character;
    if (index > 0 && !byOffset.has(offset)) byOffset.set(offset, index);
  });
  const input = {
    syntax,
    symbolAt: (offset: number) => byOffset.get(offset) ?? -1,
    placeAt: (start: number, end: number) => placeAt(lines, start, end),
  };
  if (language.id === 'python') return extractPython(input);
  return extractEcmascript({ ...input, isUntyped: language.id === 'javascript' });
}

function placeAt(lines: Lines, start: number, end: number): Place {
  const { line, character } = lines.positionAt(start);
  return { line, character, length: end - start };
}
