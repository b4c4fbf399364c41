/** `loci serve`: the server in the foreground, for those who keep their processes themselves. */

import { spawn } from 'node:child_process';
import type { Command } from 'commander';
import { LociError } from '../../core/model/errors';
import { firstLine, readStatus, startFailure } from '../../protocol/launch';
import type { Run } from '../run';
import { printable } from '../text';

export function addServe(program: Command, run: Run): void {
  program
    .command('serve')
    .description('run the server in the foreground until Ctrl-C')
    .action(async () => {
      const { dataDir, databaseUrl } = run.key();
      const child = spawn(process.execPath, [run.serverFile, '--data-dir', dataDir, '--foreground'], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, LOCI_DATABASE_URL: databaseUrl },
      });
      // Ctrl-C reaches the child by itself on a terminal; a second request to end changes nothing.
      const release = run.onInterrupt(() => child.kill('SIGINT'));
      const ended = new Promise<number>((resolve) => {
        child.on('error', () => {
          resolve(1);
        });
        child.on('exit', (code) => {
          resolve(code ?? 1);
        });
      });
      const { line, ending } = await firstLine(child);
      const status = readStatus(line);
      if (status?.status === 'locked') {
        throw new LociError('busy', `another server owns ${dataDir}`, 'wait for it to end, or give another --data-dir');
      }
      if (status?.status !== 'listening') throw startFailure(status, ending, 'the messages above');
      run.terminal.err(`serving ${printable(dataDir)}; Ctrl-C ends it`);
      if ((await ended) !== 0) run.finish(1);
      release();
    });
}
