/** `loci export`: a folder's index for other programs. */

import type { Command } from 'commander';
import { createProgress } from '../progress';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { bytes, counted, printable } from '../text';

interface ExportOptions {
  readonly scip: string;
  readonly json?: boolean;
}

export function addExport(program: Command, run: Run): void {
  program
    .command('export')
    .description("write a folder's index in the SCIP format")
    .argument('<folder>', 'an indexed folder')
    .requiredOption('--scip <file>', 'the file to write')
    .option('--json', 'print one JSON object')
    .action(async (typed: string, { scip, json }: ExportOptions) => {
      const request = { folder: resolvePath(run, typed), file: resolvePath(run, scip) };
      const engine = await run.engine();
      const progress = createProgress(run);
      const written = await interruptible(run, (signal) => engine.exportScip(request, progress.show, signal)).finally(
        progress.end,
      );
      for (const notice of written.notices) run.terminal.err(printable(notice));
      const parts = [
        counted(written.documents, 'document'),
        counted(written.symbols, 'symbol'),
        counted(written.occurrences, 'occurrence'),
        counted(written.externalSymbols, 'external symbol'),
        bytes(written.bytes),
      ];
      run.terminal.out(json === true ? JSON.stringify(written) : `${printable(written.file)}: ${parts.join(', ')}`);
    });
}
