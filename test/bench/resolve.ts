/** From a save to right relationships, those of dependents included, in a project of 1,000 files. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineClient } from '../../src/protocol/client';
import { percentile, startMeasuredEngine, table } from './program';

const files = 1_000;
const functionsAFile = 12;
const importsAFile = 6;
const rounds = 40;
/** Imported by every third file. */
const hub = 0;

export async function benchResolve(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'loci-bench-resolve-'));
  for (let at = 0; at < files; at++) await writeFile(join(folder, `part${at}.ts`), source(at, 0));
  const measured = await startMeasuredEngine();
  const { client } = measured;
  try {
    const { resolved } = await client.index({ folder }, () => undefined);
    const first = await save(client, folder, 1, 1);
    const bodies: number[] = [];
    const exported: number[] = [];
    const hubs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const at = 1 + ((round * 37) % (files - 1));
      bodies.push(await save(client, folder, at, 0, round));
      exported.push(await save(client, folder, at, round + 2));
      if (round % 8 === 0) hubs.push(await save(client, folder, hub, round + 2));
    }
    console.log(`\nSave to right relationships, ${files} files, ${resolved?.relationships ?? 0} relationships, ms`);
    const row = (what: string, times: readonly number[]): Record<string, string | number> => ({
      ...{ what, saves: times.length },
      ...{ p50: percentile(times, 0.5).toFixed(0), p95: percentile(times, 0.95).toFixed(0) },
    });
    table([
      row('the first save', [first]),
      row('body of a function', bodies),
      row('an exported name, six dependents', exported),
      row(`an exported name, ${Math.ceil(files / 3)} dependents`, hubs),
    ]);
  } finally {
    await measured.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Answers with the milliseconds until the relationships of the saved file are said to be whole, and are right. */
async function save(client: EngineClient, folder: string, at: number, version: number, body = 0): Promise<number> {
  const file = join(folder, `part${at}.ts`);
  await writeFile(file, source(at, version, body));
  const started = performance.now();
  await client.filesChanged(folder, [file]);
  const symbol = `part${at}.ts/work${at}v${version}().`;
  for (;;) {
    const answer = await client.relations({ symbol, direction: 'out', folder, types: ['calls'] });
    if (answer.completeness !== 'complete') continue;
    const found = answer.related.length;
    if (found !== importsAFile) throw new Error(`${symbol} calls ${found} functions, not ${importsAFile}`);
    return performance.now() - started;
  }
}

/** `version` changes an exported name, `body` only what is in a function. */
function source(at: number, version: number, body = 0): string {
  const others = Array.from({ length: importsAFile }, (_, n) =>
    n === 0 && at % 3 === 0 && at !== hub ? hub : (at + 1 + n * 113) % files,
  );
  const imports = others.map((other) => `import { step${other}x1 } from './part${other}';`);
  const steps = Array.from({ length: functionsAFile }, (_, n) =>
    [
      `/** Step ${n} of part ${at}. */`,
      `export function step${at}x${n}(value: number): number {`,
      `  const scaled = value * ${n + 1};`,
      `  return scaled > ${at} ? scaled : step${at}x${(n + 1) % functionsAFile}(scaled + 1);`,
      '}',
      '',
    ].join('\n'),
  );
  const calls = others.map((other) => `  total += step${other}x1(total);`);
  const work = [`export function work${at}v${version}(start: number): number {`, `  let total = start + ${body};`];
  return [...imports, '', ...steps, ...work, ...calls, '  return total;', '}', ''].join('\n');
}
