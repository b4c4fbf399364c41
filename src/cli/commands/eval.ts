/** `loci eval`: how well one's own code is found, by its own comments and history. */

import type { Command } from 'commander';
import type { EvaluatedSort, EvaluateSummary, EvaluationSort } from '../../core/model/api';
import { wholeNumber } from '../options';
import { createProgress } from '../progress';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { counted, duration, printable } from '../text';

interface EvalOptions {
  readonly cases?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

export function addEval(program: Command, run: Run): void {
  program
    .command('eval')
    .description('measure how well your own code is found, and which source of search helps')
    .argument('<folder>', 'whose comments and git history are asked; it and its index stay as they are')
    .option(
      '--cases <n>',
      'at most so many comments and so many commits, 1 to 2000 (default: 150)',
      wholeNumber(1, 2000),
    )
    .option('--seed <n>', 'which of them are drawn: the same seed, the same (default: 7)', wholeNumber(0, 1e9))
    .option('--json', 'print one JSON object, with each case')
    .action(async (folder: string, { cases, seed, json = false }: EvalOptions) => {
      const request = {
        folder: resolvePath(run, folder),
        ...(cases !== undefined && { cases }),
        ...(seed !== undefined && { seed }),
      };
      const engine = await run.engine();
      const progress = createProgress(run);
      const summary = await interruptible(run, (signal) => engine.evaluate(request, progress.show, signal)).finally(
        progress.end,
      );
      for (const notice of summary.notices) run.terminal.err(printable(notice));
      for (const line of json ? [JSON.stringify(summary)] : linesOf(summary)) run.terminal.out(line);
    });
}

const asked: Readonly<Record<EvaluationSort, string>> = {
  comments: 'comment to its symbol',
  commits: 'commit to a file of it',
};

function linesOf(summary: EvaluateSummary): string[] {
  const { folder, files, symbols, sorts, latency, ms } = summary;
  const lines = [`${printable(folder)}: ${counted(files, 'file')}, ${counted(symbols, 'symbol')}, in ${duration(ms)}`];
  for (const sort of sorts) {
    lines.push('', `${asked[sort.sort]}, ${counted(sort.cases.length, 'case')} of ${sort.possible}`);
    lines.push(row('', 'MRR@10', 'recall@10'), row('all together', figure(sort.fused.mrr), figure(sort.fused.recall)));
    for (const { source, mrr, recall } of sort.sources) lines.push(row(source, figure(mrr), figure(recall)));
    lines.push(...wordsOf(sort));
  }
  if (latency.questions > 0) {
    const [p50, p95] = [latency.p50, latency.p95].map((each) => `${each.toFixed(1)} ms`);
    lines.push('', `half of the answers took up to ${p50}, nineteen of twenty up to ${p95}`);
  }
  return lines;
}

function row(name: string, ...figures: readonly string[]): string {
  return `  ${name.padEnd(14)}${figures.map((each) => each.padStart(10)).join('')}`;
}

function figure(share: number): string {
  return share.toFixed(3);
}

/** Which source finds the most by itself, what others add to it, and whether all together are better than it. */
function wordsOf({ sources, fused, cases }: EvaluatedSort): string[] {
  const [best, ...others] = [...sources].sort((a, b) => b.mrr - a.mrr);
  if (best === undefined) return ['  no source finds anything'];
  const lines = [`  ${best.source} finds the most by itself`];
  const only = (alone: number): string => `${alone} of ${counted(cases.length, 'case')} that no other source finds`;
  for (const { source, alone } of others)
    lines.push(`  ${source} ${alone === 0 ? 'adds nothing' : `adds ${only(alone)}`}`);
  const gain = fused.mrr - best.mrr;
  if (Math.abs(gain) < 0.005) lines.push(`  all together are as good as ${best.source} alone`);
  else
    lines.push(
      `  all together are ${Math.abs(gain).toFixed(3)} ${gain > 0 ? 'better' : 'worse'} than ${best.source} alone`,
    );
  return lines;
}
