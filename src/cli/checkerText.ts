/** How far the TypeScript checker is, in words. */

import type { CheckerState } from '../core/model/api';
import { count, counted, printable } from './text';

const wording: Readonly<Record<CheckerState['state'], string>> = {
  off: 'switched off',
  waiting: 'about to begin',
  checking: 'under way',
  whole: 'done',
  partial: 'not done',
  outOfMemory: 'out of memory',
  failed: 'failed',
};

/** Such as `done, 1,200 of 1,200 files confirmed`. */
export function checkerText({ state, files, checked, problem }: CheckerState): string {
  const why = problem === undefined ? '' : ` (${printable(problem)})`;
  return `${wording[state]}${why}, ${count(checked)} of ${counted(files, 'file')} confirmed`;
}
