/** The fake engine's training. A seed of 0 makes a model that finds no more than before. */

import type { Engine } from '../../src/core/model/api';

export const fakeTrain: Engine['train'] = ({ folders, savePairs, out, seed = 1 }, onProgress) => {
  onProgress({ folder: folders[0] ?? '', phase: 'learning', done: 1, total: 4, symbols: 0, paused: false });
  return Promise.resolve({
    ...{ pairs: { doc: 80, commit: 20, name: 1 }, learnedFrom: 89, heldOut: 12, newWords: 7 },
    before: out === undefined ? [{ kind: 'doc', mrr: 0.5, questions: 9 }] : [],
    after: [{ kind: 'doc', mrr: seed === 0 ? 0.4 : 0.625, questions: 9 }],
    ...(seed !== 0 && { file: savePairs ?? out ?? '/fake/data/model/builtin.model' }),
    ...{ bytes: 2048, ms: 65_000, cpuMs: 60_000, notices: ['/fake/shop has no git history'] },
  });
};
