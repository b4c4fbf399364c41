import assert from 'node:assert/strict';
import type { Ask } from '../../../src/core/evaluation/ask';
import { askCases } from '../../../src/core/evaluation/ask';
import { foundOf, percentileOf, ranksIn } from '../../../src/core/evaluation/measures';
import type { SearchHit, SearchReason } from '../../../src/core/model/search';
import { createBm25, wordsOf } from '../../bench/retrieval/bm25';

/** A hit as far as judging looks at it. */
function hit(path: string, name: string, ...reasons: readonly Pick<SearchReason, 'source' | 'rank'>[]): SearchHit {
  return { symbol: { path, name }, reasons } as unknown as SearchHit;
}

describe('evaluation: measures', () => {
  it('counts ranks up to ten, and the share of what is wanted among the first ten', () => {
    const list = ['a', 'b', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'];
    assert.deepEqual(ranksIn(list, ['k', 'b', 'z']), { ranks: [2, 12], wanted: 3 });
    const asked = [ranksIn(list, ['a']), ranksIn(list, ['d', 'k']), ranksIn(list, ['k']), ranksIn(list, ['z'])];
    assert.deepEqual(foundOf(asked), { mrr: (1 + 1 / 5) / 4, recall: (1 + 1 / 2) / 4 });
    assert.deepEqual(foundOf([]), { mrr: 0, recall: 0 });
  });

  it('takes percentiles by rank', () => {
    const values = [5, 1, 4, 2, 3];
    assert.deepEqual(
      [0, 0.2, 0.5, 0.95].map((share) => percentileOf(values, share)),
      [1, 1, 3, 5],
    );
    assert.equal(percentileOf([], 0.5), 0);
  });

  it('judges the one list, and each source by the ranks that it gave', async () => {
    const hits = [
      hit('a.ts', 'x', { source: 'words', rank: 2 }),
      hit('a.ts', 'y', { source: 'words', rank: 1 }, { source: 'references', rank: 2 }),
      hit(
        'b.ts',
        'z',
        { source: 'meaning', rank: 1 },
        { source: 'exact name', rank: 3 },
        { source: 'prefix', rank: 1 },
      ),
    ];
    const ask: Ask = () => Promise.resolve(hits);
    const never = new AbortController().signal;
    let told = 0;
    const judge = (sort: 'comments' | 'commits', wanted: string) =>
      askCases(sort, [{ query: 'q', wanted: [wanted] }], ask, () => told++, never);
    const symbol = await judge('comments', 'b.ts#z');
    assert.deepEqual(symbol.fused, { mrr: 1 / 3, recall: 1 });
    assert.deepEqual(symbol.cases, [{ query: 'q', wanted: ['b.ts#z'], rank: 3, first: 'a.ts#x' }]);
    assert.deepEqual(symbol.sources, [
      { source: 'names', mrr: 1, recall: 1, alone: 0 },
      { source: 'words', mrr: 0, recall: 0, alone: 0 },
      { source: 'meaning', mrr: 1, recall: 1, alone: 0 },
    ]);
    const second = await judge('comments', 'a.ts#x');
    assert.deepEqual(
      second.sources.find(({ source }) => source === 'words'),
      { source: 'words', mrr: 1 / 2, recall: 1, alone: 1 },
    );
    assert.equal((await judge('commits', 'b.ts')).fused.mrr, 1 / 2, 'a file counts once');
    assert.deepEqual((await judge('commits', 'none.ts')).cases[0], { query: 'q', wanted: ['none.ts'], first: 'a.ts' });
    assert.equal(told, 4);
  });

  it('the baseline splits identifiers, and puts the rarer word first', () => {
    assert.deepEqual(wordsOf('getHTTPServers a parsing, x2 indexes'), ['get', 'http', 'server', 'pars', 'index']);
    const documents = ['cart total', 'cart price', 'cart'].map((text, i) => ({ name: `n${i}`, path: 'p', text }));
    const found = createBm25(documents)('the price of carts');
    assert.deepEqual(
      found.map(({ name }) => name),
      ['n1', 'n2', 'n0'],
    );
  });
});
