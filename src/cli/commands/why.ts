/** `loci why`: whether a path is indexed, and by which rule it is or is not. */

import type { Command } from 'commander';
import type { Run } from '../run';
import { resolvePath } from '../run';
import { printable } from '../text';

export function addWhy(program: Command, run: Run): void {
  program
    .command('why')
    .description('say whether a file is indexed, and why or why not')
    .argument('<path>', 'the file or folder')
    .option('--json', 'print one JSON object')
    .action(async (typed: string, options: { readonly json?: boolean }) => {
      const { terminal } = run;
      const engine = await run.engine();
      const answer = await engine.why({ path: resolvePath(run, typed) });
      if (options.json === true) {
        terminal.out(JSON.stringify(answer));
        return;
      }
      const verdict = answer.indexed ? terminal.colors.green('indexed') : terminal.colors.yellow('not indexed');
      terminal.out(`${printable(answer.path)}: ${verdict}`);
      terminal.out(`  ${printable(answer.explanation)}`);
      if (answer.stale) terminal.out('  It has changed since it was indexed.');
    });
}
