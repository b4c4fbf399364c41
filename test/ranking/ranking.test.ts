/**
 * Questions to a small corpus in several languages, each with the symbol that it is after and the worst rank that will
 * do. A change that makes one question worse is seen here, whatever it does for another.
 */

import assert from 'node:assert/strict';
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseQuery } from '../../src/core/search/query';
import { openEngineBench } from '../support/engine';
import { rankingIndex } from '../support/rankingCorpus';
import type { RankingIndex } from '../support/rankingCorpus';
import cases from './cases.json';

const corpus = resolve('test/fixtures/ranking');
/** Mean of 1/rank over all cases, as it is or a little less. It only ever goes up. */
const leastMeanReciprocalRank = 0.92;

describe('ranking', () => {
  let indexed: RankingIndex;
  const ranks: number[] = [];

  before(async () => {
    indexed = await rankingIndex(corpus);
  });

  for (const { query, path, name, maximumRank } of cases) {
    it(`${query} → ${path} ${name}, at most ${maximumRank}`, () => {
      const labels = indexed.index.search(parseQuery(query), { limit: 50 }).map((hit) => indexed.labelOf(hit));
      const rank = labels.indexOf(`${path} ${name}`) + 1;
      ranks.push(rank);
      assert.ok(rank >= 1 && rank <= maximumRank, `rank ${rank}; first: ${labels.slice(0, 5).join(', ')}`);
    });
  }

  it('is as good on the whole as it was', () => {
    const mean = ranks.reduce((sum, rank) => sum + (rank === 0 ? 0 : 1 / rank), 0) / cases.length;
    assert.ok(mean >= leastMeanReciprocalRank, `mean reciprocal rank ${mean.toFixed(3)}`);
  });
});

/** Namesakes, and the one of them that most refers to; one other `capacity` is referred to as often. */
const namesakes = [
  { query: 'capacity', path: 'web/src/http/rateLimit.ts', name: 'capacity', maximumRank: 2 },
  { query: 'number', path: 'tracking/parcels.py', name: 'number', maximumRank: 1 },
  { query: 'items', path: 'web/src/cart/cart.ts', name: 'items', maximumRank: 1 },
];

describe('ranking where relationships are known', function () {
  this.timeout(60_000);
  it('puts what is used more before its namesakes, and makes no other question worse', async () => {
    const bench = await openEngineBench();
    const folder = await realpath(corpus);
    await bench.index(folder);
    const worse: string[] = [];
    let sum = 0;
    for (const { query, path, name, maximumRank } of [...cases, ...namesakes]) {
      const { hits } = await bench.search(query, folder);
      const labels = hits.map(({ symbol }) => `${symbol.path} ${symbol.descriptor === '' ? '' : symbol.name}`);
      const rank = labels.indexOf(`${path} ${name}`) + 1;
      sum += rank === 0 ? 0 : 1 / rank;
      if (rank === 0 || rank > maximumRank) worse.push(`${query}: ${rank}; first: ${labels.slice(0, 3).join(', ')}`);
    }
    await bench.close();
    assert.deepEqual(worse, []);
    const mean = sum / (cases.length + namesakes.length);
    assert.ok(mean >= leastMeanReciprocalRank, `mean reciprocal rank ${mean.toFixed(3)}`);
  });
});
