/** Embedding a folder in a server: time to the last vector, memory, and how long questions take meanwhile. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineClient } from '../../src/protocol/client';
import { percentile, startMeasuredEngine, table } from './program';

/** Milliseconds from one question to the next: more than embedding waits for after one, so that it goes on between. */
const betweenMs = 220;
const questions = ['parse the configuration', 'where is a connection closed', 'getValue', 'write rows to a table'];

export async function benchMeaning(folder: string): Promise<void> {
  process.env['LOCI_EMBEDDING'] ??= 'builtin';
  console.log(`\nEmbedding ${folder}`);
  table([await embedded(folder, 'nobody asks'), await embedded(folder, 'somebody asks')]);
}

async function embedded(folder: string, what: 'nobody asks' | 'somebody asks') {
  const measured = await startMeasuredEngine();
  const { client } = measured;
  try {
    const summary = await client.index({ folder }, () => undefined);
    await client.search({ query: 'warm', folder });
    const before = await client.status({ folder });
    const started = performance.now();
    const latencies: number[] = [];
    while (!(await isWhole(client, folder))) {
      if (what === 'somebody asks') latencies.push(await asked(client, folder, latencies.length));
      await sleep(betweenMs);
    }
    const seconds = (performance.now() - started) / 1000;
    const after = await client.status({ folder });
    return {
      what,
      symbols: summary.symbols,
      'whole after s': seconds.toFixed(1),
      'CPU s': ((after.process.cpuMs - before.process.cpuMs) / 1000).toFixed(1),
      'MB before': Math.round(before.process.peakRssBytes / 1e6),
      'peak MB': Math.round(after.process.peakRssBytes / 1e6),
      questions: latencies.length,
      'p50 ms': percentile(latencies, 0.5).toFixed(1),
      'p95 ms': percentile(latencies, 0.95).toFixed(1),
      'longest ms': Math.max(...latencies, 0).toFixed(1),
    };
  } finally {
    await measured.stop();
  }
}

async function isWhole(client: EngineClient, folder: string): Promise<boolean> {
  const { state, problem } = (await client.status({ folder })).folders[0]!.embedding;
  if (state === 'failed') throw new Error(problem);
  return state === 'whole';
}

async function asked(client: EngineClient, folder: string, number: number): Promise<number> {
  const started = performance.now();
  await client.search({ query: questions[number % questions.length]!, folder });
  return performance.now() - started;
}
