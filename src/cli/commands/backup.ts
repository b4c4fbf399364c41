/** `loci backup`: everything that the database holds, in one portable file. */

import type { Command } from 'commander';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { bytes, counted, printable } from '../text';

interface BackupOptions {
  readonly json?: boolean;
}

export function addBackup(program: Command, run: Run): void {
  program
    .command('backup')
    .description('write what the database holds to one file')
    .argument('<file>', 'the file to write')
    .option('--json', 'print one JSON object')
    .action(async (typed: string, { json }: BackupOptions) => {
      const file = resolvePath(run, typed);
      const engine = await run.engine();
      const written = await interruptible(run, (signal) => engine.backup(file, signal));
      const text = `${printable(file)}: ${counted(written.rows, 'row')}, ${bytes(written.bytes)}`;
      run.terminal.out(json === true ? JSON.stringify({ file, ...written }) : text);
    });
}
