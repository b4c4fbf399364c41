/** Grammars: loaded on demand, once per language and thread. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Language as Grammar, Parser, Query } from 'web-tree-sitter';
import type { Language } from '../languages/language';
import { syntaxReaderOf } from './code/index';
import type { SyntaxReader } from './code/syntax';
import { createMatcher } from './matcher';
import type { Matcher } from './matcher';
import { startRuntime } from './runtime';

/** A language ready to parse. Without `reader` where the language reads its text itself. */
export interface LoadedGrammar {
  readonly language: Language;
  readonly reader: GrammarReader | undefined;
}

export interface GrammarReader {
  readonly parser: Parser;
  readonly query: Matcher;
  /** Finds what could not be parsed. */
  readonly problems: Query;
  readonly syntax: SyntaxReader | undefined;
}

export interface Grammars {
  /** Rejects if an asset is missing or a query does not fit its grammar. */
  load(language: Language): Promise<LoadedGrammar>;
  /**
   * Bytes of WebAssembly memory, which all grammars of a thread share; 0 before the first is loaded. It never shrinks:
   * only the end of the thread frees it.
   */
  memoryBytes(): number;
}

/** `assetsDir` holds `grammars/*.wasm` and `queries/*.scm`. One per thread is enough: the runtime under it is shared. */
export function createGrammars(assetsDir: string): Grammars {
  const folder = path.join(assetsDir, 'grammars');
  const loaded = new Map<Language, Promise<LoadedGrammar>>();
  let memory: (() => number) | undefined;

  async function read(language: Language, grammar: string): Promise<LoadedGrammar> {
    const runtime = await startRuntime(folder);
    memory = () => runtime.memoryBytes();
    const rules = await Grammar.load(path.join(folder, `${grammar}.wasm`));
    const parser = new Parser().setLanguage(rules);
    const query = createMatcher(runtime, new Query(rules, await readQuery(language, assetsDir)));
    const problems = new Query(rules, '(ERROR) @error (MISSING) @missing');
    return { language, reader: { parser, query, problems, syntax: syntaxReaderOf(runtime, language, rules) } };
  }

  return {
    async load(language) {
      const { grammar } = language;
      if (grammar === undefined) return { language, reader: undefined };
      const known = loaded.get(language) ?? read(language, grammar);
      loaded.set(language, known);
      return known;
    },
    memoryBytes: () => memory?.() ?? 0,
  };
}

/** For a single language; programs that read several keep one {@link Grammars}. */
export async function loadGrammar(language: Language, assetsDir: string): Promise<LoadedGrammar> {
  return createGrammars(assetsDir).load(language);
}

async function readQuery(language: Language, assetsDir: string): Promise<string> {
  const names = language.queries ?? [language.id];
  const parts = names.map((name) => readFile(path.join(assetsDir, 'queries', `${name}.scm`), 'utf8'));
  return (await Promise.all(parts)).join('\n');
}
