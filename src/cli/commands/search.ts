/** `loci search`: one question, or many from a file. */

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { z } from 'zod';
import { LociError, messageOf } from '../../core/model/errors';
import { toErrorData } from '../../protocol/errorCodec';
import { answerJson, hitJson } from '../json';
import { wholeNumber } from '../options';
import type { Run } from '../run';
import { resolvePath } from '../run';
import type { Asker } from './searching';
import { createAsker, showAnswer } from './searching';

interface SearchOptions {
  readonly folder?: string;
  readonly near?: string;
  readonly limit?: number;
  readonly json?: boolean;
  readonly batch?: string;
}

export function addSearch(program: Command, run: Run): void {
  program
    .command('search')
    .description('find symbols by name and by words')
    .argument('[query...]', 'words, names, "exact text", file:line, a stack trace, and kind: lang: path: in: like:')
    .option(
      '--folder <folder>',
      'search this indexed folder only (default: the one around the current folder, else all)',
    )
    .option('--near <file>', 'prefer, of what fits alike, what is near this file')
    .option('--limit <n>', 'at most so many hits, 1 to 1000 (default: 20)', wholeNumber(1, 1000))
    .option('--json', 'print one JSON object')
    .option('--batch <file>', 'answer the queries of a JSON-lines file, - for standard input: {"query","limit"?}')
    .action(async (words: readonly string[], options: SearchOptions) => {
      const query = words.join(' ');
      if ((query.trim() === '') === (options.batch === undefined)) {
        throw new LociError('usage', 'give a query or --batch, and not both', 'see loci search --help');
      }
      if (options.batch === undefined) await searchOnce(run, query, options);
      else await searchBatch(run, options.batch, options);
    });
}

async function searchOnce(run: Run, query: string, options: SearchOptions): Promise<void> {
  const ask = await createAsker(run, options.folder, options.near);
  const answer = await ask(query, options.limit);
  if (options.json !== true) {
    showAnswer(run, query, answer);
    return;
  }
  const hits = answer.hits.map(({ hit, folder }) => hitJson(hit, folder));
  run.terminal.out(JSON.stringify(answerJson(query, hits, answer.response)));
}

const batchLine = z.object({ query: z.string(), limit: z.int().min(1).max(1000).optional() });

async function searchBatch(run: Run, file: string, options: SearchOptions): Promise<void> {
  const ask = await createAsker(run, options.folder, options.near);
  const name = file === '-' ? 'standard input' : file;
  const input = file === '-' ? run.terminal.input : createReadStream(resolvePath(run, file));
  const unreadable = new Promise<never>((_resolve, reject) => {
    input.once('error', (error: NodeJS.ErrnoException) => {
      const said = error.code === 'ENOENT' ? 'it does not exist' : error.message;
      reject(new LociError('notFound', `cannot read ${name}: ${said}`, 'check the path'));
    });
  });
  unreadable.catch(() => undefined);
  const answerAll = async (): Promise<void> => {
    // Made where it is read: lines that come before anyone waits for them would be lost.
    const lines = createInterface({ input, crlfDelay: Infinity });
    let number = 0;
    for await (const line of lines) {
      number++;
      if (line.trim() !== '') await answerLine(run, ask, readLine(line, `${name}, line ${number}`), options.limit);
    }
  };
  await Promise.race([answerAll(), unreadable]);
}

function readLine(line: string, place: string): z.infer<typeof batchLine> {
  try {
    return batchLine.parse(JSON.parse(line));
  } catch (error) {
    const said = error instanceof z.ZodError ? (error.issues[0]?.message ?? '') : messageOf(error);
    throw new LociError('usage', `${place}: ${said}`, 'each line is {"query": "…", "limit": 20}, limit is optional');
  }
}

/** `ms` is what the caller waited: the way to the server and back included. A question that fails says so in its line. */
async function answerLine(
  run: Run,
  ask: Asker,
  { query, limit }: z.infer<typeof batchLine>,
  defaultLimit: number | undefined,
): Promise<void> {
  const started = performance.now();
  const elapsed = (): number => Math.round((performance.now() - started) * 100) / 100;
  try {
    const { hits } = await ask(query, limit ?? defaultLimit);
    const ms = elapsed();
    run.terminal.out(JSON.stringify({ query, hits: hits.map(({ hit, folder }) => hitJson(hit, folder)), ms }));
  } catch (error) {
    run.finish(1);
    run.terminal.out(JSON.stringify({ query, hits: [], ms: elapsed(), error: toErrorData(error) }));
  }
}
