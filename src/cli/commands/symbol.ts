/** `loci symbol`: where a symbol is defined, and its text. */

import type { Command } from 'commander';
import type { SymbolDetail } from '../../core/model/api';
import { LociError } from '../../core/model/errors';
import { detailJson } from '../json';
import { wholeNumber } from '../options';
import type { Run } from '../run';
import { resolvePath } from '../run';
import { printable, printableLines } from '../text';

interface SymbolOptions {
  readonly folder?: string;
  readonly limit?: number;
  readonly json?: boolean;
}

export function addSymbol(program: Command, run: Run): void {
  program
    .command('symbol')
    .description('show the definition of a symbol')
    .argument('<symbol>', 'its id, qualified name or name')
    .option('--folder <folder>', 'look in this indexed folder only (default: all)')
    .option('--limit <n>', 'at most so many, 1 to 1000', wholeNumber(1, 1000))
    .option('--json', 'print a JSON array')
    .action(async (symbol: string, options: SymbolOptions) => {
      const engine = await run.engine();
      const folder = options.folder === undefined ? {} : { folder: resolvePath(run, options.folder) };
      const limit = options.limit === undefined ? {} : { limit: options.limit };
      const details = await engine.symbol({ symbol, ...folder, ...limit });
      if (details.length === 0) {
        throw new LociError('notFound', `no symbol is called ${symbol}`, `try: loci search ${symbol}`);
      }
      if (options.json === true) run.terminal.out(JSON.stringify(details.map(detailJson)));
      else for (const detail of details) showDetail(run, detail);
    });
}

function showDetail(run: Run, { symbol, folder, definition, stale }: SymbolDetail): void {
  const { colors, out } = run.terminal;
  const place = `${symbol.path}:${symbol.range.start.line + 1}`;
  out(`${colors.cyan(printable(place))}  ${symbol.kind}  ${colors.bold(printable(symbol.qualifiedName))}`);
  out(colors.dim(`  ${printable(symbol.id)} in ${printable(folder)}`));
  if (stale) out('  the file has changed since it was indexed, or is gone: run loci index');
  if (symbol.documentation !== undefined) out(indented(symbol.documentation));
  const text = definition ?? symbol.signature;
  if (text !== undefined) out(indented(text));
  out('');
}

function indented(text: string): string {
  return printableLines(text).replace(/^(?=.)/gm, '  ');
}
