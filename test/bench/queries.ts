/** Questions to an index of 100,000 and one of 400,000 symbols, over the protocol, on both databases. */

import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { EngineClient } from '../../src/protocol/client';
import { messageOf } from '../../src/core/model/errors';
import { startServer } from '../support/postgres';
import { makeCorpus } from './corpus';
import { percentile, startMeasuredEngine, table } from './program';

const sizes = [100_000, 400_000];
const rounds = 200;
/** Questions asked before any is timed: an editor's server has answered some. */
const warmUp = 50;

export async function benchQueries(): Promise<void> {
  for (const size of sizes) {
    const corpus = await makeCorpus(size);
    try {
      await benchOn('embedded', corpus.folder);
      await benchOnServer(corpus.folder);
    } finally {
      await corpus.remove();
    }
  }
}

async function benchOnServer(folder: string): Promise<void> {
  const server = await startServer().catch((error: unknown) => {
    console.error(`!!! no PostgreSQL server to measure: ${messageOf(error)} !!!`);
    return undefined;
  });
  if (server === undefined) return;
  const admin = new Client({ connectionString: server.url });
  await admin.connect();
  const name = `loci_bench_${randomBytes(6).toString('hex')}`;
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  try {
    await admin.query(`CREATE DATABASE ${name}`);
    await benchOn('PostgreSQL', folder, { databaseUrl: url.href, isBusy: () => isActive(admin, name) });
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  } finally {
    await admin.end();
    await server.stop();
  }
}

interface Server {
  readonly databaseUrl: string;
  readonly isBusy: () => Promise<boolean>;
}

/** A statement of the engine or of autovacuum runs on the database. */
async function isActive(admin: Client, database: string): Promise<boolean> {
  const { rowCount } = await admin.query("SELECT FROM pg_stat_activity WHERE datname = $1 AND state = 'active'", [
    database,
  ]);
  return rowCount !== 0;
}

async function benchOn(name: string, folder: string, server?: Server): Promise<void> {
  const measured = await startMeasuredEngine(server === undefined ? {} : { databaseUrl: server.databaseUrl });
  const { client } = measured;
  try {
    const summary = await client.index({ folder }, () => undefined);
    await embedded(client, folder);
    await untilAtRest(client, server);
    const rows = await askAll(client, folder);
    const { process: engine } = await client.status({});
    console.log(
      `\nQuestions, ${name}: ${summary.symbols} symbols, server ${Math.round(engine.rssBytes / 1e6)} MB, ms over the protocol`,
    );
    table(rows);
  } finally {
    await measured.stop();
  }
}

/** What follows a first index once (VACUUM, ANALYZE) is not part of the questions: ten seconds of nearly no work. */
async function untilAtRest(client: EngineClient, server?: Server): Promise<void> {
  let before = (await client.status({})).process.cpuMs;
  let quiet = 0;
  while (quiet < 2) {
    await delay(5000);
    // Counting what there is for this very answer takes some of it.
    const { cpuMs } = (await client.status({})).process;
    const isBusy = cpuMs - before > 1500 || (await server?.isBusy()) === true;
    quiet = isBusy ? 0 : quiet + 1;
    before = cpuMs;
  }
}

/** A row a sort of question. */
export async function askAll(client: EngineClient, folder: string): Promise<Record<string, string | number>[]> {
  const sample = await client.search({ query: 'kind:function', folder, limit: 1000 });
  const names = sample.hits.map(({ symbol }) => symbol.name);
  const words = sample.hits.flatMap(({ symbol }) => symbol.name.match(/[A-Z]?[a-z]{3,}/g) ?? []);
  const name = (at: number): string => names[at % names.length]!;
  const word = (at: number): string => words[at % words.length]!.toLowerCase();
  const letters = names.flatMap((each) => Array.from({ length: each.length - 1 }, (_, at) => each.slice(0, at + 2)));
  const questions: Record<string, (at: number) => string> = {
    'exact name': name,
    'filter only': (at) =>
      ['kind:class', 'kind:method path:copy1', 'lang:typescript kind:interface', 'lang:c'][at % 4]!,
    'name and filter': (at) => `${name(at)} kind:function`,
    'ten plain words': (at) => Array.from({ length: 10 }, (_, k) => word(at * 13 + k * 7)).join(' '),
    sentence: (at) => `how does the ${word(at)} ${word(at + 1)} get its ${word(at * 7)} from the ${word(at * 3 + 5)}`,
    // Words that stand nowhere: what is found is like them by meaning.
    'meaning alone': (at) => `${word(at)}qzx ${word(at * 3 + 1)}zqj ${word(at * 7 + 2)}xqk`,
    typing: (at) => letters[(at * 7) % letters.length]!,
    'camel humps': (at) => name(at).replace(/(?<=[A-Z])[a-z]+/g, (rest) => rest.slice(0, 1)),
  };
  const rows = [];
  for (const [kind, question] of Object.entries(questions)) rows.push(await measure(client, folder, kind, question));
  return rows;
}

/** Until answers go by meaning, too; at once if embedding is off, as it is here unless LOCI_EMBEDDING=builtin. */
async function embedded(client: EngineClient, folder: string): Promise<void> {
  const started = performance.now();
  for (;;) {
    const [status] = (await client.status({ folder })).folders;
    if (status === undefined || status.embedding.state === 'off') return;
    if (status.embedding.ready && (await client.search({ query: 'a first question', folder })).notices.length === 0)
      break;
    await delay(500);
  }
  console.log(`\nVectors of all files after ${Math.round(performance.now() - started)} ms`);
}

async function measure(
  client: EngineClient,
  folder: string,
  kind: string,
  question: (at: number) => string,
): Promise<Record<string, string | number>> {
  const times: number[] = [];
  let hits = 0;
  let byMeaning = 0;
  // Others than those that are timed: the server remembers what the latest questions mean.
  for (let at = 0; at < warmUp; at++) await client.search({ query: question(rounds + at), folder });
  for (let at = 0; at < rounds; at++) {
    const started = performance.now();
    const answer = await client.search({ query: question(at), folder });
    times.push(performance.now() - started);
    hits += answer.hits.length;
    byMeaning += answer.hits.filter(({ reasons }) => reasons.some(({ source }) => source === 'meaning')).length;
  }
  const floor: number[] = [];
  for (let at = 0; at < rounds; at++) {
    const started = performance.now();
    await client.migrations();
    floor.push(performance.now() - started);
  }
  return {
    kind,
    p50: percentile(times, 0.5).toFixed(2),
    p95: percentile(times, 0.95).toFixed(2),
    'hits a question': (hits / rounds).toFixed(1),
    'by meaning': (byMeaning / rounds).toFixed(1),
    'p50 of a small request': percentile(floor, 0.5).toFixed(2),
  };
}
