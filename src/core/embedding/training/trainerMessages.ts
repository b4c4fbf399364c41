/** What goes between the engine and the thread that trains. */

import type { ErrorCode } from '../../model/errors';
import type { TrainSummary } from '../../model/training';
import type { JobProgress } from './runTraining';

export type TrainerMessage =
  | { readonly kind: 'progress'; readonly progress: JobProgress }
  | { readonly kind: 'done'; readonly summary: TrainSummary }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string; readonly mend: string };
