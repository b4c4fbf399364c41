/** `loci path`: how one symbol comes to another, step by step. */

import type { Command } from 'commander';
import type { PathRequest, PathResponse, PathStep } from '../../core/model/api';
import { inverseTypes, relationshipTypes } from '../../core/model/relationship';
import type { CodeSymbol } from '../../core/model/symbol';
import { pathJson } from '../json';
import { probability, relationshipTypesOf, wholeNumber } from '../options';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { printable } from '../text';

interface PathOptions {
  readonly type?: readonly string[];
  readonly depth?: number;
  readonly minConfidence?: number;
  readonly folder?: string;
  readonly json?: boolean;
}

export function addPath(program: Command, run: Run): void {
  program
    .command('path')
    .description('show how one symbol comes to another')
    .argument('<from>', 'its id, qualified name or name')
    .argument('<to>', 'its id, qualified name or name')
    .option('--type <types...>', `by these (default: calls): ${relationshipTypes.join(', ')}`)
    .option('--depth <n>', 'by at most so many steps, 1 to 20 (default: 10)', wholeNumber(1, 20))
    .option('--min-confidence <c>', 'only by steps that are at least so sure, 0 to 1', probability)
    .option('--folder <folder>', 'look in this indexed folder only (default: all)')
    .option('--json', 'print one JSON object')
    .action(async (from: string, to: string, options: PathOptions) => {
      const request = requestOf(run, from, to, options);
      const answer = await interruptible(run, async (signal) => (await run.engine()).path(request, signal));
      if (options.json === true) run.terminal.out(JSON.stringify(pathJson(answer)));
      else showPath(run, answer);
    });
}

function requestOf(run: Run, from: string, to: string, options: PathOptions): PathRequest {
  const { type, depth, minConfidence, folder } = options;
  return {
    ...{ from, to },
    ...(type !== undefined && { types: relationshipTypesOf(type) }),
    ...(depth !== undefined && { depth }),
    ...(minConfidence !== undefined && { minConfidence }),
    ...(folder !== undefined && { folder: resolvePath(run, folder) }),
  };
}

function showPath(run: Run, { from, to, steps, completeness, notices }: PathResponse): void {
  const { colors, out, err } = run.terminal;
  out(symbolLine(run, from));
  let before = from;
  for (const step of steps ?? []) {
    out(stepLine(run, step, before));
    before = step.symbol;
  }
  if (steps === undefined) {
    const doubt = completeness === 'complete' ? '' : colors.dim(' (not all relationships are known yet)');
    out(`  no way to ${printable(to.qualifiedName)} is known${doubt}`);
  }
  for (const notice of notices) err(printable(notice));
}

function symbolLine(run: Run, symbol: CodeSymbol): string {
  const { colors } = run.terminal;
  const place = colors.cyan(printable(`${symbol.path}:${symbol.range.start.line + 1}`));
  return `${place}  ${symbol.kind}  ${colors.bold(printable(symbol.qualifiedName))}`;
}

/** From here on how sure a relationship is goes without saying. */
const sure = 0.95;

function stepLine(run: Run, step: PathStep, before: CodeSymbol): string {
  const { colors } = run.terminal;
  const { symbol, type, direction, confidence, how, sites } = step;
  const word = direction === 'out' ? type : inverseTypes[type].replace('_', ' ');
  const writtenIn = (direction === 'out' ? before : symbol).path;
  const [site] = sites;
  const at = printable(site === undefined ? writtenIn : `${writtenIn}:${site.line + 1}`);
  const doubt = confidence < sure ? colors.dim(`  by ${how}, ${confidence.toFixed(2)}`) : '';
  const defined = colors.dim(`  defined at ${printable(`${symbol.path}:${symbol.range.start.line + 1}`)}`);
  return `  ${colors.dim(word)} ${colors.bold(printable(symbol.qualifiedName))}  ${colors.cyan(at)}${defined}${doubt}`;
}
