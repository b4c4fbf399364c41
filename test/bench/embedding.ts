/**
 * The built-in embedding model: how fast it is, and with folders of retrieval cases what it finds alone. A folder of
 * cases holds `tree/`, sources without the comments that are asked for; `doc.jsonl`, lines {query, file, name}; and
 * `commit.jsonl`, lines {query, files}.
 */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { builtinModelFile, openBuiltinModel } from '../../src/core/embedding/builtin/builtin';
import { scopeOf } from '../../src/core/embedding/training/symbolPairs';
import { documentText } from '../../src/core/embedding/documentText';
import type { Embedder } from '../../src/core/embedding/embedder';
import { languageOf } from '../../src/core/languages';
import type { SourceFile } from '../../src/core/model/file';
import type { SymbolKind } from '../../src/core/model/symbol';
import { createParserPool } from '../../src/core/parser/parserPool';
import { defaultReadLimits, readSource } from '../../src/core/workspace/read';
import { scanFolder } from '../../src/core/workspace/scan';
import { table } from './program';

const modelFile = process.env['LOCI_MODEL'] ?? builtinModelFile(resolve('dist'));

export async function benchEmbedding(folders: readonly string[]): Promise<void> {
  const started = performance.now();
  const embedder = await openBuiltinModel(modelFile);
  const loadMs = performance.now() - started;
  await benchSpeed(embedder, loadMs);
  const rows: Record<string, string | number>[] = [];
  for (const folder of folders.filter((each) => existsSync(join(each, 'doc.jsonl')))) {
    rows.push(await scoreCases(embedder, folder));
  }
  if (rows.length === 0) return;
  console.log('\nThe model alone on cases of comments and commits');
  table([...rows, meanOf(rows)]);
}

async function benchSpeed(embedder: Embedder, loadMs: number): Promise<void> {
  const { texts } = await documentsOf(resolve('src'));
  const questions = texts.map((text) => text.split('\n').slice(-3).join(' ').slice(0, 100));
  const timed = async (list: readonly string[], kind: 'document' | 'query'): Promise<number> => {
    const before = process.cpuUsage();
    await embedder.embed(list, kind);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / list.length;
  };
  const first = await timed(texts, 'document');
  const again = await timed(texts, 'document');
  await timed(questions, 'query');
  const queryMs = await timed(questions, 'query');
  console.log(`\nThe built-in embedding model, on ${texts.length} symbols of this project`);
  table([
    {
      dimensions: embedder.model.dimensions,
      'file MB': (statSync(modelFile).size / 1e6).toFixed(2),
      'load ms': loadMs.toFixed(0),
      'symbols/s of CPU, first': Math.round(1000 / first),
      'symbols/s of CPU, again': Math.round(1000 / again),
      'query ms of CPU': queryMs.toFixed(4),
    },
  ]);
}

interface Documents {
  readonly symbols: readonly { readonly name: string; readonly path: string }[];
  readonly texts: readonly string[];
}

const skipped =
  /(^|\/)(test|tests|__tests__|spec|testdata|fixtures?|docs?|examples?|samples?|node_modules|vendor|dist|build|third_party)(\/|$)|\.(test|spec|min|d)\.|_test\.|(^|\/)test_/;
const leftOut: readonly SymbolKind[] = ['import', 'export'];

async function documentsOf(folder: string): Promise<Documents> {
  const signal = new AbortController().signal;
  const { files } = await scanFolder(folder, { languageOf }, signal);
  const sources: SourceFile[] = [];
  for (const file of files.filter(({ path }) => !skipped.test(path))) {
    const read = await readSource(folder, file, defaultReadLimits);
    if (read.kind === 'text') sources.push({ path: file.path, language: file.language, text: read.text });
  }
  const assetsDir = resolve('dist');
  const pool = createParserPool({ workerFile: join(assetsDir, 'parserWorker.cjs'), assetsDir, size: 1 });
  const facts = await pool.parse(sources);
  await pool.close();
  const symbols: { name: string; path: string }[] = [];
  const texts: string[] = [];
  facts.forEach((file, i) => {
    for (const symbol of file.symbols) {
      if (leftOut.includes(symbol.kind)) continue;
      const { name, documentation, bounds } = symbol;
      symbols.push({ name, path: file.path });
      const scope = scopeOf(symbol, file.symbols);
      const source = sources[i]!.text.slice(bounds.start, bounds.end);
      texts.push(documentText({ name, scope, path: file.path, documentation, source }));
    }
  });
  return { symbols, texts };
}

async function scoreCases(embedder: Embedder, folder: string): Promise<Record<string, string | number>> {
  const { symbols, texts } = await documentsOf(join(folder, 'tree'));
  const vectors = await embedder.embed(texts, 'document');
  const order = async (query: string): Promise<{ name: string; path: string }[]> => {
    const [asked] = await embedder.embed([query], 'query');
    const scores = Float32Array.from(vectors, (vector) => vector.reduce((sum, x, i) => sum + x * asked![i]!, 0));
    return Array.from(scores.keys())
      .sort((a, b) => scores[b]! - scores[a]!)
      .slice(0, 400)
      .map((i) => symbols[i]!);
  };
  const comments: number[] = [];
  for (const { query, file, name } of casesOf(join(folder, 'doc.jsonl'))) {
    const hits = await order(query);
    comments.push(hits.findIndex((hit) => hit.name === name && hit.path === file));
  }
  const commits: number[] = [];
  for (const { query, files } of casesOf(join(folder, 'commit.jsonl'))) {
    const paths = [...new Set((await order(query)).map((hit) => hit.path))];
    commits.push(paths.findIndex((path) => files?.includes(path) === true));
  }
  return {
    cases: basename(folder),
    symbols: symbols.length,
    'comment MRR@10': mrr(comments),
    'comment hit@10': share(comments, 10),
    'commit MRR@10': mrr(commits),
    'commit hit@5': share(commits, 5),
  };
}

interface Case {
  readonly query: string;
  readonly file?: string;
  readonly name?: string;
  readonly files?: readonly string[];
}

function casesOf(file: string): Case[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Case);
}

/** Places are from 0; -1 if it was not found. */
function mrr(places: readonly number[]): string {
  const sum = places.reduce((total, at) => total + (at >= 0 && at < 10 ? 1 / (at + 1) : 0), 0);
  return (sum / Math.max(1, places.length)).toFixed(3);
}

function share(places: readonly number[], most: number): string {
  return (places.filter((at) => at >= 0 && at < most).length / Math.max(1, places.length)).toFixed(3);
}

function meanOf(rows: readonly Record<string, string | number>[]): Record<string, string | number> {
  const columns = Object.keys(rows[0]!).slice(2);
  const mean = (column: string): string =>
    (rows.reduce((sum, row) => sum + Number(row[column]), 0) / rows.length).toFixed(3);
  return { cases: 'mean', symbols: '', ...Object.fromEntries(columns.map((column) => [column, mean(column)])) };
}
