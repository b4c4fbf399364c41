/**
 * The baseline: plain BM25 over symbols, identifiers split and roughly stemmed. A symbol's text is its name three times,
 * what it is in, its path, and from the two lines above it up to sixty of its own.
 */

import type { FileFacts, SourceFile } from '../../../src/core/model/file';
import { createParserPool } from '../../../src/core/parser/parserPool';
import { isAskedAbout } from '../../../src/core/languages/asked';
import { languageOf } from '../../../src/core/languages';
import { defaultReadLimits, readSource } from '../../../src/core/workspace/read';
import { scanFolder } from '../../../src/core/workspace/scan';

const saturation = 1.2;
const lengthShare = 0.75;
const mostLines = 60;

export interface Document {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** Tests, examples and what is no code are left out, as the cases never ask for them. */
export async function documentsOf(folder: string, assetsDir: string): Promise<Document[]> {
  const signal = new AbortController().signal;
  const { files } = await scanFolder(folder, { languageOf }, signal);
  const sources: SourceFile[] = [];
  for (const file of files.filter(({ path }) => isAskedAbout(path))) {
    const read = await readSource(folder, file, defaultReadLimits);
    if (read.kind === 'text') sources.push({ path: file.path, language: file.language, text: read.text });
  }
  const pool = createParserPool({ workerFile: `${assetsDir}/parserWorker.cjs`, assetsDir, size: 1 });
  try {
    const parsed = await pool.parse(sources, signal);
    return parsed.flatMap((facts, i) => documentsIn(facts, sources[i]!.text));
  } finally {
    await pool.close();
  }
}

function documentsIn({ path, symbols }: FileFacts, text: string): Document[] {
  const lines = text.split('\n');
  return symbols.slice(1).flatMap(({ kind, name, qualifiedName, range, nameRange }) => {
    if (kind === 'import' || kind === 'export') return [];
    const scope = qualifiedName.slice(0, -name.length);
    const from = nameRange.start.line;
    const end = Math.max(Math.min(range.end.line + 1, from + mostLines), from + 1);
    const body = lines.slice(Math.max(0, from - 2), end).join('\n');
    return [{ name, path, text: `${name} ${name} ${name} ${scope} ${path} ${body}` }];
  });
}

export function wordsOf(text: string): string[] {
  return (text.match(/[A-Za-z][A-Za-z0-9]*/g) ?? []).flatMap((token) =>
    (token.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) ?? [])
      .map((part) => part.toLowerCase())
      .filter((part) => part.length > 1)
      .map((part) => (part.length > 4 ? part.replace(/(ing|ed|es|s)$/, '') : part)),
  );
}

/** Answers with the documents that share a word with the question, best first; of equals the earlier first. */
export function createBm25(documents: readonly Document[]): (query: string) => Document[] {
  const postings = new Map<string, { readonly document: number; readonly count: number }[]>();
  const lengths = documents.map(({ text }, document) => {
    const words = wordsOf(text);
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [word, count] of counts) {
      const list = postings.get(word) ?? [];
      list.push({ document, count });
      postings.set(word, list);
    }
    return words.length;
  });
  const usual = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return (query) => {
    const scores = new Map<number, number>();
    for (const word of new Set(wordsOf(query))) {
      const list = postings.get(word) ?? [];
      const rarity = Math.log(1 + (documents.length - list.length + 0.5) / (list.length + 0.5));
      for (const { document, count } of list) {
        const norm = count + saturation * (1 - lengthShare + (lengthShare * lengths[document]!) / usual);
        scores.set(document, (scores.get(document) ?? 0) + (rarity * count * (saturation + 1)) / norm);
      }
    }
    return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([document]) => documents[document]!);
  };
}
