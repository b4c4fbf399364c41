/** The cases of a folder with all that ranking sees of each candidate: what the ranker is fitted to, made once. */

import { openBuiltinModel } from '../../../src/core/embedding/builtin/builtin';
import type { Embedder } from '../../../src/core/embedding/embedder';
import { createRandom, shuffle } from '../../../src/core/embedding/training/random';
import { symbolTexts } from '../../../src/core/embedding/symbolText';
import type { EmbeddedPart } from '../../../src/core/embedding/symbolText';
import type { Case } from '../../../src/core/evaluation/ask';
import { languageOf } from '../../../src/core/languages';
import type { EvaluationSort } from '../../../src/core/model/evaluation';
import type { FileFacts, SourceFile } from '../../../src/core/model/file';
import { createParserPool } from '../../../src/core/parser/parserPool';
import { isProjectFile } from '../../../src/core/resolver/resolver';
import { WordSum, indexFile } from '../../../src/core/search/indexFile';
import { parseQuery } from '../../../src/core/search/query';
import { partsOf, questionOf } from '../../../src/core/search/answer';
import { candidatesOf } from '../../../src/core/search/sentence/rank';
import { signsOf } from '../../../src/core/search/signs';
import { createTables, fileOf } from '../../../src/core/search/tables';
import type { Tables } from '../../../src/core/search/tables';
import { meaningWeights } from '../../../src/core/search/weights';
import { WordSearch } from '../../../src/core/search/wordSearch';
import { decodeDigest } from '../../../src/core/text/digestCodec';
import { questionWords } from '../../../src/core/text/stopWords';
import { defaultReadLimits, readSource } from '../../../src/core/workspace/read';
import { scanFolder } from '../../../src/core/workspace/scan';
import { benchCases } from './cases';

/** One case: a row of features for each candidate. */
export interface JudgedCase {
  /** `short`: a comment of which three words are left, as people type them. */
  readonly sort: EvaluationSort | 'short';
  readonly query: string;
  readonly wanted: readonly string[];
  readonly features: Float32Array;
  /** By candidate, 1 for what is wanted: a symbol, or of a commit any symbol of a file. */
  readonly right: Uint8Array;
  /** By candidate, its file. */
  readonly files: Uint32Array;
  /** By candidate. */
  readonly labels: readonly string[];
}

const filesAtOnce = 64;
const nearest = 400;
const usualHits = 20;

export async function judgedCases(
  folder: string,
  assetsDir: string,
  model: string,
  options: { readonly mostCases: number; readonly seed: number },
): Promise<JudgedCase[]> {
  const made = await benchCases(folder, assetsDir, options);
  try {
    const embedder = await openBuiltinModel(model);
    const index = await indexTree(made.tree, assetsDir, embedder);
    const judged: JudgedCase[] = [];
    for (const sort of ['comments', 'commits'] as const) {
      for (const one of made.cases[sort]) judged.push(await judge(index, sort, one, embedder));
    }
    for (const one of shortened(made.cases.comments)) judged.push(await judge(index, 'short', one, embedder));
    return judged;
  } finally {
    await made.remove();
  }
}

interface Index {
  readonly tables: Tables;
  readonly wordSearch: WordSearch;
  readonly vectors: ReadonlyMap<number, Float32Array>;
  readonly labels: ReadonlyMap<number, string>;
}

async function indexTree(tree: string, assetsDir: string, embedder: Embedder): Promise<Index> {
  const signal = new AbortController().signal;
  const { files } = await scanFolder(tree, { languageOf, isProjectFile }, signal);
  const tables = createTables();
  tables.signs.reset(embedder.model.dimensions);
  const sum = new WordSum();
  const vectors = new Map<number, Float32Array>();
  const labels = new Map<number, string>();
  const pool = createParserPool({ workerFile: `${assetsDir}/parserWorker.cjs`, assetsDir, size: 1 });
  try {
    for (let from = 0; from < files.length; from += filesAtOnce) {
      const sources: SourceFile[] = [];
      for (const file of files.slice(from, from + filesAtOnce)) {
        const read = await readSource(tree, file, defaultReadLimits);
        if (read.kind === 'text') sources.push({ path: file.path, language: file.language, text: read.text });
      }
      for (const [i, facts] of (await pool.parse(sources, signal)).entries()) {
        const source = sources[i]!;
        const fileId = tables.files.length + 1;
        const base = tables.symbols.end;
        const { path, language } = source;
        indexFile(tables, sum, { fileId, path, language, digest: decodeDigest(facts.digest) });
        const texts = symbolTexts(path, source.text, embeddedParts(facts));
        for (const [ordinal, text] of texts.entries()) {
          labels.set(base + ordinal, `${path}#${facts.symbols[ordinal]!.name}`);
          if (text === undefined) continue;
          const [vector] = await embedder.embed([text], 'document', signal);
          vectors.set(base + ordinal, vector!);
          tables.signs.set(base + ordinal, base + ordinal + 1, signsOf(vector!));
        }
      }
    }
  } finally {
    await pool.close();
  }
  return { tables, wordSearch: new WordSearch(tables), vectors, labels };
}

function embeddedParts({ symbols }: FileFacts): EmbeddedPart[] {
  return symbols.map(({ name, kind, container, documentation = null, bounds }) => {
    const scope = container > 0 ? symbols[container]!.qualifiedName : null;
    return { name, kind, scope, documentation, start: bounds.start, end: bounds.end };
  });
}

/** Of every second comment three of the words that tell something, in their order. */
function shortened(comments: readonly Case[]): Case[] {
  const random = createRandom(1);
  return comments.flatMap(({ query, wanted }, i) => {
    const words = (query.match(/[\p{L}\p{N}_]{3,}/gu) ?? []).filter((word) => !questionWords.has(word.toLowerCase()));
    if (i % 2 === 1 || words.length < 4) return [];
    const order = words.map((_, at) => at);
    shuffle(order, random);
    const kept = order.slice(0, 3).sort((a, b) => a - b);
    return [{ query: kept.map((at) => words[at]!).join(' '), wanted }];
  });
}

async function judge(
  { tables, wordSearch, vectors, labels }: Index,
  sort: JudgedCase['sort'],
  { query, wanted }: Case,
  embedder: Embedder,
): Promise<JudgedCase> {
  const text = query.replace(/["“”]/g, ' ');
  const parsed = { ...parseQuery(text), text };
  const [vector] = await embedder.embed([text], 'query');
  const signs = signsOf(vector!);
  const near = tables.signs
    .nearest(signs, nearest, () => true)
    .map((document): [number, number] => [document, cosineOf(vector!, vectors.get(document)!)])
    .sort((a, b) => b[1] - a[1]);
  const { names, asks } = partsOf(questionOf(tables, parsed, usualHits));
  const alike = near.filter(([, similarity]) => similarity >= meaningWeights.least);
  const meaning = new Map(alike.map(([document, similarity]) => [document, { similarity }]));
  const { documents, features } = candidatesOf(wordSearch, asks, {
    tables,
    text,
    names,
    meaning,
    vectors: embedder.words,
  });
  const own = documents.map((document) => labels.get(document)!);
  const files = documents.map((document) => fileOf(tables, document));
  const answers = sort === 'commits' ? files.map(({ path }) => path) : own;
  return {
    ...{ sort, query: text, wanted, features, labels: own },
    right: Uint8Array.from(answers, (answer) => (wanted.includes(answer) ? 1 : 0)),
    files: Uint32Array.from(files, ({ slot }) => slot),
  };
}

/** Both of length 1. */
function cosineOf(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, number, i) => sum + number * b[i]!, 0);
}
