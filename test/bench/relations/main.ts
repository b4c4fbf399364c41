/**
 * npm run bench:relations -- [--checker] [--samples N] <folder | folder=index.scip | folder=uses.jsonl>…
 *
 * Scores the relationships that Loci stores against SCIP indexes by type checkers: TypeScript and JavaScript by
 * scip-typescript, Python by scip-python, or whatever index is named beside the folder. Of Java, Go, C and
 * C++, the programs in compilers/ print a uses.jsonl. `--checker` waits for what the TypeScript checker confirms and adds.
 * `--samples` shows N wrong and N missing edges of each kind, spread evenly.
 */

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { table } from '../program';
import { readCompilerUses } from './compilerUses';
import type { StoredGraph } from './edges';
import { cpuSecondsOf, storedGraph } from './edges';
import type { IndexerName } from './indexers';
import { makeIndex } from './indexers';
import { calibrationRows, costRow, fileCount, measureRows, samples, sharesBy } from './report';
import type { ScipIndex } from './scip';
import { readScip } from './scip';
import type { Judged } from './score';
import { scoreEdges } from './score';
import { createSiteRoles } from './text';

interface Subject {
  readonly folder: string;
  /** File of an index that is there already. */
  readonly index?: string;
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const sampled = words.indexOf('--samples');
  const shown = sampled < 0 ? 0 : Number(words.splice(sampled, 2)[1]);
  const checker = words.includes('--checker');
  const subjects = words.filter((word) => word !== '--checker').map(readSubject);
  if (subjects.length === 0) throw new Error('name the folders to score: npm run bench:relations -- <folder>…');
  const judged: (readonly Judged[])[] = [];
  for (const subject of subjects) judged.push(await benchSubject(subject, checker, shown));
  if (subjects.length > 1) {
    console.log(`\nCalibration over all ${subjects.length} folders`);
    table(calibrationRows(judged.flat()));
  }
}

function readSubject(word: string): Subject {
  const [folder = '', index] = word.split('=', 2);
  for (const path of [folder, ...(index === undefined ? [] : [index])])
    if (!existsSync(path)) throw new Error(`not there: ${path}`);
  return { folder: resolve(folder), ...(index !== undefined && { index: resolve(index) }) };
}

async function benchSubject({ folder, index }: Subject, checker: boolean, shown: number): Promise<readonly Judged[]> {
  const graph = await storedGraph(folder, checker);
  const { truth, cpuSeconds } = index === undefined ? await makeTruth(graph, folder) : readTruth(index);
  const score = scoreEdges(graph.edges, truth, createSiteRoles(folder));
  console.log(`\n${folder}`);
  table(measureRows(score));
  const { documents } = truth;
  const indexer = cpuSeconds === undefined ? undefined : { cpuSeconds, files: documents.size };
  table(costRow(graph, indexer && { ...indexer, ownCpuSeconds: await ownCpuSeconds(graph, folder, documents) }));
  console.log('By how they were found');
  table(sharesBy(score.judged, ({ how }) => how));
  console.log('By how they were found and predicted: the rows of confidence_calibration');
  table(sharesBy(score.judged, ({ how, confidence }) => `${how} ${confidence.toFixed(2)}`));
  console.log('Predicted against true shares');
  table(calibrationRows(score.judged));
  for (const line of samples(score, folder, shown)) console.log(line);
  return score.judged;
}

/** As many files as Loci has indexed are the same. */
async function ownCpuSeconds(graph: StoredGraph, folder: string, documents: ReadonlySet<string>): Promise<number> {
  return documents.size === fileCount(graph) ? graph.cpuSeconds : cpuSecondsOf(folder, documents);
}

interface Truth {
  readonly truth: ScipIndex;
  /** User and system time of the indexer, all threads; undefined where it was not run. */
  readonly cpuSeconds: number | undefined;
}

async function makeTruth(graph: StoredGraph, folder: string): Promise<Truth> {
  const { bytes, cpuSeconds } = await makeIndex(indexerOf(graph), folder);
  return { truth: readScip(bytes), cpuSeconds };
}

function readTruth(file: string): Truth {
  const isText = file.endsWith('.jsonl');
  return {
    truth: isText ? readCompilerUses(readFileSync(file, 'utf8')) : readScip(readFileSync(file)),
    cpuSeconds: undefined,
  };
}

/** The family that most files are of. */
function indexerOf({ languages }: StoredGraph): IndexerName {
  const count = (...names: readonly string[]): number => names.reduce((sum, name) => sum + (languages[name] ?? 0), 0);
  return count('python') > count('typescript', 'tsx', 'javascript') ? 'python' : 'typescript';
}

await main();
