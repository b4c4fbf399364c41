/** Questions to an index of 400,000 symbols, over the protocol, on both databases. */

import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { EngineClient } from '../../src/protocol/client';
import { messageOf } from '../../src/core/model/errors';
import { startServer } from '../support/postgres';
import { makeCorpus } from './corpus';
import { percentile, startMeasuredEngine, table } from './program';

const symbols = 400_000;
const rounds = 200;
/** Questions asked before any is timed: an editor's server has answered some. */
const warmUp = 50;

export async function benchQueries(): Promise<void> {
  const corpus = await makeCorpus(symbols);
  try {
    await benchOn('embedded', corpus.folder, undefined);
    await benchOnServer(corpus.folder);
  } finally {
    await corpus.remove();
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
    await benchOn('PostgreSQL', folder, url.href);
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  } finally {
    await admin.end();
    await server.stop();
  }
}

async function benchOn(name: string, folder: string, databaseUrl: string | undefined): Promise<void> {
  const measured = await startMeasuredEngine(databaseUrl === undefined ? {} : { databaseUrl });
  const { client } = measured;
  try {
    const summary = await client.index({ folder }, () => undefined);
    await embedded(client, folder);
    const sample = await client.search({ query: 'kind:function', folder, limit: 1000 });
    const names = sample.hits.map(({ symbol }) => symbol.name);
    const words = sample.hits.flatMap(({ symbol }) => symbol.name.match(/[A-Z]?[a-z]{3,}/g) ?? []);
    const questions: Record<string, (at: number) => string> = {
      'exact name': (at) => names[at % names.length]!,
      'filter only': (at) =>
        ['kind:class', 'kind:method path:copy1', 'lang:typescript kind:interface', 'lang:c'][at % 4]!,
      'name and filter': (at) => `${names[at % names.length]!} kind:function`,
      'ten plain words': (at) =>
        Array.from({ length: 10 }, (_, k) => words[(at * 13 + k * 7) % words.length]!).join(' '),
      'camel humps': (at) => names[at % names.length]!.replace(/(?<=[A-Z])[a-z]+/g, (rest) => rest.slice(0, 1)),
    };
    const rows = [];
    for (const [kind, question] of Object.entries(questions)) rows.push(await measure(client, folder, kind, question));
    const { process: server } = await client.status({});
    console.log(
      `\nQuestions, ${name}: ${summary.symbols} symbols, server ${Math.round(server.rssBytes / 1e6)} MB, ms over the protocol`,
    );
    table(rows);
  } finally {
    await measured.stop();
  }
}

/** Until answers go by meaning, too; at once if embedding is off, as it is here unless LOCI_EMBEDDING=builtin. */
async function embedded(client: EngineClient, folder: string): Promise<void> {
  const started = performance.now();
  for (;;) {
    const [status] = (await client.status({ folder })).folders;
    if (status === undefined || status.embedding.state === 'off') return;
    if (status.embedding.ready) break;
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
  for (let at = 0; at < warmUp; at++) await client.search({ query: question(at), folder });
  for (let at = 0; at < rounds; at++) {
    const started = performance.now();
    hits += (await client.search({ query: question(at), folder })).hits.length;
    times.push(performance.now() - started);
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
    'p50 of a small request': percentile(floor, 0.5).toFixed(2),
  };
}
