/** `loci cycles`: files that import each other, or symbols that call each other. */

import type { Command } from 'commander';
import type { Cycle, CyclesResponse } from '../../core/model/api';
import { cyclesJson } from '../json';
import { wholeNumber } from '../options';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { counted, printable } from '../text';

interface CyclesOptions {
  readonly symbols?: boolean;
  readonly limit?: number;
  readonly json?: boolean;
}

export function addCycles(program: Command, run: Run): void {
  program
    .command('cycles')
    .description('show files that import each other, or symbols that call each other')
    .argument('[folder]', 'the indexed folder (default: the current one)')
    .option('--symbols', 'of calls between symbols, and not of imports between files')
    .option('--limit <n>', 'at most so many, 1 to 1000 (default: 100)', wholeNumber(1, 1000))
    .option('--json', 'print one JSON object')
    .action(async (folder: string | undefined, { symbols, limit, json }: CyclesOptions) => {
      const request = {
        folder: resolvePath(run, folder ?? '.'),
        ...(symbols === true && { level: 'symbols' as const }),
        ...(limit !== undefined && { limit }),
      };
      const answer = await interruptible(run, async (signal) => (await run.engine()).cycles(request, signal));
      if (json === true) run.terminal.out(JSON.stringify(cyclesJson(answer)));
      else showCycles(run, answer);
    });
}

function showCycles(run: Run, { level, cycles, total, completeness, notices }: CyclesResponse): void {
  const { out, err } = run.terminal;
  for (const cycle of cycles) showCycle(run, level, cycle);
  if (cycles.length === 0) {
    const sure = completeness === 'complete' ? 'there are no circles' : 'no circles are known so far';
    out(level === 'files' ? `${sure} of imports` : `${sure} of calls`);
  }
  if (total > cycles.length) err(`${counted(total - cycles.length, 'more cycle')}: raise --limit`);
  for (const notice of notices) err(printable(notice));
}

function showCycle(run: Run, level: CyclesResponse['level'], { size, example, atRunTime }: Cycle): void {
  const { colors, out } = run.terminal;
  const what = counted(size, level === 'files' ? 'file' : 'symbol');
  const only = atRunTime ? '' : colors.dim('  types only: not there at run time');
  out(colors.bold(`${what} in a circle`) + only);
  for (const { symbol, sites, typesOnly } of example) {
    const [site] = sites;
    const place = colors.cyan(printable(site === undefined ? symbol.path : `${symbol.path}:${site.line + 1}`));
    const name = level === 'files' ? '' : `  ${printable(symbol.qualifiedName)}`;
    out(`  ${place}${name}${typesOnly ? colors.dim('  types only') : ''}`);
  }
}
