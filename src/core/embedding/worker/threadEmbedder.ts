/** An embedder whose work is done by a thread, which is started when it is needed and ends when it is idle. */

import { isSameModel } from '../../model/embedding';
import { LociError, throwIfCancelled, untilCancelled } from '../../model/errors';
import type { Logger } from '../../model/log';
import type { Embedder, EmbeddingModel } from '../embedder';
import { EmbedderLost } from './embedderThread';
import type { EmbedderThread } from './embedderThread';

export interface ThreadEmbedderOptions {
  readonly model: EmbeddingModel;
  readonly start: () => EmbedderThread;
  /** One that runs already. */
  readonly thread?: EmbedderThread;
  /** Texts a message: those in hand are not interrupted, and a question waits for them. */
  readonly textsAtOnce: number;
  /** Milliseconds from its last answer to its end. */
  readonly idleMs: number;
  readonly log: Logger;
}

/**
 * Errors: those of the model; `internal` if some texts end the thread twice; `corrupt` if another start of it opens
 * another model, whose vectors are not to be mixed with those before.
 */
export function createThreadEmbedder(options: ThreadEmbedderOptions): Embedder {
  const { model, textsAtOnce, idleMs, log } = options;
  let { thread } = options;
  let idle: NodeJS.Timeout | undefined;
  let busy = 0;
  let isClosed = false;
  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = thread;
    thread = undefined;
    await ending?.end();
  };
  const rest = (): void => {
    clearTimeout(idle);
    if (busy === 0 && thread !== undefined) idle = setTimeout(() => void end(), idleMs).unref();
  };
  const running = async (): Promise<EmbedderThread> => {
    if (isClosed) throw new LociError('cancelled', 'cancelled');
    if (thread?.alive !== true) thread = options.start();
    const mine = thread;
    if (isSameModel(await mine.opened, model)) return mine;
    await end();
    throw new LociError('corrupt', `the embedding model ${model.name} has changed`, 'it is opened anew');
  };
  const embedSome: Embedder['embed'] = async (texts, kind) => {
    for (let isAgain = false; ; isAgain = true) {
      try {
        return await (await running()).embed(texts, kind);
      } catch (error) {
        if (!(error instanceof EmbedderLost)) throw error;
        if (isClosed) throw new LociError('cancelled', 'cancelled');
        if (isAgain) throw new LociError('internal', `what embeds ended twice: ${error.message}`, 'see the log');
        log.warn(`what embeds ended, and is started anew: ${error.message}`);
      }
    }
  };
  rest();
  return {
    model,
    async embed(texts, kind, signal) {
      const vectors: Float32Array[] = [];
      busy++;
      try {
        for (let at = 0; at < texts.length; at += textsAtOnce) {
          throwIfCancelled(signal);
          vectors.push(...(await untilCancelled(embedSome(texts.slice(at, at + textsAtOnce), kind), signal)));
        }
        return vectors;
      } finally {
        busy--;
        rest();
      }
    },
    async close() {
      isClosed = true;
      await end();
    },
  };
}
