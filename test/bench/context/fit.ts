/**
 * `npm run fit:context -- [--trees N] [--commits N] [--seed N] [--parts N] [--keep FOLDER] folder…`: fits what the open file and
 * recent work count in the order of hits to what those repositories' commits could have asked, and writes it to
 * src/core/search/context.json. Says first how well projects are ranked by numbers that were fitted to others, in so many
 * parts as `parts` says. The tree is indexed `trees` times, each time as it stood before `commits` commits in a row.
 * What was found is kept in the folder `keep`, if one is given, and taken from there the next time.
 */

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { contextWeights } from '../../../src/core/search/context';
import type { ContextWeights } from '../../../src/core/search/context';
import { table } from '../program';
import { forms, sights } from './cases';
import { figuresOf, fitContext, reciprocalRank, seenCases } from './fitting';
import type { Figures, SeenCase } from './fitting';
import { gather } from './gather';
import type { Gathered, GatherOptions } from './gather';

const assetsDir = resolve('dist');
const weightsFile = resolve('src/core/search/context.json');
const nothing: ContextWeights = { ...contextWeights, name: { near: 0, recent: 0 }, sentence: { near: 0, recent: 0 } };

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      trees: { type: 'string', default: '4' },
      commits: { type: 'string', default: '45' },
      seed: { type: 'string', default: '11' },
      parts: { type: 'string', default: '5' },
      keep: { type: 'string' },
    },
  });
  if (positionals.length < 2) throw new Error('give folders of at least two repositories, with their git history');
  const [trees, commitsOfTree, seed, parts] = [values.trees, values.commits, values.seed, values.parts].map(Number);
  const options = { assetsDir, trees: trees!, commitsOfTree: commitsOfTree!, seed: seed! };
  const cases: SeenCase[] = [];
  for (const folder of positionals) {
    const gathered = await gatheredOf(resolve(folder), values.keep, options);
    cases.push(...seenCases(gathered));
    console.log(`${gathered.project}: ${gathered.cases.length} cases`);
  }
  const projects = [...new Set(cases.map(({ project }) => project))];
  const heldOut = heldOutRanks(cases, projects, parts!);
  const weights = fitContext(cases);
  const without = figuresOf(cases, (seen) => reciprocalRank(seen, nothing));
  const before = figuresOf(cases, (seen) => reciprocalRank(seen, contextWeights));
  const held = figuresOf(cases, (seen) => heldOut.get(seen)!);
  console.log('\nMRR@10, held out: each project by numbers fitted to others');
  table(
    rowsOf(cases, {
      without,
      before,
      'held out': held,
      all: figuresOf(cases, (seen) => reciprocalRank(seen, weights)),
    }),
  );
  const about =
    'What the open file and recent work count; see context.ts and nearness.ts. Written by npm run fit:context. without, heldOut: mean reciprocal rank at 10 by what is asked and what is open, without a context, and with one, each project by numbers that were fitted to others.';
  const count = cases.filter(({ sight }) => sight === 'none').length;
  const fitted = { about, projects, cases: count, without: toldOf(without), heldOut: toldOf(held), weights };
  await writeFile(weightsFile, `${JSON.stringify(fitted, undefined, 2)}\n`);
}

async function gatheredOf(folder: string, keep: string | undefined, options: GatherOptions): Promise<Gathered> {
  const file = keep === undefined ? undefined : join(keep, `${basename(folder)}.json`);
  if (file !== undefined && existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Gathered;
  const gathered = await gather(folder, options);
  if (keep !== undefined && file !== undefined) {
    await mkdir(keep, { recursive: true });
    await writeFile(file, JSON.stringify(gathered));
  }
  return gathered;
}

/** By case, its reciprocal rank by numbers that were fitted to the projects of other parts. */
function heldOutRanks(cases: readonly SeenCase[], projects: readonly string[], parts: number): Map<SeenCase, number> {
  const ranks = new Map<SeenCase, number>();
  const count = Math.min(parts, projects.length);
  for (let part = 0; part < count; part++) {
    const left = new Set(projects.filter((_, i) => i % count === part));
    const weights = fitContext(cases.filter(({ project }) => !left.has(project)));
    for (const seen of cases) if (left.has(seen.project)) ranks.set(seen, reciprocalRank(seen, weights));
    console.log(`without ${[...left].join(', ')}: ${JSON.stringify(weights)}`);
  }
  return ranks;
}

type Row = Record<string, string | number>;

function rowsOf(cases: readonly SeenCase[], columns: Readonly<Record<string, Figures>>): Row[] {
  const rows: Row[] = [];
  for (const form of forms) {
    for (const sight of [...sights, 'none' as const]) {
      const count = cases.filter((seen) => seen.form === form && seen.sight === sight).length;
      const row: Row = { asked: form, open: sight, cases: count };
      for (const [name, figures] of Object.entries(columns)) row[name] = rounded(figures.get(`${form} ${sight}`) ?? 0);
      if (count > 0) rows.push(row);
    }
  }
  return rows;
}

function toldOf(figures: Figures): Record<string, number> {
  return Object.fromEntries([...figures].sort().map(([key, figure]) => [key, rounded(figure)]));
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

await main();
