/** `loci import`: what an indexer of a language knows, taken for true. */

import type { Command } from 'commander';
import type { ScipImportRequest, ScipImportSummary } from '../../core/model/api';
import { LociError } from '../../core/model/errors';
import { createProgress } from '../progress';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { count, counted, printable } from '../text';

interface ImportOptions {
  readonly scip?: string;
  readonly remove?: boolean;
  readonly json?: boolean;
}

export function addImport(program: Command, run: Run): void {
  program
    .command('import')
    .description('take exact relationships from an index in the SCIP format')
    .argument('<folder>', 'the indexed folder that the index is of, or one in it')
    .option('--scip <file>', 'the index: rust-analyzer, scip-java, scip-go, scip-python and others write them')
    .option('--remove', 'forget what was imported')
    .option('--json', 'print one JSON object')
    .action(async (typed: string, options: ImportOptions) => {
      const request = requestOf(run, typed, options);
      const engine = await run.engine();
      const progress = createProgress(run);
      const summary = await interruptible(run, (signal) => engine.importScip(request, progress.show, signal)).finally(
        progress.end,
      );
      for (const notice of summary.notices) run.terminal.err(printable(notice));
      run.terminal.out(options.json === true ? JSON.stringify(summary) : summaryLine(summary));
    });
}

function requestOf(run: Run, typed: string, { scip, remove = false }: ImportOptions): ScipImportRequest {
  const folder = resolvePath(run, typed);
  if (remove && scip === undefined) return { folder };
  if (!remove && scip !== undefined) return { folder, file: resolvePath(run, scip) };
  throw new LociError(
    'usage',
    'what is to be imported?',
    'give --scip <file>, or --remove to forget what was imported',
  );
}

function summaryLine({ folder, index, changedFiles }: ScipImportSummary): string {
  const changed = `${counted(changedFiles, 'file')} changed`;
  if (index === undefined) return `${printable(folder)}: forgot what was imported, ${changed}`;
  const parts = [
    `${count(index.taken)} of ${counted(index.documents, 'document')} taken in`,
    counted(index.references, 'reference'),
    changed,
  ];
  return `${printable(index.file)}${index.tool === '' ? '' : ` by ${printable(index.tool)}`}: ${parts.join(', ')}`;
}
