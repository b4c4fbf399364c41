/** What was worked on comes first among equals. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { recentnessOf } from '../../../src/core/search/context';
import type { Worked } from '../../../src/core/search/context';
import { openEngineBench, writeTree } from '../../support/engine';

const load = (what: string): string => `export function load(): string {\n  return '${what}';\n}\n`;
const tree = { 'a/first.ts': load('first'), 'm/cart.ts': load('cart'), 'z/rates.ts': load('rates') };
/** As many files at once as nobody edits. */
const others = Object.fromEntries(
  Array.from({ length: 20 }, (_, i) => [`o/other${i}.ts`, `export const o${i} = 1;\n`]),
);
const hourMs = 3_600_000;

describe('what was worked on', function () {
  this.timeout(60_000);

  it('comes first among namesakes once it is edited, and says so', async () => {
    const bench = await openEngineBench({ recency: true });
    const folder = await bench.folder({ ...tree, ...others });
    await bench.index(folder);
    const first = async (): Promise<readonly [string | undefined, string | undefined]> => {
      const [hit] = (await bench.search('load', folder)).hits;
      return [hit?.symbol.path, hit?.reasons.at(-1)?.source];
    };
    assert.equal((await first())[0], 'a/first.ts');
    await writeTree(folder, { 'z/rates.ts': load('rates of today') });
    await bench.index(folder);
    assert.deepEqual(await first(), ['z/rates.ts', 'recent']);
    await bench.close();
  });

  it('is told by the commits of the last weeks, too', async () => {
    const bench = await openEngineBench({ recency: true });
    const folder = await bench.folder({ ...tree, ...others });
    const git = (date: string, ...args: readonly string[]): void => {
      const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
      const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
      execFileSync('git', [...identity, ...args], { cwd: folder, env, stdio: 'pipe' });
    };
    const ago = (days: number): string => new Date(Date.now() - days * 24 * hourMs).toISOString();
    git(ago(90), 'init', '-q');
    git(ago(90), 'add', '.');
    git(ago(90), 'commit', '-qm', 'all');
    await writeTree(folder, { 'm/cart.ts': load('cart of yesterday') });
    git(ago(1), 'commit', '-qam', 'cart');
    await bench.index(folder);
    // The log is read beside the first question.
    let first: string | undefined;
    for (let tries = 0; tries < 100 && first !== 'm/cart.ts'; tries++) {
      first = (await bench.search('load', folder)).hits[0]?.symbol.path;
      await delay(50);
    }
    assert.equal(first, 'm/cart.ts');
    await bench.close();
  });

  it('counts less as time goes by, an edit more than a commit, and nothing in the end', () => {
    const nowMs = 1_000 * hourMs;
    const recency = { committed: 0.7, hoursOfEdits: 8, daysOfCommits: 7 };
    const at = (worked: Worked): number => recentnessOf(worked, nowMs, recency);
    const edited = [0, 1, 8, 16].map((hours) => at({ editedMs: nowMs - hours * hourMs }));
    assert.deepEqual(edited, [1, 0.92, 0.5, 0.25]);
    const committed = [0, 7, 14].map((days) => at({ committedMs: nowMs - days * 24 * hourMs }));
    assert.deepEqual(committed, [0.7, 0.35, 0.18]);
    assert.equal(at({ editedMs: nowMs - 100 * hourMs, committedMs: nowMs - 900 * hourMs }), 0);
    assert.equal(at({ editedMs: nowMs + hourMs }), 1);
  });
});
