/** `loci migrate`: the state of the database's schema, and steps up and down. */

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { MigrationState } from '../../core/model/api';
import { LociError } from '../../core/model/errors';
import { wholeNumber } from '../options';
import type { Run } from '../run';
import { resolvePath } from '../run';
import { printable } from '../text';

interface MigrateOptions {
  readonly to?: number;
  readonly json?: boolean;
}

export function addMigrate(program: Command, run: Run): void {
  const migrate = program.command('migrate').description("show or change the database's schema version");
  migrate
    .command('status')
    .description('list the migrations and whether they are applied')
    .option('--json', 'print a JSON array')
    .action(async (options: MigrateOptions) => {
      const engine = await run.engine();
      showStates(run, await engine.migrations(), options);
    });
  for (const direction of ['up', 'down'] as const) {
    migrate
      .command(direction)
      .description(direction === 'up' ? 'apply what is pending' : 'take the last migration back')
      .option('--to <version>', 'up or down to this version', wholeNumber(0, 9999))
      .option('--json', 'print a JSON array')
      .action(async (options: MigrateOptions) => {
        const engine = await run.engine();
        showStates(run, await engine.migrate(direction, options.to), options);
      });
  }
  migrate
    .command('create')
    .description('write an empty migration with the next number')
    .argument('<name>', 'what it does, in a few words')
    .option('--folder <folder>', 'where the migrations are', 'migrations')
    .action((name: string, options: { readonly folder: string }) => {
      run.terminal.out(createMigration(resolvePath(run, options.folder), name));
    });
}

function showStates(run: Run, states: readonly MigrationState[], { json }: MigrateOptions): void {
  const { colors, out } = run.terminal;
  if (json === true) {
    out(JSON.stringify(states));
    return;
  }
  for (const { version, name, applied, appliedAt } of states) {
    const when = applied ? colors.green(`applied ${appliedAt ?? ''}`.trimEnd()) : colors.yellow('pending');
    out(`${String(version).padStart(4, '0')}  ${printable(name)}  ${when}`);
  }
}

/** Answers with the file's path. */
function createMigration(folder: string, name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (slug === '') throw new LociError('usage', `"${name}" has no letters for a file name`, 'use letters or digits');
  mkdirSync(folder, { recursive: true });
  const numbers = readdirSync(folder).map((file) => Number(/^(\d+)_.*\.sql$/.exec(file)?.[1] ?? 0));
  const next = String(Math.max(0, ...numbers) + 1).padStart(4, '0');
  const file = path.join(folder, `${next}_${slug}.sql`);
  writeFileSync(file, '-- migrate:up\n\n-- migrate:down\n', { flag: 'wx' });
  return file;
}
