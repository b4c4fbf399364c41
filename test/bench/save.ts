/** From a save of a 1,000-line file to its new name being found, over the protocol, the watcher's debounce left out. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile, startMeasuredEngine, table } from './program';

const rounds = 60;
const functions = 200;

export async function benchSave(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'loci-bench-save-'));
  const file = join(folder, 'large.ts');
  await writeFile(file, source('start'));
  const measured = await startMeasuredEngine();
  const { client } = measured;
  try {
    await client.index({ folder }, () => undefined);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const name = `savedInRound${round}`;
      await writeFile(file, source(name));
      const started = performance.now();
      await client.filesChanged(folder, [file]);
      const { hits } = await client.search({ query: name, folder, limit: 1 });
      times.push(performance.now() - started);
      if (hits[0]?.symbol.name !== name) throw new Error(`${name} was not found after its save`);
    }
    console.log('\nSave to searchable, a file of 1,000 lines');
    table([
      { p50: percentile(times, 0.5).toFixed(1), p95: percentile(times, 0.95).toFixed(1), unit: 'ms', saves: rounds },
    ]);
  } finally {
    await measured.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The new function stands first, so that every symbol below it has moved. */
function source(name: string): string {
  const body = Array.from({ length: functions }, (_, at) =>
    [
      `/** Adds ${at}. */`,
      `export function add${at}(value: number): number {`,
      `  return value + ${at};`,
      '}',
      '',
    ].join('\n'),
  );
  return [`export const ${name} = 1;`, '', ...body].join('\n');
}
