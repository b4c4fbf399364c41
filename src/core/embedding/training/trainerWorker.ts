/** Thread entry: one training, then it ends, with all the memory that it took. */

import { parentPort, workerData } from 'node:worker_threads';
import { isLociError, messageOf } from '../../model/errors';
import { runTraining } from './runTraining';
import type { TrainingJob } from './runTraining';
import type { TrainerMessage } from './trainerMessages';

const stop = new AbortController();
parentPort?.once('message', () => {
  stop.abort();
});

function tell(message: TrainerMessage): void {
  parentPort?.postMessage(message);
}

async function run(): Promise<void> {
  try {
    const summary = await runTraining(
      workerData as TrainingJob,
      (progress) => {
        tell({ kind: 'progress', progress });
      },
      stop.signal,
    );
    tell({ kind: 'done', summary });
  } catch (error) {
    const { code, mend } = isLociError(error) ? error : { code: 'internal' as const, mend: '' };
    tell({ kind: 'failed', code, message: messageOf(error), mend });
  } finally {
    parentPort?.close();
  }
}

void run();
