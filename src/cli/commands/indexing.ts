/** Indexing a folder with its progress shown: what `index` and `start` have in common. */

import type { IndexRequest, IndexSummary } from '../../core/model/api';
import { createProgress } from '../progress';
import type { Run } from '../run';
import { interruptible } from '../run';
import { bytes, count, counted, duration } from '../text';

/** Ctrl-C cancels the job: rejects with `cancelled`. What was indexed so far stays. */
export async function indexFolder(run: Run, request: IndexRequest): Promise<IndexSummary> {
  const engine = await run.engine();
  const progress = createProgress(run);
  try {
    return await interruptible(run, (signal) => engine.index(request, progress.show, signal));
  } finally {
    progress.end();
  }
}

/** Such as `1,200 files (3 added, 1 changed), 40,000 symbols in 2.1 s`. */
export function summaryLine({ files, symbols, bytes: read, ms }: IndexSummary): string {
  const { total, added, changed, removed, renamed, failed } = files;
  const changes = Object.entries({ added, changed, removed, renamed, failed })
    .filter(([, number]) => number > 0)
    .map(([what, number]) => `${count(number)} ${what}`);
  const detail = changes.length === 0 ? 'nothing has changed' : changes.join(', ');
  const speed = read > 0 ? `, ${bytes(read)} read` : '';
  return `${counted(total, 'file')} (${detail}), ${counted(symbols, 'symbol')}${speed}, in ${duration(ms)}`;
}
