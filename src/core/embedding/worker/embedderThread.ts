/** The thread that embeds, as the thread that asks it sees it. */

import { Worker } from 'node:worker_threads';
import { LociError, messageOf } from '../../model/errors';
import type { EmbeddingKind, EmbeddingModel } from '../embedder';
import type { EmbedderJob, EmbedderReply, EmbedRequest } from './messages';

export interface EmbedderThread {
  /** What it opened. Rejects with what opening fails with, or with {@link EmbedderLost}. */
  readonly opened: Promise<EmbeddingModel>;
  /** Rejects with what embedding fails with, or with {@link EmbedderLost}. A few texts: they are not interrupted. */
  embed(texts: readonly string[], kind: EmbeddingKind): Promise<Float32Array[]>;
  readonly alive: boolean;
  end(): Promise<void>;
}

/** The thread ended, or was ended for taking too long, with a request in hand. */
export class EmbedderLost extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'EmbedderLost';
  }
}

export interface ThreadLimits {
  /** Megabytes of heap; what a model computes in is outside of it. */
  readonly heapMegabytes: number;
  /** Milliseconds that a few texts may take. */
  readonly requestMs: number;
}

interface Pending {
  readonly count: number;
  readonly resolve: (vectors: Float32Array[]) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** `workerFile`: the bundle of embedderWorker. */
export function startEmbedderThread(workerFile: string, job: EmbedderJob, limits: ThreadLimits): EmbedderThread {
  const worker = new Worker(workerFile, {
    workerData: job,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: 24 },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let alive = true;
  let why = 'it ended';
  const settle = (id: number, how: (request: Pending) => void): void => {
    const request = pending.get(id);
    if (request === undefined) return;
    pending.delete(id);
    clearTimeout(request.timer);
    // An idle thread does not keep the program running.
    if (pending.size === 0 && alive) worker.unref();
    how(request);
  };
  worker.on('message', (reply: EmbedderReply) => {
    if (reply.kind === 'opened' && pending.size === 0) worker.unref();
    if (reply.kind === 'opened' || reply.id === undefined) return;
    settle(reply.id, ({ count, resolve, reject }) => {
      if (reply.kind === 'embedded') resolve(rowsOf(reply.vectors, count));
      else reject(errorOf(reply));
    });
  });
  worker.on('error', (error: unknown) => {
    why = messageOf(error);
  });
  worker.on('exit', () => {
    alive = false;
    for (const id of [...pending.keys()]) {
      settle(id, ({ reject }) => {
        reject(new EmbedderLost(why));
      });
    }
  });
  return {
    opened: openedBy(worker, () => why),
    embed(texts, kind) {
      if (!alive) return Promise.reject(new EmbedderLost(why));
      const request: EmbedRequest = { id: ++lastId, texts, kind };
      const timer = setTimeout(() => {
        why = `no answer within ${Math.round(limits.requestMs / 1000)} s`;
        void worker.terminate();
      }, limits.requestMs);
      worker.ref();
      worker.postMessage(request);
      return new Promise((resolve, reject) => {
        pending.set(request.id, { count: texts.length, resolve, reject, timer });
      });
    },
    get alive() {
      return alive;
    },
    async end() {
      await worker.terminate();
    },
  };
}

function openedBy(worker: Worker, why: () => string): Promise<EmbeddingModel> {
  const opened = new Promise<EmbeddingModel>((resolve, reject) => {
    worker.on('message', (reply: EmbedderReply) => {
      if (reply.kind === 'opened') resolve(reply.model);
      else if (reply.kind === 'failed' && reply.id === undefined) reject(errorOf(reply));
    });
    worker.on('exit', () => {
      reject(new EmbedderLost(why()));
    });
  });
  // Who waits for it hears of it; nobody has to.
  opened.catch(() => undefined);
  return opened;
}

function errorOf({ code, message, mend }: Extract<EmbedderReply, { kind: 'failed' }>): LociError {
  return new LociError(code, message, mend);
}

function rowsOf(numbers: Float32Array, count: number): Float32Array[] {
  const width = numbers.length / count;
  return Array.from({ length: count }, (_, row) => numbers.subarray(row * width, (row + 1) * width));
}
