/**
 * `npm run fit:ranking -- [--cases N] [--seed N] [--parts N] [--model FILE] folder…`: fits the weights by which sentences are
 * ranked to the comments and the history of those repositories, and writes them to src/core/search/sentence/ranker.json.
 * Says first how well projects are ranked by weights that were fitted to others, in so many parts as `parts` says: that is
 * what is to be expected of an unknown project.
 */

import { writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { builtinModelFile } from '../../../src/core/embedding/builtin/builtin';
import { featureCount, featureNames } from '../../../src/core/search/sentence/featureNames';
import type { FeatureName } from '../../../src/core/search/sentence/featureNames';
import { table } from '../program';
import { weightBounds } from './bounds';
import { chanceOf, fitWeights, rankedBy } from './fitting';
import type { FitCase, FitOptions } from './fitting';
import { judgedCases } from './judged';
import type { JudgedCase } from './judged';

const assetsDir = resolve('dist');
const weightsFile = resolve('src/core/search/sentence/ranker.json');
/** Candidates of a case that are fitted to: those that a plain sum puts first. */
const mostCandidates = 160;
const mostRight = 15;

const ofMeaning = (name: FeatureName): boolean => /meaning|vector|sense/.test(name);
const ofWordVectors = (name: FeatureName): boolean => name.includes('sense');
const rankers = [
  { key: 'withMeaning', without: () => false },
  { key: 'withoutWordVectors', without: ofWordVectors },
  { key: 'byWordsAlone', without: ofMeaning },
] as const;

type Row = Record<string, string | number>;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      cases: { type: 'string', default: '300' },
      seed: { type: 'string', default: '11' },
      parts: { type: 'string', default: '5' },
      model: { type: 'string', default: builtinModelFile(assetsDir) },
    },
  });
  if (positionals.length < 2) throw new Error('give folders of at least two repositories, with their git history');
  const cases: FitCase[] = [];
  for (const folder of positionals) {
    const options = { mostCases: Number(values.cases), seed: Number(values.seed) };
    const judged = await judgedCases(resolve(folder), assetsDir, resolve(values.model), options);
    cases.push(...judged.map((one) => fitCaseOf(basename(folder), one)));
    console.log(`${basename(folder)}: ${judged.length} cases`);
  }
  const projects = [...new Set(cases.map(({ project }) => project))];
  const fitted: Record<string, unknown> = {
    about:
      'Weights of the features of features.ts, written by npm run fit:ranking. heldOut: mean reciprocal rank at 10 over projects, each ranked by weights that were fitted to others.',
    ...{ projects, cases: cases.length },
  };
  for (const { key, without } of rankers) {
    const options: FitOptions = { epochs: 10, rate: 0.05, decay: 1e-3, bounds: weightBounds(without), seed: 1 };
    const rows = parted(projects, Number(values.parts)).flatMap((part) => heldOutRows(cases, part, options));
    const mean = meanOf(rows);
    console.log(`\n${key}, each project by weights fitted to others, MRR@10`);
    table([...rows, mean]);
    const weights = fitWeights(cases, featureCount, options);
    fitted[key] = {
      heldOut: { comments: mean['comments'], ofThreeWords: mean['of three words'], commits: mean['commits'] },
      chance: chanceOf(cases, weights),
      weights: Object.fromEntries(featureNames.map((name, i) => [name, rounded(weights[i]!)])),
    };
  }
  writeFileSync(weightsFile, `${JSON.stringify(fitted, undefined, 2)}\n`);
}

function fitCaseOf(project: string, { sort, features, right, files }: JudgedCase): FitCase {
  const feature = (row: number, name: FeatureName): number =>
    features[row * featureCount + featureNames.indexOf(name)]!;
  const plain = Float64Array.from(
    right,
    (_, row) =>
      2 * feature(row, 'words to best') +
      6 * feature(row, 'meaning squared') +
      (feature(row, 'name recall') + feature(row, 'words of file besides')) -
      (feature(row, 'test') + feature(row, 'prose')),
  );
  const order = [...right.keys()].sort((a, b) => plain[b]! - plain[a]!);
  const wanted = order.filter((row) => right[row] === 1).slice(0, mostRight);
  const kept = [...new Set([...order.slice(0, mostCandidates), ...wanted])];
  const numbers = new Map<number, number>();
  const groups = Uint32Array.from(kept, (row) => {
    const key = sort === 'commits' ? files[row]! : row;
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key)!;
  });
  const rows = new Float32Array(kept.length * featureCount);
  kept.forEach((row, i) => {
    rows.set(features.subarray(row * featureCount, (row + 1) * featureCount), i * featureCount);
  });
  return {
    ...{ project, sort, features: rows, groups, groupCount: numbers.size },
    right: Uint8Array.from(kept, (row) => right[row]!),
  };
}

/** Every project is in one part. */
function parted(projects: readonly string[], parts: number): string[][] {
  const count = Math.min(parts, projects.length);
  return Array.from({ length: count }, (_, part) => projects.filter((_one, i) => i % count === part));
}

function heldOutRows(cases: readonly FitCase[], part: readonly string[], options: FitOptions): Row[] {
  const others = cases.filter(({ project }) => !part.includes(project));
  const weights = fitWeights(others, featureCount, options);
  return part.map((project) => {
    const of = (sort: FitCase['sort']): readonly FitCase[] =>
      cases.filter((one) => one.project === project && one.sort === sort);
    return {
      project,
      comments: rounded(rankedBy(of('comments'), weights)),
      'comment cases': of('comments').length,
      'of three words': rounded(rankedBy(of('short'), weights)),
      commits: rounded(rankedBy(of('commits'), weights)),
      'commit cases': of('commits').length,
    };
  });
}

function meanOf(rows: readonly Row[]): Row {
  const columns = Object.keys(rows[0]!).filter((name) => name !== 'project');
  const mean = (column: string): number => rows.reduce((sum, row) => sum + Number(row[column]), 0) / rows.length;
  return { project: 'mean', ...Object.fromEntries(columns.map((column) => [column, rounded(mean(column))])) };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

await main();
