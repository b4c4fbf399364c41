/** How far the vectors of a folder are, in words. */

import type { EmbeddingState } from '../core/model/api';
import { count, counted, printable } from './text';

const wording: Readonly<Record<EmbeddingState['state'], string>> = {
  off: 'switched off',
  waiting: 'about to begin',
  consent: 'waiting for consent',
  embedding: 'under way',
  whole: 'done',
  partial: 'not done',
  budget: 'paused',
  failed: 'failed',
};

/** Such as `builtin, under way, 200 of 1,200 files embedded; searches go by names and words until then`. */
export function embeddingText({ state, model, ready, files, embedded, problem }: EmbeddingState): string {
  if (state === 'off') return wording.off;
  const name = model === undefined ? '' : `${printable(model)}, `;
  const why = problem === undefined ? '' : ` (${printable(problem)})`;
  const until = ready ? '' : '; searches go by names and words until then';
  return `${name}${wording[state]}${why}, ${count(embedded)} of ${counted(files, 'file')} embedded${until}`;
}
