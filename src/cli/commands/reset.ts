/** `loci reset`: forgets what can be built again from the files. */

import type { Command } from 'commander';
import type { Run } from '../run';
import { resolvePath } from '../run';
import { printable } from '../text';

export function addReset(program: Command, run: Run): void {
  program
    .command('reset')
    .description('forget the index of a folder, or of all; the files are not touched')
    .argument('[folder]', 'the folder (default: all)')
    .action(async (typed: string | undefined) => {
      const request = typed === undefined ? {} : { folder: resolvePath(run, typed) };
      const engine = await run.engine();
      await engine.reset(request);
      const what = request.folder === undefined ? 'every folder' : printable(request.folder);
      if (!run.quiet()) run.terminal.err(`forgot the index of ${what}; run loci index <folder> to build it again`);
    });
}
