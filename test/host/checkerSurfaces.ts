/** The TypeScript checker in the Index view, while it works: its process is held from here, so that it does not come to its end. */

import { readdirSync, readFileSync } from 'node:fs';
import type { Surface } from './surfaces';
import { openIndexAlone, waitForRow } from './treeSurfaces';

/** Where hosts have it off. */
export const withChecker = { LOCI_CHECKER: 'on' } as const;

/** Found as Linux shows processes, where pictures are taken: the one that works for this data directory. */
function checkerOf(dataDir: string): number | undefined {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.find((pid) => {
    try {
      const isChecker = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('checker.cjs');
      return isChecker && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`LOCI_DATA_DIR=${dataDir}\0`);
    } catch {
      return false;
    }
  });
  return found === undefined ? undefined : Number(found);
}

const checking: Surface = {
  name: 'checkerChecking',
  steps: async (page, { dataDir }) => {
    await openIndexAlone(page);
    await waitForRow(page, 'TypeScript checker');
    const pid = checkerOf(dataDir);
    if (pid !== undefined) process.kill(pid, 'SIGSTOP');
    await waitForRow(page, /TypeScript checker.*of \d+ files/);
  },
};

export const checkingSurfaces: readonly Surface[] = [checking];
