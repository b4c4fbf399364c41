/** The languages whose code is read beyond its symbols, and how. */

import type { Language } from '../../languages/language';
import type { ParsedSymbol } from '../../model/symbol';
import type { Lines } from '../lines';
import { ecmascriptRules, extractEcmascript } from './ecmascript/extract';
import { extractPython, pythonRules } from './python/extract';
import type { RustUses } from './rust/reader';
import { readRustUses } from './rust/uses';
import type { FileCode } from './shapes';
import { SymbolPlaces } from './symbolPlaces';
import type { Syntax, SyntaxRules } from './syntax';

/** What of a tree is read for its code; undefined where only symbols and plain references are read. */
export function syntaxRulesOf(language: Language): SyntaxRules | undefined {
  if (language.id === 'python') return pythonRules;
  return isEcmascript(language) ? ecmascriptRules : undefined;
}

export type UsesReader = (syntax: Syntax, lines: Lines) => RustUses;

/** Undefined where the query reads what is used. */
export function usesReaderOf({ id }: Language): UsesReader | undefined {
  return id === 'rust' ? readRustUses : undefined;
}

/** Of the languages that are read for symbols and references, those in which references can be bound. */
export function hasListing({ id }: Language): boolean {
  return listed.has(id);
}

/** Types of one name may differ in how many type parameters they have. */
export function hasArity({ id }: Language): boolean {
  return id === 'csharp';
}

const listed: ReadonlySet<string> = new Set([
  'go',
  'rust',
  'java',
  'c',
  'cpp',
  'csharp',
  'kotlin',
  'ruby',
  'php',
  'bash',
  'css',
  'html',
]);

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
