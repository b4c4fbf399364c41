/** `loci duplicates`: code that stands in several places, what would save the most lines first. */

import type { Command } from 'commander';
import type { DuplicatesResponse } from '../../core/model/api';
import { duplicatesJson } from '../json';
import { wholeNumber } from '../options';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { counted, printable } from '../text';

interface DuplicatesOptions {
  readonly minLines?: number;
  readonly limit?: number;
  readonly json?: boolean;
}

export function addDuplicates(program: Command, run: Run): void {
  program
    .command('duplicates')
    .description('show code that was copied, renamed variables or not')
    .argument('[folder]', 'the indexed folder (default: the current one)')
    .option('--min-lines <n>', 'only definitions of so many lines, 1 to 10000 (default: 6)', wholeNumber(1, 10_000))
    .option('--limit <n>', 'at most so many groups, 1 to 1000 (default: 100)', wholeNumber(1, 1000))
    .option('--json', 'print one JSON object')
    .action(async (folder: string | undefined, { minLines, limit, json }: DuplicatesOptions) => {
      const request = {
        folder: resolvePath(run, folder ?? '.'),
        ...(minLines !== undefined && { minLines }),
        ...(limit !== undefined && { limit }),
      };
      const answer = await interruptible(run, async (signal) => (await run.engine()).duplicates(request, signal));
      if (json === true) run.terminal.out(JSON.stringify(duplicatesJson(answer)));
      else showDuplicates(run, answer);
    });
}

function showDuplicates(run: Run, { groups, total, notices }: DuplicatesResponse): void {
  const { colors, out, err } = run.terminal;
  for (const { lines, likeness, size, members } of groups) {
    const alike = likeness === 1 ? 'the same' : `at least ${Math.min(99, Math.floor(likeness * 100))} % alike`;
    out(`${counted(size, 'time')} ${counted(lines, 'line')}, ${alike}`);
    for (const { path, range, qualifiedName, kind, nativeKind } of members) {
      const place = colors.cyan(printable(`${path}:${range.start.line + 1}`));
      out(`  ${place}  ${colors.dim(nativeKind ?? kind)}  ${colors.bold(printable(qualifiedName))}`);
    }
    if (size > members.length) out(`  and ${size - members.length} more`);
    out('');
  }
  if (groups.length === 0) out('nothing was copied');
  if (total > groups.length) err(`${counted(total - groups.length, 'more group')}: raise --limit`);
  for (const notice of notices) err(printable(notice));
}
