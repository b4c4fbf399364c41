import assert from 'node:assert/strict';
import type { ContextWeights } from '../../../src/core/search/context';
import { fitContext, reciprocalRank, seenCases } from './fitting';
import type { Gathered, GatheredCase } from './gather';

const files = ['a/one.ts', 'a/two.ts', 'b/three.ts'];
const weights: ContextWeights = {
  name: { near: 2, recent: 1 },
  sentence: { near: 2, recent: 1 },
  nearness: { file: 1, imports: 0.5, folder: 0.5, step: 0.5 },
  recency: { committed: 0.5, hoursOfEdits: 8, daysOfCommits: 7 },
};

const namesakes: GatheredCase = {
  form: 'name',
  query: 'load',
  wanted: ['b/three.ts#load'],
  hits: [0, 1, 2].map((file) => ({ file, name: 'load', score: 100 - file })),
  open: { here: { file: 2, related: [] }, stray: { file: 0, related: [] } },
};

const seen = (one: GatheredCase): ReturnType<typeof seenCases> => seenCases({ project: 'p', files, cases: [one] });
const ranks = (one: GatheredCase): Record<string, number> =>
  Object.fromEntries(seen(one).map((some) => [some.sight, reciprocalRank(some, weights)]));

describe('cases with something open', () => {
  it('are ranked by what is open, and of equals as they stood', () => {
    assert.deepEqual(ranks(namesakes), { here: 1 / 2, stray: 1 / 3, none: 1 / 3 });
    const hits = namesakes.hits.map((hit) => ({ ...hit, ...(hit.file === 2 && { editedAgo: 0 }) }));
    assert.deepEqual(ranks({ ...namesakes, hits }), { here: 1, stray: 1 / 3, none: 1 / 3 });
  });

  it('leave a file of the commit that is open out of a subject’s answers', () => {
    const subject: GatheredCase = { ...namesakes, form: 'sentence', query: 'load all of them', wanted: ['a/two.ts'] };
    assert.deepEqual(ranks({ ...subject, open: { beside: { file: 0, related: [] } } }), { beside: 1, none: 1 / 2 });
  });

  it('are none where the question says by quotes or a place what is meant', () => {
    for (const query of ['"load" of carts', 'load at cart.ts:12']) assert.deepEqual(seen({ ...namesakes, query }), []);
  });
});

describe('what a context counts', () => {
  const worked = (file: number): GatheredCase => ({
    ...namesakes,
    wanted: [`${files[file]!}#load`],
    hits: namesakes.hits.map((hit) => ({ ...hit, ...(hit.file === file && { editedAgo: 0 }) })),
    open: {},
  });

  it('is fitted to what the cases show', () => {
    const gathered: Gathered = { project: 'p', files, cases: [worked(1), worked(2), worked(0)] };
    const fitted = fitContext(seenCases(gathered));
    assert.ok(fitted.name.recent > 2, JSON.stringify(fitted));
    for (const some of seenCases(gathered)) assert.equal(reciprocalRank(some, fitted), 1);
  });
});
