/** The languages whose code is read beyond its symbols, and how. */

import type { Language } from '../../languages/language';
import type { Language as Grammar } from 'web-tree-sitter';
import type { ParsedSymbol } from '../../model/symbol';
import type { Lines } from '../lines';
import type { Runtime } from '../runtime';
import { droppedNodes, extractEcmascript, keptTokens } from './ecmascript/extract';
import { extractPython, pythonDropped, pythonTokens } from './python/extract';
import type { FileCode } from './shapes';
import { SymbolPlaces } from './symbolPlaces';
import type { Syntax, SyntaxReader } from './syntax';
import { createSyntaxReader } from './syntax';

/** Of a language that is read for its symbols and plain references only, undefined. */
export function syntaxReaderOf(runtime: Runtime, language: Language, grammar: Grammar): SyntaxReader | undefined {
  if (language.id === 'python') return createSyntaxReader(runtime, grammar, pythonTokens, pythonDropped);
  return isEcmascript(language) ? createSyntaxReader(runtime, grammar, keptTokens, droppedNodes) : undefined;
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
  const input = { syntax, places: new SymbolPlaces(symbols, lines) };
  if (language.id === 'python') return extractPython(input);
  return extractEcmascript({ ...input, isUntyped: language.id === 'javascript' });
}
