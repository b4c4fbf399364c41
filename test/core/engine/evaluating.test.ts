import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { builtinModelFile, openBuiltinModel } from '../../../src/core/embedding/builtin/builtin';
import type { EvaluateRequest, EvaluateSummary, IndexProgress } from '../../../src/core/model/api';
import { isLociError } from '../../../src/core/model/errors';
import { openEngineBench } from '../../support/engine';
import type { EngineBench } from '../../support/engine';

const shop = `/** Adds up the prices of everything in the cart. */
export function total(cart: number[]): number {
  return cart.reduce((sum, price) => sum + price, 0);
}

/** Sends a letter to whoever has waited for an answer. */
export function notify(user: string): string {
  return letter(user);
}

function letter(user: string): string {
  return 'Dear ' + user;
}
`;

const git = (folder: string, ...args: readonly string[]): void => {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['-C', folder, ...identity, ...args], { stdio: 'ignore' });
};

const leftovers = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('loci-eval-'));

describe('measuring a folder', function () {
  this.timeout(120_000);
  let bench: EngineBench;
  const never = new AbortController().signal;
  const told: IndexProgress[] = [];
  const evaluate = (request: EvaluateRequest, signal = never): Promise<EvaluateSummary> =>
    bench.engine.evaluate(request, (progress) => told.push(progress), signal);

  const repository = async (): Promise<string> => {
    const test = '/** Checks everything that is in the cart. */\nexport function checkCart() {}\n';
    const folder = await bench.folder({ 'src/shop.ts': shop, 'test/shop.test.ts': test });
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'Bump the version of all that is here');
    await writeFile(join(folder, 'src/stock.ts'), 'export function countStock() {\n  return 1;\n}\n');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'feat: count what is still left in stock (#3)');
    await writeFile(join(folder, 'test/more.test.ts'), 'export const more = 1;\n');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'tests ask more often what is left in stock');
    return folder;
  };

  before(async () => {
    bench = await openEngineBench({
      embedding: { provider: 'builtin', open: () => openBuiltinModel(builtinModelFile(resolve('dist'))) },
    });
  });
  after(() => bench.close());

  it('asks what comments and commits ask, and says what each source finds', async () => {
    const before = leftovers();
    const folder = await repository();
    const summary = await evaluate({ folder });
    const [comments, commits] = summary.sorts;
    assert.deepEqual(
      comments!.cases
        .map(({ query, wanted, rank }) => ({ query, wanted, rank }))
        .sort((a, b) => (a.query < b.query ? -1 : 1)),
      [
        { query: 'Adds up the prices of everything in the cart.', wanted: ['src/shop.ts#total'], rank: 1 },
        {
          query: 'Sends a letter to whoever has waited for an answer.',
          wanted: ['src/shop.ts#notify'],
          rank: comments!.cases.find(({ query }) => query.startsWith('Sends'))!.rank,
        },
      ],
    );
    assert.deepEqual(
      commits!.cases.map(({ query, wanted, rank }) => ({ query, wanted, rank })),
      [{ query: 'count what is still left in stock', wanted: ['src/stock.ts'], rank: 1 }],
    );
    assert.equal(commits!.fused.mrr, 1);
    const sources = new Set(comments!.sources.map(({ source }) => source));
    assert.ok(sources.has('words') && sources.has('meaning'));
    assert.deepEqual([summary.files, summary.latency.questions, summary.model], [4, 3, 'builtin loci-static']);
    assert.ok(summary.latency.p50 > 0 && summary.latency.p95 >= summary.latency.p50);
    assert.equal(summary.notices.length, 2, 'few cases of both sorts');
    assert.ok(told.some(({ phase }) => phase === 'asking') && told.every((progress) => progress.folder === folder));
    assert.deepEqual(leftovers(), before);
    assert.equal(await readFile(join(folder, 'src/shop.ts'), 'utf8'), shop);
    assert.deepEqual((await bench.engine.status({}, never)).folders, [], 'its own index knows nothing of it');
  });

  it('draws the same for the same seed, and no more than asked for', async () => {
    const folder = await repository();
    const asked = async (seed: number) => (await evaluate({ folder, cases: 1, seed })).sorts[0]!;
    const [one, again] = [await asked(3), await asked(3)];
    assert.deepEqual([one.cases.length, one.possible], [1, 2]);
    assert.deepEqual(one.cases, again.cases);
  });

  it('says what a folder without comments and history cannot tell', async () => {
    const folder = await bench.folder({ 'a.ts': 'export const a = 1;\n' });
    const { sorts, notices } = await evaluate({ folder });
    assert.deepEqual(sorts, []);
    assert.match(notices.join('\n'), /0 cases of comments: nothing is said of them\n.*has no git history/);
    await assert.rejects(evaluate({ folder: join(folder, 'none') }), (error) => isLociError(error, 'notFound'));
  });

  it('ends when it is told to, leaves nothing, and measures one at a time', async () => {
    const before = leftovers();
    const folder = await repository();
    const stop = new AbortController();
    const running = evaluate({ folder }, stop.signal);
    await assert.rejects(evaluate({ folder }), (error) => isLociError(error, 'busy'));
    setTimeout(() => {
      stop.abort();
    }, 300);
    await assert.rejects(running, (error) => isLociError(error, 'cancelled'));
    assert.deepEqual(leftovers(), before);
    assert.ok(!bench.engine.busy());
  });
});
