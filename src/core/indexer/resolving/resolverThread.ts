/** The thread that holds a vault's project and resolves it, as the thread that asks it sees it. */

import { Worker } from 'node:worker_threads';
import { LociError, messageOf } from '../../model/errors';
import type { Answered, Asked, ResolverOp, ResolverReply } from './messages';

export interface ResolverThread {
  /**
   * One at a time; `handedOver` is not copied, and of no use here any more. Rejects with {@link ThreadLost}, or with
   * LociError `internal` where the program is at fault.
   */
  ask<Op extends ResolverOp>(op: Op, ask: Asked<Op>, handedOver?: readonly ArrayBuffer[]): Promise<Answered<Op>>;
  end(): Promise<void>;
}

/** The thread ended, or was ended for taking too long, with a request in hand. */
export class ThreadLost extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'ThreadLost';
  }
}

export type StartThread = () => ResolverThread;

/** 1.7 million lines fit. With more room V8 collects later, and the server of such a project takes 50 MB more. */
const heapMegabytes = 448;
/** No batch of files takes a tenth of it. */
const longestRequestMs = 120_000;

/** `workerFile`: the bundle of resolverWorker. */
export function startResolverThread(workerFile: string): ResolverThread {
  const worker = new Worker(workerFile, {
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 24 },
  });
  let dead = false;
  let why = 'the resolver ended';
  let settle: ((reply: ResolverReply | 'lost') => void) | undefined;
  worker.unref();
  worker.stdout.resume();
  worker.stderr.resume();
  worker.on('message', (reply: ResolverReply) => {
    settle?.(reply);
  });
  worker.on('error', (error: unknown) => {
    why = `the resolver ended: ${messageOf(error)}`;
  });
  worker.on('exit', () => {
    dead = true;
    settle?.('lost');
  });

  return {
    async ask<Op extends ResolverOp>(op: Op, ask: Asked<Op>, handedOver: readonly ArrayBuffer[] = []) {
      if (dead) throw new ThreadLost(why);
      worker.ref();
      const timer = setTimeout(() => {
        why = `no answer within ${longestRequestMs / 1000} s`;
        void worker.terminate();
      }, longestRequestMs);
      const replied = new Promise<ResolverReply | 'lost'>((resolve) => {
        settle = resolve;
        worker.postMessage({ op, ask }, handedOver);
      });
      const reply = await replied.finally(() => {
        settle = undefined;
        clearTimeout(timer);
        if (!dead) worker.unref();
      });
      if (reply === 'lost') throw new ThreadLost(why);
      if (!reply.ok) throw new LociError('internal', `relationships cannot be resolved: ${reply.error}`);
      return reply.answer;
    },
    async end() {
      await worker.terminate();
    },
  };
}

/** What an object's bytes stand in, to change hands. */
export function buffersOf(files: readonly object[]): ArrayBuffer[] {
  return files.flatMap((file) =>
    Object.values(file).flatMap((value: unknown) =>
      value instanceof Uint8Array && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
    ),
  );
}

/** A view of a larger buffer cannot change hands: it gets a buffer of its own. */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
