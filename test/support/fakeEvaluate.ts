/** The fake engine's measuring. A folder `bare` has few comments, no history, and no vectors. */

import type { Engine, EvaluateSummary } from '../../src/core/model/api';

const comment = { query: 'Adds up the prices of a cart', wanted: ['src/shop.ts#total'] };
const commit = { query: 'count what was returned once', wanted: ['src/shop.ts'], rank: 2, first: 'src/cart.ts' };

const shop: EvaluateSummary = {
  ...{ folder: '/fake/shop', files: 12, symbols: 340, latency: { p50: 1.25, p95: 4, questions: 3 } },
  sorts: [
    {
      ...{ sort: 'comments', possible: 900, fused: { mrr: 0.52, recall: 0.71 } },
      cases: [{ ...comment, rank: 1, first: comment.wanted[0]! }, comment],
      sources: [
        { source: 'words', mrr: 0.41, recall: 0.6, alone: 1 },
        { source: 'meaning', mrr: 0.43, recall: 0.62, alone: 0 },
      ],
    },
    {
      ...{ sort: 'commits', possible: 1, fused: { mrr: 0.5, recall: 1 }, cases: [commit] },
      sources: [{ source: 'words', mrr: 0.55, recall: 1, alone: 1 }],
    },
  ],
  ...{ ms: 12_000, notices: [] },
};

export const fakeEvaluate: Engine['evaluate'] = ({ folder }, onProgress) => {
  onProgress({ folder, phase: 'asking', done: 1, total: 3, symbols: 0, paused: false });
  if (!folder.endsWith('bare')) return Promise.resolve({ ...shop, model: 'builtin' });
  return Promise.resolve({ ...shop, folder, sorts: [], notices: [`${folder} has no git history`] });
};
