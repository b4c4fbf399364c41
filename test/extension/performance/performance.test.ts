/** What Loci costs the extension host's thread, measured in the host on a made repository of 2,000 files. */

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/extension/contributions';
import { contention, percentile, watchThread } from '../support/measure';
import type { Seen } from '../support/palette';
import { stage } from '../support/palette';
import { api, engine, eventually, extension, found, shop } from '../support/window';

const folders = 40;
const filesInEach = 50;

function madeFile(folder: number, file: number): string {
  const name = `Made${folder}x${file}`;
  const methods = ['load', 'store', 'total', 'render'].map(
    (method) => `
  /** ${method}s what ${name} holds, as the ${method} of folder ${folder} does. */
  ${method}Item${file}(count: number): number {
    return this.base + count * ${file} + helper${folder}x${file}(count);
  }`,
  );
  return `/** The ${file}th part of folder ${folder}. */
export class ${name} {
  constructor(private readonly base: number) {}
${methods.join('\n')}
}

export function helper${folder}x${file}(value: number): number {
  return value + ${file};
}
`;
}

function makeRepository(top: string): void {
  for (let folder = 0; folder < folders; folder++) {
    const place = path.join(top, `made/part${folder}`);
    mkdirSync(place, { recursive: true });
    for (let file = 0; file < filesInEach; file++) {
      writeFileSync(path.join(place, `made${file}.ts`), madeFile(folder, file));
    }
  }
}

const rounds = 3;
/** Milliseconds between keys, beyond the answer: somebody types fast. */
const keyRest = 60;

/** Milliseconds from the key to the rows. */
async function timeOfKey(palette: Seen, typed: string): Promise<number> {
  const lists = palette.lists.length;
  const began = performance.now();
  palette.type(typed);
  while (palette.lists.length === lists) await delay(1);
  const ms = performance.now() - began;
  await delay(keyRest);
  return ms;
}

describe('performance', function () {
  this.timeout(180_000);
  /** How much longer work takes here than it costs: other programs share the machine's cores. */
  let slowness = 1;

  before(async () => {
    makeRepository(shop());
    await eventually(() => {
      assert.equal(api().state(), 'notIndexed');
    });
    slowness = contention();
    console.log(`    other work on this machine stretches times by ${slowness.toFixed(1)}`);
  });

  it('activation takes less than 50 ms', () => {
    const file = path.join(extension().extensionPath, 'dist/extension.cjs');
    const load = createRequire(file);
    const times: number[] = [];
    for (let time = 0; time < 5; time++) {
      // Evaluated anew, compiling included; nothing is registered before `activate` is called.
      Reflect.deleteProperty(load.cache, file);
      const began = performance.now();
      load(file);
      times.push(performance.now() - began);
    }
    const loadMs = Math.min(...times);
    const { activateMs } = api().started;
    console.log(`    load ${loadMs.toFixed(1)} ms, activate ${activateMs.toFixed(1)} ms`);
    assert.ok(loadMs + activateMs < 50 * slowness);
  });

  it('no task of ours blocks the thread for more than 16 ms while 2,000 files are indexed', async () => {
    const watching = await watchThread(path.join(extension().extensionPath, 'dist'));
    const began = performance.now();
    await vscode.commands.executeCommand(commandIds.indexFolder);
    const seconds = (performance.now() - began) / 1000;
    await delay(1500);
    const { longestOwnMs, ownMs, longestDelayMs, where } = await watching.stop();
    console.log(
      `    ${api().folders()[0]?.files} files in ${seconds.toFixed(1)} s: longest task ${longestOwnMs.toFixed(1)} ms (${where}), ` +
        `${ownMs.toFixed(0)} ms in all; longest wait of the thread, of all that runs in it, ${longestDelayMs.toFixed(1)} ms`,
    );
    assert.ok((api().folders()[0]?.files ?? 0) >= folders * filesInEach);
    assert.ok(longestOwnMs <= 16, `${longestOwnMs} ms`);
  });

  it('the palette shows what was found within 100 ms of a key, p95', async () => {
    const client = await engine();
    const palette = await stage({ search: (request, signal) => client.search(request, signal) }).open();
    const all: number[] = [];
    const best = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      for (const text of ['made3x4', 'loadItem', 'mad7x', 'helper', 'totalItem1', 'stores what', 'render', 'M12x']) {
        for (let length = 1; length <= text.length; length++) {
          const typed = text.slice(0, length);
          const ms = await timeOfKey(palette, typed);
          all.push(ms);
          best.set(typed, Math.min(ms, best.get(typed) ?? ms));
        }
      }
    }
    await palette.close();
    const p95 = percentile([...best.values()], 0.95);
    console.log(
      `    ${all.length} keys: p50 ${percentile(all, 0.5).toFixed(1)} ms, p95 ${percentile(all, 0.95).toFixed(1)} ms; ` +
        `of each key's best of ${rounds}, p95 ${p95.toFixed(1)} ms`,
    );
    // What other programs take comes on top at random: the best of a few is what the palette itself takes.
    assert.ok(p95 < 100 * Math.max(slowness, contention()), `${p95} ms`);
  });

  it('an index can be held and goes on where it was', async () => {
    const done = vscode.commands.executeCommand(commandIds.rebuildIndex);
    await eventually(() => {
      assert.equal(api().state(), 'indexing');
    });
    await vscode.commands.executeCommand(commandIds.pauseIndexing);
    await eventually(() => {
      assert.equal(api().state(), 'paused');
    });
    await delay(500);
    assert.equal(api().state(), 'paused');
    await vscode.commands.executeCommand(commandIds.resumeIndexing);
    await done;
    assert.equal(api().state(), 'indexed');
    assert.ok(await found('Made39x49'));
  });
});
