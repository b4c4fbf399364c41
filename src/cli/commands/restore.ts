/** `loci restore`: what `loci backup` wrote, into this database. */

import type { Command } from 'commander';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { counted, printable } from '../text';

interface RestoreOptions {
  readonly json?: boolean;
  readonly replace?: boolean;
}

export function addRestore(program: Command, run: Run): void {
  program
    .command('restore')
    .description('read a backup into the database')
    .argument('<file>', 'the file that loci backup wrote')
    .option('--replace', 'put it in the place of what the database holds')
    .option('--json', 'print one JSON object')
    .action(async (typed: string, { json, replace }: RestoreOptions) => {
      const file = resolvePath(run, typed);
      const engine = await run.engine();
      const restored = await interruptible(run, (signal) =>
        engine.restore({ file, ...(replace === true && { replace }) }, signal),
      );
      const text = `${printable(file)}: ${counted(restored.rows, 'row')} restored`;
      run.terminal.out(json === true ? JSON.stringify({ file, ...restored }) : text);
    });
}
