/** Progress on the standard error: one line redrawn on a terminal, a plain line now and then elsewhere. */

import type { IndexProgress } from '../core/model/api';
import type { Run } from './run';
import { count, counted, cut, printable } from './text';

export interface ProgressDisplay {
  readonly show: (progress: IndexProgress) => void;
  /** Clears the line. */
  readonly end: () => void;
}

const plainInterval = 3000;
const barWidth = 24;

export function createProgress({ terminal, quiet }: Run): ProgressDisplay {
  if (quiet()) return { show: () => undefined, end: () => undefined };
  if (!terminal.errorIsTerminal) {
    let shownAt = Date.now();
    const show = (progress: IndexProgress): void => {
      if (Date.now() - shownAt < plainInterval) return;
      shownAt = Date.now();
      terminal.err(progressText(progress));
    };
    return { show, end: () => undefined };
  }
  let drawn = false;
  const clear = '\r\u001b[2K';
  return {
    show: (progress) => {
      drawn = true;
      // One column stays free: a full line would wrap on some terminals.
      terminal.draw(clear + cut(`${bar(progress)}${progressText(progress)}`, terminal.errorColumns() - 1));
    },
    end: () => {
      if (drawn) terminal.draw(clear);
      drawn = false;
    },
  };
}

function bar({ done, total }: IndexProgress): string {
  if (total === 0) return '';
  const filled = Math.floor((Math.min(done, total) / total) * barWidth);
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} `;
}

function progressText(progress: IndexProgress): string {
  const { phase, done, total, symbols, current, paused } = progress;
  const [one, many] = phase === 'learning' ? ['batch', 'batches'] : ['file', 'files'];
  const files = total === 0 ? counted(done, one, many) : `${count(done)} of ${counted(total, one, many)}`;
  const parts = [`${paused ? 'paused' : phase} ${files}`];
  if (symbols > 0) parts.push(counted(symbols, 'symbol'));
  if (current !== undefined) parts.push(printable(current));
  return parts.join(', ');
}
