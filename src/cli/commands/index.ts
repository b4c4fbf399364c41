/** `loci index`: brings a folder's index up to date, and keeps it so with --watch. */

import type { Command } from 'commander';
import type { Run } from '../run';
import type { CheckSummary } from '../../core/model/api';
import { checkerText } from '../checkerText';
import { interruptible, resolvePath } from '../run';
import { duration, printable } from '../text';
import { indexFolder, summaryLine } from './indexing';

interface IndexOptions {
  readonly json?: boolean;
  readonly rebuild?: boolean;
  readonly watch?: boolean;
  readonly checker?: boolean;
  /** Absent if nothing was said: what the folder leaves out stays as it is. */
  readonly exclude?: readonly string[] | false;
}

export function addIndex(program: Command, run: Run): void {
  program
    .command('index')
    .description('index a folder, or bring its index up to date')
    .argument('<folder>', 'the folder')
    .option('--json', 'print a JSON summary')
    .option('--rebuild', 'read and parse every file again')
    .option('--exclude <glob...>', 'leave out files besides what ignore files say; kept with the folder')
    .option('--no-exclude', 'leave out only what ignore files say, from now on')
    .option('--checker', 'wait until the TypeScript checker has confirmed relationships, too')
    .option('--watch', 'go on watching for changes until Ctrl-C')
    .action(async (typed: string, options: IndexOptions) => {
      const folder = resolvePath(run, typed);
      await indexOnce(run, folder, options);
      if (options.watch === true) await watch(run, folder, options);
    });
}

async function indexOnce(run: Run, folder: string, options: IndexOptions): Promise<void> {
  const { terminal } = run;
  const rebuild = options.rebuild === true ? { rebuild: true } : {};
  const exclude = options.exclude === undefined ? {} : { exclude: options.exclude === false ? [] : options.exclude };
  const summary = await indexFolder(run, { folder, ...rebuild, ...exclude });
  for (const notice of summary.notices) terminal.err(printable(notice));
  const checked = options.checker === true ? await check(run, summary.folder) : undefined;
  if (options.json === true) {
    terminal.out(JSON.stringify(checked === undefined ? summary : { ...summary, checker: checked }));
    return;
  }
  terminal.out(`${printable(summary.folder)}: ${summaryLine(summary)}`);
  if (checked !== undefined) terminal.out(`checker: ${checkerText(checked)}, in ${duration(checked.ms)}`);
}

async function check(run: Run, folder: string): Promise<CheckSummary> {
  const engine = await run.engine();
  return interruptible(run, (signal) => engine.check({ folder }, signal));
}

/** Until Ctrl-C. A server that was lost is started again, and what changed in between is indexed. */
async function watch(run: Run, folder: string, options: IndexOptions): Promise<void> {
  for (;;) {
    const engine = await run.engine();
    let release: readonly (() => void)[] = [];
    const over = new Promise<'interrupted' | 'lost'>((resolve) => {
      const interrupted = (): void => {
        resolve('interrupted');
      };
      const lost = (): void => {
        resolve('lost');
      };
      release = [run.onInterrupt(interrupted), engine.onLost(lost)];
    });
    await engine.watch(folder);
    run.terminal.err(`watching ${printable(folder)}; Ctrl-C ends it`);
    const why = await over;
    for (const stop of release) stop();
    if (why === 'interrupted') return;
    await indexOnce(run, folder, { ...options, rebuild: false });
  }
}
