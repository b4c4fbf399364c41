/** `loci start`: index a folder and search it, in one command; what `npm start` runs. */

import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { isLociError } from '../../core/model/errors';
import { failureLine } from '../failure';
import type { Run } from '../run';
import { resolvePath } from '../run';
import { printable } from '../text';
import { indexFolder, summaryLine } from './indexing';
import type { Asker } from './searching';
import { createAsker, showAnswer } from './searching';

export function addStart(program: Command, run: Run): void {
  program
    .command('start')
    .description('index a folder, then search it; without a query, ask for queries')
    .argument('<folder>', 'the folder')
    .argument('[query...]', 'what to search for')
    .action(async (typed: string, words: readonly string[]) => {
      const folder = resolvePath(run, typed);
      const summary = await indexFolder(run, { folder });
      if (!run.quiet()) {
        for (const notice of summary.notices) run.terminal.err(printable(notice));
        run.terminal.err(`${printable(summary.folder)}: ${summaryLine(summary)}`);
      }
      const ask = await createAsker(run, summary.folder);
      const query = words.join(' ').trim();
      if (query === '') await answerLines(run, ask);
      else showAnswer(run, query, await ask(query));
    });
}

/** On a terminal until an empty line, Ctrl-D or Ctrl-C; elsewhere, every line of the input that is not blank. */
async function answerLines(run: Run, ask: Asker): Promise<void> {
  const { terminal } = run;
  const interactive = terminal.inputIsTerminal;
  const lines = createInterface({ input: terminal.input, crlfDelay: Infinity });
  const release = interactive
    ? run.onInterrupt(() => {
        lines.close();
      })
    : () => undefined;
  const prompt = (): void => {
    if (interactive) terminal.draw('search> ');
  };
  prompt();
  for await (const line of lines) {
    const query = line.trim();
    if (query === '' && interactive) break;
    if (query !== '') await answerLine(run, ask, query);
    prompt();
  }
  lines.close();
  release();
}

/** A question that is wrong must not end the conversation. */
async function answerLine(run: Run, ask: Asker, query: string): Promise<void> {
  try {
    showAnswer(run, query, await ask(query));
  } catch (error) {
    if (!isLociError(error)) throw error;
    run.terminal.err(failureLine(error));
  }
}
