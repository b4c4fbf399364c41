/** How a failure leaves the program: one line that says what to do, and an exit code. */

import { CommanderError } from 'commander';
import { isLociError, messageOf } from '../core/model/errors';
import type { ExitCode } from './run';
import { printable } from './text';

export function exitCodeFor(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (isLociError(error, 'usage')) return 2;
  return isLociError(error, 'cancelled') ? 130 : 1;
}

/** `loci: what happened — what to do`. */
export function failureLine(error: unknown): string {
  const mend = isLociError(error) ? error.mend : '';
  const message = printable(
    messageOf(error)
      .trim()
      .replace(/\s*\n\s*/g, '; '),
  );
  return `loci: ${message}${mend === '' ? '' : ` — ${printable(mend)}`}`;
}
