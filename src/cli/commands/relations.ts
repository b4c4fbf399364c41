/** `loci relations`: what a symbol calls, uses and extends, or what calls, uses and extends it, as a tree. */

import type { Command } from 'commander';
import { Option } from 'commander';
import type { RelationsRequest, RelationsResponse } from '../../core/model/api';
import type { RelatedSymbol } from '../../core/model/relationship';
import { inverseTypes, relationshipTypes } from '../../core/model/relationship';
import type { CodeSymbol } from '../../core/model/symbol';
import { relationsJson } from '../json';
import { probability, relationshipTypesOf, wholeNumber } from '../options';
import type { Run } from '../run';
import { resolvePath } from '../run';
import { counted, printable } from '../text';

interface RelationsOptions {
  readonly direction: RelationsRequest['direction'];
  readonly type?: readonly string[];
  readonly depth?: number;
  readonly minConfidence?: number;
  readonly tests?: boolean;
  readonly limit?: number;
  readonly folder?: string;
  readonly json?: boolean;
}

export function addRelations(program: Command, run: Run): void {
  program
    .command('relations')
    .description('show what a symbol is related to')
    .argument('<symbol>', 'its id, qualified name or name')
    .addOption(
      new Option('--direction <way>', 'in: what calls, uses, extends it; out: what it calls, uses, extends')
        .choices(['in', 'out'])
        .default('in'),
    )
    .option('--type <types...>', `only these: ${relationshipTypes.join(', ')}, or their inverses`)
    .option('--depth <n>', 'so many steps far, 1 to 10 (default: 1)', wholeNumber(1, 10))
    .option('--min-confidence <c>', 'only what is at least so sure, 0 to 1', probability)
    .option('--tests', 'only what is in tests')
    .option('--limit <n>', 'at most so many, 1 to 1000 (default: 200)', wholeNumber(1, 1000))
    .option('--folder <folder>', 'look in this indexed folder only (default: all)')
    .option('--json', 'print one JSON object')
    .action(async (symbol: string, options: RelationsOptions) => {
      const request = requestOf(run, symbol, options);
      const answer = await (await run.engine()).relations(request);
      if (options.json === true) run.terminal.out(JSON.stringify(relationsJson(answer, request.direction)));
      else showRelations(run, answer, request.direction);
    });
}

function requestOf(run: Run, symbol: string, options: RelationsOptions): RelationsRequest {
  const { direction, type, depth, minConfidence, tests, limit, folder } = options;
  return {
    symbol,
    direction,
    ...(type !== undefined && { types: relationshipTypesOf(type) }),
    ...(depth !== undefined && { depth }),
    ...(minConfidence !== undefined && { minConfidence }),
    ...(tests === true && { tests }),
    ...(limit !== undefined && { limit }),
    ...(folder !== undefined && { folder: resolvePath(run, folder) }),
  };
}

function showRelations(run: Run, answer: RelationsResponse, direction: RelationsRequest['direction']): void {
  const { colors, out, err } = run.terminal;
  const { symbol, related, total, notices } = answer;
  const name = colors.bold(printable(symbol.qualifiedName));
  out(`${colors.cyan(printable(`${symbol.path}:${symbol.range.start.line + 1}`))}  ${symbol.kind}  ${name}`);
  const steps = stepsOf(symbol, related);
  const show = (from: CodeSymbol, indent: string): void => {
    for (const step of steps.get(from.id) ?? []) {
      out(indent + stepLine(run, step, from, direction));
      // Met by several relationships, a symbol's own are shown with the first.
      const further = steps.get(step.symbol.id);
      if (further === undefined || step.symbol.id === symbol.id) continue;
      show(step.symbol, `${indent}  `);
      steps.delete(step.symbol.id);
    }
  };
  show(symbol, '  ');
  if (related.length === 0) {
    out(direction === 'in' ? '  nothing is known to refer to it' : '  it is not known to refer to anything');
  }
  if (total > related.length) err(`${counted(total - related.length, 'more relationship')}: raise --limit`);
  for (const notice of notices) err(printable(notice));
}

/** By the id of the symbol that they lead away from; the start's, where that one is not shown. */
function stepsOf(start: CodeSymbol, related: readonly RelatedSymbol[]): Map<string, RelatedSymbol[]> {
  const steps = new Map<string, RelatedSymbol[]>();
  const shown = new Set<string>(related.map(({ symbol }) => symbol.id));
  for (const step of related) {
    const from = step.via !== undefined && shown.has(step.via) ? step.via : start.id;
    const others = steps.get(from);
    if (others === undefined) steps.set(from, [step]);
    else others.push(step);
  }
  return steps;
}

/** From here on how sure a relationship is goes without saying. */
const sure = 0.95;
const shownSites = 5;

function stepLine(run: Run, step: RelatedSymbol, from: CodeSymbol, direction: RelationsRequest['direction']): string {
  const { colors } = run.terminal;
  const { symbol, type, confidence, how, sites } = step;
  const isIn = direction === 'in';
  const word = isIn ? inverseTypes[type].replace('_', ' ') : type;
  const places = sites.slice(0, shownSites).map(({ line }) => line + 1);
  const lines = [...new Set(places)].join(', ') + (sites.length > shownSites ? ' …' : '');
  const writtenIn = (isIn ? symbol : from).path;
  const at = sites.length === 0 ? printable(writtenIn) : printable(`${writtenIn}:${lines}`);
  const defined = isIn ? '' : colors.dim(`  defined at ${printable(`${symbol.path}:${symbol.range.start.line + 1}`)}`);
  const doubt = confidence < sure ? colors.dim(`  by ${how}, ${confidence.toFixed(2)}`) : '';
  const name = colors.bold(printable(symbol.qualifiedName));
  return `${colors.dim(word)} ${name}  ${colors.cyan(at)}${defined}${doubt}`;
}
