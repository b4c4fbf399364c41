/** Thread entry: opens one model and embeds by it, a request at a time; questions go before documents that wait. */

import { parentPort, workerData } from 'node:worker_threads';
import { isLociError, messageOf } from '../../model/errors';
import { createBuiltinEmbedder } from '../builtin/builtin';
import { readModel } from '../builtin/format';
import type { Embedder } from '../embedder';
import { downloadModel } from '../local/download';
import { openLocalModel } from '../local/localModel';
import type { EmbedderJob, EmbedderReply, EmbedRequest } from './messages';

const waiting: EmbedRequest[] = [];
let isWorking = false;

function tell(reply: EmbedderReply, handedOver: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(reply, handedOver);
}

function tellFailure(error: unknown, id?: number): void {
  const { code, mend } = isLociError(error) ? error : { code: 'internal' as const, mend: '' };
  tell({ kind: 'failed', ...(id !== undefined && { id }), code, message: messageOf(error), mend });
}

async function open(job: EmbedderJob): Promise<Embedder> {
  if (job.provider === 'builtin') return createBuiltinEmbedder(readModel(new Uint8Array(job.bytes), job.source));
  if (job.download !== undefined) await downloadModel(job.download);
  return openLocalModel(job);
}

async function answer(embedder: Embedder, { id, texts, kind }: EmbedRequest): Promise<void> {
  try {
    const { dimensions } = embedder.model;
    const vectors = new Float32Array(texts.length * dimensions);
    for (const [at, vector] of (await embedder.embed(texts, kind)).entries()) vectors.set(vector, at * dimensions);
    tell({ kind: 'embedded', id, vectors }, [vectors.buffer]);
  } catch (error) {
    tellFailure(error, id);
  }
}

function next(): EmbedRequest | undefined {
  const question = waiting.findIndex(({ kind }) => kind === 'query');
  return waiting.splice(Math.max(question, 0), 1)[0];
}

async function work(embedder: Embedder): Promise<void> {
  if (isWorking) return;
  isWorking = true;
  for (let request = next(); request !== undefined; request = next()) {
    await answer(embedder, request);
    // Messages that have come meanwhile are received.
    await new Promise((resume) => setImmediate(resume));
  }
  isWorking = false;
}

const opening = open(workerData as EmbedderJob);
opening.then(
  ({ model }) => {
    tell({ kind: 'opened', model });
  },
  (error: unknown) => {
    tellFailure(error);
    parentPort?.close();
  },
);
parentPort?.on('message', (request: EmbedRequest) => {
  waiting.push(request);
  void opening.then(work, () => undefined);
});
