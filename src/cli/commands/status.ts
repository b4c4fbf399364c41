/** `loci status`: what is indexed, how fresh it is, and what is wrong with it. */

import type { Command } from 'commander';
import type { EngineStatus, FolderStatus } from '../../core/model/api';
import { checkerText } from '../checkerText';
import { embeddingText } from '../embeddingText';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { bytes, count, counted, duration, printable } from '../text';

interface StatusOptions {
  readonly json?: boolean;
  readonly check?: boolean;
  readonly folder?: string;
}

const problemsShown = 10;

export function addStatus(program: Command, run: Run): void {
  program
    .command('status')
    .description('say what is indexed, how fresh it is, and what is wrong')
    .option('--folder <folder>', 'of this folder only (default: all)')
    .option('--check', 'compare every file with the index, which takes a scan')
    .option('--json', 'print one JSON object')
    .action(async (options: StatusOptions) => {
      const engine = await run.engine();
      const folder = options.folder === undefined ? {} : { folder: resolvePath(run, options.folder) };
      const checkFiles = options.check === true ? { checkFiles: true } : {};
      const status = await interruptible(run, (signal) => engine.status({ ...folder, ...checkFiles }, signal));
      if (options.json === true) run.terminal.out(JSON.stringify(status));
      else showStatus(run, status);
    });
}

function showStatus(run: Run, status: EngineStatus): void {
  const { colors, out, err } = run.terminal;
  const { database, folders } = status;
  for (const folder of folders) showFolder(run, folder);
  if (folders.length === 0) out('nothing is indexed yet: run loci index <folder>');
  const kind = database.kind === 'embedded' ? 'embedded PostgreSQL' : 'PostgreSQL';
  out(`${colors.bold('database')}  ${kind} ${printable(database.serverVersion)}, ${bytes(database.bytes)}`);
  out(`          ${printable(database.location)}, schema ${database.schemaVersion}`);
  const { pid, rssBytes, uptimeMs } = status.process;
  out(
    `${colors.bold('server')}    Loci ${status.version}, process ${pid}, ${bytes(rssBytes)}, up ${duration(uptimeMs)}`,
  );
  for (const notice of status.notices) err(printable(notice));
}

function showFolder(run: Run, folder: FolderStatus): void {
  const { colors, out } = run.terminal;
  const { vault, freshness, problems, progress } = folder;
  out(`${colors.bold(printable(vault.folder))}  ${folder.state}${folder.watching ? ', watched' : ''}`);
  const sums = [
    counted(folder.files, 'file'),
    counted(folder.symbols, 'symbol'),
    counted(folder.references, 'reference'),
  ];
  out(`  ${sums.join(', ')}`);
  const languages = Object.entries(folder.filesByLanguage).sort(([, a], [, b]) => b - a);
  if (languages.length > 0) out(`  ${languages.map(([name, files]) => `${name} ${count(files)}`).join(', ')}`);
  if (progress !== undefined) out(`  ${progress.phase}: ${count(progress.done)} of ${counted(progress.total, 'file')}`);
  out(`  ${freshnessText(freshness)}`);
  if (folder.checker.files > 0) out(`  TypeScript checker: ${checkerText(folder.checker)}`);
  if (folder.embedding.state !== 'off') out(`  meaning: ${embeddingText(folder.embedding)}`);
  const { partial, failed } = folder.filesByStatus;
  if (partial + failed > 0) out(`  ${count(partial)} read in part, ${count(failed)} not readable`);
  for (const { path, message } of problems.slice(0, problemsShown)) {
    out(colors.dim(`    ${printable(path)}: ${printable(message)}`));
  }
  if (problems.length > problemsShown) out(colors.dim(`    and ${count(problems.length - problemsShown)} more`));
  out('');
}

function freshnessText({ commit, headNow, indexedAt, changedFiles }: FolderStatus['freshness']): string {
  const parts = [indexedAt === undefined ? 'never indexed whole' : `indexed ${indexedAt}`];
  if (commit !== undefined) parts.push(`at commit ${commit.slice(0, 10)}`);
  if (headNow !== undefined && headNow !== commit) parts.push(`now at ${headNow.slice(0, 10)}`);
  if (changedFiles !== undefined) parts.push(`${counted(changedFiles, 'file differs', 'files differ')} from the disk`);
  return parts.join(', ');
}
