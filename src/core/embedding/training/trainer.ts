/** Training on a thread of its own: it takes minutes, and the engine has others to answer. */

import { Worker } from 'node:worker_threads';
import { LociError, messageOf, throwIfCancelled } from '../../model/errors';
import type { TrainSummary } from '../../model/training';
import type { JobProgress, TrainingJob } from './runTraining';
import type { TrainerMessage } from './trainerMessages';

/** Hundreds of thousands of pairs take a few hundred megabytes; typed arrays are not counted here. */
const heapMegabytes = 1_024;
/** Milliseconds in which a thread that is told to end may do so by itself. */
const patience = 2_000;

/** @throws LociError `cancelled`, or what the training itself found wrong. */
export async function trainOnThread(
  workerFile: string,
  job: TrainingJob,
  onProgress: (progress: JobProgress) => void,
  signal: AbortSignal,
): Promise<TrainSummary> {
  throwIfCancelled(signal);
  const worker = new Worker(workerFile, {
    workerData: job,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    worker.postMessage('stop');
    timer = setTimeout(() => void worker.terminate(), patience);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await outcomeOf(worker, onProgress, signal);
  } finally {
    signal.removeEventListener('abort', stop);
    clearTimeout(timer);
    await worker.terminate();
  }
}

function outcomeOf(worker: Worker, onProgress: (progress: JobProgress) => void, signal: AbortSignal) {
  return new Promise<TrainSummary>((resolve, reject) => {
    worker.on('message', (message: TrainerMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'done') resolve(message.summary);
      else reject(new LociError(message.code, message.message, message.mend));
    });
    worker.on('error', (error: unknown) => {
      reject(new LociError('internal', `the training ended: ${messageOf(error)}`, 'train on fewer folders'));
    });
    worker.on('exit', () => {
      reject(
        signal.aborted ? new LociError('cancelled', 'cancelled') : new LociError('internal', 'the training ended'),
      );
    });
  });
}
