/** `loci hotspots`: what much depends on and changes often, above all where no test reaches it. */

import type { Command } from 'commander';
import type { Hotspot, HotspotsRequest, HotspotsResponse } from '../../core/model/api';
import { hotspotsJson } from '../json';
import { wholeNumber } from '../options';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { counted, printable } from '../text';

interface HotspotsOptions {
  readonly days?: number;
  readonly depth?: number;
  readonly limit?: number;
  readonly json?: boolean;
}

export function addHotspots(program: Command, run: Run): void {
  program
    .command('hotspots')
    .description('show what much depends on, changes often and is reached by no test')
    .argument('[folder]', 'the indexed folder (default: the current one)')
    .option('--days <n>', 'count commits of so many days, 1 to 3650 (default: 90)', wholeNumber(1, 3650))
    .option('--depth <n>', 'a test reaches what is so many steps away, 1 to 10 (default: 3)', wholeNumber(1, 10))
    .option('--limit <n>', 'at most so many, 1 to 1000 (default: 50)', wholeNumber(1, 1000))
    .option('--json', 'print one JSON object')
    .action(async (folder: string | undefined, { days, depth, limit, json }: HotspotsOptions) => {
      const request: HotspotsRequest = {
        folder: resolvePath(run, folder ?? '.'),
        ...(days !== undefined && { days }),
        ...(depth !== undefined && { depth }),
        ...(limit !== undefined && { limit }),
      };
      const answer = await interruptible(run, async (signal) => (await run.engine()).hotspots(request, signal));
      if (json === true) run.terminal.out(JSON.stringify(hotspotsJson(answer)));
      else showHotspots(run, answer);
    });
}

function showHotspots(run: Run, { hotspots, days, notices }: HotspotsResponse): void {
  const { out, err } = run.terminal;
  for (const each of hotspots) out(hotspotLine(run, each));
  if (hotspots.length === 0) out(`nothing that something depends on has changed in ${counted(days, 'day')}`);
  for (const notice of notices) err(printable(notice));
}

function hotspotLine(run: Run, { symbol, score, rank, referenceCount, commits, testDepth }: Hotspot): string {
  const { colors } = run.terminal;
  const place = colors.cyan(printable(`${symbol.path}:${symbol.range.start.line + 1}`));
  const parts = [
    `${counted(referenceCount, 'use')}, rank ${rank.toFixed(1)}`,
    `${counted(commits, 'commit')} to its file`,
    testDepth === undefined ? 'no test reaches it' : `${counted(testDepth, 'step')} from a test`,
  ];
  const name = colors.bold(printable(symbol.qualifiedName));
  return `${score.toFixed(2)}  ${place}  ${name}  ${colors.dim(parts.join('; '))}`;
}
