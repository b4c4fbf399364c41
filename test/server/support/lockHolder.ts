/** Takes the lock of the data directory given and says `held` or `refused`; holds it until it is killed. */

import { writeSync } from 'node:fs';
import { acquireLock } from '../../../src/server/lock';

const dataDir = process.argv[2] ?? '.';
void acquireLock({ dataDir }).then((lock) => {
  writeSync(1, lock === undefined ? 'refused\n' : 'held\n');
  // The lock alone keeps no process alive.
  if (lock !== undefined) setInterval(() => undefined, 60_000);
});
