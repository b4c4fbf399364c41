/** `loci train`: the built-in embedding model learns the words of one's own code. */

import type { Command } from 'commander';
import type { TrainRequest, TrainScore, TrainSummary } from '../../core/model/api';
import { LociError } from '../../core/model/errors';
import { probability, wholeNumber } from '../options';
import { createProgress } from '../progress';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { bytes, counted, duration, printable } from '../text';

interface TrainOptions {
  readonly pairs?: readonly string[];
  readonly savePairs?: string;
  readonly out?: string;
  readonly heldOut?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

export function addTrain(program: Command, run: Run): void {
  program
    .command('train')
    .description('fit the built-in embedding model to your own code; it is used if it finds more than before')
    .argument('[folders...]', 'whose comments, names and git history are learned from')
    .option('--pairs <file...>', 'learn from files of pairs too: a JSON object a line, plain or by gzip')
    .option('--save-pairs <file>', 'write what would be learned from to this file, by gzip, and learn nothing')
    .option('--out <file>', 'begin from nothing, and write the model to this file')
    .option('--held-out <share>', 'keep so much from learning for the score, 0 to 0.5 (default: 0.12)', probability)
    .option('--seed <n>', 'what chance is made of: the same seed, the same model (default: 1)', wholeNumber(0, 1e9))
    .option('--json', 'print one JSON object')
    .action(async (folders: readonly string[], options: TrainOptions) => {
      const request = requestOf(run, folders, options);
      const engine = await run.engine();
      const progress = createProgress(run);
      const summary = await interruptible(run, (signal) => engine.train(request, progress.show, signal)).finally(
        progress.end,
      );
      for (const notice of summary.notices) run.terminal.err(printable(notice));
      const told = request.savePairs === undefined ? linesOf(summary) : [savedLine(summary)];
      for (const line of options.json === true ? [JSON.stringify(summary)] : told) run.terminal.out(line);
    });
}

function requestOf(run: Run, folders: readonly string[], options: TrainOptions): TrainRequest {
  const { pairs = [], savePairs, out, heldOut, seed } = options;
  if (folders.length === 0 && pairs.length === 0) {
    throw new LociError('usage', 'nothing to learn from', 'give a folder, or --pairs with a file');
  }
  if (savePairs !== undefined && out !== undefined) {
    throw new LociError('usage', '--save-pairs learns nothing, so there is no model for --out', 'give one of the two');
  }
  if (heldOut !== undefined && heldOut > 0.5) {
    throw new LociError('usage', 'more than half is held out', 'give --held-out a number from 0 to 0.5');
  }
  return {
    folders: folders.map((folder) => resolvePath(run, folder)),
    ...(pairs.length > 0 && { pairs: pairs.map((file) => resolvePath(run, file)) }),
    ...(savePairs !== undefined && { savePairs: resolvePath(run, savePairs) }),
    ...(out !== undefined && { out: resolvePath(run, out) }),
    ...(heldOut !== undefined && { heldOut }),
    ...(seed !== undefined && { seed }),
  };
}

function linesOf(summary: TrainSummary): string[] {
  const { pairs, learnedFrom, heldOut, newWords, before, after, file, ms, cpuMs } = summary;
  const lines = [
    `learned from ${counted(learnedFrom, 'pair')} (${sortsOf(pairs)}; ${heldOut} held out), ${counted(newWords, 'new word')}, ` +
      `in ${duration(ms)} (${duration(cpuMs)} of CPU)`,
    ...after.map((score) => scoreLine(score, before)),
  ];
  if (file !== undefined) lines.push(`${printable(file)}: ${bytes(summary.bytes)}`);
  else lines.push('the model finds no more than before: the former one stays in use');
  return lines;
}

function savedLine({ pairs, file = '', bytes: size }: TrainSummary): string {
  const all = pairs.doc + pairs.commit + pairs.name;
  return `${printable(file)}: ${counted(all, 'pair')} (${sortsOf(pairs)}), ${bytes(size)}`;
}

function sortsOf({ doc, commit, name }: TrainSummary['pairs']): string {
  return [counted(doc, 'comment'), counted(commit, 'change'), counted(name, 'name')].join(', ');
}

const asked: Readonly<Record<TrainScore['kind'], string>> = {
  doc: 'comment to its symbol',
  commit: 'commit to a file of it',
  name: 'name to what it names',
};

function scoreLine({ kind, mrr, questions }: TrainScore, before: readonly TrainScore[]): string {
  const former = before.find((score) => score.kind === kind);
  const change = former === undefined ? mrr.toFixed(3) : `${former.mrr.toFixed(3)} before, ${mrr.toFixed(3)} now`;
  return `${asked[kind]}: MRR@10 ${change}, ${counted(questions, 'question')} held out`;
}
