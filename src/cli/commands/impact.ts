/** `loci impact`: what a change affects: callers and what is built on them, tests to run, exported symbols. */

import type { Command } from 'commander';
import type { AffectedSymbol, ChangedSymbol, ImpactRequest, ImpactResponse } from '../../core/model/api';
import { inverseTypes } from '../../core/model/relationship';
import { impactJson } from '../json';
import { probability, wholeNumber } from '../options';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { counted, printable } from '../text';

interface ImpactOptions {
  readonly staged?: boolean;
  readonly since?: string;
  readonly depth?: number;
  readonly minConfidence?: number;
  readonly limit?: number;
  readonly folder?: string;
  readonly json?: boolean;
}

export function addImpact(program: Command, run: Run): void {
  program
    .command('impact')
    .description('show what a change affects: callers, tests, exports')
    .argument('[symbols...]', 'suppose that these change (default: what differs from the last commit)')
    .option('--staged', 'only what is staged')
    .option('--since <commit>', 'what differs from this commit')
    .option('--depth <n>', 'so many steps far, 1 to 10 (default: 3)', wholeNumber(1, 10))
    .option('--min-confidence <c>', 'only by steps that are at least so sure, 0 to 1', probability)
    .option('--limit <n>', 'at most so many affected symbols, 1 to 1000 (default: 200)', wholeNumber(1, 1000))
    .option('--folder <folder>', 'the indexed folder (default: the current one)')
    .option('--json', 'print one JSON object')
    .action(async (symbols: readonly string[], options: ImpactOptions) => {
      const request = requestOf(run, symbols, options);
      const answer = await interruptible(run, async (signal) => (await run.engine()).impact(request, signal));
      if (options.json === true) run.terminal.out(JSON.stringify(impactJson(answer)));
      else showImpact(run, answer);
    });
}

function requestOf(run: Run, symbols: readonly string[], options: ImpactOptions): ImpactRequest {
  const { staged, since, depth, minConfidence, limit } = options;
  const folder = options.folder ?? (symbols.length === 0 ? '.' : undefined);
  return {
    ...(symbols.length > 0 && { symbols }),
    ...(folder !== undefined && { folder: resolvePath(run, folder) }),
    ...(staged === true && { staged }),
    ...(since !== undefined && { since }),
    ...(depth !== undefined && { depth }),
    ...(minConfidence !== undefined && { minConfidence }),
    ...(limit !== undefined && { limit }),
  };
}

function showImpact(run: Run, answer: ImpactResponse): void {
  const { out, err } = run.terminal;
  const { changed, affected, tests, surface, notices } = answer;
  heading(run, answer.totalChanged, 'changed symbol');
  for (const each of changed) out(changedLine(run, each));
  if (changed.length > 0) heading(run, answer.totalAffected, 'affected symbol');
  for (const each of affected) out(affectedLine(run, each));
  if (tests.length > 0) heading(run, answer.totalTests, 'test file');
  for (const { path, depth, via } of tests) out(reachedLine(run, path, depth, via));
  if (surface.length > 0) heading(run, answer.totalSurface, 'exported symbol');
  for (const { symbol, depth, via } of surface) out(reachedLine(run, symbol.id, depth, via));
  const hidden = answer.totalAffected - affected.length;
  if (hidden > 0) err(`${counted(hidden, 'more affected symbol')}: raise --limit`);
  for (const notice of notices) err(printable(notice));
}

function heading(run: Run, count: number, what: string): void {
  run.terminal.out(run.terminal.colors.bold(counted(count, what)));
}

function changedLine(run: Run, { symbol, change, line, signatureChanged, previousPath }: ChangedSymbol): string {
  const { colors } = run.terminal;
  const place = colors.cyan(printable(`${symbol.path}:${line + 1}`));
  const from = change === 'moved' && previousPath !== undefined ? ` from ${printable(previousPath)}` : '';
  const signature = signatureChanged ? colors.dim('  signature changed') : '';
  return `  ${place}  ${colors.dim(change)} ${colors.bold(printable(symbol.qualifiedName))}${from}${signature}`;
}

/** From here on how sure a relationship is goes without saying. */
const sure = 0.9;

function affectedLine(run: Run, step: AffectedSymbol): string {
  const { colors } = run.terminal;
  const { symbol, direction, type, via, confidence, sites } = step;
  const lines = [...new Set(sites.slice(0, 5).map(({ line }) => line + 1))].join(', ') + (sites.length > 5 ? ' …' : '');
  const place = colors.cyan(printable(lines === '' ? step.path : `${step.path}:${lines}`));
  const word = direction === 'in' ? type : inverseTypes[type].replace('_', ' ');
  const doubt = confidence < sure ? `  ${confidence.toFixed(2)}` : '';
  const how = colors.dim(`  ${word} ${printable(via)}${doubt}`);
  return `${'  '.repeat(step.depth)}${place}  ${colors.bold(printable(symbol.qualifiedName))}${how}`;
}

function reachedLine(run: Run, what: string, depth: number, via: string | undefined): string {
  const { colors } = run.terminal;
  const why = depth === 0 ? 'changed itself' : `in ${counted(depth, 'step')}, by ${printable(via ?? '')}`;
  return `  ${colors.cyan(printable(what))}  ${colors.dim(why)}`;
}
