/** A model that runs on this machine, on a thread that has it in memory while it is used. */

import { stat } from 'node:fs/promises';
import { LociError } from '../../model/errors';
import type { Embedder } from '../embedder';
import { placeOfModel } from '../local/place';
import type { WorkerProgram } from './builtinThread';
import { startEmbedderThread } from './embedderThread';
import type { LocalJob } from './messages';
import { createThreadEmbedder } from './threadEmbedder';

/** Vocabularies take hundreds of megabytes; a text takes a fraction of a second. */
const limits = { heapMegabytes: 1_024, requestMs: 120_000 };
/** It is loaded again in seconds, for which a question does not wait. */
const idleMs = 5 * 60_000;
const usualHost = 'https://huggingface.co';

export interface LocalSettings {
  /** The absolute path of a folder, or a published model's name. */
  readonly model: string;
  /** Whether a published model that is not here may be fetched. */
  readonly allowDownload: boolean;
  /** Where from. */
  readonly host: string;
  readonly modelsDir: string;
  readonly wasmFile: string;
}

/**
 * @throws LociError `usage` for settings that cannot be; `notFound` for a published model that is not here and must not
 * be fetched; those of the model and its download; `cancelled`.
 */
export async function openLocalOnThread(
  settings: LocalSettings,
  { workerFile, log }: WorkerProgram,
  signal: AbortSignal,
): Promise<Embedder> {
  const { folder, name, id } = placeOfModel(settings.model, settings.modelsDir);
  const isMissing = id !== undefined && (await stat(folder).catch(() => undefined)) === undefined;
  if (isMissing && !settings.allowDownload) {
    const mend = 'allow that it is fetched (LOCI_EMBEDDING_ALLOW_DOWNLOAD=1), or give the folder of a model';
    throw new LociError('notFound', `the embedding model ${id} is not on this machine`, mend);
  }
  const here: LocalJob = { provider: 'local', folder, name, wasmFile: settings.wasmFile };
  const host = (settings.host === '' ? usualHost : settings.host).replace(/\/+$/, '');
  const start = (job: LocalJob) => startEmbedderThread(workerFile, job, limits);
  const thread = start(isMissing ? { ...here, download: { id, host, folder } } : here);
  const stop = (): void => void thread.end();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const model = await thread.opened;
    return createThreadEmbedder({ model, start: () => start(here), thread, textsAtOnce: 1, idleMs, log });
  } catch (error) {
    void thread.end();
    if (signal.aborted) throw new LociError('cancelled', 'cancelled');
    throw error instanceof LociError ? error : new LociError('internal', `the model ${name} ended: ${String(error)}`);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
