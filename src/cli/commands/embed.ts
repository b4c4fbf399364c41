/** `loci embed`: what embedding would take, and embedding at once. */

import type { Command } from 'commander';
import { Option } from 'commander';
import type { EmbeddingEstimate, EmbedSummary } from '../../core/model/api';
import { embeddingText } from '../embeddingText';
import { money } from '../options';
import { createProgress } from '../progress';
import type { Run } from '../run';
import { interruptible, resolvePath } from '../run';
import { count, counted, duration, printable } from '../text';

interface EmbedOptions {
  readonly dryRun?: boolean;
  readonly price?: number;
  readonly json?: boolean;
}

export function addEmbed(program: Command, run: Run): void {
  program
    .command('embed')
    .description('turn symbols into vectors now, for search by meaning, or say what that would take')
    .argument('[folders...]', 'indexed folders (default: all)')
    .option('--dry-run', 'count texts, tokens, time and cost; embed and send nothing')
    .addOption(
      new Option('--price <amount>', 'what a million tokens cost, in any currency')
        .argParser(money)
        .env('LOCI_EMBEDDING_PRICE'),
    )
    .option('--json', 'print one JSON object, or one a folder')
    .action(async (typed: readonly string[], options: EmbedOptions) => {
      const folders = typed.map((folder) => resolvePath(run, folder));
      if (options.dryRun === true) await dryRun(run, folders, options);
      else for (const folder of await chosen(run, folders)) await embedNow(run, folder, options);
    });
}

async function chosen(run: Run, folders: readonly string[]): Promise<readonly string[]> {
  if (folders.length > 0) return folders;
  const engine = await run.engine();
  return (await engine.status({})).folders.map(({ vault }) => vault.folder);
}

async function embedNow(run: Run, folder: string, { json }: EmbedOptions): Promise<void> {
  const engine = await run.engine();
  const progress = createProgress(run);
  const summary = await interruptible(run, (signal) => engine.embed({ folder }, progress.show, signal)).finally(
    progress.end,
  );
  run.terminal.out(json === true ? JSON.stringify(summary) : summaryLine(summary));
}

function summaryLine(summary: EmbedSummary): string {
  const { folder, texts, ms } = summary;
  return `${printable(folder)}: ${counted(texts, 'text')} embedded in ${duration(ms)}; ${embeddingText(summary)}`;
}

async function dryRun(run: Run, folders: readonly string[], { price, json }: EmbedOptions): Promise<void> {
  const engine = await run.engine();
  const progress = createProgress(run);
  const request = folders.length === 0 ? {} : { folders };
  const estimate = await interruptible(run, (signal) =>
    engine.estimateEmbedding(request, progress.show, signal),
  ).finally(progress.end);
  const cost = price === undefined ? {} : { cost: (estimate.tokens * price) / 1e6 };
  if (json === true) run.terminal.out(JSON.stringify({ ...estimate, ...cost }));
  else for (const line of linesOf(estimate, price)) run.terminal.out(line);
}

function linesOf(estimate: EmbeddingEstimate, price: number | undefined): string[] {
  const { provider, model = provider, host, files, texts, known, characters, tokens, redacted } = estimate;
  if (provider === 'off') return ['embedding is switched off'];
  const where = host === undefined ? 'on this machine' : `by ${printable(host)}`;
  const lines = [`${printable(model)}: ${counted(texts, 'text')} of ${counted(files, 'file')} to embed ${where}`];
  if (known > 0) lines.push(`${counted(known, 'text has', 'texts have')} vectors already`);
  if (texts === 0) return lines;
  lines.push(`${count(characters)} characters, about ${count(tokens)} tokens (counted as one for three bytes)`);
  if (redacted > 0) lines.push(`out of ${counted(redacted, 'text')} secrets are taken`);
  return [...lines, timeLine(estimate), ...costLines(estimate, price)];
}

function timeLine({ texts, rate }: EmbeddingEstimate): string {
  if (rate === undefined) return 'time: not known before a first run';
  return `about ${duration((texts / rate) * 1000)}, at ${count(Math.max(1, Math.round(rate)))} texts a second here`;
}

function costLines({ host, tokens, spent, budget }: EmbeddingEstimate, price: number | undefined): string[] {
  if (host === undefined) return ['nothing leaves this machine, and nothing is paid'];
  const lines =
    price === undefined
      ? ['cost: give --price, what a million tokens cost']
      : [`cost: about ${((tokens * price) / 1e6).toFixed(2)}, at ${price} for a million tokens`];
  if (budget === undefined) return lines;
  const short = spent + tokens > budget ? '; it is not enough, and the rest would wait' : '';
  return [...lines, `budget: ${count(spent)} of ${count(budget)} tokens of this month are used${short}`];
}
