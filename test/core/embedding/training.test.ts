import assert from 'node:assert/strict';
import { createBuiltinEmbedder } from '../../../src/core/embedding/builtin/builtin';
import { readModel, writeModel } from '../../../src/core/embedding/builtin/format';
import type { Course, CourseResult } from '../../../src/core/embedding/training/course';
import { meanScore, runCourse } from '../../../src/core/embedding/training/course';
import { fittedWords, fittingPlan, shippedPlan } from '../../../src/core/embedding/training/plans';
import { formatPair, parsePair } from '../../../src/core/embedding/training/pairs';
import { isLociError } from '../../../src/core/model/errors';
import { madePairs, madeTable } from './made';

const plan = { ...shippedPlan, epochs: 6, batches: { ...shippedPlan.batches, size: 32 }, prefixes: [16] };
const course: Course = {
  plan,
  words: { most: 500, inPairs: 2, inRepositories: 2 },
  start: { name: 'made', dimensions: 32, prefixes: [16, 32], buckets: 16 },
  heldOutShare: 0.2,
};

function learn(changes: Partial<Course> = {}, count = 1_500, repositories = 12): Promise<CourseResult> {
  return runCourse(madeTable(count, repositories), { ...course, ...changes }, () => undefined);
}

describe('training', function () {
  this.timeout(60_000);
  let learned: CourseResult;

  before(async () => {
    learned = await learn();
  });

  it('learns meanings that no letters tell', async () => {
    const unlearned = await learn({ plan: { ...plan, epochs: 0 } });
    assert.ok(meanScore(unlearned.after) < 0.15, `${meanScore(unlearned.after)} before`);
    assert.ok(meanScore(learned.after) > 0.6, `${meanScore(learned.after)} after`);
    assert.ok(learned.heldOut > 100 && learned.learnedFrom > 800);
  });

  it('is the same for the same seed, and another for another', async () => {
    assert.deepEqual(writeModel((await learn()).model), writeModel(learned.model));
    const other = await learn({ plan: { ...plan, seed: 2 } });
    assert.notDeepEqual(writeModel(other.model), writeModel(learned.model));
  });

  it('makes models whose prefixes say nearly as much', async () => {
    const embedder = createBuiltinEmbedder(readModel(writeModel(learned.model), 'made'));
    const { query, name, body } = madePairs(1, 1, 11)[0]!;
    const [question] = await embedder.embed([query.join(' ')], 'query');
    const [right, wrong] = await embedder.embed(
      [`symbol: ${name[0]!}\n\n${Object.keys(body).join(' ')}`, 'symbol: xouhqwou\n\nreturn noise1'],
      'document',
    );
    for (const width of embedder.model.prefixes) {
      const near = (vector: Float32Array): number => {
        const [a, b] = [question!.subarray(0, width), vector.subarray(0, width)];
        return a.reduce((sum, number, i) => sum + number * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
      };
      assert.ok(near(right!) > near(wrong!) + 0.1, `of ${width}: ${near(right!)} and ${near(wrong!)}`);
    }
  });

  it('goes on from a model: keeps its words, adds those of the project, and does not lose what it knew', async () => {
    const pairs = madeTable(600, 1, 9);
    const fit: Course = { plan: fittingPlan, words: fittedWords, start: learned.model, heldOutShare: 0.2 };
    const fitted = await runCourse(pairs, fit, () => undefined);
    assert.deepEqual(fitted.model.words.slice(0, learned.model.words.length), learned.model.words);
    assert.ok(meanScore(fitted.before) > 0.5);
    assert.ok(meanScore(fitted.after) > meanScore(fitted.before) - 0.05);
  });

  it('ends when it is told to', async () => {
    const controller = new AbortController();
    const endless = { ...course, plan: { ...plan, epochs: 10_000 } };
    const training = runCourse(
      madeTable(1_500, 12),
      endless,
      () => {
        controller.abort();
      },
      controller.signal,
    );
    await assert.rejects(training, (error) => isLociError(error, 'cancelled'));
  });

  it('refuses what nothing can be learned from', async () => {
    await assert.rejects(learn({}, 10), (error) => isLociError(error, 'usage'));
  });
});

describe('lines of pairs files', () => {
  it('are read as they were written', () => {
    for (const pair of madePairs(20, 3, 1)) {
      assert.deepEqual(parsePair(formatPair(pair)), pair);
      const signed = { ...pair, signature: ['a', 'b'] };
      assert.deepEqual(parsePair(formatPair(signed)), signed);
    }
  });

  for (const line of [
    '',
    '{',
    'null',
    '[]',
    '{"k":"doc"}',
    '{"k":"other","r":"a","q":[],"n":[],"s":[],"p":[],"c":{}}',
    '{"k":"doc","r":"a","q":[1],"n":[],"s":[],"p":[],"c":{}}',
    '{"k":"doc","r":"a","q":[],"n":[],"s":[],"p":[],"c":{"a":-1}}',
    '{"k":"doc","r":"a","q":[],"n":[],"s":[],"p":[],"c":[1]}',
  ]) {
    it(`that are none are left out: ${line}`, () => {
      assert.equal(parsePair(line), undefined);
    });
  }
});
