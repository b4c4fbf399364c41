/** The fake engine's embedding. A folder named `remote` would be sent away, one named `done` has all its vectors. */

import type { Engine } from '../../src/core/model/api';
import { LociError } from '../../src/core/model/errors';

export const fakeEmbedding: Pick<Engine, 'estimateEmbedding' | 'embed'> = {
  estimateEmbedding: ({ folders = [] }, onProgress) => {
    onProgress({ folder: '/fake/shop', phase: 'counting', done: 1, total: 0, symbols: 0, paused: false });
    const counts = { files: 320, texts: 12_000, known: 800, characters: 3_600_000, tokens: 1_200_000, redacted: 3 };
    if (folders.includes('/fake/remote')) {
      const away = {
        provider: 'openai-compatible',
        model: 'openai-compatible small',
        host: 'api.example.com',
      } as const;
      return Promise.resolve({ ...counts, ...away, spent: 19_500_000, budget: 20_000_000 });
    }
    const none = { ...counts, files: 0, texts: 0, characters: 0, tokens: 0, redacted: 0 };
    const own = { provider: 'builtin', model: 'builtin', rate: 6000, spent: 0 } as const;
    return Promise.resolve({ ...(folders.includes('/fake/done') ? none : counts), ...own });
  },
  embed: ({ folder }, onProgress) => {
    onProgress({ folder, phase: 'embedding', done: 10, total: 320, symbols: 0, paused: false });
    if (folder === '/fake/remote') {
      return Promise.reject(
        new LociError(
          'budgetReached',
          "this month's budget of 20,000,000 tokens is used up",
          'raise it, or wait until next month',
        ),
      );
    }
    const whole = { state: 'whole', model: 'builtin', ready: true, files: 320, embedded: 320 } as const;
    return Promise.resolve({ ...whole, folder, texts: 12_000, ms: 2100 });
  },
};
