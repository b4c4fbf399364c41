/** `loci outline`: what a file defines, as a tree. */

import type { Command } from 'commander';
import type { Outline } from '../../core/model/api';
import { outlineJson } from '../json';
import type { Run } from '../run';
import { resolvePath } from '../run';
import { printable } from '../text';

export function addOutline(program: Command, run: Run): void {
  program
    .command('outline')
    .description('list what a file defines')
    .argument('<file>', 'the file')
    .option('--json', 'print one JSON object')
    .action(async (typed: string, options: { readonly json?: boolean }) => {
      const engine = await run.engine();
      const outline = await engine.outline({ file: resolvePath(run, typed) });
      if (options.json === true) run.terminal.out(JSON.stringify(outlineJson(outline)));
      else showOutline(run, outline);
    });
}

function showOutline(run: Run, { file, entries }: Outline): void {
  const { colors, out, err } = run.terminal;
  if (file.problem !== undefined) err(`${printable(file.path)}: ${printable(file.problem)}`);
  const depths: number[] = [];
  const lastLine = entries.reduce((most, { symbol }) => Math.max(most, symbol.range.start.line + 1), 0);
  for (const { symbol, container } of entries) {
    // A container stands before what it holds, so its depth is known.
    const depth = container < 0 ? 0 : (depths[container] ?? 0) + 1;
    depths.push(depth);
    const line = String(symbol.range.start.line + 1).padStart(String(lastLine).length);
    const kind = symbol.nativeKind ?? symbol.kind;
    out(`${colors.dim(line)}  ${'  '.repeat(depth)}${colors.dim(printable(kind))} ${printable(symbol.name)}`);
  }
  if (entries.length === 0) err(`${printable(file.path)} defines nothing`);
}
