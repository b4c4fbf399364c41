/** One worker thread that parses: a request at a time, each with an outcome whatever becomes of the thread. */

import { Worker } from 'node:worker_threads';
import { messageOf } from '../model/errors';
import type { SourceFile } from '../model/file';
import type { FactsMessage } from './factsMessage';
import type { ParseReply, ParseRequest, WorkerReady, WorkerSettings } from './workerMessages';

export type ParseOutcome =
  | { readonly kind: 'parsed'; readonly facts: FactsMessage; readonly memoryBytes: number }
  /** The set-up is at fault: the thread did not start, or an asset is missing. */
  | { readonly kind: 'refused'; readonly why: string }
  /** The thread ended, or was ended for taking too long. */
  | { readonly kind: 'lost'; readonly why: string };

export interface ParserThread {
  /** Never rejects. One call at a time. */
  parse(files: readonly SourceFile[], limitMs: number): Promise<ParseOutcome>;
  alive(): boolean;
  end(): Promise<void>;
}

/** Files are bounded; a thread that needs more than this is off the rails. */
const heapMegabytes = 448;
/** A third of it takes what a few files are made into before it is looked through. */
const youngMegabytes = 48;

export function startParserThread(workerFile: string, settings: WorkerSettings): ParserThread {
  const worker = new Worker(workerFile, {
    workerData: settings,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
  });
  let ready = false;
  let dead = false;
  let lastId = 0;
  let why = 'the parser ended';
  let pending: { readonly id: number; readonly settle: (outcome: ParseOutcome) => void } | undefined;

  function settle(outcome: ParseOutcome): void {
    const current = pending;
    pending = undefined;
    // An idle thread does not keep the program running.
    if (!dead) worker.unref();
    current?.settle(outcome);
  }

  worker.stdout.resume();
  worker.stderr.resume();
  worker.on('message', (message: ParseReply | WorkerReady) => {
    if ('ready' in message) ready = true;
    else if (message.id !== pending?.id) return;
    else if (message.ok) settle({ kind: 'parsed', facts: message.facts, memoryBytes: message.memoryBytes });
    else settle({ kind: 'refused', why: message.error });
  });
  worker.on('error', (error: unknown) => {
    why = `the parser ended: ${messageOf(error)}`;
  });
  worker.on('exit', () => {
    dead = true;
    settle({ kind: ready ? 'lost' : 'refused', why });
  });

  return {
    async parse(files, limitMs) {
      if (dead) return { kind: 'lost', why };
      const request: ParseRequest = { id: ++lastId, files };
      worker.ref();
      const outcome = new Promise<ParseOutcome>((resolve) => {
        pending = { id: request.id, settle: resolve };
      });
      const timer = setTimeout(() => {
        why = `no answer within ${Math.round(limitMs / 1000)} s`;
        ready = true;
        void worker.terminate();
      }, limitMs);
      worker.postMessage(request);
      return outcome.finally(() => {
        clearTimeout(timer);
      });
    },
    alive: () => !dead,
    async end() {
      await worker.terminate();
    },
  };
}
