/**
 * npm run bench:relations -- [--samples N] <folder | folder=index.scip>…
 *
 * Scores the relationships that Loci stores against SCIP indexes by type checkers: TypeScript and JavaScript by
 * scip-typescript, Python by scip-python, or whatever index is named beside the folder. `--samples` shows N wrong and N
 * missing edges of each kind, spread evenly.
 */

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { table } from '../program';
import type { StoredGraph } from './edges';
import { storedGraph } from './edges';
import type { IndexerName, MadeIndex } from './indexers';
import { makeIndex } from './indexers';
import { calibrationRows, costRow, measureRows, samples, sharesBy } from './report';
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
  const subjects = words.map(readSubject);
  if (subjects.length === 0) throw new Error('name the folders to score: npm run bench:relations -- <folder>…');
  const all: Judged[] = [];
  for (const subject of subjects) all.push(...(await benchSubject(subject, shown)));
  if (subjects.length > 1) {
    console.log(`\nCalibration over all ${subjects.length} folders`);
    table(calibrationRows(all));
  }
}

function readSubject(word: string): Subject {
  const [folder = '', index] = word.split('=', 2);
  for (const path of [folder, ...(index === undefined ? [] : [index])])
    if (!existsSync(path)) throw new Error(`not there: ${path}`);
  return { folder: resolve(folder), ...(index !== undefined && { index: resolve(index) }) };
}

async function benchSubject({ folder, index }: Subject, shown: number): Promise<readonly Judged[]> {
  const graph = await storedGraph(folder);
  const made: MadeIndex = index === undefined ? await makeIndex(indexerOf(graph), folder) : readIndex(index);
  const score = scoreEdges(graph.edges, readScip(made.bytes), createSiteRoles(folder));
  console.log(`\n${folder}`);
  table(measureRows(score));
  table(costRow(graph, made));
  console.log('By how they were found');
  table(sharesBy(score.judged, ({ how }) => how));
  console.log('Predicted against true shares');
  table(calibrationRows(score.judged));
  for (const line of samples(score, folder, shown)) console.log(line);
  return score.judged;
}

function readIndex(file: string): MadeIndex {
  return { bytes: readFileSync(file), cpuSeconds: undefined };
}

/** The family that most files are of. */
function indexerOf({ languages }: StoredGraph): IndexerName {
  const count = (...names: readonly string[]): number => names.reduce((sum, name) => sum + (languages[name] ?? 0), 0);
  return count('python') > count('typescript', 'tsx', 'javascript') ? 'python' : 'typescript';
}

await main();
