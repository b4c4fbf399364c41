/** The command line: its commands, its options for all of them, and how a command's end becomes an exit code. */

import { Command, CommanderError, Option } from 'commander';
import { LociError } from '../core/model/errors';
import type { EngineClient } from '../protocol/client';
import { connectEngine } from '../protocol/client';
import { defaultDataDir } from '../protocol/dataDirectory';
import type { ServerKey } from '../protocol/endpoint';
import { lociVersion } from '../protocol/version';
import { addBackup } from './commands/backup';
import { addCycles } from './commands/cycles';
import { addDoctor } from './commands/doctor';
import { addEmbed } from './commands/embed';
import { addEval } from './commands/eval';
import { addExport } from './commands/export';
import { addHotspots } from './commands/hotspots';
import { addImpact } from './commands/impact';
import { addImport } from './commands/import';
import { addIndex } from './commands/index';
import { addMigrate } from './commands/migrate';
import { addOutline } from './commands/outline';
import { addPath } from './commands/path';
import { addRelations } from './commands/relations';
import { addReset } from './commands/reset';
import { addRestore } from './commands/restore';
import { addSearch } from './commands/search';
import { addServe } from './commands/serve';
import { addStart } from './commands/start';
import { addStatus } from './commands/status';
import { addSymbol } from './commands/symbol';
import { addTrain } from './commands/train';
import { addUnused } from './commands/unused';
import { addDuplicates } from './commands/duplicates';
import { addWhy } from './commands/why';
import { exitCodeFor, failureLine } from './failure';
import type { ExitCode, Run } from './run';
import { resolvePath } from './run';

interface GlobalOptions {
  readonly dataDir?: string;
  readonly databaseUrl?: string;
  readonly quiet?: boolean;
}

export type Surroundings = Pick<Run, 'terminal' | 'cwd' | 'serverFile' | 'onInterrupt'>;

const commands = [
  addStart,
  addIndex,
  addSearch,
  addSymbol,
  addOutline,
  addRelations,
  addImpact,
  addPath,
  addCycles,
  addUnused,
  addDuplicates,
  addHotspots,
  addStatus,
  addWhy,
  addDoctor,
  addMigrate,
  addBackup,
  addRestore,
  addExport,
  addImport,
  addEmbed,
  addTrain,
  addEval,
  addReset,
  addServe,
];

/** Runs one command line, given without the program's own name. Answers with the exit code; never rejects. */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { terminal } = surroundings;
  const program = createProgram(surroundings);
  let code: ExitCode = 0;
  let connecting: Promise<EngineClient> | undefined;
  const run: Run = {
    ...surroundings,
    quiet: () => program.opts<GlobalOptions>().quiet === true,
    key: () => serverKey(program.opts<GlobalOptions>(), run),
    engine: () => (connecting ??= connectEngine({ ...run.key(), serverFile: run.serverFile })),
    finish: (wanted) => {
      code = wanted;
    },
  };
  for (const add of commands) add(program, run);
  try {
    if (args.length === 0) {
      throw new LociError('usage', 'no command given', 'run loci start <folder> to begin, or loci --help');
    }
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    code = exitCodeFor(error);
    // Commander has said itself what was wrong with the command line.
    if (!(error instanceof CommanderError)) terminal.err(failureLine(error));
  }
  await connecting?.then(
    (client) => {
      client.close();
    },
    () => undefined,
  );
  return code;
}

function createProgram({ terminal }: Surroundings): Command {
  return new Command('loci')
    .description('Index code and find it again, by name and by words.')
    .version(lociVersion)
    .addOption(
      new Option('--data-dir <folder>', "where the index is kept (default: the platform's data folder)").env(
        'LOCI_DATA_DIR',
      ),
    )
    .addOption(
      new Option('--database-url <url>', 'a PostgreSQL server, in place of the embedded database').env(
        'LOCI_DATABASE_URL',
      ),
    )
    .option('--quiet', 'no progress and no notes')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => {
        terminal.out(text.trimEnd());
      },
      writeErr: (text) => {
        terminal.err(text.trimEnd());
      },
      outputError: (text, write) => {
        const said = text
          .trim()
          .replace(/^error: /, '')
          .replace(/\s*\n\s*/g, ' ');
        write(`loci: ${said} — see loci --help`);
      },
      getOutHelpWidth: () => Math.min(terminal.outputColumns(), 100),
      getOutHasColors: () => terminal.colors.isColorSupported,
    });
}

function serverKey({ dataDir, databaseUrl = '' }: GlobalOptions, run: Run): ServerKey {
  const folder = dataDir === undefined ? defaultDataDir() : resolvePath(run, dataDir);
  if (databaseUrl === '') return { dataDir: folder };
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new LociError(
      'usage',
      'the database URL is not one of PostgreSQL',
      'it looks like postgresql://user:password@host/database',
    );
  }
  return { dataDir: folder, databaseUrl };
}
