/** Grammars: loaded on demand, once per language and thread. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Language as Grammar, Parser, Query } from 'web-tree-sitter';
import type { Language } from '../languages/language';
import type { UsesReader } from './code/index';
import { syntaxRulesOf, usesReaderOf } from './code/index';
import type { SyntaxReader, SyntaxRules } from './code/syntax';
import { createSyntaxReader } from './code/syntax';
import { QueryMatcher } from './query/matchQuery';
import type { QueryNames } from './query/readQuery';
import { readQuery, tokensOf } from './query/readQuery';
import { createFileReader } from './readTree';
import type { FileReader } from './readTree';
import { startRuntime } from './runtime';

/** A language ready to parse. Without `reader` where the language reads its text itself. */
export interface LoadedGrammar {
  readonly language: Language;
  readonly reader: GrammarReader | undefined;
}

export interface GrammarReader {
  readonly parser: Parser;
  readonly syntax: SyntaxReader;
  readonly query: QueryMatcher;
  readonly readFile: FileReader;
  /** Finds what could not be parsed. */
  readonly problems: Query;
  /** Trees are read for their code, too. */
  readonly hasCode: boolean;
  /** Of a language whose uses no query reads. */
  readonly readUses: UsesReader | undefined;
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

/**
 * `assetsDir` holds `grammars/*.wasm` and `queries/*.scm`. One per thread is enough: the runtime under it is shared. For facts
 * alone, what the query says of references is only counted in a language whose code is read: the code has them all.
 */
export function createGrammars(assetsDir: string, purpose: 'all' | 'facts' = 'all'): Grammars {
  const folder = path.join(assetsDir, 'grammars');
  const loaded = new Map<Language, Promise<LoadedGrammar>>();
  let memory: (() => number) | undefined;

  async function read(language: Language, grammar: string): Promise<LoadedGrammar> {
    const runtime = await startRuntime(folder);
    memory = () => runtime.memoryBytes();
    const rules = await Grammar.load(path.join(folder, `${grammar}.wasm`));
    const parser = new Parser().setLanguage(rules);
    const text = await queryText(language, assetsDir);
    const read = readQuery(text, namesOf(rules));
    const code = syntaxRulesOf(language);
    const reader: GrammarReader = {
      parser,
      syntax: createSyntaxReader(runtime, rules, withTokens(code, tokensOf(text))),
      query: new QueryMatcher(read),
      readFile: createFileReader(read.captureNames, purpose === 'facts' && code !== undefined),
      problems: new Query(rules, '(ERROR) @error (MISSING) @missing'),
      hasCode: code !== undefined,
      readUses: usesReaderOf(language),
    };
    return { language, reader };
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

/** A query names types as a {@link Grammar} does, keywords and signs in quotes. */
export function namesOf(rules: Grammar): QueryNames {
  return {
    kindOf: (type) => {
      const isToken = type.startsWith("'");
      return rules.idForNodeType(isToken ? type.slice(1, -1) : type, !isToken) ?? undefined;
    },
    fieldOf: (name) => rules.fieldIdForName(name) ?? undefined,
  };
}

/** What is read for the code of a file, and what its query needs besides. */
function withTokens(code: SyntaxRules | undefined, asked: readonly string[] | 'all'): SyntaxRules {
  const { tokens, passed, dropped } = code ?? { tokens: [], passed: [], dropped: [] };
  return { tokens: asked === 'all' || tokens === 'all' ? 'all' : [...tokens, ...asked], passed, dropped };
}

async function queryText(language: Language, assetsDir: string): Promise<string> {
  const names = language.queries ?? [language.id];
  const parts = names.map((name) => readFile(path.join(assetsDir, 'queries', `${name}.scm`), 'utf8'));
  return (await Promise.all(parts)).join('\n');
}
