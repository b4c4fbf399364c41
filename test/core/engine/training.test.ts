import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { fittedModelFile, openBuiltinModel } from '../../../src/core/embedding/builtin/builtin';
import { formatPair } from '../../../src/core/embedding/training/pairs';
import type { IndexProgress, TrainRequest, TrainSummary } from '../../../src/core/model/api';
import { isLociError } from '../../../src/core/model/errors';
import { openEngineBench } from '../../support/engine';
import type { EngineBench, Tree } from '../../support/engine';
import { madePairs } from '../embedding/made';

const nouns = 'cart order price stock user mail token page image queue'.split(' ');
const verbs = 'load store merge split check send parse print count sort'.split(' ');
const inflected = 'Loads Stores Merges Splits Checks Sends Parses Prints Counts Sorts'.split(' ');

/** A hundred functions: half have comments in other words than their code, half names of several words. */
function madeProject(): Tree {
  const tree: Record<string, string> = {};
  nouns.forEach((noun, n) => {
    tree[`src/${noun}.ts`] = verbs
      .map((verb, v) => {
        const capital = noun.charAt(0).toUpperCase() + noun.slice(1);
        const comment =
          (n + v) % 2 === 0 ? `/** ${inflected[v]!} the ${noun} that somebody was given before. */\n` : '';
        const lines = `const entry = registry.find(key);\n  if (entry === undefined) throw new Error(key);`;
        return `${comment}export function ${verb}${capital}(key: string) {\n  ${lines}\n  return ${noun}Of(entry, '${verb}');\n}`;
      })
      .join('\n\n');
  });
  return tree;
}

describe('training through the engine', function () {
  this.timeout(120_000);
  let bench: EngineBench;
  const never = new AbortController().signal;
  const told: IndexProgress[] = [];
  const train = (request: TrainRequest, signal = never): Promise<TrainSummary> =>
    bench.engine.train(request, (progress) => told.push(progress), signal);

  before(async () => {
    bench = await openEngineBench();
  });
  after(() => bench.close());

  it('fits the shipped model to a folder, and keeps what is better', async () => {
    const folder = await bench.folder(madeProject());
    const summary = await train({ folders: [folder], heldOut: 0.3 });
    assert.deepEqual(summary.pairs, { doc: 50, commit: 0, name: 50 });
    assert.ok(summary.learnedFrom > 40 && summary.heldOut > 10);
    const mean = (scores: TrainSummary['after']): number => scores.reduce((sum, { mrr }) => sum + mrr, 0);
    const better = mean(summary.after) > mean(summary.before);
    assert.equal(summary.file, better ? fittedModelFile(bench.dataDir) : undefined);
    assert.equal(existsSync(fittedModelFile(bench.dataDir)), better);
    assert.ok(summary.notices.some((notice) => notice.includes('no git history')));
    assert.ok(told.some(({ phase }) => phase === 'extracting') && told.every(({ done, total }) => done <= total));
  });

  it('learns from files of pairs alone, plain and compressed, and writes where it is told', async () => {
    const folder = await bench.folder({});
    const lines = madePairs(400, 12, 1).map(formatPair);
    const [plain, packed, out] = ['a.jsonl', 'b.jsonl.gz', 'deep/new.model'].map((name) => path.join(folder, name));
    await writeFile(plain!, `${lines.slice(0, 200).join('\n')}\nnot a pair\n`);
    await writeFile(packed!, gzipSync(lines.slice(200).join('\n')));
    const summary = await train({ folders: [], pairs: [plain!, packed!], out: out! });
    assert.equal(summary.file, out);
    assert.equal(summary.pairs.doc, 400);
    assert.deepEqual(summary.before, []);
    assert.deepEqual(summary.notices, [`1 lines of ${plain!} are no pairs and were left out`]);
    assert.equal((await openBuiltinModel(out!)).model.provider, 'builtin');
  });

  it('writes what it would learn from, to be learned from later', async () => {
    const folder = await bench.folder(madeProject());
    const file = path.join(folder, 'deep/pairs.jsonl.gz');
    const saved = await train({ folders: [folder], savePairs: file });
    assert.deepEqual(saved.pairs, { doc: 50, commit: 0, name: 50 });
    assert.deepEqual([saved.file, saved.learnedFrom, saved.after], [file, 0, []]);
    const out = path.join(folder, 'new.model');
    const learned = await train({ folders: [], pairs: [file], out, heldOut: 0 });
    assert.deepEqual(learned.pairs, saved.pairs);
  });

  it('ends soon when it is told to, and one at a time', async () => {
    const folder = await bench.folder({ 'p.jsonl': madePairs(20_000, 12, 1).map(formatPair).join('\n') });
    const request = { folders: [], pairs: [path.join(folder, 'p.jsonl')], out: path.join(folder, 'x.model') };
    const controller = new AbortController();
    const first = train(request, controller.signal);
    await assert.rejects(train(request), (error) => isLociError(error, 'busy'));
    setTimeout(() => {
      controller.abort();
    }, 1_000);
    await assert.rejects(first, (error) => isLociError(error, 'cancelled'));
    assert.ok(!existsSync(request.out) && !bench.engine.busy());
  });

  it('says what cannot be read or learned from', async () => {
    const empty = await bench.folder({ 'a.ts': 'export const a = 1;\n', 'p.jsonl': 'x\n' });
    const wrong: readonly (readonly [TrainRequest, string])[] = [
      [{ folders: [] }, 'usage'],
      [{ folders: [empty] }, 'usage'],
      [{ folders: [path.join(empty, 'none')] }, 'notFound'],
      [{ folders: [], pairs: [path.join(empty, 'none.jsonl')] }, 'notFound'],
      [{ folders: [], pairs: [path.join(empty, 'none.jsonl.gz')] }, 'notFound'],
      [{ folders: [], pairs: [path.join(empty, 'p.jsonl')] }, 'usage'],
    ];
    for (const [request, code] of wrong) {
      await assert.rejects(train(request), (error) => isLociError(error) && error.code === code && error.mend !== '');
    }
  });
});
