/** One file's text → its symbols, references and problems. Pure; never throws. */

import type { Tree } from 'web-tree-sitter';
import type { Language } from '../languages/language';
import type { ParseProblem, SourceFile } from '../model/file';
import { messageOf } from '../model/errors';
import type { AssembledFile } from './assemble';
import { assembleFile } from './assemble';
import type { GrammarReader, LoadedGrammar } from './grammars';
import type { Lines } from './lines';
import { readLines } from './lines';
import type { ReadFile, Span } from './readTree';
import { emptyReadFile } from './readTree';

const problemLimit = 20;
/** 1 MB takes less than a second. A pool waits longer than this before it ends the thread. */
const patienceMs = 8000;

/**
 * Broken code yields what can be read of it, and problems, at most 20. A grammar that fails altogether yields the file's
 * own symbol and one problem whose message begins `the parser failed`; its thread's WebAssembly is then not to be trusted.
 */
export function parseFile(source: SourceFile, grammar: LoadedGrammar): AssembledFile {
  const lines = readLines(source.text);
  try {
    const problems: ParseProblem[] = [];
    const read = readSource(source.text, grammar, problems, lines);
    return assembleFile(source, read, grammar.language, lines, problems);
  } catch (error) {
    return unreadFile(source, grammar.language, `${parserFailed}: ${messageOf(error)}`);
  }
}

export const parserFailed = 'the parser failed';

/** What is left to say of a file that cannot be parsed: its own symbol, and why. */
export function unreadFile(source: SourceFile, language: Language, message: string): AssembledFile {
  return assembleFile(source, emptyReadFile(), withoutRules(language), readLines(source.text), [{ message }]);
}

/** A language whose own rules may be what failed. */
function withoutRules(language: Language): Language {
  const { id, name, extensions, separator } = language;
  return { id, name, extensions, separator };
}

function readSource(text: string, grammar: LoadedGrammar, problems: ParseProblem[], lines: Lines): ReadFile {
  const { language, reader } = grammar;
  if (reader !== undefined) {
    const read = readByGrammar(text, language.mask?.(text) ?? text, reader, problems, lines, language.mend);
    for (const { start, end } of read.imports) {
      read.references.push(...(language.readImport?.(text.slice(start, end), start) ?? []));
    }
    return read;
  }
  const file = emptyReadFile();
  const { definitions, references } = language.read?.(text) ?? { definitions: [], references: [] };
  file.definitions.push(...definitions);
  file.references.push(...references);
  return file;
}

function readByGrammar(
  text: string,
  masked: string,
  reader: GrammarReader,
  problems: ParseProblem[],
  lines: Lines,
  mend: Language['mend'],
): ReadFile {
  const deadline = performance.now() + patienceMs;
  const first = parseInTime(masked, reader, deadline);
  if (first === undefined) {
    problems.push({ message: `not readable within ${patienceMs / 1000} seconds` });
    return emptyReadFile();
  }
  const { tree, parsed } =
    mend === undefined ? { tree: first, parsed: masked } : mendedTree(first, masked, mend, reader, deadline);
  try {
    if (tree.rootNode.hasError) {
      const seen = new Set<number>();
      for (const { node } of reader.problems.captures(tree.rootNode)) {
        const { line } = lines.positionAt(node.startIndex);
        if (seen.size >= problemLimit) break;
        if (!seen.has(line)) problems.push({ message: `syntax error at line ${line + 1}`, line });
        seen.add(line);
      }
    }
    const syntax = reader.syntax.read(tree, text);
    const file = reader.readFile(reader.query.match(syntax, parsed), syntax);
    if (reader.hasCode) file.syntax = syntax;
    else file.nodes = syntax;
    if (reader.readUses !== undefined) {
      const { references, typed } = reader.readUses(syntax, lines);
      file.references.push(...references);
      for (const [at, told] of typed) file.typed.set(at, told);
    }
    if (masked !== text) file.prefixes.push(...maskedWords(text, masked));
    return file;
  } finally {
    tree.delete();
  }
}

interface Parsed {
  readonly tree: Tree;
  readonly parsed: string;
}

/** The tree of a text that was written otherwise, if more can be read of it; the other one is freed. */
function mendedTree(
  tree: Tree,
  text: string,
  mend: (text: string) => string,
  reader: GrammarReader,
  deadline: number,
): Parsed {
  const mended = tree.rootNode.hasError ? mend(text) : text;
  const other = mended === text ? undefined : parseInTime(mended, reader, deadline);
  if (other === undefined) return { tree, parsed: text };
  const isBetter = unreadLength(other, reader) < unreadLength(tree, reader);
  (isBetter ? tree : other).delete();
  return isBetter ? { tree: other, parsed: mended } : { tree, parsed: text };
}

function unreadLength(tree: Tree, { problems }: GrammarReader): number {
  if (!tree.rootNode.hasError) return 0;
  return problems.captures(tree.rootNode).reduce((sum, { node }) => sum + node.endIndex - node.startIndex + 1, 0);
}

/** Undefined if it took too long: there are texts that make a grammar look for ever, in ever more memory. */
function parseInTime(text: string, { parser }: GrammarReader, deadline: number): Tree | undefined {
  const options = { progressCallback: () => performance.now() > deadline };
  // Some scanners never come back from a file that ends within a line.
  const tree = parser.parse(text.endsWith('\n') ? text : `${text}\n`, null, options);
  if (tree === null) parser.reset();
  return tree ?? undefined;
}

/** What a mask hid before other words of its line stands at a definition's start, as a decorator does. */
function maskedWords(text: string, masked: string): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) === masked.charCodeAt(at)) continue;
    const start = at;
    while (at < text.length && text.charCodeAt(at) !== masked.charCodeAt(at)) at++;
    const isHidden = masked.slice(start, at).trim() === '';
    if (isHidden && text.slice(at, lineEnd(text, at)).trim() !== '') spans.push({ start, end: at });
  }
  return spans;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
