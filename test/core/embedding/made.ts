/** A made-up world of pairs: questions that mean what code says in other words, in several made-up repositories. */

import { readModel, writeModel } from '../../../src/core/embedding/builtin/format';
import type { ModelData, ReadModel } from '../../../src/core/embedding/builtin/format';
import { fields } from '../../../src/core/embedding/builtin/fields';
import { PairCollector } from '../../../src/core/embedding/training/pairTable';
import type { PairTable } from '../../../src/core/embedding/training/pairTable';
import { createRandom } from '../../../src/core/embedding/training/random';
import type { TrainingPair } from '../../../src/core/embedding/training/pairs';

/** A question's word, and what code calls the same: no letters of the one are in the other. */
const meanings = 'bq dq fq gq hq kq lq mq nq pq'
  .split(' ')
  .flatMap((a) => 'ou ia eo ua'.split(' ').map((b) => ({ asked: `${a}${b}${a}`, written: `x${b}${a}w${b}` })));

/** Each pair holds three of forty meanings, asked for in one set of words and written in the other. */
export function madePairs(count: number, repositories: number, seed: number): TrainingPair[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const some = [0, 1, 2].map(() => meanings[random.below(meanings.length)]!);
    return {
      kind: 'doc',
      repository: `made/r${i % repositories}`,
      query: ['returns', ...some.map(({ asked }) => asked)],
      name: [some[0]!.written],
      scope: [],
      path: ['src', `f${i % 17}`],
      body: { return: 2, [some[1]!.written]: 1, [some[2]!.written]: 3, [`noise${random.below(50)}`]: 1 },
    };
  });
}

export function madeTable(count: number, repositories: number, seed = 3): PairTable {
  const collector = new PairCollector();
  for (const pair of madePairs(count, repositories, seed)) collector.add(pair);
  return collector.finish();
}

/** Random numbers: what a model of any training looks like from outside. */
export function madeModel(words: readonly string[], dimensions = 16): ReadModel {
  const random = createRandom(5);
  const buckets = 8;
  const rowCount = words.length + buckets;
  const ones = (): Float32Array => Float32Array.from({ length: rowCount }, () => 0.5 + random.next());
  const data: ModelData = {
    ...{ name: 'made', dimensions, prefixes: [8, dimensions], words, buckets },
    fields: Float32Array.from(fields, () => 1),
    weights: { query: ones(), fields: fields.map(ones) },
    scales: Float32Array.from({ length: rowCount }, () => 0.01),
    table: Int8Array.from({ length: rowCount * dimensions }, () => random.below(255) - 127),
  };
  return readModel(writeModel(data), 'made');
}
