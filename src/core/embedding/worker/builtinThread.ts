/** The built-in model: a question is embedded where it is asked, documents on a thread that shares the model's bytes. */

import type { Logger } from '../../model/log';
import { createBuiltinEmbedder, readModelBytes } from '../builtin/builtin';
import { readModel } from '../builtin/format';
import type { Embedder } from '../embedder';
import { startEmbedderThread } from './embedderThread';
import { createThreadEmbedder } from './threadEmbedder';

const limits = { heapMegabytes: 192, requestMs: 30_000 };
/** It is loaded again in less than a tenth of a second. */
const idleMs = 10_000;

export interface WorkerProgram {
  /** The bundle of embedderWorker. */
  readonly workerFile: string;
  readonly log: Logger;
}

/** @throws LociError as reading the model file does. */
export async function openBuiltinOnThread(path: string, { workerFile, log }: WorkerProgram): Promise<Embedder> {
  const bytes = await readModelBytes(path);
  const here = createBuiltinEmbedder(readModel(bytes, path));
  const job = { provider: 'builtin', bytes: bytes.buffer, source: path } as const;
  const there = createThreadEmbedder({
    ...{ model: here.model, textsAtOnce: 100, idleMs, log },
    start: () => startEmbedderThread(workerFile, job, limits),
  });
  return {
    ...there,
    ...(here.words !== undefined && { words: here.words }),
    embed: (texts, kind, signal) => (kind === 'query' ? here : there).embed(texts, kind, signal),
  };
}
