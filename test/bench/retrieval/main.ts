/**
 * `npm run bench:search -- [--lexical] [--cases N] [--seed N] [--missed N] folder…`: how well Loci finds the code of each
 * folder, beside plain BM25 on the same cases in the same run. Cases are made of the folder's comments and git history, as
 * `loci eval` makes them; a folder that holds `tree/`, `doc.jsonl` ({query, file, name}) and `commit.jsonl` ({query, files})
 * brings its own. `--lexical` leaves meaning out; `--missed` prints so many cases of each sort that are not answered among
 * the first ten.
 */

import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { builtinModelFile, openBuiltinModel } from '../../../src/core/embedding/builtin/builtin';
import { createEngine } from '../../../src/core/engine';
import { answerOf } from '../../../src/core/evaluation/ask';
import type { Asked, Case } from '../../../src/core/evaluation/ask';
import { askFolder } from '../../../src/core/evaluation/evaluate';
import { foundOf, percentileOf, ranksIn } from '../../../src/core/evaluation/measures';
import type { Engine } from '../../../src/core/model/api';
import type { EvaluationSort, EvaluationSource, Found } from '../../../src/core/model/evaluation';
import { silentLogger } from '../../../src/core/model/log';
import { table } from '../program';
import { createBm25, documentsOf } from './bm25';
import type { Document } from './bm25';
import { benchCases } from './cases';

const assetsDir = resolve('dist');

interface Options {
  readonly lexical: boolean;
  readonly mostCases: number;
  readonly seed: number;
  readonly missed: number;
}

type Row = Record<string, string | number>;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      lexical: { type: 'boolean', default: false },
      cases: { type: 'string', default: '150' },
      seed: { type: 'string', default: '7' },
      missed: { type: 'string', default: '0' },
    },
  });
  if (positionals.length === 0) throw new Error('give folders of repositories, with their git history');
  const [mostCases, seed, missed] = [values.cases, values.seed, values.missed].map(Number);
  const options = { lexical: values.lexical, mostCases: mostCases!, seed: seed!, missed: missed! };
  const rows: Record<EvaluationSort, Row[]> = { comments: [], commits: [] };
  for (const folder of positionals) {
    const { comments, commits } = await benchFolder(resolve(folder), options);
    rows.comments.push(comments);
    rows.commits.push(commits);
  }
  console.log('\nComment to its symbol, MRR@10 unless told');
  table([...rows.comments, meanOf(rows.comments)]);
  console.log('\nCommit to a file of it, MRR@10 unless told');
  table([...rows.commits, meanOf(rows.commits)]);
}

async function benchFolder(folder: string, options: Options): Promise<Record<EvaluationSort, Row>> {
  const made = await benchCases(folder, assetsDir, options);
  const { tree, cases, dataDir } = made;
  try {
    const baseline = createBm25(await documentsOf(tree, assetsDir));
    const signal = new AbortController().signal;
    const answers = await askFolder(
      () => openEngine(dataDir, options),
      tree,
      cases,
      () => undefined,
      signal,
    );
    const [comments, commits] = answers.asked.map((asked): Row => {
      showMissed(folder, asked, options.missed);
      const plain = baselineOf(asked.sort, cases[asked.sort], baseline);
      return rowOf(folder, asked, plain, answers.status.symbols);
    });
    return { comments: comments!, commits: commits! };
  } finally {
    await made.remove();
  }
}

function openEngine(dataDir: string, { lexical }: Options): Promise<Engine> {
  return createEngine({
    ...{ dataDir, assetsDir, version: '0.0.0', log: silentLogger, exclude: [] },
    ...(!lexical && {
      embedding: {
        provider: 'builtin' as const,
        open: () => openBuiltinModel(process.env['LOCI_MODEL'] ?? builtinModelFile(assetsDir)),
        pauses: { restMs: 0, questionMs: 0 },
      },
    }),
  });
}

function baselineOf(sort: EvaluationSort, cases: readonly Case[], baseline: (query: string) => Document[]): Found {
  return foundOf(
    cases.map(({ query, wanted }) => {
      const answers = baseline(query).map(({ path, name }) => answerOf(sort, path, name));
      return ranksIn(sort === 'commits' ? [...new Set(answers)] : answers, wanted);
    }),
  );
}

function rowOf(folder: string, { cases, fused, sources, times }: Asked, plain: Found, symbols: number): Row {
  const of = (source: EvaluationSource): number => sources.find((one) => one.source === source)?.mrr ?? 0;
  return {
    repository: basename(folder),
    ...{ symbols, cases: cases.length },
    BM25: round(plain.mrr),
    'BM25 recall': round(plain.recall),
    Loci: round(fused.mrr),
    'Loci recall': round(fused.recall),
    ...{ names: round(of('names')), words: round(of('words')), meaning: round(of('meaning')) },
    'p95 ms': round(percentileOf(times, 0.95)),
  };
}

function meanOf(rows: readonly Row[]): Row {
  const mean: Row = { repository: 'mean' };
  for (const column of Object.keys(rows[0]!).filter((name) => name !== 'repository')) {
    mean[column] = round(rows.reduce((sum, row) => sum + Number(row[column]), 0) / rows.length);
  }
  return mean;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function showMissed(folder: string, { sort, cases }: Asked, most: number): void {
  for (const { query, wanted, rank, first = '' } of cases.filter(({ rank = 11 }) => rank > 10).slice(0, most)) {
    console.log(
      `${basename(folder)} ${sort}: ${query}\n    wanted ${wanted.join(', ')} at ${rank ?? '-'}; first ${first}`,
    );
  }
}

await main();
