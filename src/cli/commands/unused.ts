/** `loci unused`: what nothing refers to, the surest first, and what may use it all the same. */

import type { Command } from 'commander';
import type { UnusedRequest, UnusedResponse, UnusedSymbol, UseDoubt } from '../../core/model/api';
import { LociError } from '../../core/model/errors';
import type { SymbolKind } from '../../core/model/symbol';
import { symbolKinds } from '../../core/model/symbol';
import { unusedJson } from '../json';
import { wholeNumber } from '../options';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { counted, printable } from '../text';

interface UnusedOptions {
  readonly kind?: readonly string[];
  readonly sure?: boolean;
  readonly limit?: number;
  readonly json?: boolean;
}

export function addUnused(program: Command, run: Run): void {
  program
    .command('unused')
    .description('show what nothing refers to, and what may use it all the same')
    .argument('[folder]', 'the indexed folder (default: the current one)')
    .option('--kind <kinds...>', `only these: ${symbolKinds.join(', ')}`)
    .option('--sure', 'only what nothing else may use')
    .option('--limit <n>', 'at most so many, 1 to 1000 (default: 200)', wholeNumber(1, 1000))
    .option('--json', 'print one JSON object')
    .action(async (folder: string | undefined, { kind, sure, limit, json }: UnusedOptions) => {
      const request: UnusedRequest = {
        folder: resolvePath(run, folder ?? '.'),
        ...(kind !== undefined && { kinds: kind.flatMap((each) => each.split(',')).map(kindOf) }),
        ...(sure === true && { sure }),
        ...(limit !== undefined && { limit }),
      };
      const answer = await interruptible(run, async (signal) => (await run.engine()).unused(request, signal));
      if (json === true) run.terminal.out(JSON.stringify(unusedJson(answer)));
      else showUnused(run, answer, sure === true);
    });
}

function kindOf(typed: string): SymbolKind {
  const found = symbolKinds.find((kind) => kind === typed.trim());
  if (found !== undefined) return found;
  throw new LociError('usage', `${printable(typed)} is no kind of symbol`, symbolKinds.join(', '));
}

function showUnused(run: Run, { unused, total, completeness, notices }: UnusedResponse, sure: boolean): void {
  const { out, err } = run.terminal;
  for (const each of unused) out(unusedLine(run, each));
  if (unused.length === 0) {
    const none = sure ? 'nothing is surely unused' : 'nothing is unused';
    out(completeness === 'complete' ? none : `${none}, as far as is known yet`);
  }
  if (total > unused.length) err(`${counted(total - unused.length, 'more symbol')}: raise --limit`);
  for (const notice of notices) err(printable(notice));
}

const doubts: Readonly<Record<Exclude<UseDoubt, 'named'>, string>> = {
  entryPoint: 'by those who import the package',
  exported: 'from outside, as it is exported',
  inherited: 'through what its class extends',
  inObject: 'through the object it is in',
  decorated: 'by what it is decorated with',
  convention: 'by what calls such names',
};

function unusedLine(run: Run, { symbol, mayBeUsedAs, unboundMentions }: UnusedSymbol): string {
  const { colors } = run.terminal;
  const place = colors.cyan(printable(`${symbol.path}:${symbol.range.start.line + 1}`));
  const kind = colors.dim(symbol.nativeKind ?? symbol.kind);
  const reasons = mayBeUsedAs.map((doubt) =>
    doubt === 'named' ? `by ${counted(unboundMentions, 'unbound mention')} of its name` : doubts[doubt],
  );
  const may = reasons.length === 0 ? '' : colors.dim(`  may be used ${reasons.join(', ')}`);
  return `${place}  ${kind}  ${colors.bold(printable(symbol.qualifiedName))}${may}`;
}
