/** Training of the built-in embedding model, one at a time. */

import { join } from 'node:path';
import { trainOnThread } from '../embedding/training/trainer';
import type { Engine, IndexPhase } from '../model/api';
import { LociError } from '../model/errors';
import { realPath } from './paths';

export interface Training {
  readonly requests: Pick<Engine, 'train'>;
  readonly busy: boolean;
}

export function createTraining({
  assetsDir,
  dataDir,
}: {
  readonly assetsDir: string;
  readonly dataDir: string;
}): Training {
  let running = false;
  return {
    get busy() {
      return running;
    },
    requests: {
      async train(request, onProgress, signal) {
        if (running) throw new LociError('busy', 'a training is running already', 'wait until it has ended');
        if (request.folders.length === 0 && (request.pairs ?? []).length === 0) {
          throw new LociError('usage', 'nothing to learn from', 'give a folder, or a file of pairs');
        }
        running = true;
        try {
          const folders = await Promise.all(request.folders.map(realPath));
          const workerFile = join(assetsDir, 'trainerWorker.cjs');
          const job = { request: { ...request, folders }, assetsDir, dataDir };
          return await trainOnThread(
            workerFile,
            job,
            ({ phase, ...rest }) => {
              const named: IndexPhase = phase;
              onProgress({ folder: folders[0] ?? '', phase: named, symbols: 0, paused: false, ...rest });
            },
            signal,
          );
        } finally {
          running = false;
        }
      },
    },
  };
}
